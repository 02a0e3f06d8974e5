// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/loops/loop_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "offramp/dynamics/run/stepper.h"

namespace offramp::dynamics {
namespace {

class Scorer {
 public:
  Scorer(const Program& program, const Influence& influence, const LoopList& list, DrawKey key,
         std::uint64_t path)
      : program_(program), influence_(influence), list_(list), stepper_(program, key, filled(path)) {
    link_.assign(influence.links.size(), 0.0);
  }

  LoopReport run() {
    LoopReport out;
    for (const auto& loop : list_.loops) out.loops.push_back(begun(loop));
    stepper_.start();
    for (std::size_t step = 0; step < program_.steps() && !stepper_.all_ended(); ++step) {
      Machine before = stepper_.machine();
      stepper_.advance();
      score_links(before, stepper_.machine());
      out.times.push_back(stepper_.machine().time(0));
      score_loops(out);
    }
    for (const Scalar& s : program_.flat.scalars) out.names.push_back(s.name);
    return out;
  }

 private:
  static Machine::Numbers filled(std::uint64_t path) {
    Machine::Numbers paths;
    paths.fill(path);
    return paths;
  }

  ScoredLoop begun(const std::vector<std::uint32_t>& links) const {
    ScoredLoop loop;
    for (const std::uint32_t l : links) loop.scalars.push_back(influence_.links[l].from);
    const auto stock = std::find_if(loop.scalars.begin(), loop.scalars.end(), [&](std::uint32_t s) {
      return program_.flat.scalars[s].kind == Scalar::Kind::stock;
    });
    if (stock != loop.scalars.end()) std::rotate(loop.scalars.begin(), stock, loop.scalars.end());
    loop.group = influence_.component[loop.scalars.front()];
    return loop;
  }

  // Links into one scalar are computed side by side, each in a lane of its own.
  void score_links(Machine& before, const Machine& after) {
    for (std::size_t first = 0; first < influence_.links.size();) {
      std::size_t last = first;
      while (last < influence_.links.size() && influence_.links[last].to == influence_.links[first].to)
        ++last;
      const std::uint32_t to = influence_.links[first].to;
      if (program_.flat.scalars[to].kind == Scalar::Kind::stock) {
        score_flows(first, last, before, after);
      } else {
        for (std::size_t l = first; l < last; l += kLanes) {
          score_reads(l, std::min(last, l + kLanes), before, after);
        }
      }
      first = last;
    }
  }

  void score_flows(std::size_t first, std::size_t last, const Machine& before, const Machine& after) {
    const Scalar& stock = program_.flat.scalars[influence_.links[first].to];
    const auto change = [&](std::uint32_t s) { return after.at(s)[0] - before.at(s)[0]; };
    double net = 0.0;
    for (const std::uint32_t f : stock.inflows) net += change(f);
    for (const std::uint32_t f : stock.outflows) net -= change(f);
    for (std::size_t l = first; l < last; ++l) {
      const Link& link = influence_.links[l];
      const double size = net == 0.0 ? 0.0 : std::fabs(change(link.from) / net);
      link_[l] = link.kind == Link::Kind::inflow ? size : -size;
    }
  }

  void score_reads(std::size_t first, std::size_t last, Machine& before, const Machine& after) {
    const std::uint32_t to = influence_.links[first].to;
    const Lanes was = before.at(to);
    for (std::size_t l = first; l < last; ++l) {
      const std::uint32_t from = influence_.links[l].from;
      before.at(from)[l - first] = after.at(from)[0];
    }
    before.recompute(to);
    const double whole = after.at(to)[0] - was[0];
    for (std::size_t l = first; l < last; ++l) {
      const std::uint32_t from = influence_.links[l].from;
      const double part = before.at(to)[l - first] - was[0];
      before.at(from)[l - first] = before.at(from)[kLanes - 1 == l - first ? 0 : kLanes - 1];
      const double moved = after.at(from)[0] - before.at(from)[l - first];
      const bool acts = moved != 0.0 && whole != 0.0 && std::isfinite(part);
      link_[l] = acts ? std::copysign(std::fabs(part / whole), part * (moved > 0.0 ? 1.0 : -1.0)) : 0.0;
      if (part == 0.0) link_[l] = 0.0;
    }
    before.at(to) = was;
  }

