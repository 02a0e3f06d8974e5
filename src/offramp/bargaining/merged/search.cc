// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/merged/search.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "offramp/bargaining/merged/beam.h"
#include "offramp/bargaining/merged/relax.h"

namespace offramp::bargaining {
namespace {

constexpr double kRounding = 1e-11;  // relative; bounds are sums of a few hundred rounded products

class Maximiser {
 public:
  Maximiser(const Table& table, const Objective& objective, const SearchLimits& limits,
            const RunControl& control)
      : table_(table), objective_(objective), limits_(limits), control_(control) {
    for (const TableGroup& group : table.groups) keep_.emplace_back(group.rows, true);
  }
  Optimum run();

 private:
  void tighten();
  bool drop_rows(const Slim& slim, const std::vector<Cut>& cuts);
  double wanted_level() const { return optimum_.level - slack(); }
  double slack() const {
    double size = std::fabs(optimum_.level);
    for (std::size_t i = 0; i < objective_.step.size(); ++i) {  // leximin: offsets are rounded as well
      if (objective_.step[i] != 0.0)
        size = std::max(size, std::fabs(objective_.origin[i] / objective_.step[i]));
    }
    return kRounding * size;
  }
  void improve(std::vector<double> gains, std::vector<std::uint32_t> rows);
  bool improve_once(std::vector<double>& gains, std::vector<std::uint32_t>& rows) const;
  bool improve_pair(std::vector<double>& gains, std::vector<std::uint32_t>& rows) const;
  void take(BeamResult&& beam, std::size_t width);
  void pass(std::size_t width);

