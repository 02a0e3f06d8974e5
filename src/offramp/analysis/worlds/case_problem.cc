// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/worlds/case_problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "offramp/analysis/worlds/worlds.h"
#include "offramp/base/run/parallel.h"

namespace offramp {
namespace {

constexpr std::size_t kWorldBlock = 256;

bool asks_margin(const Case& c, PartyId party) {
  const std::vector<PartyType>& types = c.types[party.index()];
  return c.acceptance[party.index()].margin.has_value() ||
         std::any_of(types.begin(), types.end(),
                     [](const PartyType& type) { return type.acceptance.margin.has_value(); });
}

// Prices of red lines and audience costs stand behind the bonuses, as what they are: points lost.
bargaining::UncertainNegotiator empty_negotiator(const Case& c, PartyId party, const PartyTerms& terms,
                                                 std::size_t worlds) {
  bargaining::UncertainNegotiator negotiator;
  negotiator.veto = c.parties[party.index()].veto;
  negotiator.reservation.resize(worlds);
  for (const Issue& issue : c.issues) {
    negotiator.value.emplace_back(issue.options.size(), std::vector<double>(worlds));
  }
  for (const BonusTerm* bonus : terms.bonuses) {
    negotiator.bonuses.push_back({bonus->when.condition, std::vector<double>(worlds)});
  }
  for (const PartyCost& cost : terms.costs)
    negotiator.bonuses.push_back({cost.when(c), std::vector<double>(worlds)});
  if (asks_margin(c, party)) negotiator.margin.resize(worlds);
  return negotiator;
}

void write_world(const PartyWorld& wants, std::size_t w, bargaining::UncertainNegotiator& negotiator) {
  negotiator.reservation[w] = wants.reservation;
  for (std::size_t issue = 0; issue < wants.value.size(); ++issue) {
    for (std::size_t option = 0; option < wants.value[issue].size(); ++option) {
      negotiator.value[issue][option][w] = wants.value[issue][option];
    }
  }
  const std::size_t own = wants.bonus.size();
  for (std::size_t b = 0; b < own; ++b) negotiator.bonuses[b].amount[w] = wants.bonus[b];
  for (std::size_t k = 0; k < wants.cost.size(); ++k) negotiator.bonuses[own + k].amount[w] = -wants.cost[k];
  if (!negotiator.margin.empty()) negotiator.margin[w] = wants.margin;
}

}  // namespace

bargaining::UncertainNegotiator negotiator_of(const Case& c, const WorldTable& table, PartyId party,
                                              std::size_t worlds, std::optional<TypeId> held) {
  worlds = std::min(worlds, table.worlds);
  const PartyTerms terms = party_terms(c, party);
  bargaining::UncertainNegotiator negotiator = empty_negotiator(c, party, terms, worlds);
  for (std::size_t w = 0; w < worlds; ++w)
    write_world(party_world(c, table, party, terms, w, held), w, negotiator);
  return negotiator;
}

Answer<CaseProblem> case_problem(const Case& c, const WorldTable& table, bool others,
                                 const RunControl& control) {
  CaseProblem posed{c, table, c.veto_players(), 0, {}, {c.space(), table.worlds, {}, {}, {}}};
  posed.veto_count = posed.parties.size();
  if (posed.parties.empty()) return Unanswered{"settle: the case names no veto player"};
  for (std::size_t i = 0; i < c.parties.size(); ++i) {
    const bool complete = c.can_judge(PartyId(i));
    if (c.parties[i].veto && !complete) {
      return Unanswered{
          fmt::format("settle: veto player {} has no interests or no no-deal value", c.parties[i].id)};
    }
    if (others && !c.parties[i].veto && complete) posed.parties.emplace_back(i);
  }
  for (const Rule& rule : c.feasible) posed.problem.feasible.push_back(rule.condition);
  std::vector<PartyTerms> terms;
  for (const PartyId party : posed.parties) {
    terms.push_back(party_terms(c, party));
    posed.problem.negotiators.push_back(empty_negotiator(c, party, terms.back(), table.worlds));
  }
  parallel_blocks(table.worlds, kWorldBlock, control, "utilities",
                  [&](std::size_t, std::size_t begin, std::size_t end) {
                    for (std::size_t n = 0; n < posed.parties.size(); ++n) {
                      for (std::size_t w = begin; w < end; ++w) {
                        write_world(party_world(c, table, posed.parties[n], terms[n], w), w,
                                    posed.problem.negotiators[n]);
                      }
                    }
                  });
  for (std::size_t r = 0; r < c.red_lines.size(); ++r) {
    const auto owner = std::find(posed.parties.begin(), posed.parties.end(), c.red_lines[r].party);
    if (owner == posed.parties.end() || c.red_lines[r].price) continue;
    bargaining::UncertainRedLine line{static_cast<std::size_t>(owner - posed.parties.begin()),
                                      c.red_lines[r].never.condition, WorldSet(table.worlds)};
    for (std::size_t w = 0; w < table.worlds; ++w) {
      if (table.binds(c, RedLineId(r), w)) line.binds.insert(w);
    }
    posed.problem.red_lines.push_back(std::move(line));
    posed.red_lines.emplace_back(r);
  }
  return posed;
}

}  // namespace offramp
