// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/weigh/weigh.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/weigh/inputs.h"
#include "offramp/analysis/weigh/parts.h"
#include "offramp/analysis/worlds/rungs.h"

namespace offramp {
namespace {

void check(const Case& c, const WeighOptions& options) {
  if (options.short_list == 0) throw std::invalid_argument("weigh: short_list = 0; at least one is needed");
  if (options.base_points < 2 || options.design_inputs == 0) {
    throw std::invalid_argument("weigh: a design needs at least 2 base points and 1 input");
  }
  if (!options.objective.party) return;
  const std::size_t p = options.objective.party->index();
  if (p >= c.parties.size() || !c.can_judge(PartyId(p))) {
    throw std::invalid_argument(
        "weigh: the party of the objective has no interests or no no-deal value in the case");
  }
}

void list_settlement(std::vector<ShortListed>& list, std::size_t most, const SettlementReport& report,
                     std::string role) {
  const auto same = [&](const ShortListed& s) { return s.settlement == report.settlement; };
  const auto found = std::find_if(list.begin(), list.end(), same);
  if (found != list.end()) {
    found->roles.push_back(std::move(role));
  } else if (list.size() < most) {
    list.push_back({report.settlement, {std::move(role)}, report.accepted_by_all});
  }
}

std::vector<ShortListed> short_list(const Case& c, const SettleResult& settled, std::size_t most) {
  std::vector<ShortListed> list;
  list_settlement(list, most, settled.ranked.front(), "ranked 1");
  for (const BargainingPoint& point : settled.points) list_settlement(list, most, point.report, point.name);
  for (const PartyOffRamps& party : settled.off_ramps) {
    if (party.ramps.empty()) continue;
    list_settlement(list, most, party.ramps.front().report, "off-ramp " + c.parties[party.party.index()].id);
  }
  for (std::size_t i = 1; i < settled.ranked.size(); ++i) {
    list_settlement(list, most, settled.ranked[i], fmt::format("ranked {}", i + 1));
  }
  return list;
}

std::vector<double> reach_of(const CaseProblem& posed, const bargaining::Settlement& settlement) {
  const WorldSet reached = rungs_of(posed, feints_of(posed), settlement).not_wrecked;
  std::vector<double> values(posed.problem.worlds);
  for (std::size_t w = 0; w < values.size(); ++w) values[w] = reached.contains(w) ? 1.0 : 0.0;
  return values;
}

std::vector<WeighOutput> outputs_of(const CaseProblem& posed, const SettleResult& settled,
                                    const ShortListWorlds& list, bool complete) {
  const Case& c = posed.c;
  std::vector<WeighOutput> outputs;
  WeighOutput agreement, acceptance, risk;
  for (const bool agreed : settled.agreed) agreement.values.push_back(agreed ? 1.0 : 0.0);
  acceptance.kind = WeighOutput::Kind::acceptance;
  acceptance.values = list.accepted.front();
  outputs = {std::move(agreement), std::move(acceptance)};
  if (has_later_rungs(c)) {
    WeighOutput& reach = outputs.emplace_back();
    reach.kind = WeighOutput::Kind::reach;
    reach.values = reach_of(posed, settled.ranked.front().settlement);
  }
  if (!complete) return outputs;
  risk.kind = WeighOutput::Kind::risk;
  for (const double gain : list.smallest_gain.front()) risk.values.push_back(std::max(0.0, -gain));
  outputs.push_back(std::move(risk));
  const std::vector<PartyId> vetoes = c.veto_players();
  for (std::size_t v = 0; v < vetoes.size(); ++v) {
    WeighOutput reservation;
    reservation.kind = WeighOutput::Kind::reservation;
    reservation.party = vetoes[v];
    reservation.values = list.reservation[v];
    outputs.push_back(std::move(reservation));
  }
  return outputs;
}

// A line through worlds may end a little beyond 0 or 1; every output lies between.
void keep_in_range(std::vector<sensitivity::TornadoBar>& bars) {
  for (sensitivity::TornadoBar& bar : bars) {
    for (sensitivity::TornadoEnd* end : {&bar.low, &bar.high})
      end->output.value = std::clamp(end->output.value, 0.0, 1.0);
    bar.swing = bar.high.output.value - bar.low.output.value;
  }
}

double margin_of(const sensitivity::TornadoBar& bar) {
  return sensitivity::normal_estimate(0.0, bar.swing_error).high;
}

std::vector<KeyAssumption> key_assumptions(const WeighResult& result) {
  constexpr double kMatters = 0.02;
  std::vector<KeyAssumption> found;
  std::vector<std::size_t> at(result.inputs.size(), result.inputs.size());
  for (std::size_t o = 0; o < result.outputs.size(); ++o) {
    if (!is_chance(result.outputs[o].kind)) continue;
    for (const sensitivity::TornadoBar& bar : result.outputs[o].tornado) {
      if (!bar.significant || std::fabs(bar.swing) < kMatters) continue;
      if (at[bar.input] == result.inputs.size()) {
        at[bar.input] = found.size();
        found.push_back(
            {bar.input, bar.swing, margin_of(bar), o, result.inputs[bar.input].basis == Basis::judgement});
      } else if (std::fabs(bar.swing) > std::fabs(found[at[bar.input]].swing)) {
        found[at[bar.input]].swing = bar.swing;
        found[at[bar.input]].margin = margin_of(bar);
        found[at[bar.input]].output = o;
      }
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const KeyAssumption& a, const KeyAssumption& b) {
    if (a.judgement != b.judgement) return a.judgement;
    return std::fabs(a.swing) > std::fabs(b.swing);
  });
  return found;
}

// The pair that interacts most, else the two that move the output most.
void find_map(const sensitivity::Table& table, std::size_t classes, WeighOutput& output) {
  std::optional<std::pair<std::size_t, std::size_t>> pair;
  if (output.indices.available && !output.indices.interactions.empty()) {
    const sensitivity::PairIndex& first = output.indices.interactions.front();
    pair = {first.a, first.b};
  } else if (output.tornado.size() > 1 && output.tornado[1].significant) {
    pair = {output.tornado[0].input, output.tornado[1].input};
  }
  if (pair) output.map = two_way_map(table, output.values, pair->first, pair->second, classes);
}

void note_floor(const WeighResult& result, WeighOutput& output) {
  const std::vector<sensitivity::TornadoBar>& bars = output.tornado;
  std::vector<std::size_t> numbers;
  for (std::size_t b = 0; b < bars.size(); ++b) {
    if (bars[b].significant) continue;
    ++output.unclear;
    if (result.inputs[bars[b].input].kind == WeighInput::Kind::quantity && !bars[b].held)
      numbers.push_back(b);
  }
  if (numbers.empty()) return;
  std::stable_sort(numbers.begin(), numbers.end(),
                   [&](std::size_t a, std::size_t b) { return bars[a].noise_floor < bars[b].noise_floor; });
  output.typical_floor = numbers[numbers.size() / 2];
}

Answer<WeighResult> weigh_worlds(CaseRun& run, const CaseProblem& posed, const SettleResult& settled,
                                 const WeighOptions& options, const RunControl& control) {
  const Case& c = posed.c;
  const WorldTable& table = posed.table;
  WeighResult result;
  result.seed = table.seed;
  result.days = table.days;
  result.drawn_as = run.options();
  result.trust = drawn_worlds(run).trust;
  result.worlds = table.worlds;
  result.objective = options.objective;
  std::vector<PartyId> parties = c.veto_players();
  if (options.objective.party) parties.push_back(*options.objective.party);
  WeighInputs inputs = weigh_inputs(c, parties, settled.types_from_evidence);
  if (inputs.inputs.empty()) {
    return Unanswered{"weigh: nothing in the case is uncertain that could move the answer"};
  }
  result.inputs = std::move(inputs.inputs);
  result.left_out = inputs.left_out;
  result.table = weigh_columns(c, table, result.inputs);
  result.short_list = short_list(c, settled, options.short_list);
  std::vector<bargaining::Settlement> settlements;
  for (const ShortListed& s : result.short_list) settlements.push_back(s.settlement);
  const ShortListWorlds worlds = evaluate_short_list(posed, settlements, options.objective.party, control);
  // Judged over all worlds, as everything here is.
  for (std::size_t s = 0; s < result.short_list.size(); ++s) {
    const std::vector<double>& accepted = worlds.accepted[s];
    result.short_list[s].accepted_by_all =
        share_of(static_cast<std::size_t>(std::count(accepted.begin(), accepted.end(), 1.0)), table.worlds);
  }
  result.outputs = outputs_of(posed, settled, worlds, options.complete);
  weigh_bars(c, table, result, control);
  for (WeighOutput& output : result.outputs) {
    keep_in_range(output.tornado);
    note_floor(result, output);
  }
  if (options.complete) weigh_indices(c, table, result, control);
  result.key_assumptions = key_assumptions(result);
  weigh_flips(leading_payoffs(posed, settlements, control), result, control);
  if (options.confirm) confirm_flips(c, result, control);
  // The short form goes into the two pages of a briefing, which have room for a small table.
  for (WeighOutput& output : result.outputs) find_map(result.table, options.complete ? 5 : 3, output);
  if (!options.complete) return result;
  weigh_regret(worlds, result);
  weigh_information(posed, settled, result, control);
  weigh_scenarios(result, control);
  if (options.design) result.design = weigh_design(c, result, options, control);
  return result;
}

}  // namespace

const Answer<WeighResult>& weigh(CaseRun& run) {
  return run.once<Answer<WeighResult>>([&]() -> Answer<WeighResult> {
    const WeighOptions& options = run.options<WeighOptions>();
    check(run.c(), options);
    const Answer<SettleResult>& settled = settle(run);
    if (!settled) return settled.reason();
    return weigh_worlds(run, *case_problem(run), *settled, options, run.control());
  });
}

}  // namespace offramp
