// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/pool/pool.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/pool/numbers.h"
#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/standing/context.h"
#include "offramp/analysis/worlds/rungs.h"

namespace offramp {
namespace {

using bargaining::Settlement;

// One person's worlds, settled.
struct Settled {
  std::unique_ptr<CaseRun> run;
  std::unique_ptr<Halves> halves;
  const SettleResult* result = nullptr;
};

std::set<Settlement> texts_of(const SettleResult& settled, std::size_t most) {
  std::vector<const MapPoint*> points;
  for (const MapPoint& point : settled.map) points.push_back(&point);
  std::stable_sort(points.begin(), points.end(), [](const MapPoint* a, const MapPoint* b) {
    return a->accepted_by_all > b->accepted_by_all;
  });
  std::set<Settlement> texts{settled.ladder.text};
  for (const SettlementReport& report : settled.ranked) texts.insert(report.settlement);
  for (const MapPoint* point : points) {
    if (texts.size() >= most) break;
    texts.insert(point->settlement);
  }
  return texts;
}

// Mean over worlds of the weighted sets, and its standard error.
struct Mean {
  double value = 0.0, error = 0.0;
};
Mean mean_of_sets(const std::vector<WorldSet>& sets, std::span<const double> weights) {
  const std::size_t worlds = sets.front().worlds();
  double sum = 0.0, squares = 0.0;
  for (std::size_t w = 0; w < worlds; ++w) {
    double value = 0.0;
    for (std::size_t a = 0; a < sets.size(); ++a) value += sets[a].contains(w) ? weights[a] : 0.0;
    sum += value;
    squares += value * value;
  }
  const auto n = static_cast<double>(worlds);
  const double mean = sum / n;
  return {mean, std::sqrt(std::max(squares / n - mean * mean, 0.0) / n)};
}

// Share of one set less that of another over the same worlds.
Mean difference(const WorldSet& more, const WorldSet& less) {
  const double weights[] = {1.0, -1.0};
  return mean_of_sets({more, less}, weights);
}

Share share_of_set(const WorldSet& set) {
  return share_of(set.count(), set.worlds());
}

class Pooling {
 public:
  Pooling(const Case& base, std::span<const PoolAnalyst> analysts, const RunOptions& options,
          const PoolOptions& pooling, const RunControl& control)
      : base_(base), analysts_(analysts), options_(options), pooling_(pooling), control_(control) {
    for (const PoolAnalyst& analyst : analysts) weights_.push_back(analyst.weight);
  }
  Answer<PoolResult> run();

 private:
  std::optional<Unanswered> settle_all();
  void choose_text();
  void judge();
  void variance();
  void split();
  WorldSet signed_with(const Case& c, const WordTrust& trust) const;
  std::optional<Case> with_block(const Case& from, const std::string& block) const;

