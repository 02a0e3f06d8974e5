// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/compare/compare.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>

#include "offramp/analysis/compare/blocks.h"
#include "offramp/analysis/compare/quick_ladder.h"
#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/settle/settle.h"
#include "offramp/sensitivity/attribution/shapley.h"

namespace offramp {
namespace {

void check_options(const CompareOptions& options) {
  if (options.seeds < 2) throw std::invalid_argument("compare: seeds must be at least 2");
  if (options.orders < 2) throw std::invalid_argument("compare: orders must be at least 2");
}

RunOptions with_seed(const CompareOptions& options, std::size_t number) {
  RunOptions run = options.run;
  run.seed += number;
  return run;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Standard error of a mean over seeds.
double error_of(const std::vector<double>& values) {
  const double middle = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - middle) * (value - middle);
  const auto n = static_cast<double>(values.size());
  return std::sqrt(squares / (n - 1.0) / n);
}

// [seed]
Moved moved(const std::vector<double>& before, const std::vector<double>& after) {
  std::vector<double> change;
  for (std::size_t s = 0; s < before.size(); ++s) change.push_back(after[s] - before[s]);
  return {mean(before), mean(after), mean(change), error_of(change)};
}

// One version over all seeds.
struct Sampled {
  std::vector<QuickLadder> seed;

  std::vector<double> rung(std::size_t r) const {
    std::vector<double> values;
    for (const QuickLadder& one : seed) values.push_back(one.rungs[r]);
    return values;
  }
  std::vector<double> no_deal(const std::string& party) const {
    std::vector<double> values;
    for (const QuickLadder& one : seed) values.push_back(one.no_deal.at(party));
    return values;
  }
};

Answer<Sampled> sample_all(const Case& c, const CompareOptions& options,
                           const std::optional<bargaining::Settlement>& text, const RunControl& control) {
  Sampled result;
  for (std::size_t s = 0; s < options.seeds; ++s) {
    Answer<QuickLadder> ladder = quick_ladder(c, with_seed(options, s), options.settle, text, control);
    if (!ladder) return ladder.reason();
    result.seed.push_back(*std::move(ladder));
  }
  return result;
}

RunControl silent(const RunControl& control) {
  RunControl quiet = control;
  quiet.progress = {};
  return quiet;
}

// Of the blocks, where every combination that is asked for is a sound case.
void split(const CasePair& pair, const CompareOptions& options, const RunControl& control,
           CompareResult& result) {
  const RunControl quiet = silent(control);
  const std::size_t count = result.differences.size();
  const auto case_with = [&](const std::vector<bool>& taken) { return pair.between(taken, control.stop); };
  const std::vector<Block> blocks =
      sound_blocks(blocks_of(result.differences, options.exact_up_to, options.most_blocks), count,
                   [&](const std::vector<bool>& taken) { return case_with(taken).has_value(); });
  std::string problem;
  // [rung * (seeds + 1)]: a value for each seed, and their mean.
  const auto value = [&](const std::vector<bool>& in) {
    std::vector<double> values(kSplitRungs * (options.seeds + 1));
    const std::optional<Case> c = case_with(taken_by(blocks, in, count));
    if (!c) problem = "some of the changes cannot be made without others";
    if (!problem.empty()) return values;
    const Answer<Sampled> sampled = sample_all(*c, options, std::nullopt, quiet);
    if (!sampled) {
      problem = sampled.because();
      return values;
    }
    for (std::size_t r = 0; r < kSplitRungs; ++r) {
      const std::vector<double> rung = sampled->rung(r);
      std::copy(rung.begin(), rung.end(),
                values.begin() + static_cast<std::ptrdiff_t>(r * (options.seeds + 1)));
      values[r * (options.seeds + 1) + options.seeds] = mean(rung);
    }
    return values;
  };
  const sensitivity::ShapleyShares shares = sensitivity::shapley(
      blocks.size(), value,
      {.exact_up_to = options.exact_up_to, .pairs = options.orders, .seed = options.run.seed}, control);
  result.no_split_because = problem;
  if (!problem.empty()) return;
  result.exact = shares.exact;
  result.orders = shares.orders;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    ChangeBlock block{blocks[b].path, blocks[b].differences, {}, {}};
    for (std::size_t r = 0; r < kSplitRungs; ++r) {
      const std::size_t first = r * (options.seeds + 1), last = first + options.seeds;
      std::vector<double> by_seed;
      for (std::size_t s = first; s < last; ++s) by_seed.push_back(shares.share[s][b]);
      block.share[r] = shares.share[last][b];
      block.error[r] = std::hypot(error_of(by_seed), shares.error[last][b]);
    }
    result.blocks.push_back(std::move(block));
  }
  std::stable_sort(result.blocks.begin(), result.blocks.end(),
                   [](const ChangeBlock& a, const ChangeBlock& b) {
                     return std::fabs(a.share[kSplitRungs - 1]) > std::fabs(b.share[kSplitRungs - 1]);
                   });
}

Answer<ComparedAnswer> answered(const Case& c, const CompareOptions& options, const RunControl& control) {
  CaseRun run(c, options.run, control);
  SettleOptions settling = options.settle;
  settling.top = 3;
  run.set(settling);
  const Answer<SettleResult>& settled = settle(run);
  if (!settled) return settled.reason();
  return ComparedAnswer{c, *settled};
}

void move_rungs(const Sampled& before, const Sampled& after, CompareResult& result) {
  for (std::size_t r = 0; r < kRungs; ++r) result.rungs[r] = moved(before.rung(r), after.rung(r));
  for (const auto& [party, worth] : before.seed.front().no_deal) {
    if (!after.seed.front().no_deal.contains(party)) continue;
    result.no_deal.push_back({party, moved(before.no_deal(party), after.no_deal(party))});
  }
}

}  // namespace

