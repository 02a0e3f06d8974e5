// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace offramp::evidence {

/// One record of a file of separated values.
struct CsvRecord {
  std::vector<std::string> fields;  ///< without their quotes, blanks kept; at least one
  int line = 1;                     ///< where the record begins, counted from 1
  std::size_t row = 1;              ///< which record it is, counted from 1; blank lines do not count
  /// What is wrong with it, as in "a quote that is never closed"; empty for a well-formed one. The fields of
  /// a malformed one are what could be told apart.
  std::string problem;
};

/// Reads separated values after RFC 4180, with any separator: quoted fields may hold separators, line ends
/// and doubled quotes; lines end in LF, CRLF or CR. A record has at most kMostFields fields; of a longer one
/// the rest is dropped, with a problem. Blank lines are skipped, as is a first line `sep=;`, by which Excel
/// names its separator. A malformed record is returned with its problem; reading goes on with the next line.
/// Takes time in proportion to the text. The text must outlive the reader.
class CsvReader {
 public:
  static constexpr std::size_t kMostFields = 10'000;
  explicit CsvReader(std::string_view text, char separator = ',');
  /// Puts the next record into `record`, whose contents are lost; false, and nothing read, at the end of the
  /// text.
  bool next(CsvRecord& record);

 private:
  // All three work at `at_`, the offset of the next byte.
  bool at_line_end() const;
  void skip_line_end();
  void quoted(CsvRecord& record, std::string& field);
  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t row_ = 0;
};

/// The separators that tables come with, in order of preference: a tie goes to the first.
inline constexpr char kSeparators[] = {',', ';', '\t', '|'};
/// "commas", "semicolons", "tabs" or "bars", for messages; `separator` must be one of kSeparators.
std::string_view separator_name(char separator);

/// The line `sep=X` at the front, if there is one: X. By it Excel tells itself the separator.
char stated_separator(std::string_view text);

}  // namespace offramp::evidence
