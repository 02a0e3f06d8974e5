// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include "offramp/analysis/weigh/parts.h"
#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/analysis/worlds/rungs.h"
#include "offramp/bargaining/acceptance/agreement.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"
#include "offramp/base/number/elementary.h"
#include "offramp/base/run/parallel.h"
#include "offramp/case/model/factors.h"

namespace offramp {
namespace {

constexpr std::size_t kBlock = 1024;  // worlds settled again at once
constexpr double kWorthwhile = 0.5;   // of its noise floor that a number's bar from the table must reach
constexpr std::size_t kMostNumbers = 32;

using Outputs = std::vector<std::vector<double>>;  // [output][world]

// Without the coordinates by which nothing is worked out again: each held input copies it.
WorldTable block_of(const WorldTable& table, std::size_t begin, std::size_t end, bool depends_on_states) {
  WorldTable part = between(table, begin, end);
  part.type_coordinate.clear();
  part.circumstance_coordinate.clear();
  part.factor_coordinate.clear();
  if (!depends_on_states) {
    for (auto& column : part.coordinate) column.clear();
  }
  return part;
}

// Whether some number of the case depends on a type or a circumstance of its own.
bool has_clauses(const Case& c) {
  return std::any_of(c.inputs.begin(), c.inputs.end(),
                     [](const Input& input) { return !input.instead.empty(); });
}

// Some worlds of the table, to be settled again with one input held. What a type brings comes with it: its
// numbers, and which lines bind. A line that is held binds, or does not, whatever the type; all else stays.
class HeldWorlds {
 public:
  HeldWorlds(const Case& c, WorldTable worlds, const WeighResult& result, const StopToken& stop)
      : case_(c),
        worlds_(std::move(worlds)),
        result_(result),
        stop_(stop),
        posed_(posed_in(c, worlds_, stop)) {
    agreed_ = agreement_worlds(posed_.problem, stop);
  }

  /// `value`: of a number in the file's units, else the level.
  Outputs outputs(const WeighInput& input, double value) const {
    WorldTable moved = worlds_;
    CaseProblem now{case_, moved, posed_.parties, posed_.veto_count, posed_.red_lines, posed_.problem};
    bargaining::UncertainProblem& problem = now.problem;
    if (input.kind == WeighInput::Kind::type) {
      std::fill(moved.type[input.party.index()].begin(), moved.type[input.party.index()].end(),
                static_cast<std::uint16_t>(value));
      states_again(moved, problem);
      want_again(input.party, moved, problem);
    } else if (input.kind == WeighInput::Kind::red_line) {
      hold_line(input.line, value > 0.5, moved, problem);
    } else if (input.kind == WeighInput::Kind::circumstance) {
      std::vector<std::uint8_t>& obtains = moved.circumstance[input.circumstance.index()];
      std::fill(obtains.begin(), obtains.end(), value > 0.5 ? std::uint8_t{1} : std::uint8_t{0});
      states_again(moved, problem);
    } else if (!input.through) {
      moved.value[input.input.index()] = {value};
      for (const PartyId party : case_.inputs[input.input.index()].parties) want_again(party, moved, problem);
    } else {
      const RedLineId line = line_of(input);
      std::vector<bool>& holds = moved.red_line_holds[line.index()];
      const Pulls pulls(case_, moved.factors);
      for (std::size_t w = 0; w < moved.worlds; ++w) {
        holds[w] = pulled_down(moved.red_line_coordinate[line.index()][w],
                               pulls.of(Loading::Kind::red_line, line.index()), moved, w) < value;
      }
      bind_again(moved, problem);
      want_again(case_.red_lines[line.index()].party, moved, problem);
    }
    return settled(now);
  }

  /// The red line whose share the input is.
  RedLineId line_of(const WeighInput& input) const {
    std::size_t r = 0;
    while (case_.red_lines[r].unacceptable_to != std::optional(input.input)) ++r;
    return RedLineId(r);
  }

 private:
  static CaseProblem posed_in(const Case& c, const WorldTable& worlds, const StopToken& stop) {
    RunControl alone;
    alone.threads = 1;
    alone.stop = stop;
    return posed_for_rungs(c, worlds, alone);
  }

