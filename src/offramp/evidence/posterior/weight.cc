// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/posterior/weight.h"

#include "offramp/base/number/elementary.h"
#include "offramp/base/run/parallel.h"
#include "offramp/evidence/model/part.h"
#include "offramp/evidence/posterior/posterior.h"
#include "offramp/evidence/posterior/replay.h"

namespace offramp::evidence {
namespace {

constexpr std::size_t kItemBlock = 16;

// Log odds of every hypothesis of every subject in every world, [subject][hypothesis * worlds + world].
std::vector<std::vector<double>> all_odds(const Posterior& posterior) {
  std::vector<std::vector<double>> odds;
  for (const SubjectPosterior& subject : posterior.subjects) {
    const std::size_t count = subject.hypotheses.size();
    std::vector<double> own(count * posterior.worlds), logs(count);
    for (std::size_t k = 0; k < posterior.worlds; ++k) {
      for (std::size_t h = 0; h < count; ++h) logs[h] = subject.log_per_world[h * posterior.worlds + k];
      for (std::size_t h = 0; h < count; ++h) own[h * posterior.worlds + k] = log_odds(logs, h);
    }
    odds.push_back(std::move(own));
  }
  return odds;
}

// What is believed before (or after) an item, as logarithms and as log odds.
struct Standing {
  explicit Standing(Posterior p) : posterior(std::move(p)), odds(all_odds(posterior)) {}
  Posterior posterior;
  std::vector<std::vector<double>> odds;
};

class Weigher {
 public:
  Weigher(const Dossier& dossier, const Standing& prior, const Standing& all, const Parts& parts,
          Weights& out)
      : dossier_(dossier), prior_(prior), all_(all), parts_(parts), out_(out) {}

  void weigh(std::uint32_t i) {
    const Items& items = dossier_.model().items;
    subject_ = items.about(i);
    count_ = dossier_.hypotheses(subject_);
    if (count_ == 1) return;
    const std::size_t worlds = dossier_.worlds();
    const std::size_t columns = dossier_.columns(i);
    const auto likelihood = items.likelihood(i);
    const auto logs = dossier_.log_likelihood(i);
    const auto column = [&](std::size_t n) { return n / worlds * columns + (columns == 1 ? 0 : n % worlds); };
    change(
        prior_, 1.0, [&](std::size_t n) { return portable_log(likelihood[column(n)]); },
        &out_.stated[out_.begin[i]]);
    change(
        prior_, 1.0, [&](std::size_t n) { return logs[column(n)]; }, &out_.graded[out_.begin[i]]);
    parts_.item(i, part_);
    change(
        all_, -1.0, [&](std::size_t n) { return part_[n]; }, &out_.given_rest[out_.begin[i]]);
  }

 private:
  // By how much log odds differ between a standing and the same with sign * delta(h * worlds + k) added.
  template <class Delta>
  void change(const Standing& standing, double sign, Delta delta, Belief* out) {
    const std::size_t worlds = dossier_.worlds();
    const auto& before = standing.posterior.subjects[subject_].log_per_world;
    const auto& odds = standing.odds[subject_];
    logs_.resize(count_);
    decibans_.resize(count_ * worlds);
    for (std::size_t k = 0; k < worlds; ++k) {
      for (std::size_t h = 0; h < count_; ++h)
        logs_[h] = before[h * worlds + k] + sign * delta(h * worlds + k);
      for (std::size_t h = 0; h < count_; ++h) {
        decibans_[h * worlds + k] =
            decibans(sign * log_odds_change(odds[h * worlds + k], log_odds(logs_, h)));
      }
    }
    for (std::size_t h = 0; h < count_; ++h)
      out[h] = summarise(std::span(decibans_).subspan(h * worlds, worlds));
  }

