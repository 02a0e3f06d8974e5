// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/model/components.h"

#include <algorithm>
#include <numeric>

namespace offramp::evidence {
namespace {

std::uint32_t root_of(std::vector<std::uint32_t>& parent, std::uint32_t subject) {
  while (parent[subject] != subject) subject = parent[subject] = parent[parent[subject]];
  return subject;
}

void lay_out(const Model& model, Component& component) {
  const std::size_t members = component.subjects.size();
  component.stride.assign(members, 1);
  component.count.assign(members, 1);
  component.parts.assign(members, {});
  std::size_t cells = 1;
  for (std::size_t m = members; m-- > 0;) {
    const Subject& subject = model.subjects[component.subjects[m]];
    component.count[m] = subject.size();
    if (!subject.of.empty()) {
      component.stride[m] = 0;
      for (const std::uint32_t part : subject.of) {
        const auto at = std::lower_bound(component.subjects.begin(), component.subjects.end(), part);
        component.parts[m].push_back(static_cast<std::size_t>(at - component.subjects.begin()));
      }
      continue;
    }
    component.stride[m] = cells;
    if (cells > kMaxCombinations / component.count[m]) {
      component.cells = 0;
      return;
    }
    cells *= component.count[m];
  }
  component.cells = cells;
}

}  // namespace

std::vector<Component> components(const Model& model) {
  const auto subjects = static_cast<std::uint32_t>(model.subjects.size());
  std::vector<std::uint32_t> parent(subjects);
  std::iota(parent.begin(), parent.end(), 0u);
  for (const Factor& factor : model.factors) {
    for (const auto& term : factor.when) {
      const std::uint32_t a = root_of(parent, factor.when.front().subject);
      const std::uint32_t b = root_of(parent, term.subject);
      parent[std::max(a, b)] = std::min(a, b);
    }
  }
  for (std::uint32_t s = 0; s < subjects; ++s) {
    for (const std::uint32_t part : model.subjects[s].of) {
      const std::uint32_t a = root_of(parent, s), b = root_of(parent, part);
      parent[std::max(a, b)] = std::min(a, b);
    }
  }
  std::vector<Component> list;
  std::vector<std::size_t> place(subjects);
  for (std::uint32_t s = 0; s < subjects; ++s) {
    const std::uint32_t root = root_of(parent, s);
    if (root == s) {
      place[s] = list.size();
      list.emplace_back();
    }
    list[place[root]].subjects.push_back(s);
  }
  for (std::uint32_t f = 0; f < model.factors.size(); ++f) {
    list[place[root_of(parent, model.factors[f].when.front().subject)]].factors.push_back(f);
  }
  for (Component& component : list) lay_out(model, component);
  return list;
}

}  // namespace offramp::evidence