  std::size_t place_of(RedLineId line) const {
    return static_cast<std::size_t>(std::find(posed_.red_lines.begin(), posed_.red_lines.end(), line) -
                                    posed_.red_lines.begin());
  }
  // What depends on types and circumstances, as they now are.
  void states_again(WorldTable& moved, bargaining::UncertainProblem& problem) const {
    if (has_clauses(case_)) {
      refresh_numbers(case_, moved);
      for (const PartyId party : posed_.parties) want_again(party, moved, problem);
    }
    bind_again(moved, problem);
  }
  // A line that has a price costs its party or does not; another binds or does not, whatever the type.
  void hold_line(RedLineId line, bool held, WorldTable& moved, bargaining::UncertainProblem& problem) const {
    const std::size_t at = place_of(line);
    if (at < problem.red_lines.size()) {
      problem.red_lines[at].binds = held ? WorldSet::all(problem.worlds) : WorldSet(problem.worlds);
      return;
    }
    moved.red_line_holds[line.index()].assign(moved.worlds, held);
    want_again(case_.red_lines[line.index()].party, moved, problem);
  }
  void want_again(PartyId party, const WorldTable& moved, bargaining::UncertainProblem& problem) const {
    const auto at = std::find(posed_.parties.begin(), posed_.parties.end(), party);
    if (at == posed_.parties.end()) return;
    problem.negotiators[static_cast<std::size_t>(at - posed_.parties.begin())] =
        negotiator_of(case_, moved, party, moved.worlds);
  }
  void bind_again(const WorldTable& moved, bargaining::UncertainProblem& problem) const {
    for (std::size_t r = 0; r < problem.red_lines.size(); ++r) {
      WorldSet& binds = problem.red_lines[r].binds;
      binds.clear();
      for (std::size_t w = 0; w < moved.worlds; ++w) {
        if (moved.binds(case_, posed_.red_lines[r], w)) binds.insert(w);
      }
    }
  }

  // Worlds whose answer may differ from what was settled before: those that agreed and in which somebody has
  // less to win, and those that did not and in which somebody has more.
  WorldSet open(const bargaining::UncertainProblem& problem) const {
    WorldSet more(problem.worlds), less(problem.worlds);
    const auto compare = [](const std::vector<double>& low, const std::vector<double>& high, WorldSet& higher,
                            WorldSet& lower) {
      for (std::size_t w = 0; w < low.size(); ++w) {
        if (high[w] > low[w]) higher.insert(w);
        if (high[w] < low[w]) lower.insert(w);
      }
    };
    for (std::size_t n = 0; n < posed_.veto_count; ++n) {
      const bargaining::UncertainNegotiator &now = problem.negotiators[n],
                                            &before = posed_.problem.negotiators[n];
      compare(before.reservation, now.reservation, less, more);
      if (!now.margin.empty()) compare(before.margin, now.margin, less, more);
      for (std::size_t b = 0; b < now.bonuses.size(); ++b)
        compare(before.bonuses[b].amount, now.bonuses[b].amount, more, less);
      for (std::size_t issue = 0; issue < now.value.size(); ++issue) {
        for (std::size_t option = 0; option < now.value[issue].size(); ++option)
          compare(before.value[issue][option], now.value[issue][option], more, less);
      }
    }
    for (std::size_t r = 0; r < problem.red_lines.size(); ++r) {
      WorldSet now = problem.red_lines[r].binds, before = posed_.problem.red_lines[r].binds;
      now -= before;
      less |= now;
      before -= problem.red_lines[r].binds;
      more |= before;
    }
    less &= agreed_;
    more -= agreed_;
    less |= more;
    return less;
  }

