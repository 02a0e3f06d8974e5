// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <vector>

#include "offramp/evidence/model.h"

namespace offramp::evidence {

// Small models for tests.

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

}  // namespace offramp::evidence
