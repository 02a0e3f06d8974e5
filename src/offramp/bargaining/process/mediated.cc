// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "offramp/bargaining/process/process.h"
#include "offramp/bargaining/process/summary.h"
#include "offramp/base/number/elementary.h"
#include "offramp/base/number/random.h"
#include "offramp/base/run/parallel.h"

namespace offramp::bargaining {
namespace {

using Protocol = MediationOptions::Protocol;

constexpr std::uint32_t kStream = 0x3ed1;
constexpr std::size_t kRunsInBlock = 16;

class Mediation {
 public:
  Mediation(const Problem& problem, const MediationOptions& mediation, std::uint32_t rounds)
      : problem_(problem), mediation_(mediation), rounds_(rounds) {
    for (std::size_t i = 0; i < problem.space.issues(); ++i) {
      if (problem.space.axis(i).size() > 1) movable_.push_back(i);
    }
    for (const Negotiator& n : problem.negotiators) range_.push_back(value_range(n.utility));
  }

  ProcessRun run(RandomStream& random) const {
    Settlement text = mediation_.start;
    if (text.empty() && !draw_start(text, random)) return {ProcessRun::kNone, 0};
    std::vector<double> utility = utilities(text);
    std::uint32_t round = 0;
    for (; round < rounds_ && !movable_.empty(); ++round) {
      if (mediation_.protocol == Protocol::joint_improvement) {
        if (!improve(text, utility)) break;
        continue;
      }
      const Settlement before = text;
      change_one(text, random);
      const double remaining = 1.0 - static_cast<double>(round) / static_cast<double>(rounds_);
      std::vector<double> proposed = utilities(text);
      if (feasible(problem_, text) && kept(utility, proposed, remaining, random)) {
        utility = std::move(proposed);
      } else {
        text = before;
      }
    }
    for (std::size_t p = 0; p < utility.size(); ++p) {
      if (!accepts(problem_.negotiators[p], text, utility[p])) return {ProcessRun::kNone, round};
    }
    return {problem_.space.index(text), round};
  }

 private:
  // Sum of the ranges of values on each issue and of the bonuses: the scale on which gains are compared.
  static double value_range(const Utility& utility) {
    double range = 0.0;
    for (const auto& values : utility.value) {
      const auto [low, high] = std::minmax_element(values.begin(), values.end());
      range += *high - *low;
    }
    for (const Bonus& bonus : utility.bonuses) range += bonus.amount < 0.0 ? -bonus.amount : bonus.amount;
    return range > 0.0 ? range : 1.0;
  }

  std::vector<double> utilities(const Settlement& text) const {
    std::vector<double> utility;
    for (const Negotiator& n : problem_.negotiators) utility.push_back(n.utility.of(text));
    return utility;
  }

  bool draw_start(Settlement& text, RandomStream& random) const {
    text.resize(problem_.space.issues());
    for (int attempt = 0; attempt < 10'000; ++attempt) {
      for (std::size_t i = 0; i < text.size(); ++i) {
        text[i] = static_cast<std::uint16_t>(
            random.index(static_cast<std::uint32_t>(problem_.space.axis(i).size())));
      }
      if (feasible(problem_, text)) return true;
    }
    return false;
  }

  void change_one(Settlement& text, RandomStream& random) const {
    const std::size_t issue = movable_[random.index(static_cast<std::uint32_t>(movable_.size()))];
    const auto others = static_cast<std::uint32_t>(problem_.space.axis(issue).size() - 1);
    const auto option = static_cast<std::uint16_t>(random.index(others));
    text[issue] = option < text[issue] ? option : static_cast<std::uint16_t>(option + 1);
  }

  bool kept(const std::vector<double>& now, const std::vector<double>& next, double remaining,
            RandomStream& random) const {
    if (mediation_.protocol == Protocol::annealing_mediator)
      return kept_by_mediator(now, next, remaining, random);
    bool all = true;
    for (std::size_t p = 0; p < now.size(); ++p) {
      const double loss = now[p] - next[p];
      if (loss <= 0.0) continue;
      const double start = mediation_.temperature.empty() ? 0.0 : mediation_.temperature[p];
      const double temperature = start * remaining;
      // Every party that may lose draws, so that one vote does not move another's chance.
      const bool accepts_loss = temperature > 0.0 && random.uniform() < portable_exp(-loss / temperature);
      all = all && accepts_loss;
    }
    return all;
  }

