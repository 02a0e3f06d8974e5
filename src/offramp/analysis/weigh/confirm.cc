// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>
#include <mutex>

#include "offramp/analysis/weigh/parts.h"
#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/analysis/worlds/worlds.h"
#include "offramp/bargaining/acceptance/agreement.h"
#include "offramp/base/number/elementary.h"
#include "offramp/base/number/random.h"
#include "offramp/base/number/stats.h"
#include "offramp/base/run/parallel.h"
#include "offramp/sensitivity/fit/conditional.h"

namespace offramp {
namespace {

constexpr std::uint64_t kOtherSeed = 0x9e3779b97f4a7c15u;
constexpr std::size_t kMostWorlds = 2048;
// How far to either side of a number's flip the chain is run, in scores: a class of the table is about as
// wide.
constexpr double kStep = 0.15;

using Payoffs = std::vector<std::vector<double>>;

// Numbers held at scores.
struct Hold {
  std::vector<std::pair<std::size_t, double>> numbers;  // input, score
};

// Payoffs of every choice in fresh worlds, with some numbers held.
class FreshChain {
 public:
  FreshChain(const Case& c, const WeighResult& result, bool answer)
      : case_(c), result_(result), answer_(answer), dimensions_(world_dimensions(c)) {
    for (const ShortListed& s : result.short_list) settlements_.push_back(s.settlement);
  }

  Payoffs payoffs(const CaseProblem& posed, const StopToken& stop) const {
    if (!answer_) return leading_payoffs(posed, settlements_, alone(stop));
    const WorldSet agreed = agreement_worlds(posed.problem, stop);
    Payoffs payoffs(2, std::vector<double>(posed.table.worlds));
    for (std::size_t w = 0; w < posed.table.worlds; ++w) {
      payoffs[0][w] = agreed.contains(w) ? 1.0 : 0.0;
      payoffs[1][w] = 1.0 - payoffs[0][w];
    }
    return payoffs;
  }

  // `fresh` with numbers held. What a number acts through is drawn anew.
  WorldTable held(const WorldTable& fresh, const Hold& hold, const StopToken& stop) const {
    if (through(hold)) return drawn_anew(fresh, hold, stop);
    WorldTable table = fresh;
    for (const auto& [input, score] : hold.numbers) {
      const InputId id = result_.inputs[input].input;
      table.value[id.index()] = {case_.quantity(id).quantile(normal_cdf(score))};
    }
    return table;
  }

  // What everybody wants in `table`, which held() made with this hold: as in the fresh worlds but for those
  // whose numbers are held.
  CaseProblem held(const CaseProblem& fresh, const WorldTable& table, const Hold& hold,
                   const StopToken& stop) const {
    if (through(hold)) return posed_for_rungs(case_, table, alone(stop));
    CaseProblem posed{case_, table, fresh.parties, fresh.veto_count, fresh.red_lines, fresh.problem};
    for (std::size_t n = 0; n < posed.parties.size(); ++n) {
      const PartyId party = posed.parties[n];
      const bool own = std::any_of(hold.numbers.begin(), hold.numbers.end(), [&](const auto& number) {
        const std::vector<PartyId>& of = case_.inputs[result_.inputs[number.first].input.index()].parties;
        return std::find(of.begin(), of.end(), party) != of.end();
      });
      if (own) posed.problem.negotiators[n] = negotiator_of(case_, table, party, table.worlds);
    }
    return posed;
  }

 private:
  static RunControl alone(const StopToken& stop) {
    RunControl alone;
    alone.threads = 1;
    alone.stop = stop;
    return alone;
  }

  bool through(const Hold& hold) const {
    return std::any_of(hold.numbers.begin(), hold.numbers.end(),
                       [&](const auto& number) { return result_.inputs[number.first].through; });
  }

  WorldTable drawn_anew(const WorldTable& fresh, const Hold& hold, const StopToken& stop) const {
    const std::size_t width = dimensions_.size();
    std::call_once(drawn_, [&] { points_ = points_of(fresh); });
    std::vector<double> points = points_;
    for (const auto& [input, score] : hold.numbers) {
      const auto own = std::find_if(dimensions_.begin(), dimensions_.end(), [&](const WorldDimension& d) {
        return d.path == result_.inputs[input].id;
      });
      for (std::size_t at = static_cast<std::size_t>(own - dimensions_.begin()); at < points.size();
           at += width)
        points[at] = normal_cdf(score);
    }
    return draw_at(case_, dimensions_, points, stop,
                   {.factors = result_.drawn_as.factors, .days = result_.days}, result_.trust);
  }

  // Of the fresh worlds, [world * dimensions + d].
  std::vector<double> points_of(const WorldTable& fresh) const {
    const std::size_t width = dimensions_.size();
    const SobolPoints sobol(width, fresh.seed);
    std::vector<double> points(fresh.worlds * width), column(fresh.worlds);
    std::vector<std::uint32_t> order;
    for (std::size_t d = 0; d < width; ++d) {
      if (d % SobolPoints::kBlock == 0) order = sobol.block_order(d / SobolPoints::kBlock, fresh.worlds);
      sobol.column(d, order, column);
      for (std::size_t w = 0; w < fresh.worlds; ++w) points[w * width + d] = column[w];
    }
    return points;
  }

