// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/weight.h"

#include "offramp/base/elementary.h"
#include "offramp/base/parallel.h"
#include "offramp/evidence/part.h"
#include "offramp/evidence/posterior.h"
#include "offramp/evidence/replay.h"

namespace offramp::evidence {
namespace {

constexpr std::size_t kItemBlock = 256;

// Log odds of every hypothesis of `logs`, after adding sign * change to them.
struct Odds {
  std::vector<double> logs;
  double change(const std::vector<double>& before, const std::vector<double>& delta, double sign,
                std::size_t h) {
    logs = before;
    for (std::size_t n = 0; n < logs.size(); ++n) logs[n] += sign * delta[n];
    return sign * log_odds_change(log_odds(before, h), log_odds(logs, h));
  }
};

class Weigher {
 public:
  Weigher(const Dossier& dossier, const Posterior& prior, const Posterior& all, const Parts& parts,
          Weights& out)
      : dossier_(dossier), prior_(prior), all_(all), parts_(parts), out_(out) {}

  void weigh(std::uint32_t i) {
    const Items& items = dossier_.model().items;
    const std::size_t s = items.about(i);
    const std::size_t count = dossier_.hypotheses(s);
    if (count == 1) return;
    parts_.item(i, part_);
    const std::size_t worlds = dossier_.worlds();
    for (auto* list : {&stated_, &graded_, &rest_}) list->assign(count * worlds, 0.0);
    for (std::size_t k = 0; k < worlds; ++k) weigh_world(i, s, count, k);
    for (std::size_t h = 0; h < count; ++h) {
      const auto row = [&](const std::vector<double>& list) {
        return summarise(std::span(list).subspan(h * worlds, worlds));
      };
      out_.stated[out_.begin[i] + h] = row(stated_);
      out_.graded[out_.begin[i] + h] = row(graded_);
      out_.given_rest[out_.begin[i] + h] = row(rest_);
    }
  }

 private:
  void weigh_world(std::uint32_t i, std::size_t s, std::size_t count, std::size_t k) {
    const std::size_t worlds = dossier_.worlds();
    const auto likelihood = dossier_.model().items.likelihood(i);
    const auto logs = dossier_.log_likelihood(i);
    const std::size_t columns = dossier_.columns(i);
    std::vector<double> before(count), after(count), raw(count), tempered(count), delta(count);
    for (std::size_t h = 0; h < count; ++h) {
      before[h] = prior_.subjects[s].log_per_world[h * worlds + k];
      after[h] = all_.subjects[s].log_per_world[h * worlds + k];
      const std::size_t n = h * columns + (columns == 1 ? 0 : k);
      raw[h] = portable_log(likelihood[n]);
      tempered[h] = logs[n];
      delta[h] = part_[h * worlds + k];
    }
    for (std::size_t h = 0; h < count; ++h) {
      stated_[h * worlds + k] = decibans(odds_.change(before, raw, 1.0, h));
      graded_[h * worlds + k] = decibans(odds_.change(before, tempered, 1.0, h));
      rest_[h * worlds + k] = decibans(odds_.change(after, delta, -1.0, h));
    }
  }

  const Dossier& dossier_;
  const Posterior& prior_;
  const Posterior& all_;
  const Parts& parts_;
  Weights& out_;
  Odds odds_;
  std::vector<double> part_, stated_, graded_, rest_;
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
  const Posterior prior = posterior(dossier, {{false, false, false, false}}, control);
  const Posterior all = posterior(dossier, {}, control);
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