  Outputs settled(const CaseProblem& now) const {
    const bargaining::UncertainProblem& problem = now.problem;
    const WorldSet again = open(problem);
    WorldSet agreed = agreed_;
    agreed -= again;
    agreed |= agreement_worlds(problem, again, stop_);
    const bargaining::SettlementInWorlds own =
        bargaining::in_worlds(problem, result_.short_list.front().settlement);
    const WorldSet accepted = own.accepted(problem);
    Outputs outputs;
    for (const WeighOutput& output : result_.outputs) {
      std::vector<double>& values = outputs.emplace_back(problem.worlds);
      const bool reach = output.kind == WeighOutput::Kind::reach;
      const WorldSet reached =
          reach ? rungs_of(now, feints_of(now), result_.short_list.front().settlement).not_wrecked
                : WorldSet();
      const auto party = std::find(posed_.parties.begin(), posed_.parties.end(), output.party);
      const auto place = static_cast<std::size_t>(party - posed_.parties.begin());
      for (std::size_t w = 0; w < problem.worlds; ++w) {
        switch (output.kind) {
          case WeighOutput::Kind::agreement:
            values[w] = agreed.contains(w) ? 1.0 : 0.0;
            break;
          case WeighOutput::Kind::acceptance:
            values[w] = accepted.contains(w) ? 1.0 : 0.0;
            break;
          case WeighOutput::Kind::reach:
            values[w] = reached.contains(w) ? 1.0 : 0.0;
            break;
          case WeighOutput::Kind::risk:
            for (std::size_t n = 0; n < posed_.veto_count; ++n)
              values[w] = std::max(values[w], problem.negotiators[n].reservation[w] - own.utility[n][w]);
            break;
          case WeighOutput::Kind::reservation:
            values[w] = problem.negotiators[place].reservation[w];
            break;
        }
      }
    }
    return outputs;
  }

  const Case& case_;
  WorldTable worlds_;
  const WeighResult& result_;
  const StopToken& stop_;
  CaseProblem posed_;
  WorldSet agreed_;
};

// Sums over worlds of one output at the ends of a bar, and of their products.
struct EndSums {
  std::vector<double> sum, product;  // [end], [end * ends + end]

