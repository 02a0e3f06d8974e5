// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "offramp/base/number/elementary.h"
#include "offramp/base/run/parallel.h"
#include "offramp/evidence/posterior/posterior.h"
#include "offramp/evidence/posterior/replay.h"

namespace offramp::evidence {
namespace {

constexpr std::size_t kWorldBlock = 64;

// Marginals of all subjects of one component, in all worlds, as probabilities [row * worlds + world].
void solve(const Dossier& dossier, std::size_t c, const std::vector<double>& sums, std::vector<double>& out,
           const RunControl& control) {
  const Component& component = dossier.components()[c];
  const std::size_t worlds = dossier.worlds();
  parallel_blocks(worlds, kWorldBlock, control, "trajectory",
                  [&](std::size_t, std::size_t begin, std::size_t end) {
                    std::vector<double> cells(component.cells), marginal;
                    for (std::size_t k = begin; k < end; ++k) {
                      dossier.log_cells(c, k, sums, cells);
                      for (std::size_t m = 0; m < component.subjects.size(); ++m) {
                        marginal.resize(component.count[m]);
                        dossier.log_marginal(c, m, cells, marginal);
                        const std::size_t row = dossier.first_row(component.subjects[m]);
                        for (std::size_t h = 0; h < marginal.size(); ++h)
                          out[(row + h) * worlds + k] = portable_exp(marginal[h]);
                      }
                    }
                  });
}

class Recorder {
 public:
  Recorder(const Dossier& dossier, const RunControl& control)
      : dossier_(dossier),
        control_(control),
        quiet_{{}, control.stop, control.threads},
        sums_(dossier.rows() * dossier.worlds(), 0.0),
        probability_(dossier.rows() * dossier.worlds(), 0.0),
        stale_(dossier.components().size(), true) {
    result_.rows = dossier.rows();
    beliefs_.resize(dossier.rows());
  }

  void add(std::uint32_t subject, std::span<const double> change) {
    const std::size_t worlds = dossier_.worlds();
    const std::size_t hypotheses = dossier_.hypotheses(subject);
    const std::size_t columns = change.size() / hypotheses;
    for (std::size_t h = 0; h < hypotheses && columns > 0; ++h) {
      double* to = &sums_[(dossier_.first_row(subject) + h) * worlds];
      for (std::size_t k = 0; k < worlds; ++k) to[k] += change[h * columns + (columns == 1 ? 0 : k)];
    }
    stale_[dossier_.component_of(subject)] = true;
  }

  // Appends one step; only components that changed are solved again.
  void record() {
    if (control_.stop.stop_requested()) throw Stopped{};
    const std::size_t worlds = dossier_.worlds();
    for (std::size_t c = 0; c < stale_.size(); ++c) {
      if (!stale_[c]) continue;
      stale_[c] = false;
      solve(dossier_, c, sums_, probability_, quiet_);
      for (const std::uint32_t s : dossier_.components()[c].subjects) {
        for (std::size_t row = dossier_.first_row(s); row < dossier_.first_row(s + 1); ++row) {
          beliefs_[row] = summarise(std::span(probability_).subspan(row * worlds, worlds));
        }
      }
    }
    result_.beliefs.insert(result_.beliefs.end(), beliefs_.begin(), beliefs_.end());
  }

  Trajectory& result() { return result_; }

 private:
  const Dossier& dossier_;
  const RunControl& control_;
  RunControl quiet_;  // without progress, which would run backwards from day to day
  std::vector<double> sums_, probability_;
  std::vector<bool> stale_;
  std::vector<Belief> beliefs_;
  Trajectory result_;
};

}  // namespace

Trajectory trajectory(const Dossier& dossier, const Selection& selection, const RunControl& control) {
  const Items& items = dossier.model().items;
  Replay replay(dossier, selection);
  Recorder recorder(dossier, control);
  recorder.record();
  for (std::size_t place = 0; place < replay.size(); ++place) {
    const std::uint32_t i = replay.item(place);
    recorder.add(items.about(i), replay.step(place));
    if (place + 1 < replay.size() && items.day(replay.item(place + 1)) == items.day(i)) continue;
    recorder.result().days.push_back(items.day(i));
    recorder.record();
    if (control.progress)
      control.progress("trajectory", static_cast<double>(place + 1) / static_cast<double>(replay.size()));
  }
  return std::move(recorder.result());
}

}  // namespace offramp::evidence
