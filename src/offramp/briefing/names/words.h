// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/bargaining/model/condition.h"
#include "offramp/bargaining/model/space.h"
#include "offramp/case/model/case.h"

/// The case's things by the names that a reader sees. Everything returned is cleaned (`clean_text`).
namespace offramp::briefing {

std::string party_name(const Case& c, PartyId party);
/// Inside a sentence, with its article where it takes one: "the NATO allies"; at the start of one with a
/// capital: "The NATO allies".
std::string party_in_prose(const Case& c, PartyId party);
std::string party_to_begin(const Case& c, PartyId party);
std::string issue_name(const Case& c, std::size_t issue);
/// An option's name; of a range, the number with its unit: "90 percent".
std::string option_name(const Case& c, std::size_t issue, std::size_t option);
std::string type_name(const Case& c, PartyId party, TypeId type);
/// What evidence is about: a party, a circumstance, or a red line and whose.
std::string hidden_name(const Case& c, const Hidden& hidden);
/// Whose red line it is, with the type that alone holds it: "FR Yugoslavia if ‘Holds out’". Lines of one
/// party that forbid the same are told apart by it.
std::string holder_name(const Case& c, const RedLine& line);

/// "A", "A and B", "A, B and C".
std::string join_words(const std::vector<std::string>& words, const char* last = "and");
/// Inside a sentence: "the NATO allies and FR Yugoslavia"; beyond three, "all 5 veto players" without naming
/// them.
std::string veto_words(const Case& c, const std::vector<PartyId>& parties);

/// "International security presence is A or B", "Forces that leave below 90 percent", joined by and, or.
std::string condition_words(const Case& c, const bargaining::Condition& condition);

/// Issues on which two settlements differ, in issue order.
std::vector<std::size_t> differing_issues(const bargaining::Settlement& a, const bargaining::Settlement& b);

/// Anchors of things that are referred to.
std::string red_line_anchor(const Case& c, RedLineId line);
std::string source_anchor(const Case& c, SourceId source);
std::string party_anchor(const Case& c, PartyId party, std::string_view what);
std::string input_anchor(InputId input);
/// "#" and the anchor.
std::string link_to(std::string anchor);

}  // namespace offramp::briefing
