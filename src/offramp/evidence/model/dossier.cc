// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/model/dossier.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "offramp/base/number/elementary.h"
#include "offramp/base/number/proportional_fit.h"
#include "offramp/base/run/parallel.h"
#include "offramp/evidence/model/belief.h"

namespace offramp::evidence {
namespace {

constexpr std::size_t kItemBlock = 65536;

}  // namespace

// Sums with their rounding errors kept aside (Neumaier 1974), so that a stream of millions loses nothing.
struct Dossier::Sums {
  explicit Sums(std::size_t size) : sum(size, 0.0), rest(size, 0.0) {}
  void add(std::size_t n, double value) {
    const double total = sum[n] + value;
    rest[n] += std::fabs(sum[n]) >= std::fabs(value) ? (sum[n] - total) + value : (value - total) + sum[n];
    sum[n] = total;
  }
  // (row + h) * worlds + k gets scale * logs[h * columns + (k or 0)].
  void add(std::span<const double> logs, std::size_t hypotheses, double scale, std::size_t row,
           std::size_t worlds) {
    const std::size_t columns = logs.size() / hypotheses;
    for (std::size_t h = 0; h < hypotheses; ++h) {
      for (std::size_t k = 0; k < worlds; ++k) {
        add((row + h) * worlds + k, scale * logs[h * columns + (columns == 1 ? 0 : k)]);
      }
    }
  }
  std::vector<double> sum, rest;
};

Dossier::Dossier(Model model, ReadOptions options, const RunControl& control)
    : model_(std::move(model)), options_(options) {
  if (const auto found = problems(model_); !found.empty())
    throw std::invalid_argument("Dossier: " + found.front());
  first_row_.push_back(0);
  for (const Subject& subject : model_.subjects) first_row_.push_back(first_row_.back() + subject.size());
  components_ = evidence::components(model_);
  component_of_.resize(subjects());
  for (std::uint32_t c = 0; c < components_.size(); ++c) {
    for (const std::uint32_t s : components_[c].subjects) component_of_[s] = c;
  }
  prepare_priors();
  prepare_factors();
  fit_associations(control);
  weigh_items(control);
  find_clusters();
}

void Dossier::prepare_priors() {
  for (const Subject& subject : model_.subjects) {
    std::vector<double> logs = subject.prior;
    if (!subject.of.empty()) logs.assign(subject.size(), 0.0);  // it adds nothing to its parts
    const std::size_t columns = logs.size() / subject.size();
    for (std::size_t k = 0; k < columns; ++k) {
      double sum = 0.0;
      for (std::size_t h = 0; h < subject.size() && subject.of.empty(); ++h)
        sum += subject.prior[h * columns + k];
      for (std::size_t h = 0; h < subject.size() && subject.of.empty(); ++h)
        logs[h * columns + k] = portable_log(subject.prior[h * columns + k] / sum);
    }
    log_prior_.push_back(std::move(logs));
  }
}

void Dossier::prepare_factors() {
  for (const Factor& factor : model_.factors) {
    std::vector<double> logs = factor.times;
    for (double& value : logs) value = portable_log(value);
    log_times_.push_back(std::move(logs));
    const Component& component = components_[component_of_[factor.when.front().subject]];
    std::vector<std::uint32_t> cells;
    for (std::uint32_t cell = 0; cell < component.cells; ++cell) {
      const bool hit = std::all_of(factor.when.begin(), factor.when.end(), [&](const Factor::Term& term) {
        const auto member =
            std::lower_bound(component.subjects.begin(), component.subjects.end(), term.subject);
        return component.hypothesis(cell, static_cast<std::size_t>(member - component.subjects.begin())) ==
               term.hypothesis;
      });
      if (hit) cells.push_back(cell);
    }
    factor_cells_.push_back(std::move(cells));
  }
}

void Dossier::fit_associations(const RunControl& control) {
  for (const Component& component : components_) {
    const bool associated =
        std::any_of(component.factors.begin(), component.factors.end(),
                    [&](std::uint32_t f) { return model_.factors[f].effect == Factor::Effect::association; });
    if (associated) fit_component(component, control);
  }
}

// The multipliers that keep the priors go into log_prior_, so that all who read cells find the fitted table.
// Odds that are too extreme for the sweeps leave the nearest table that was reached.
void Dossier::fit_component(const Component& all, const RunControl& control) {
  Component component = all;  // without combinations, which come last
  while (component.stride.back() == 0) {
    component.subjects.pop_back();
    component.stride.pop_back();
    component.count.pop_back();
  }
  const std::size_t members = component.subjects.size();
  bool varies = false;
  for (const std::uint32_t s : component.subjects) varies = varies || log_prior_[s].size() > hypotheses(s);
  for (const std::uint32_t f : component.factors) {
    varies = varies || (model_.factors[f].effect == Factor::Effect::association && log_times_[f].size() > 1);
  }
  const std::size_t columns = varies ? worlds() : 1;
  std::size_t places = 0;
  for (const std::size_t count : component.count) places += count;
  std::vector<double> fitted(places * columns);  // [place * columns + column]: what log_prior_ becomes
  parallel_blocks(columns, 64, control, "fitting priors", [&](std::size_t, std::size_t from, std::size_t to) {
    ProportionalFit fit(component.count);
    std::vector<double> table(component.cells), margins(places), multipliers(places);
    for (std::size_t k = from; k < to; ++k) {
      std::size_t place = 0;
      for (std::size_t m = 0; m < members; ++m) {
        for (std::size_t h = 0; h < component.count[m]; ++h)
          margins[place++] = portable_exp(log_prior(component.subjects[m], h, k));
      }
      seed_of(component, k, margins, table);
      fit.fit(table, margins, multipliers);
      for (std::size_t n = 0; n < places; ++n)
        fitted[n * columns + k] = portable_log(margins[n] * multipliers[n]);
    }
  });
  std::size_t place = 0;
  for (std::size_t m = 0; m < members; ++m) {
    const auto first = fitted.begin() + static_cast<std::ptrdiff_t>(place * columns);
    log_prior_[component.subjects[m]].assign(
        first, first + static_cast<std::ptrdiff_t>(component.count[m] * columns));
    place += component.count[m];
  }
}

// Priors times associations, of every combination.
void Dossier::seed_of(const Component& component, std::size_t world, std::span<const double> margins,
                      std::span<double> table) const {
  std::fill(table.begin(), table.end(), 1.0);
  std::size_t place = 0;
  for (std::size_t m = 0; m < component.subjects.size(); ++m) {
    for (std::size_t cell = 0; cell < component.cells; ++cell)
      table[cell] *= margins[place + component.hypothesis(cell, m)];
    place += component.count[m];
  }
  for (const std::uint32_t f : component.factors) {
    if (model_.factors[f].effect != Factor::Effect::association) continue;
    const auto& times = model_.factors[f].times;
    for (const std::uint32_t cell : factor_cells_[f]) table[cell] *= times[times.size() == 1 ? 0 : world];
  }
}

void Dossier::weigh_items(const RunControl& control) {
  const Items& items = model_.items;
  begin_.assign(items.size() + 1, 0);
  for (std::size_t i = 0; i < items.size(); ++i) begin_[i + 1] = begin_[i] + items.likelihood(i).size();
  weight_.resize(items.size());
  log_likelihood_.resize(begin_.back());
  parallel_blocks(items.size(), kItemBlock, control, "weighing items",
                  [&](std::size_t, std::size_t from, std::size_t to) {
                    std::vector<double> column;
                    for (std::size_t i = from; i < to; ++i) {
                      weight_[i] =
                          options_.temper_by_grade ? evidence::weight(items.grade(i), options_.scale) : 1.0;
                      const auto likelihood = items.likelihood(i);
                      const std::size_t rows = hypotheses(items.about(i));
                      const std::size_t columns = likelihood.size() / rows;
                      column.resize(rows);
                      for (std::size_t k = 0; k < columns; ++k) {
                        for (std::size_t h = 0; h < rows; ++h) column[h] = likelihood[h * columns + k];
                        temper(column, weight_[i]);
                        for (std::size_t h = 0; h < rows; ++h)
                          log_likelihood_[begin_[i] + h * columns + k] = portable_log(column[h]);
                      }
                    }
                  });
}

void Dossier::find_clusters() {
  const Items& items = model_.items;
  cluster_of_.assign(items.size(), kNoCluster);
  if (!options_.count_groups_once) return;
  std::vector<std::uint32_t> grouped;
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (items.group(i) != kNoGroup) grouped.push_back(i);
  }
  const auto key = [&](std::uint32_t i) { return std::pair(items.group(i), items.about(i)); };
  std::stable_sort(grouped.begin(), grouped.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  for (std::size_t from = 0; from < grouped.size();) {
    std::size_t to = from + 1;
    while (to < grouped.size() && key(grouped[to]) == key(grouped[from])) ++to;
    if (to - from > 1) {
      Cluster cluster{items.group(grouped[from]), items.about(grouped[from]), {}};
      cluster.items.assign(grouped.begin() + static_cast<std::ptrdiff_t>(from),
                           grouped.begin() + static_cast<std::ptrdiff_t>(to));
      for (const std::uint32_t i : cluster.items)
        cluster_of_[i] = static_cast<std::uint32_t>(clusters_.size());
      clusters_.push_back(std::move(cluster));
    }
    from = to;
  }
}

double Dossier::log_prior(std::size_t subject, std::size_t hypothesis, std::size_t world) const {
  const auto& logs = log_prior_[subject];
  return logs.size() == hypotheses(subject) ? logs[hypothesis] : logs[hypothesis * worlds() + world];
}

void Dossier::log_cells(std::size_t component, std::size_t world, std::span<const double> evidence,
                        std::span<double> out) const {
  const Component& c = components_[component];
  std::fill(out.begin(), out.end(), 0.0);
  for (std::size_t m = 0; m < c.subjects.size(); ++m) {
    const std::size_t s = c.subjects[m];
    if (c.stride[m] == 0) {
      for (std::size_t cell = 0; cell < c.cells; ++cell)
        out[cell] += evidence[(first_row_[s] + c.hypothesis(cell, m)) * worlds() + world];
      continue;
    }
    for (std::size_t h = 0; h < c.count[m]; ++h) {
      const double log = log_prior(s, h, world) + evidence[(first_row_[s] + h) * worlds() + world];
      for (std::size_t block = h * c.stride[m]; block < c.cells; block += c.stride[m] * c.count[m]) {
        for (std::size_t cell = block; cell < block + c.stride[m]; ++cell) out[cell] += log;
      }
    }
  }
  for (const std::uint32_t f : c.factors) {
    const double log = log_times_[f].size() == 1 ? log_times_[f][0] : log_times_[f][world];
    for (const std::uint32_t cell : factor_cells_[f]) out[cell] += log;
  }
}

void Dossier::log_marginal(std::size_t component, std::size_t member, std::span<const double> cells,
                           std::span<double> out) const {
  const Component& c = components_[component];
  if (c.subjects.size() == 1) {
    std::copy(cells.begin(), cells.end(), out.begin());
  } else {
    std::vector<double> own;
    for (std::size_t h = 0; h < c.count[member]; ++h) {
      own.clear();
      for (std::size_t cell = 0; c.stride[member] == 0 && cell < c.cells; ++cell) {
        if (c.hypothesis(cell, member) == h) own.push_back(cells[cell]);
      }
      if (c.stride[member] == 0) {
        out[h] = log_sum(own);
        continue;
      }
      for (std::size_t block = h * c.stride[member]; block < c.cells;
           block += c.stride[member] * c.count[member]) {
        for (std::size_t cell = block; cell < block + c.stride[member]; ++cell) own.push_back(cells[cell]);
      }
      out[h] = log_sum(own);
    }
  }
  const double total = log_sum(out);
  for (double& log : out) log -= total;
}

void Dossier::add_alone(const Selection& selection, std::size_t begin, std::size_t end, Sums& sums) const {
  const Items& items = model_.items;
  for (std::size_t i = begin; i < end; ++i) {
    if (cluster_of_[i] != kNoCluster || items.day(i) > selection.until ||
        !selection.kinds.has(items.kind(i), items.own(i)))
      continue;
    const std::uint32_t s = items.about(i);
    sums.add(log_likelihood(i), hypotheses(s), 1.0, first_row_[s], worlds());
  }
}

void Dossier::add_cluster(const Selection& selection, const Cluster& cluster, Sums& sums) const {
  const Items& items = model_.items;
  double best = -1.0;
  std::size_t count = 0;
  const auto counts = [&](std::uint32_t i) {
    return items.day(i) <= selection.until && selection.kinds.has(items.kind(i), items.own(i));
  };
  for (const std::uint32_t i : cluster.items) {
    if (!counts(i) || weight_[i] < best) continue;
    count = weight_[i] > best ? 1 : count + 1;
    best = weight_[i];
  }
  if (count == 0) return;
  for (const std::uint32_t i : cluster.items) {
    if (!counts(i) || weight_[i] < best) continue;
    sums.add(log_likelihood(i), hypotheses(cluster.subject), 1.0 / static_cast<double>(count),
             first_row_[cluster.subject], worlds());
  }
}

std::vector<double> Dossier::evidence(const Selection& selection, const RunControl& control) const {
  Sums total = parallel_reduce(
      model_.items.size(), kItemBlock, control, "adding up evidence", Sums(rows() * worlds()),
      [&](std::size_t begin, std::size_t end) {
        Sums part(rows() * worlds());
        add_alone(selection, begin, end, part);
        return part;
      },
      [](Sums& to, Sums&& part) {
        for (std::size_t n = 0; n < to.sum.size(); ++n) {
          to.add(n, part.sum[n]);
          to.add(n, part.rest[n]);
        }
      });
  for (const Cluster& cluster : clusters_) add_cluster(selection, cluster, total);
  for (std::size_t n = 0; n < total.sum.size(); ++n) total.sum[n] += total.rest[n];
  return std::move(total.sum);
}

}  // namespace offramp::evidence
