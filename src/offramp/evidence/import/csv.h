// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace offramp::evidence {

/// One record of a CSV file. `problem` is empty for a well-formed one.
struct CsvRecord {
  std::vector<std::string> fields;
  int line = 1;         ///< where the record begins, counted from 1
  std::size_t row = 1;  ///< which record it is, counted from 1; blank lines do not count
  std::string problem;
};

/// Reads comma-separated values after RFC 4180: quoted fields may hold commas, line ends and doubled quotes;
/// lines end in LF or CRLF. A byte-order mark is skipped, as are blank lines. A malformed record is
/// returned with its problem; reading goes on with the next line. The bytes must outlive the reader.
class CsvReader {
 public:
  explicit CsvReader(std::string_view bytes);
  /// False at the end of the file.
  bool next(CsvRecord& record);

 private:
  bool at_line_end() const;
  void skip_line_end();
  void quoted(CsvRecord& record, std::string& field);
  std::string_view bytes_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t row_ = 0;
};

}  // namespace offramp::evidence