  bool kept_by_mediator(const std::vector<double>& now, const std::vector<double>& next, double remaining,
                        RandomStream& random) const {
    const double strong = mediation_.mediator_temperature * remaining;
    bool liked = false, disliked = false, hated = false;
    for (std::size_t p = 0; p < now.size(); ++p) {
      const double gain = next[p] - now[p];
      liked = liked || gain > strong;
      disliked = disliked || gain < 0.0;
      hated = hated || gain < -strong;
    }
    if (!disliked) return true;
    if (hated || !liked) return false;
    return random.uniform() < remaining;
  }

  // The best of all neighbours with one or two issues changed, ties to the first; false if none improves.
  bool improve(Settlement& text, std::vector<double>& utility) const {
    Settlement best_text;
    std::vector<double> best_utility;
    double best = 0.0, best_sum = 0.0;
    const auto consider = [&](const Settlement& candidate) {
      if (!feasible(problem_, candidate)) return;
      const std::vector<double> next = utilities(candidate);
      double least = 1e300, sum = 0.0;
      for (std::size_t p = 0; p < next.size(); ++p) {
        const double gain = (next[p] - utility[p]) / range_[p];
        least = std::min(least, gain);
        sum += gain;
      }
      if (least < -kTieTolerance || sum <= kTieTolerance) return;
      if (!best_text.empty() && !(least > best || (least == best && sum > best_sum))) return;
      best_text = candidate;
      best_utility = next;
      best = least;
      best_sum = sum;
    };
    Settlement candidate = text;
    for (std::size_t a = 0; a < movable_.size(); ++a) {
      for (std::uint16_t x = 0; x < problem_.space.axis(movable_[a]).size(); ++x) {
        candidate[movable_[a]] = x;
        if (x != text[movable_[a]]) consider(candidate);
        for (std::size_t b = a + 1; b < movable_.size() && x != text[movable_[a]]; ++b) {
          for (std::uint16_t y = 0; y < problem_.space.axis(movable_[b]).size(); ++y) {
            candidate[movable_[b]] = y;
            if (y != text[movable_[b]]) consider(candidate);
          }
          candidate[movable_[b]] = text[movable_[b]];
        }
      }
      candidate[movable_[a]] = text[movable_[a]];
    }
    if (best_text.empty()) return false;
    text = std::move(best_text);
    utility = std::move(best_utility);
    return true;
  }

  const Problem& problem_;
  const MediationOptions& mediation_;
  std::uint32_t rounds_;
  std::vector<std::size_t> movable_;
  std::vector<double> range_;
};

void check(const Problem& problem, const MediationOptions& mediation) {
  if (problem.negotiators.empty()) throw std::invalid_argument("simulate_mediation: no party");
  if (!problem.space.exact_size() || *problem.space.exact_size() >> 63 != 0) {
    throw std::invalid_argument("simulate_mediation: more than 2^63 settlements");
  }
  if (!mediation.temperature.empty() && mediation.temperature.size() != problem.negotiators.size()) {
    throw std::invalid_argument("simulate_mediation: one temperature for each party, or none");
  }
  for (const double t : mediation.temperature) {
    if (!(t >= 0.0)) throw std::invalid_argument(fmt::format("simulate_mediation: temperature = {}", t));
  }
  if (!(mediation.mediator_temperature >= 0.0)) {
    throw std::invalid_argument(
        fmt::format("simulate_mediation: mediator_temperature = {}", mediation.mediator_temperature));
  }
  if (mediation.start.empty()) return;
  bool fits = mediation.start.size() == problem.space.issues();
  for (std::size_t i = 0; fits && i < mediation.start.size(); ++i) {
    fits = mediation.start[i] < problem.space.axis(i).size();
  }
  if (!fits || !feasible(problem, mediation.start)) {
    throw std::invalid_argument("simulate_mediation: the start is no feasible settlement");
  }
}

}  // namespace

ProcessSummary simulate_mediation(const Problem& problem, const MediationOptions& mediation,
                                  const ProcessOptions& options, const RunControl& control) {
  check_process(options);
  check(problem, mediation);
  std::unique_ptr<OutcomeTable> table;
  if (*problem.space.exact_size() <= options.max_settlements) {
    table = std::make_unique<OutcomeTable>(problem, options.max_settlements, control);
  }
  const Mediation talks(problem, mediation, options.rounds);
  std::vector<ProcessRun> runs(options.runs);
  parallel_blocks(options.runs, kRunsInBlock, control, "mediating",
                  [&](std::size_t, std::size_t begin, std::size_t end) {
                    for (std::size_t run = begin; run < end; ++run) {
                      RandomStream random({options.seed, kStream, static_cast<std::uint32_t>(run),
                                           static_cast<std::uint32_t>(run >> 32)});
                      runs[run] = talks.run(random);
                    }
                  });
  return summarise(problem, table.get(), options, std::move(runs), "mediated single text");
}

}  // namespace offramp::bargaining
