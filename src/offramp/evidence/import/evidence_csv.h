// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/base/number/quantity.h"
#include "offramp/base/text/diagnostics.h"
#include "offramp/evidence/model/grade.h"
#include "offramp/evidence/model/model.h"
#include "offramp/evidence/reading/ach.h"

namespace offramp::evidence {

/// One item of evidence from a CSV file, names as they stand there.
struct EvidenceRow {
  std::string id;  ///< the file's, or row_N
  std::int32_t day = 0;
  std::string what, by, about;
  Kind kind = Kind::deed;
  /// Chance of seeing it given each type, domain (0, 1); in order of columns, empty cells left out.
  std::vector<std::pair<std::string, Quantity>> likelihood;
  std::vector<std::pair<std::string, Consistency>> consistency;  ///< likewise
  Grade grade;
  std::string group, source, because;
  std::size_t row = 0;  ///< record of the file, the header being row 1
  int line = 0;
};

struct EvidenceImport {
  std::vector<EvidenceRow> rows;  ///< the sound ones, in file order
  std::size_t rows_read = 0;      ///< without headers
  std::size_t rows_skipped = 0;   ///< malformed; each has an error in `diagnostics`
  /// Errors: the first kMaxProblems, then how many more there are. Warnings: what was done that one might not
  /// expect (encoding, separator, order of dates, a header that comes again).
  Diagnostics diagnostics;
  static constexpr std::size_t kMaxProblems = 1000;
};

/// Reads evidence from separated values (RFC 4180, see CsvReader). Commas, semicolons (the custom where the
/// comma is the decimal mark), tabs or bars: by a first line `sep=;`, else the one by which the header has
/// most known names. Encoding as in FileText. The first record names the columns, in any order and letter
/// case, as the case file names the keys of evidence:
///   date, about, kind (word, costly_signal, deed): required;
///   signal (sunk_cost, tied_hands): required where kind is costly_signal;
///   id, what, by, grade (B2), group, source, because: may be missing or empty; no grade counts as F6 in a
///   case; likelihood:TYPE: `0.8`, `0,8`, `80 %`, `0.8 to 0.95`, `60 % to 72 %`, strictly between 0 and 1;
///   consistency:TYPE: very_inconsistent, inconsistent, neutral, consistent, very_consistent.
/// Dates as in written_date.h; of those with two orders, one that decides must be in the column. Words of
/// kinds and consistencies are taken in any letter case, and with blanks or hyphens for underscores. A column
/// without a name must be empty. A row needs at least one likelihood or consistency, and not both for one
/// type. Rows with errors are reported as "row N: ..." at their line and skipped. An unknown or repeated
/// column, a column with values but without a name and a file that is no table of evidence are errors, and
/// nothing is read. Never throws on any bytes.
EvidenceImport import_evidence(std::string_view bytes, std::string file_name);

}  // namespace offramp::evidence