  const Table& table_;
  const Objective& objective_;
  const SearchLimits& limits_;
  const RunControl& control_;
  std::vector<std::vector<bool>> keep_;
  Slim slim_;
  std::vector<Cut> cuts_;
  Optimum optimum_;
  bool done_ = false;
};

// Reduced-cost fixing: drops the rows that no package above the wanted level can contain.
bool Maximiser::drop_rows(const Slim& slim, const std::vector<Cut>& cuts) {
  const std::size_t n = slim.parties;
  bool any = false;
  for (const Cut& cut : cuts) {
    const double reach = support(slim, cut.weight) + cut.offset;
    const double room = reach - (cut.level ? wanted_level() : 0.0) + kRounding * std::fabs(reach);
    for (const Slim::Group& group : slim.open) {
      std::vector<double> value(group.rows(), 0.0);
      for (std::size_t r = 0; r < group.rows(); ++r) {
        for (std::size_t i = 0; i < n; ++i) value[r] += cut.weight[i] * group.value[r * n + i];
      }
      const double best = *std::max_element(value.begin(), value.end());
      for (std::size_t r = 0; r < group.rows(); ++r) {
        if (best - value[r] <= room) continue;
        keep_[group.group][group.row[r]] = false;
        any = true;
      }
    }
  }
  for (std::vector<bool>& keep : keep_) {
    if (std::find(keep.begin(), keep.end(), true) == keep.end()) {
      keep[0] = true;  // no package is above the level; the beam will find so
      any = false;
    }
  }
  return any;
}

// New relaxation on the rows that are left; repeated while it rules out many more.
void Maximiser::tighten() {
  for (int round = 0; round < 4; ++round) {
    slim_ = make_slim(table_, keep_);
    ConvexRelaxation relaxation = relax(slim_, objective_);
    cuts_ = std::move(relaxation.cuts);
    optimum_.bound = round == 0 && !optimum_.found
                         ? relaxation.bound
                         : std::min(optimum_.bound, std::max(relaxation.bound, optimum_.level));
    if (relaxation.empty && !optimum_.found) {
      optimum_.stop = Optimum::Stop::none_admitted;
      done_ = true;
      return;
    }
    if (!drop_rows(slim_, cuts_)) return;
  }
  slim_ = make_slim(table_, keep_);
}

bool Maximiser::improve_once(std::vector<double>& gains, std::vector<std::uint32_t>& rows) const {
  const std::size_t n = table_.parties;
  double moved[kMaxParties];
  for (const Slim::Group& group : slim_.open) {
    const double* now = &table_.groups[group.group].value[rows[group.group] * n];
    for (std::size_t r = 0; r < group.rows(); ++r) {
      for (std::size_t i = 0; i < n; ++i) moved[i] = gains[i] - now[i] + group.value[r * n + i];
      if (!objective_.admits(moved) || objective_.compare(moved, gains.data()) <= 0) continue;
      gains.assign(moved, moved + n);
      rows[group.group] = group.row[r];
      return true;
    }
  }
  return false;
}

bool Maximiser::improve_pair(std::vector<double>& gains, std::vector<std::uint32_t>& rows) const {
  const std::size_t n = table_.parties;
  double first[kMaxParties];
  double moved[kMaxParties];
  for (auto a = slim_.open.begin(); a != slim_.open.end(); ++a) {
    const double* now_a = &table_.groups[a->group].value[rows[a->group] * n];
    for (std::size_t r = 0; r < a->rows(); ++r) {
      for (std::size_t i = 0; i < n; ++i) first[i] = gains[i] - now_a[i] + a->value[r * n + i];
      for (auto b = std::next(a); b != slim_.open.end(); ++b) {
        const double* now_b = &table_.groups[b->group].value[rows[b->group] * n];
        for (std::size_t s = 0; s < b->rows(); ++s) {
          for (std::size_t i = 0; i < n; ++i) moved[i] = first[i] - now_b[i] + b->value[s * n + i];
          if (!objective_.admits(moved) || objective_.compare(moved, gains.data()) <= 0) continue;
          gains.assign(moved, moved + n);
          rows[a->group] = a->row[r];
          rows[b->group] = b->row[s];
          return true;
        }
      }
    }
  }
  return false;
}

// Local search from a package; takes the result if it is better than the incumbent.
void Maximiser::improve(std::vector<double> gains, std::vector<std::uint32_t> rows) {
  std::size_t choices = 0;
  for (const Slim::Group& group : slim_.open) choices += group.rows();
  for (int step = 0; step < 1000; ++step) {
    if (improve_once(gains, rows)) continue;
    if (choices > 250 || !improve_pair(gains, rows)) break;
  }
  if (optimum_.found && objective_.compare(gains.data(), optimum_.gains.data()) <= 0) return;
  optimum_.found = true;
  optimum_.level = objective_.level(gains.data());
  optimum_.gains = std::move(gains);
  optimum_.count = {1.0};
  optimum_.rows = {std::move(rows)};
}

void Maximiser::take(BeamResult&& beam, std::size_t width) {
  optimum_.states += beam.states;
  if (beam.complete) {
    done_ = true;
    optimum_.all_ties = beam.found;
    optimum_.stop = beam.found ? Optimum::Stop::proven : Optimum::Stop::none_admitted;
    if (!beam.found) return;
    optimum_.found = true;
    optimum_.gains = std::move(beam.gains);
    optimum_.count = std::move(beam.count);
    optimum_.rows = std::move(beam.rows);
    optimum_.level = optimum_.bound = objective_.level(optimum_.gains.data());
    return;
  }
  if (beam.found) {
    const std::size_t n = table_.parties;
    improve({beam.gains.begin(), beam.gains.begin() + static_cast<std::ptrdiff_t>(n)}, beam.rows.front());
  }
  optimum_.bound = std::min(optimum_.bound, beam.dropped);
  if (!optimum_.found) return;
  optimum_.bound = std::max(optimum_.bound, optimum_.level);
  const bool last_word = objective_.family != Objective::Family::leximin || objective_.parties() == 1;
  if (last_word && optimum_.bound <= optimum_.level + slack()) {
    optimum_.bound = optimum_.level;
    optimum_.stop = Optimum::Stop::proven;
    done_ = width >= limits_.tie_width;
  }
}

void Maximiser::pass(std::size_t width) {
  const BeamOptions options{wanted_level(), width, limits_.max_rows};
  take(beam_search(slim_, objective_, cuts_, options, control_), width);
}

Optimum Maximiser::run() {
  // Below every package: the products' level is at least 0, the others' that of the worst of everything.
  optimum_.level =
      objective_.family == Objective::Family::product ? 0.0 : objective_.level(table_.lowest.data());
  try {
    tighten();
    for (std::size_t width = 32; !done_; width *= 8) {
      width = std::min(width, limits_.max_width);
      pass(width);
      if (control_.progress) {
        control_.progress(
            "bargaining point",
            done_ ? 1.0
                  : std::min(0.99, static_cast<double>(width) / static_cast<double>(limits_.max_width)));
      }
      if (done_ || width >= limits_.max_width) break;
      if (optimum_.found) tighten();
    }
    if (!done_ && optimum_.found && optimum_.bound <= optimum_.level + slack()) {
      optimum_.bound = optimum_.level;  // leximin: the smallest is proven, the order behind it is not
      optimum_.stop = Optimum::Stop::proven;
    }
  } catch (const Stopped&) {
    if (optimum_.stop != Optimum::Stop::proven) optimum_.stop = Optimum::Stop::stopped;
  }
  return std::move(optimum_);
}

}  // namespace

Optimum maximise(const Table& table, const Objective& objective, const SearchLimits& limits,
                 const RunControl& control) {
  return Maximiser(table, objective, limits, control).run();
}

}  // namespace offramp::bargaining
