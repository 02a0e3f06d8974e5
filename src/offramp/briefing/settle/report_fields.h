// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/analysis/standing/result.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/settle/names_fields.h"

/// How one settlement stands, and the off-ramps of a party, field by field (describe/fields.h).
namespace offramp::briefing {

/// A report as its result knows it: of a short list nobody knows what dominates it from outside.
struct ReportOf {
  const SettlementReport* report = &nothing<SettlementReport>();
  bool whole_space = true;
};

struct OffRampOf {
  const OffRamp* ramp = &nothing<OffRamp>();
  bool whole_space = true;
};

struct PartyOffRampsOf {
  const PartyOffRamps* entry = &nothing<PartyOffRamps>();
  bool whole_space = true;
};

template <class V>
void fields(V& v, const Standing& s) {
  v("party", s.party, "who");
  v("accepts", s.accepts, "no red line of it crossed and worth at least no deal");
  v("expected_utility", s.expected_utility, "of the settlement to it, mean over worlds, in [0, 1]");
  v("expected_gain", s.expected_gain, "over no deal, mean over worlds, in [-1, 1]");
  v("crosses_red_line", s.crosses_red_line, "worlds in which one of its red lines is crossed");
}

template <>
struct DescribedAs<ReportOf> {
  static constexpr const char* name = "report";
};
template <class V>
void fields(V& v, const ReportOf& of) {
  const SettlementReport& r = *of.report;
  v("settlement", SettlementOf{&r.settlement}, "issue to option");
  v("accepted_by_all", r.accepted_by_all, "worlds in which every veto player accepts: it is signed");
  v("meant", r.meant, "of these, worlds in which none of them is of a type whose talks are a feint");
  v("ratified", r.ratified, "of these, worlds in which everybody who must ratify it does");
  v("not_wrecked", r.not_wrecked, "of these, worlds in which no spoiler wrecks it");
  v("weakest_link", r.weakest_link, "the veto player that accepts least often");
  v.maybe(
      "pareto", of.whole_space ? &r.pareto : nullptr,
      "no settlement is better for one veto player on average and worse for none; null if not enumerated");
  v("standings", r.standings, "veto players first, in party order, then other parties with interests");
}

template <class V>
void fields(V& v, const GiveGet& g) {
  v("issue", g.issue, "the issue");
  v("option", OptionOf{g.issue.index(), g.option}, "what the settlement says on it");
  v("points", g.points, "weighted value there, mean over worlds, in points of 0 to 100");
  v("best_points", g.best_points, "at the party's best option on this issue");
  v("worst_points", g.worst_points, "at its worst option");
  v("change", g.change, "points less the middle of best and worst: above 0 it gets, below 0 it gives");
}

template <class V>
void fields(V& v, const AimDenial& denial) {
  v("aim", denial.aim, "the condition as the case has it");
  v("points", denial.points,
    "denied: on the issues it speaks of, the best way to reach it less what it gets");
  v("worth", denial.worth, "points from the worst options there to the best way to reach it");
}

template <class V>
void fields(V& v, const OffRampOf& of) {
  const OffRamp& ramp = *of.ramp;
  v("works", ramp.works, "the party accepts it and no binding red line of anybody else is crossed");
  v("report", ReportOf{&ramp.report, of.whole_space}, "how it stands");
  v("give_get", ramp.give_get, "by issue, largest get first");
  std::vector<std::string> roles;
  for (const RampRole role : ramp.roles) roles.emplace_back(offramp::word_of(role));
  v("roles", roles, "what it is the best of all candidates for: works, consent, gain, denies");
  v("denied", ramp.denied, "of what its aims are worth to it: 0.5 to 1");
  v("aims", ramp.aims, "how much of each is denied");
  v("explanations", ramp.explanations, "what the party could say at home");
}

template <class V>
void fields(V& v, const PartyOffRampsOf& of) {
  const PartyOffRamps& p = *of.entry;
  v("party", p.party, "a veto player");
  v("aims_declared", p.aims_declared, "whether the case declares its aims");
  v("aims_worth", p.aims_worth, "points, all aims together");
  v("candidates", p.candidates, "settlements that deny at least half of that");
  v.list(
      "ramps", p.ramps.size(),
      [&](std::size_t i) {
        return OffRampOf{&p.ramps[i], of.whole_space};
      },
      "each the best of all candidates for its roles; empty if none works in any world");
}

}  // namespace offramp::briefing