  const Case& base_;
  std::span<const PoolAnalyst> analysts_;
  const RunOptions& options_;
  const PoolOptions& pooling_;
  const RunControl& control_;
  std::vector<double> weights_;
  std::vector<Settled> settled_;
  std::vector<WorldSet> signed_;  // [analyst] the pool's text, in the judging half
  PoolResult result_;
};

std::optional<Unanswered> Pooling::settle_all() {
  for (const PoolAnalyst& analyst : analysts_) {
    Settled one;
    one.run = std::make_unique<CaseRun>(*analyst.c, options_, control_);
    const Answer<SettleResult>& answer = settle(*one.run);
    if (!answer) return Unanswered{"with the numbers of " + analyst.name + ": " + answer.because()};
    one.result = &*answer;
    one.halves = std::make_unique<Halves>(*case_problem(*one.run));
    settled_.push_back(std::move(one));
  }
  return std::nullopt;
}

void Pooling::choose_text() {
  std::set<Settlement> texts;
  for (const Settled& one : settled_) texts.merge(texts_of(*one.result, pooling_.texts));
  double best = -1.0;
  for (const Settlement& text : texts) {
    if (control_.stop.stop_requested()) throw Stopped{};
    double sum = 0.0;
    for (std::size_t a = 0; a < settled_.size(); ++a) {
      const Halves& h = *settled_[a].halves;
      sum +=
          weights_[a] * static_cast<double>(rungs_of(h.choosing, h.choosing_feints, text).accepted.count());
    }
    if (sum <= best) continue;
    best = sum;
    result_.text = text;
  }
}

void Pooling::judge() {
  std::vector<WorldSet> agreed;
  for (std::size_t a = 0; a < settled_.size(); ++a) {
    const PoolAnalyst& analyst = analysts_[a];
    const Halves& h = *settled_[a].halves;
    const SettleResult& own = *settled_[a].result;
    signed_.push_back(rungs_of(h.judging, h.judging_feints, result_.text).accepted);
    const std::size_t judged = signed_.back().worlds(), from = own.agreed.size() - judged;
    agreed.emplace_back(judged);
    for (std::size_t w = 0; w < judged; ++w) {
      if (own.agreed[from + w]) agreed.back().insert(w);
    }
    result_.analysts.push_back({analyst.name, analyst.weight, analyst.performance, analyst.hits,
                                differing_numbers(base_, *analyst.c), share_of_set(signed_.back()),
                                own.ladder.text, own.ladder.one_text, own.ladder.exists});
  }
  result_.judged_on = signed_.front().worlds();
  const Mean one_text = mean_of_sets(signed_, weights_), exists = mean_of_sets(agreed, weights_);
  result_.one_text = one_text.value;
  result_.one_text_error = one_text.error;
  result_.exists = std::max(exists.value, one_text.value);
  result_.exists_error = exists.error;
}

void Pooling::variance() {
  const auto n = static_cast<double>(result_.judged_on);
  double between = 0.0;
  for (std::size_t a = 0; a < signed_.size(); ++a) {
    std::vector<double> less = weights_;
    for (double& weight : less) weight = -weight;
    less[a] += 1.0;
    const Mean from_pool = mean_of_sets(signed_, less);
    between += weights_[a] * (from_pool.value * from_pool.value - from_pool.error * from_pool.error);
    if (signed_[a].count() > signed_[result_.most].count()) result_.most = a;
    if (signed_[a].count() < signed_[result_.least].count()) result_.least = a;
  }
  const double whole = result_.one_text * (1.0 - result_.one_text);
  result_.analyst_index = whole > 1.0 / n / n ? std::clamp(between / whole, 0.0, 1.0) : 0.0;
  const Mean apart = difference(signed_[result_.most], signed_[result_.least]);
  result_.apart = apart.value;
  result_.apart_error = apart.error;
}

WorldSet Pooling::signed_with(const Case& c, const WordTrust& trust) const {
  RunOptions options = options_;
  options.worlds = result_.split_worlds;
  RunControl quiet = control_;
  quiet.progress = {};
  const DrawnWorlds drawn = draw_worlds(c, options, quiet, trust);
  const CaseProblem posed = *case_problem(c, drawn.table, true, quiet);
  return rungs_of(posed, feints_of(posed), result_.text).accepted;
}

// The file's case with one block of an analyst's; nothing where the block is not the same list of numbers.
std::optional<Case> Pooling::with_block(const Case& from, const std::string& block) const {
  std::map<std::string_view, const Input*> theirs;
  for (const Input& input : from.inputs) {
    if (block_of(input.path) == block) theirs.emplace(input.path, &input);
  }
  Case c = base_;
  std::size_t met = 0;
  for (Input& input : c.inputs) {
    if (block_of(input.path) != block) continue;
    const auto found = theirs.find(input.path);
    if (found == theirs.end()) return std::nullopt;
    input.quantity = found->second->quantity;
    input.instead = found->second->instead;
    ++met;
  }
  return met == theirs.size() ? std::optional(std::move(c)) : std::nullopt;
}

void Pooling::split() {
  result_.split_worlds = std::min(pooling_.split_worlds, options_.worlds);
  CaseRun run(base_, options_, control_);
  const WordTrust trust = drawn_worlds(run).trust;
  const WorldSet own = signed_with(base_, trust);
  std::map<std::string, std::size_t> blocks;  // and how many numbers differ
  for (const PooledNumber& number : result_.numbers) ++blocks[block_of(number.path)];
  for (const auto& [block, numbers] : blocks) {
    if (control_.stop.stop_requested()) throw Stopped{};
    std::vector<WorldSet> sets;
    for (const PoolAnalyst& analyst : analysts_) {
      const std::optional<Case> changed = with_block(*analyst.c, block);
      if (!changed) break;
      sets.push_back(signed_with(*changed, trust));
    }
    if (sets.size() < analysts_.size()) {
      result_.unsplit.push_back(block);
      continue;
    }
    BlockEffect effect{.block = block, .numbers = numbers};
    for (std::size_t a = 0; a < sets.size(); ++a) {
      effect.signed_by_all.push_back(share_of_set(sets[a]).value);
      if (sets[a].count() > sets[effect.most].count()) effect.most = a;
      if (sets[a].count() < sets[effect.least].count()) effect.least = a;
    }
    const Mean change = difference(sets[effect.most], sets[effect.least]);
    effect.change = change.value;
    effect.error = change.error;
    result_.blocks.push_back(std::move(effect));
  }
  std::stable_sort(result_.blocks.begin(), result_.blocks.end(),
                   [](const BlockEffect& a, const BlockEffect& b) { return a.change > b.change; });
  result_.file = share_of_set(own);
}

Answer<PoolResult> Pooling::run() {
  if (const auto none = settle_all()) return *none;
  result_.seed = options_.seed;
  result_.worlds = options_.worlds;
  choose_text();
  judge();
  variance();
  result_.numbers = pooled_numbers(analysts_);
  split();
  return std::move(result_);
}

}  // namespace

Answer<PoolResult> pool(const Case& base, std::span<const PoolAnalyst> analysts, const RunOptions& options,
                        const PoolOptions& pooling, const RunControl& control) {
  if (analysts.size() < 2) throw std::invalid_argument("pool: at least two analysts");
  return Pooling(base, analysts, options, pooling, control).run();
}

}  // namespace offramp
