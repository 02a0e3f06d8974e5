// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "offramp/base/text/diagnostics.h"
#include "offramp/case/model/case.h"

namespace offramp {

struct AddedEvidence {
  std::size_t added = 0;
  std::size_t skipped = 0;  ///< malformed rows, and rows that do not fit the case; each has an error
  Diagnostics diagnostics;
};

/// Adds the rows of a CSV file (docs/read.md; evidence::import_evidence) to a case, behind its own items. A
/// row must be about a party that has types, give a likelihood or a consistency for every one of them, not
/// lie after the case's as_of, and have an identifier of its own; others are reported as "row N: ..." and
/// skipped. Likelihoods become inputs `evidence.ID.likelihood.TYPE`; words of the consistency scale use the
/// case's scale where it has one, else the default. Missing grades are F6, as in a case. A source named in
/// the row is cited if the case lists it, else its text is kept in the reasoning.
AddedEvidence add_evidence(Case& c, std::string_view csv, std::string file_name);

}  // namespace offramp