bool any_bears(const std::vector<CaseDifference>& differences) {
  return std::any_of(differences.begin(), differences.end(), [](const CaseDifference& d) { return d.bears; });
}

std::vector<std::string> shared_places(const Case& a, const Case& b) {
  std::set<std::string> numbers;  // in the order of their names, as in `sample`
  std::vector<std::string> factors;
  for (const Case* c : {&a, &b}) {
    for (const WorldDimension& dimension : world_dimensions(*c)) {
      if (dimension.kind != WorldDimension::Kind::factor) {
        numbers.insert(dimension.path);
      } else if (std::find(factors.begin(), factors.end(), dimension.path) == factors.end()) {
        factors.push_back(dimension.path);
      }
    }
  }
  std::vector<std::string> places(numbers.begin(), numbers.end());
  places.insert(places.end(), factors.begin(), factors.end());
  return places;
}

Answer<CompareResult> compare_cases(const CasePair& pair, const Case& before, const Case& after,
                                    const CompareOptions& given, const RunControl& control) {
  check_options(given);
  CompareOptions options = given;
  options.run.places = shared_places(before, after);
  CompareResult result;
  result.differences = pair.differences();
  result.seed = options.run.seed;
  result.seeds = options.seeds;
  result.worlds = options.run.worlds;
  Answer<ComparedAnswer> one = answered(before, options, control);
  if (!one) return one.reason();
  result.before = *std::move(one);
  const bool bears = any_bears(result.differences);
  Answer<ComparedAnswer> other = bears || !result.differences.empty() ? answered(after, options, control)
                                                                      : Answer<ComparedAnswer>(result.before);
  if (!other) return other.reason();
  result.after = *std::move(other);
  result.searched = !result.before.settled.enumerated || !result.after.settled.enumerated;
  const auto leads = [](const ComparedAnswer& answer) { return answer.settled.ranked.front().settlement; };
  const RunControl quiet = silent(control);
  const Answer<Sampled> was = sample_all(before, options, leads(result.before), quiet);
  if (!was) return was.reason();
  const Answer<Sampled> is = bears ? sample_all(after, options, leads(result.after), quiet) : was;
  if (!is) return is.reason();
  move_rungs(*was, *is, result);
  if (bears) split(pair, options, control, result);
  return result;
}

}  // namespace offramp
