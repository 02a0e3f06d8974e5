// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "offramp/base/number/random.h"
#include "offramp/evidence/model/model.h"

namespace offramp::evidence {

// Small models for tests, and their posterior by the definition: all combinations of all subjects' types,
// plain products, no logarithms, no components.

inline Model one_subject(std::vector<double> prior, std::vector<bool> bad_faith = {}) {
  Model model;
  Subject subject{"party", {}, std::move(prior), std::move(bad_faith)};
  for (std::size_t h = 0; h < subject.prior.size(); ++h) subject.hypotheses.push_back(fmt::format("h{}", h));
  model.subjects.push_back(std::move(subject));
  return model;
}

inline void add(Model& model, const Item& item, const std::vector<double>& likelihood) {
  model.items.add(item, likelihood);
}

// One to four subjects with one to four types, up to three factors, up to `most` items, two in five of them
// in one of three groups, most of them graded; `worlds` draws of everything.
// With `combine` half of those with two subjects or more have one that combines two of them.
inline Model random_model(RandomStream& random, std::size_t worlds, std::uint32_t most = 12,
                          bool combine = false) {
  Model model;
  model.worlds = worlds;
  const std::uint32_t subjects = 1 + random.index(4);
  const auto draws = [&](std::size_t rows, double low, double high) {
    std::vector<double> values(rows * (random.index(2) == 0 ? 1 : worlds));
    for (double& value : values) value = low + (high - low) * random.uniform();
    return values;
  };
  for (std::uint32_t s = 0; s < subjects; ++s) {
    const std::uint32_t count = 1 + random.index(4);
    Subject subject{"s", std::vector<std::string>(count, "h"), draws(count, 0.05, 1.0), {}};
    for (std::uint32_t h = 0; h < count; ++h) subject.bad_faith.push_back(random.index(2) == 1);
    model.subjects.push_back(std::move(subject));
  }
  for (std::uint32_t f = random.index(4); f > 0; --f) {
    Factor factor{{}, draws(1, 0.2, 5.0)};
    for (std::uint32_t s = 0; s < subjects; ++s) {
      if (random.index(2) == 0)
        factor.when.push_back({s, random.index(static_cast<std::uint32_t>(model.subjects[s].size()))});
    }
    if (!factor.when.empty()) model.factors.push_back(std::move(factor));
  }
  if (combine && subjects > 1 && random.index(2) == 0) {
    const std::uint32_t first = random.index(subjects),
                        second = (first + 1 + random.index(subjects - 1)) % subjects;
    const std::size_t count = model.subjects[first].size() * model.subjects[second].size();
    model.subjects.push_back({"both", std::vector<std::string>(count, "h"), {}, {}, {first, second}});
  }
  for (std::uint32_t i = random.index(most + 1); i > 0; --i) {
    Item item;
    item.day = static_cast<std::int32_t>(random.index(6));
    item.about = random.index(static_cast<std::uint32_t>(model.subjects.size()));
    item.kind = static_cast<Kind>(random.index(4));
    if (random.index(4) > 0) {
      item.grade = {static_cast<std::uint8_t>(1 + random.index(6)),
                    static_cast<std::uint8_t>(1 + random.index(6))};
    }
    if (random.index(5) < 2) item.group = random.index(3);
    model.items.add(item, draws(model.subjects[item.about].size(), 0.02, 0.98));
  }
  return model;
}

inline double stated_weight(Grade grade) {
  constexpr double kSource[] = {0.95, 0.75, 0.50, 0.25, 0.05, 0.50};
  constexpr double kInformation[] = {0.90, 0.70, 0.50, 0.30, 0.10, 0.50};
  return grade.graded() ? std::sqrt(kSource[grade.source - 1] * kInformation[grade.information - 1]) : 1.0;
}

// The number of one row in one world, whether or not it differs between worlds.
template <class Values>
double in_world(const Values& values, std::size_t rows, std::size_t row, std::size_t world) {
  const std::size_t columns = values.size() / rows;
  return values[row * columns + (columns == 1 ? 0 : world)];
}

inline double tempered(const Model& model, std::size_t item, std::size_t h, std::size_t world) {
  const std::size_t rows = model.subjects[model.items.about(item)].size();
  const auto likelihood = model.items.likelihood(item);
  double least = 1.0, most = 0.0;
  for (std::size_t g = 0; g < rows; ++g) {
    least = std::min(least, in_world(likelihood, rows, g, world));
    most = std::max(most, in_world(likelihood, rows, g, world));
  }
  const double w = stated_weight(model.items.grade(item));
  return w * in_world(likelihood, rows, h, world) + (1.0 - w) * (least + most) / 2.0;
}

// Prior of one combination of types, without factors.
inline double independent_prior(const Model& model, const std::vector<std::size_t>& types,
                                std::size_t world) {
  double p = 1.0;
  for (std::size_t s = 0; s < types.size(); ++s) {
    if (!model.subjects[s].of.empty()) continue;
    const std::size_t count = model.subjects[s].size();
    double all = 0.0;
    for (std::size_t h = 0; h < count; ++h) all += in_world(model.subjects[s].prior, count, h, world);
    p *= in_world(model.subjects[s].prior, count, types[s], world) / all;
  }
  return p;
}

inline double times_of(const Model& model, const std::vector<std::size_t>& types, std::size_t world,
                       Factor::Effect effect) {
  double p = 1.0;
  for (const Factor& factor : model.factors) {
    bool holds = factor.effect == effect;
    for (const auto& term : factor.when) holds = holds && types[term.subject] == term.hypothesis;
    if (holds) p *= in_world(factor.times, 1, 0, world);
  }
  return p;
}

// Every combination of types, the first subject fastest.
inline std::vector<std::vector<std::size_t>> combinations(const Model& model) {
  std::vector<std::vector<std::size_t>> list;
  std::vector<std::size_t> types(model.subjects.size(), 0);
  std::size_t own = 0;  // those that combine others come last
  while (own < types.size() && model.subjects[own].of.empty()) ++own;
  for (std::size_t s = 0; s < own;) {
    for (std::size_t d = own; d < types.size(); ++d) {
      types[d] = 0;
      for (const std::uint32_t part : model.subjects[d].of)
        types[d] = types[d] * model.subjects[part].size() + types[part];
    }
    list.push_back(types);
    for (s = 0; s < own && ++types[s] == model.subjects[s].size(); ++s) types[s] = 0;
  }
  return list;
}

// Joint prior of every combination: scaled subject by subject until all priors are its margins again.
inline std::vector<double> joint_prior(const Model& model, const std::vector<std::vector<std::size_t>>& list,
                                       std::size_t world) {
  std::vector<double> joint;
  for (const auto& types : list) {
    joint.push_back(independent_prior(model, types, world) *
                    times_of(model, types, world, Factor::Effect::association));
  }
  for (double worst = 1.0; worst > 1e-14;) {
    worst = 0.0;
    for (std::size_t s = 0; s < model.subjects.size(); ++s) {
      if (!model.subjects[s].of.empty()) continue;
      const std::size_t count = model.subjects[s].size();
      std::vector<double> now(count), wanted(count);
      for (std::size_t i = 0; i < list.size(); ++i) now[list[i][s]] += joint[i];
      double all = 0.0;
      for (std::size_t h = 0; h < count; ++h) all += in_world(model.subjects[s].prior, count, h, world);
      for (std::size_t h = 0; h < count; ++h) {
        wanted[h] = in_world(model.subjects[s].prior, count, h, world) / all;
        worst = std::max(worst, std::fabs(now[h] - wanted[h]));
      }
      for (std::size_t i = 0; i < list.size(); ++i) {
        if (now[list[i][s]] > 0.0) joint[i] *= wanted[list[i][s]] / now[list[i][s]];
      }
    }
  }
  for (std::size_t i = 0; i < list.size(); ++i)
    joint[i] *= times_of(model, list[i], world, Factor::Effect::conditional);
  return joint;
}

// The geometric mean of the members of highest weight.
inline double likelihood_of_group(const Model& model, const std::vector<std::size_t>& members, std::size_t h,
                                  std::size_t world) {
  double best = -1.0, product = 1.0, count = 0.0;
  for (const std::size_t i : members) best = std::max(best, stated_weight(model.items.grade(i)));
  for (const std::size_t i : members) {
    if (stated_weight(model.items.grade(i)) < best) continue;
    product *= tempered(model, i, h, world);
    count += 1.0;
  }
  return std::pow(product, 1.0 / count);
}

// Posterior of every hypothesis of every subject in one world, in order; only items for which use[i].
inline std::vector<double> by_definition(const Model& model, std::size_t world,
                                         const std::vector<bool>& use) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::size_t>> groups;
  std::uint32_t alone = 1000;
  for (std::size_t i = 0; i < model.items.size(); ++i) {
    if (!use[i]) continue;
    const std::uint32_t group = model.items.group(i) == kNoGroup ? alone++ : model.items.group(i);
    groups[{group, model.items.about(i)}].push_back(i);
  }
  std::vector<std::size_t> first;
  std::size_t rows = 0;
  for (const Subject& subject : model.subjects) {
    first.push_back(rows);
    rows += subject.size();
  }
  std::vector<double> sums(rows, 0.0);
  double total = 0.0;
  const auto list = combinations(model);
  const std::vector<double> prior = joint_prior(model, list, world);
  for (std::size_t i = 0; i < list.size(); ++i) {
    double p = prior[i];
    for (const auto& [key, members] : groups)
      p *= likelihood_of_group(model, members, list[i][key.second], world);
    total += p;
    for (std::size_t s = 0; s < list[i].size(); ++s) sums[first[s] + list[i][s]] += p;
  }
  for (double& p : sums) p /= total;
  return sums;
}

}  // namespace offramp::evidence