  const Dossier& dossier_;
  const Standing& prior_;
  const Standing& all_;
  const Parts& parts_;
  Weights& out_;
  std::size_t subject_ = 0, count_ = 0;
  std::vector<double> part_, logs_, decibans_;
};

}  // namespace

Weights weights(const Dossier& dossier, const RunControl& control) {
  const Items& items = dossier.model().items;
  Weights result;
  result.begin.push_back(0);
  for (std::size_t i = 0; i < items.size(); ++i) {
    result.begin.push_back(result.begin.back() + dossier.hypotheses(items.about(i)));
  }
  for (auto* list : {&result.stated, &result.graded, &result.given_rest}) list->resize(result.begin.back());
  const Standing prior(posterior(dossier, {{false, false, false, false}}, control));
  const Standing all(posterior(dossier, {}, control));
  const Parts parts(dossier, {});
  parallel_blocks(items.size(), kItemBlock, control, "weights",
                  [&](std::size_t, std::size_t begin, std::size_t end) {
                    Weigher weigher(dossier, prior, all, parts, result);
                    for (std::size_t i = begin; i < end; ++i) weigher.weigh(static_cast<std::uint32_t>(i));
                  });
  return result;
}

namespace {

// Log odds of all hypotheses of one component in all worlds, [row of the component * worlds + world].
void component_odds(const Dossier& dossier, std::size_t c, const std::vector<double>& sums,
                    std::vector<double>& out) {
  const Component& component = dossier.components()[c];
  const std::size_t worlds = dossier.worlds();
  std::vector<double> cells(component.cells), marginal;
  out.clear();
  for (const std::size_t count : component.count) out.resize(out.size() + count * worlds);
  for (std::size_t k = 0; k < worlds; ++k) {
    dossier.log_cells(c, k, sums, cells);
    std::size_t row = 0;
    for (std::size_t m = 0; m < component.subjects.size(); ++m) {
      marginal.resize(component.count[m]);
      dossier.log_marginal(c, m, cells, marginal);
      for (std::size_t h = 0; h < marginal.size(); ++h) out[(row + h) * worlds + k] = log_odds(marginal, h);
      row += marginal.size();
    }
  }
}

}  // namespace

Waterfall waterfall(const Dossier& dossier, const Selection& selection, const RunControl& control) {
  const std::size_t worlds = dossier.worlds();
  std::vector<double> sums(dossier.rows() * worlds, 0.0), after, change(worlds);
  std::vector<std::vector<double>> odds(dossier.components().size());
  for (std::size_t c = 0; c < odds.size(); ++c) component_odds(dossier, c, sums, odds[c]);
  Replay replay(dossier, selection);
  Waterfall result;
  result.begin.push_back(0);
  for (std::size_t place = 0; place < replay.size(); ++place) {
    if (control.stop.stop_requested()) throw Stopped{};
    const std::uint32_t i = replay.item(place);
    const std::uint32_t s = dossier.model().items.about(i);
    const std::size_t c = dossier.component_of(s);
    const auto step = replay.step(place);
    const std::size_t columns = step.size() / dossier.hypotheses(s);
    for (std::size_t n = 0; n < dossier.hypotheses(s) * worlds && columns > 0; ++n) {
      sums[dossier.first_row(s) * worlds + n] += step[columns == 1 ? n / worlds : n];
    }
    component_odds(dossier, c, sums, after);
    std::size_t row = 0;
    for (const std::uint32_t member : dossier.components()[c].subjects) {
      for (std::size_t h = 0; h < dossier.hypotheses(member); ++h, ++row) {
        for (std::size_t k = 0; k < worlds; ++k) {
          change[k] = decibans(log_odds_change(odds[c][row * worlds + k], after[row * worlds + k]));
        }
        result.rows.push_back(static_cast<std::uint32_t>(dossier.first_row(member) + h));
        result.decibans.push_back(summarise(change));
      }
    }
    odds[c].swap(after);
    result.items.push_back(i);
    result.begin.push_back(result.rows.size());
    if (control.progress)
      control.progress("waterfall", static_cast<double>(place + 1) / static_cast<double>(replay.size()));
  }
  return result;
}

}  // namespace offramp::evidence
