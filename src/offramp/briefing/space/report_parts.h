// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "offramp/analysis/space/report.h"
#include "offramp/briefing/document/document.h"

/// What the reports of `space` share.
namespace offramp::briefing {

/// "rent = 900, years = 5"; cleaned. `settlement` has an option or a number for each issue, or nothing.
std::string settlement_words(const std::vector<std::string>& issues,
                             const std::vector<std::string>& settlement);

/// A table with a column of utilities for each party between `first` and, unless empty, `last`.
Table utility_table(std::string_view first, const std::vector<std::string>& parties, std::string_view last);

/// A row of it; `pointer` is that of the list of utilities.
Row utility_row(Cell first, const std::vector<double>& utility, const std::string& pointer);

/// Who wins which issue; `points` has a winner.
Section winner_section(const formats::SpacePoints& points);

/// What patience is worth; `points` has it.
Section patience_section(const formats::SpacePoints& points);

}  // namespace offramp::briefing
