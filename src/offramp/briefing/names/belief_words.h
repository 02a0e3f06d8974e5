// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/analysis/read/read.h"
#include "offramp/case/model/case.h"

/// How beliefs and evidence are put in words and in order, for the terminal and the briefing alike.
namespace offramp::briefing {

/// Types of a party, most likely now first; ties in file order.
std::vector<std::size_t> types_by_posterior(const PartyBelief& party);
/// Whether a reader sees a difference between words as graded and words as far as they can be believed.
bool words_differ(const PartyBelief& party);

/// Positions in PartyBelief::items that count, largest weight for or against the leader first, as it stands
/// alone; ties in order of date.
std::vector<std::size_t> items_by_weight(const PartyBelief& party);

/// "63", "0.4": a percentage without its sign, for ranges.
std::string percent_number(double probability);

/// "+3.2", "−0.4", "0.0"; "−∞" for what is ruled out.
std::string deciban_text(double decibans);

/// "18 Mar 1999".
std::string date_short(const std::string& date);

/// "word", "deed", "signal, hands tied", "signal, cost sunk".
std::string kind_words(const EvidenceItem& item);

/// ", B2".
std::string grade_words(const EvidenceItem& item);

}  // namespace offramp::briefing
