// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/evidence/import/table/csv.h"

/// Which table of events a text is, and where its columns stand.
namespace offramp::evidence {

/// Whose table it is; the two of GDELT differ only behind the columns that are read.
enum class EventFormat { gdelt2, gdelt1, icews };
/// "GDELT 2.0", "GDELT 1.0" or "ICEWS".
std::string_view event_format_name(EventFormat format);

/// Rows of a table of events: fields between separators, without their quotes.
///
/// Tables with tabs are cut at every tab, as GDELT and ICEWS write them, whose texts may hold quotes
/// anywhere; a line that has too many fields so is cut again outside its quotes. Others follow RFC 4180
/// (CsvReader). Blank lines and a first line `sep=;` are passed over. The text must outlive the rows, and
/// `fields` is good until the next call.
class EventRows {
 public:
  /// `separator`: one of kSeparators. Lines end in LF, CRLF, or in CR where there is no LF.
  EventRows(std::string_view text, char separator);
  /// False at the end. `width`: fields of a whole row, 0 if not known; empty fields beyond it are dropped.
  bool next(std::vector<std::string_view>& fields, std::size_t width);
  /// Line of the last row, from 1.
  std::size_t line() const { return line_; }
  /// What is wrong with the last row's quotes; empty if nothing is.
  const std::string& problem() const { return record_.problem; }

 private:
  bool next_line(std::string_view& line);
  std::string_view left_;
  char separator_;
  char line_end_ = '\n';
  std::size_t line_ = 0;
  CsvReader csv_;
  CsvRecord record_;
};

/// Column of each thing used; kNone for a column that the table does not have.
struct EventColumns {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t id = kNone, date = kNone, source = kNone, source_country = kNone, target = kNone,
              target_country = kNone, code = kNone, title = kNone, quad = kNone, score = kNone;
};

/// All that is needed to read the rows of one table.
struct EventLayout {
  EventFormat format = EventFormat::gdelt2;
  char separator = '\t';
  std::size_t width = 0;        ///< fields of a row
  std::size_t header_line = 0;  ///< line of the header, from 1; 0 if there is none
  EventColumns column;
};

/// A layout, or why there is none: one sentence that says what the text is and what can be read instead.
struct EventLayoutReading {
  std::optional<EventLayout> layout;
  std::string refusal;
};

/// Found by the names in a header among the first ten lines, in any order and with any separator of
/// kSeparators:
/// - ICEWS (Boschee and others 2015, doi:10.7910/DVN/28075): Event Date, Source Name, Source Country, CAMEO
/// Code or, as
///   in its file of 2017, Event Text alone, Intensity, Target Name, Target Country; Event ID if it is there;
/// - GDELT, with the column names of its codebook (SQLDATE or Day, Actor1Code, Actor1CountryCode, Actor2Code,
///   Actor2CountryCode, EventCode, QuadClass, GoldsteinScale; GLOBALEVENTID if it is there).
/// Otherwise by the number of columns, as GDELT writes its tables, without a header: 61 in version 2.0 (GDELT
/// Event Codebook V2.0, 19 Feb 2015); 58 in the daily tables of version 1.0 and 57 in its tables up to March
/// 2013, which lack the source's address. The first 35 columns are the same in all three. ACLED, UCDP,
/// POLECAT, GDELT's other tables and some more are known and refused by name.
EventLayoutReading find_event_layout(std::string_view text);

}  // namespace offramp::evidence