  const Case& case_;
  const WeighResult& result_;
  bool answer_;
  std::vector<WorldDimension> dimensions_;
  std::vector<bargaining::Settlement> settlements_;
  mutable std::once_flag drawn_;
  mutable std::vector<double> points_;  // drawn when first needed: they take as long as all else
};

struct Sides {
  std::vector<JointFlip::Side> sides;
  double distance = 0.0;
  std::size_t to = 0;
};

class Confirmation {
 public:
  Confirmation(const Case& c, const WeighResult& result, const WeighFlips& flips, bool answer,
               const CaseProblem& fresh, const StopToken& stop)
      : result_(result),
        chain_(c, result, answer),
        fresh_(fresh),
        stop_(stop),
        recommended_(flips.points.recommended),
        base_(chain_.payoffs(fresh, stop)) {}

  FlipCheck check(const Sides& flip) const {
    FlipCheck check;
    check.run = true;
    const bool numbers = std::any_of(flip.sides.begin(), flip.sides.end(),
                                     [](const JointFlip::Side& side) { return !side.level; });
    if (!numbers) {
      check.beyond = lead(base_, fresh_.table, flip, true, check.worlds);
      std::size_t elsewhere = 0;
      check.short_of = lead(base_, fresh_.table, flip, false, elsewhere);
      check.confirmed = check.worlds > 0 && check.beyond.low > 0.0 && check.short_of.value <= 0.0;
      return check;
    }
    const auto run = [&](double scale, std::size_t& worlds) {
      Hold hold;
      for (const JointFlip::Side& side : flip.sides) {
        if (!side.level) hold.numbers.emplace_back(side.input, scale * side.score);
      }
      const WorldTable table = chain_.held(fresh_.table, hold, stop_);
      const CaseProblem posed = chain_.held(fresh_, table, hold, stop_);
      return lead(chain_.payoffs(posed, stop_), table, flip, true, worlds);
    };
    const double step = kStep / flip.distance;
    check.beyond = run(1.0 + step, check.worlds);
    std::size_t inside = 0;
    check.short_of = run(std::max(0.0, 1.0 - step), inside);
    check.confirmed = check.worlds > 0 && inside > 0 && check.beyond.low > 0.0 && check.short_of.value <= 0.0;
    return check;
  }

 private:
  bool at_levels(const WorldTable& table, const Sides& flip, std::size_t w) const {
    return std::all_of(flip.sides.begin(), flip.sides.end(), [&](const JointFlip::Side& side) {
      if (!side.level) return true;
      const WeighInput& input = result_.inputs[side.input];
      const std::size_t level = input.kind == WeighInput::Kind::type ? table.type_of(input.party, w).index()
                                : input.kind == WeighInput::Kind::circumstance
                                    ? table.circumstance[input.circumstance.index()][w]
                                    : (table.binds(fresh_.c, input.line, w) ? 1u : 0u);
      return level == *side.level;
    });
  }

  // Of the rival, in the worlds at the levels named (or in all others).
  sensitivity::Estimate lead(const Payoffs& payoffs, const WorldTable& table, const Sides& flip, bool at,
                             std::size_t& worlds) const {
    std::vector<double> leads;
    for (std::size_t w = 0; w < table.worlds; ++w) {
      if (at_levels(table, flip, w) == at) leads.push_back(payoffs[flip.to][w] - payoffs[recommended_][w]);
    }
    worlds = leads.size();
    const double mean = mean_of(leads), n = static_cast<double>(worlds);
    const double spread = variance_of(leads, mean);
    return sensitivity::normal_estimate(mean, n > 1.0 ? std::sqrt(spread / (n - 1.0)) : 0.0);
  }

  const WeighResult& result_;
  FreshChain chain_;
  const CaseProblem& fresh_;
  const StopToken& stop_;
  std::size_t recommended_;
  Payoffs base_;
};

struct Job {
  Sides flip;
  FlipCheck* check = nullptr;
};

std::vector<Job> jobs_of(WeighFlips& flips) {
  std::vector<Job> jobs;
  for (std::size_t k = 0; k < std::min(kFlipsListed, flips.nearest.size()); ++k) {
    const sensitivity::Flip& flip = flips.points.nearest[k];
    jobs.push_back({{{{flip.input, std::nullopt, flip.score, flip.value}}, std::fabs(flip.score), flip.to},
                    &flips.nearest[k]});
  }
  for (std::size_t k = 0; k < std::min(kFlipsListed, flips.levels.size()); ++k) {
    const sensitivity::LevelFlip& flip = flips.points.levels[k];
    jobs.push_back({{{{flip.input, flip.level, 0.0, 0.0}}, 0.0, flip.to}, &flips.levels[k]});
  }
  for (JointFlip& flip : flips.joint)
    jobs.push_back({{{flip.a, flip.b}, flip.distance, flip.to}, &flip.check});
  return jobs;
}

}  // namespace

void confirm_flips(const Case& c, WeighResult& result, const RunControl& control) {
  std::vector<Job> answer = jobs_of(result.answer_flips), settlement = jobs_of(result.settlement_flips);
  if (answer.empty() && settlement.empty()) return;
  RunOptions sampling = result.drawn_as;
  sampling.seed = result.seed ^ kOtherSeed;
  sampling.worlds = std::min(result.worlds, kMostWorlds);
  const WorldTable table = draw_worlds(c, sampling, control, result.trust).table;
  const CaseProblem fresh = posed_for_rungs(c, table, control);
  const auto run = [&](std::vector<Job>& jobs, const WeighFlips& flips, bool is_answer) {
    if (jobs.empty()) return;
    const Confirmation confirmation(c, result, flips, is_answer, fresh, control.stop);
    parallel_blocks(
        jobs.size(), 1, control, "flip points again",
        [&](std::size_t k, std::size_t, std::size_t) { *jobs[k].check = confirmation.check(jobs[k].flip); });
  };
  run(answer, result.answer_flips, true);
  run(settlement, result.settlement_flips, false);
}

}  // namespace offramp