  void add(const std::vector<Outputs>& ends, std::size_t output) {
    const std::size_t count = ends.size();
    sum.resize(count);
    product.resize(count * count);
    for (std::size_t a = 0; a < count; ++a) {
      for (const double y : ends[a][output]) sum[a] += y;
      for (std::size_t b = 0; b < count; ++b) {
        for (std::size_t w = 0; w < ends[a][output].size(); ++w)
          product[a * count + b] += ends[a][output][w] * ends[b][output][w];
      }
    }
  }
};

struct Candidate {
  std::size_t input = 0;
  std::vector<double> ends;      // values, or levels
  std::vector<EndSums> outputs;  // [output]
};

// Evidence is about the line whose share this is: the line follows the evidence, and not the share alone.
bool spoken_of(const Case& c, InputId share) {
  const std::vector<RedLineId> lines = lines_with_evidence(c);
  return std::any_of(lines.begin(), lines.end(), [&](RedLineId line) {
    return c.red_lines[line.index()].unacceptable_to == std::optional(share);
  });
}

// All types and lines, and the numbers whose bar in the table is worth the while, the clearest first.
std::vector<Candidate> candidates_of(const Case& c, const WeighResult& result,
                                     const sensitivity::TornadoOptions& options) {
  std::vector<double> clear(result.inputs.size(), 0.0);
  for (const WeighOutput& output : result.outputs) {
    for (const sensitivity::TornadoBar& bar : output.tornado) {
      if (bar.noise_floor > 0.0)
        clear[bar.input] = std::max(clear[bar.input], std::fabs(bar.swing) / bar.noise_floor);
    }
  }
  std::vector<Candidate> states, numbers;
  for (std::size_t i = 0; i < result.inputs.size(); ++i) {
    const WeighInput& input = result.inputs[i];
    if (input.kind != WeighInput::Kind::quantity) {
      Candidate& state = states.emplace_back(Candidate{i, {}, {}});
      for (std::size_t level = 0; level < result.table.inputs[i].levels; ++level)
        state.ends.push_back(static_cast<double>(level));
      continue;
    }
    const Quantity& quantity = c.quantity(input.input);
    const bool share = c.inputs[input.input.index()].bearing() == Bearing::red_line;
    if (clear[i] < kWorthwhile || (input.through && (!share || spoken_of(c, input.input)))) continue;
    numbers.push_back({i, {quantity.quantile(options.low), quantity.quantile(options.high)}, {}});
  }
  std::stable_sort(numbers.begin(), numbers.end(),
                   [&](const Candidate& a, const Candidate& b) { return clear[a.input] > clear[b.input]; });
  if (numbers.size() > kMostNumbers) numbers.resize(kMostNumbers);
  states.insert(states.end(), numbers.begin(), numbers.end());
  for (Candidate& candidate : states) candidate.outputs.resize(result.outputs.size());
  return states;
}

// The bar of one output: from the lowest end to the highest of a type or line, from low to high of a number.
sensitivity::TornadoBar bar_of(const Candidate& candidate, const EndSums& sums, bool categorical,
                               std::size_t worlds, double chance) {
  const std::size_t count = candidate.ends.size();
  const auto n = static_cast<double>(worlds);
  std::size_t low = 0, high = count - 1;
  if (categorical) {
    low = static_cast<std::size_t>(std::min_element(sums.sum.begin(), sums.sum.end()) - sums.sum.begin());
    high = static_cast<std::size_t>(std::max_element(sums.sum.begin(), sums.sum.end()) - sums.sum.begin());
    chance /= 0.5 * static_cast<double>(count * (count - 1));
  }
  const auto error = [&](double mean, double mean_square) {
    return n > 1.0 ? std::sqrt(std::max(0.0, mean_square - mean * mean) / (n - 1.0)) : 0.0;
  };
  const auto end = [&](std::size_t e) {
    const double mean = sums.sum[e] / n;
    return sensitivity::TornadoEnd{
        candidate.ends[e], sensitivity::normal_estimate(mean, error(mean, sums.product[e * count + e] / n)),
        worlds};
  };
  sensitivity::TornadoBar bar;
  bar.input = candidate.input;
  bar.low = end(low);
  bar.high = end(high);
  bar.swing = bar.high.output.value - bar.low.output.value;
  bar.swing_error = error(bar.swing, (sums.product[low * count + low] + sums.product[high * count + high] -
                                      2.0 * sums.product[low * count + high]) /
                                         n);
  bar.noise_floor = normal_quantile(1.0 - 0.5 * chance) * bar.swing_error;
  bar.significant = std::fabs(bar.swing) > bar.noise_floor;
  bar.held = true;
  return bar;
}

}  // namespace

void weigh_bars(const Case& c, const WorldTable& worlds, WeighResult& result, const RunControl& control) {
  const sensitivity::TornadoOptions options;
  std::size_t varying = 1;
  for (WeighOutput& output : result.outputs) {
    output.tornado = tornado(result.table, output.values, options);
    varying = std::max(varying, output.tornado.size());
  }
  // A space that was searched rather than listed is too dear to settle again.
  const auto size = c.space().exact_size();
  std::vector<Candidate> candidates;
  if (size && *size <= bargaining::kEnumerationLimit) candidates = candidates_of(c, result, options);
  for (std::size_t begin = 0; begin < worlds.worlds && !candidates.empty(); begin += kBlock) {
    const std::size_t end = std::min(worlds.worlds, begin + kBlock);
    const HeldWorlds block(c, block_of(worlds, begin, end, has_clauses(c)), result, control.stop);
    parallel_blocks(candidates.size(), 1, control, "bars", [&](std::size_t k, std::size_t, std::size_t) {
      const WeighInput& input = result.inputs[candidates[k].input];
      std::vector<Outputs> ends;
      for (const double value : candidates[k].ends) ends.push_back(block.outputs(input, value));
      for (std::size_t o = 0; o < result.outputs.size(); ++o) candidates[k].outputs[o].add(ends, o);
    });
  }
  const double chance = options.false_alarm / static_cast<double>(varying);
  for (std::size_t o = 0; o < result.outputs.size(); ++o) {
    std::vector<sensitivity::TornadoBar>& bars = result.outputs[o].tornado;
    for (const Candidate& candidate : candidates) {
      const auto own = std::find_if(bars.begin(), bars.end(), [&](const sensitivity::TornadoBar& bar) {
        return bar.input == candidate.input;
      });
      if (own == bars.end()) continue;  // the sample never varies it
      const bool categorical = result.inputs[candidate.input].kind != WeighInput::Kind::quantity;
      *own = bar_of(candidate, candidate.outputs[o], categorical, worlds.worlds, chance);
    }
    std::stable_sort(bars.begin(), bars.end(),
                     [](const sensitivity::TornadoBar& x, const sensitivity::TornadoBar& y) {
                       if (x.significant != y.significant) return x.significant;
                       return std::fabs(x.swing) > std::fabs(y.swing);
                     });
  }
}

}  // namespace offramp
