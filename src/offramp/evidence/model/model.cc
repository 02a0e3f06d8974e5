// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/model/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/evidence/model/components.h"

namespace offramp::evidence {
namespace {

constexpr std::size_t kMaxListed = 100;

class List {
 public:
  explicit List(std::vector<std::string>& list) : list_(list) {}
  void add(std::string text) {
    if (!full()) list_.push_back(std::move(text));
  }
  bool full() const { return list_.size() >= kMaxListed; }

 private:
  std::vector<std::string>& list_;
};

bool fits(std::size_t size, std::size_t rows, std::size_t worlds) {
  return size == rows || size == rows * worlds;
}

void check_combination(const Model& model, std::size_t s, List& list) {
  const Subject& subject = model.subjects[s];
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < subject.of.size(); ++i) {
    const std::uint32_t part = subject.of[i];
    if (part >= s || !model.subjects[part].of.empty() ||
        std::count(subject.of.begin(), subject.of.end(), part) > 1) {
      list.add(fmt::format(
          "subject {}: a combination of subject {}; parts come before it, once, and are none", s, part));
      return;
    }
    combinations *= model.subjects[part].size();
  }
  if (subject.size() != combinations || !subject.prior.empty())
    list.add(
        fmt::format("subject {}: {} hypotheses and {} prior numbers; its parts have {} combinations, and it "
                    "has no prior",
                    s, subject.size(), subject.prior.size(), combinations));
}

void check_subject(const Model& model, std::size_t s, List& list) {
  const Subject& subject = model.subjects[s];
  const std::string where = fmt::format("subject {} ({})", s, subject.name);
  if (subject.size() == 0) return list.add(where + ": no hypotheses; at least one is needed");
  if (!subject.bad_faith.empty() && subject.bad_faith.size() != subject.size()) {
    list.add(fmt::format("{}: {} bad-faith marks for {} hypotheses", where, subject.bad_faith.size(),
                         subject.size()));
  }
  const auto& prior = subject.prior;
  if (!subject.of.empty()) return check_combination(model, s, list);
  if (!fits(prior.size(), subject.size(), model.worlds)) {
    return list.add(fmt::format("{}: {} prior numbers; {} or {} are needed", where, prior.size(),
                                subject.size(), subject.size() * model.worlds));
  }
  const std::size_t columns = prior.size() / subject.size();
  for (std::size_t k = 0; k < columns; ++k) {
    double sum = 0.0;
    for (std::size_t h = 0; h < subject.size(); ++h) {
      const double p = prior[h * columns + k];
      if (!(p >= 0.0) || std::isinf(p)) {
        list.add(fmt::format("{}: prior {} of hypothesis {} must be finite and at least 0", where, p, h));
      }
      sum += p;
    }
    if (!(sum > 0.0))
      list.add(
          fmt::format("{}: the priors of world {} sum to {}; they must sum to more than 0", where, k, sum));
  }
}

void check_factor(const Model& model, std::size_t f, List& list) {
  const Factor& factor = model.factors[f];
  if (factor.when.empty()) list.add(fmt::format("factor {}: names no hypothesis", f));
  for (std::size_t i = 0; i < factor.when.size(); ++i) {
    const auto& term = factor.when[i];
    if (term.subject >= model.subjects.size() || term.hypothesis >= model.subjects[term.subject].size()) {
      list.add(fmt::format("factor {}: there is no hypothesis {} of subject {}", f, term.hypothesis,
                           term.subject));
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (factor.when[j].subject == term.subject)
        list.add(fmt::format("factor {}: names subject {} twice", f, term.subject));
    }
  }
  if (!fits(factor.times.size(), 1, model.worlds)) {
    list.add(
        fmt::format("factor {}: {} multipliers; 1 or {} are needed", f, factor.times.size(), model.worlds));
  }
  for (const double times : factor.times) {
    if (!(times > 0.0) || std::isinf(times))
      list.add(fmt::format("factor {}: multiplier {} must be above 0 and finite", f, times));
  }
}

void check_item(const Model& model, std::size_t i, List& list) {
  const std::uint32_t about = model.items.about(i);
  if (about >= model.subjects.size())
    return list.add(fmt::format("item {}: there is no subject {}", i, about));
  const Grade grade = model.items.grade(i);
  if (grade.source > 6 || grade.information > 6 || (grade.source == 0) != (grade.information == 0)) {
    list.add(fmt::format("item {}: a grade needs a source A to F and an information 1 to 6", i));
  }
  const std::size_t rows = model.subjects[about].size();
  const auto likelihood = model.items.likelihood(i);
  if (!fits(likelihood.size(), rows, model.worlds)) {
    return list.add(fmt::format("item {}: {} likelihoods; {} or {} are needed", i, likelihood.size(), rows,
                                rows * model.worlds));
  }
  for (std::size_t n = 0; n < likelihood.size(); ++n) {
    if (!(likelihood[n] > 0.0 && likelihood[n] < 1.0)) {
      return list.add(fmt::format("item {}: likelihood {} of hypothesis {} must lie strictly between 0 and 1",
                                  i, likelihood[n], n / (likelihood.size() / rows)));
    }
  }
}

}  // namespace

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::word:
      return "word";
    case Kind::sunk_cost:
      return "sunk cost";
    case Kind::tied_hands:
      return "tied hands";
    case Kind::deed:
      return "deed";
  }
  return "";
}

bool Kinds::has(Kind kind, bool own) const {
  switch (kind) {
    case Kind::word:
      return word && (own || by_others);
    case Kind::sunk_cost:
      return sunk_cost;
    case Kind::tied_hands:
      return tied_hands;
    case Kind::deed:
      return deed;
  }
  return false;
}

void Items::add(const Item& item, std::span<const double> likelihood) {
  day_.push_back(item.day);
  about_.push_back(item.about);
  kind_.push_back(item.kind);
  own_.push_back(item.own);
  grade_.push_back(item.grade);
  group_.push_back(item.group);
  likelihood_.insert(likelihood_.end(), likelihood.begin(), likelihood.end());
  begin_.push_back(likelihood_.size());
}

void Items::reserve(std::size_t items, std::size_t numbers) {
  day_.reserve(items);
  about_.reserve(items);
  kind_.reserve(items);
  own_.reserve(items);
  grade_.reserve(items);
  group_.reserve(items);
  begin_.reserve(items + 1);
  likelihood_.reserve(numbers);
}

std::vector<std::string> problems(const Model& model) {
  std::vector<std::string> found;
  List list(found);
  if (model.worlds == 0) list.add("worlds = 0; at least 1 is needed");
  if (model.subjects.empty()) list.add("no subjects; at least one is needed");
  for (std::size_t s = 0; s < model.subjects.size() && !list.full(); ++s) check_subject(model, s, list);
  for (std::size_t f = 0; f < model.factors.size() && !list.full(); ++f) check_factor(model, f, list);
  for (std::size_t i = 0; i < model.items.size() && !list.full(); ++i) check_item(model, i, list);
  if (!found.empty()) return found;
  for (const Component& component : components(model)) {
    if (component.cells == 0) {
      list.add(fmt::format("{} subjects linked by factors have more than {} combinations of hypotheses",
                           component.subjects.size(), kMaxCombinations));
    }
  }
  return found;
}

}  // namespace offramp::evidence