  void score_loops(LoopReport& out) {
    std::map<std::uint32_t, double> total;
    for (std::size_t i = 0; i < list_.loops.size(); ++i) {
      double score = 1.0;
      for (const std::uint32_t l : list_.loops[i]) score *= link_[l];
      if (!std::isfinite(score)) score = 0.0;
      out.loops[i].score.push_back(score);
      total[out.loops[i].group] += std::fabs(score);
    }
    for (ScoredLoop& loop : out.loops) {
      const double sum = total[loop.group];
      loop.relative.push_back(sum > 0.0 ? loop.score.back() / sum : 0.0);
    }
  }

  const Program& program_;
  const Influence& influence_;
  const LoopList& list_;
  Stepper stepper_;
  std::vector<double> link_;  // [link] score over the last step
};

// Means over the times at which the group acts, names and order.
void arrange(LoopReport& report) {
  std::map<std::uint32_t, std::size_t> active;
  for (std::size_t t = 0; t < report.times.size(); ++t) {
    std::map<std::uint32_t, bool> acts;
    for (const ScoredLoop& loop : report.loops) acts[loop.group] = acts[loop.group] || loop.score[t] != 0.0;
    for (const auto& [group, any] : acts) active[group] += any ? 1 : 0;
  }
  for (ScoredLoop& loop : report.loops) {
    double sum = 0.0;
    for (const double r : loop.relative) sum += std::fabs(r);
    loop.mean = active[loop.group] == 0 ? 0.0 : sum / static_cast<double>(active[loop.group]);
  }
  std::stable_sort(report.loops.begin(), report.loops.end(), [](const ScoredLoop& a, const ScoredLoop& b) {
    return a.group != b.group ? a.group < b.group : a.mean > b.mean;
  });
  std::map<char, int> count;
  for (ScoredLoop& loop : report.loops) {
    const bool up = std::any_of(loop.score.begin(), loop.score.end(), [](double s) { return s > 0.0; });
    const bool down = std::any_of(loop.score.begin(), loop.score.end(), [](double s) { return s < 0.0; });
    const char kind = up == down ? 'U' : up ? 'R' : 'B';
    loop.name = fmt::format("{}{}", kind, ++count[kind]);
  }
}

void find_dominance(LoopReport& report) {
  std::size_t first = 0;
  while (first < report.loops.size()) {
    std::size_t last = first;
    while (last < report.loops.size() && report.loops[last].group == report.loops[first].group) ++last;
    std::optional<Dominance> now;
    std::size_t steps = 0;
    const auto close = [&] {
      if (now) {
        now->share /= static_cast<double>(steps);
        report.dominance.push_back(*now);
      }
      now.reset();
    };
    for (std::size_t t = 0; t < report.times.size(); ++t) {
      std::size_t best = first;
      for (std::size_t l = first; l < last; ++l) {
        if (std::fabs(report.loops[l].relative[t]) > std::fabs(report.loops[best].relative[t])) best = l;
      }
      const double share = std::fabs(report.loops[best].relative[t]);
      if (share == 0.0) {
        close();
        continue;
      }
      if (!now || now->loop != best) {
        close();
        now = Dominance{best, report.times[t], report.times[t], 0.0};
        steps = 0;
      }
      now->to = report.times[t];
      now->share += share;
      ++steps;
    }
    close();
    first = last;
  }
}

}  // namespace

Answer<LoopReport> loop_scores(const Program& program, DrawKey key, std::uint64_t path) {
  const Influence influence = influence_of(program);
  const LoopList list = loops_of(influence, kMaxLoops);
  if (!list.complete) return Unanswered{fmt::format("the model has more than {} loops", kMaxLoops)};
  if (list.loops.empty()) return Unanswered{"the model has no feedback loop"};
  LoopReport report = Scorer(program, influence, list, key, path).run();
  arrange(report);
  find_dominance(report);
  return report;
}

}  // namespace offramp::dynamics
