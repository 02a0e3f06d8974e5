// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/base/text/diagnostics.h"
#include "offramp/evidence/import/table/csv.h"

namespace offramp::evidence {

/// What the first record of a table of evidence says of its columns (evidence_csv.h).
struct EvidenceHeader {
  /// Columns are counted from 0.
  std::size_t width = 0;                                         ///< columns up to the last one with a name
  std::map<std::string, std::size_t, std::less<>> column;        ///< by name: "date", "about", ...
  std::vector<std::pair<std::string, std::size_t>> likelihood;   ///< type and column, in order of columns
  std::vector<std::pair<std::string, std::size_t>> consistency;  ///< likewise
  std::vector<std::size_t> nameless;  ///< columns before the last that have no name
};

/// The separator that a first line `sep=;` names, else the one of kSeparators by which the first record has
/// most known names of columns; the comma if none has any.
char evidence_separator(std::string_view text);

/// Reads the header. Unknown, repeated and missing columns go to `diagnostics` as errors at its line, at most
/// `most_problems` of them; so does, in one sentence, a record that names no column of evidence at all.
EvidenceHeader read_evidence_header(const CsvRecord& record, char separator, std::size_t most_problems,
                                    Diagnostics& diagnostics);

}  // namespace offramp::evidence
