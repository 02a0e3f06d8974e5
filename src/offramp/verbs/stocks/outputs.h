// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <functional>
#include <string>
#include <type_traits>
#include <vector>

#include "offramp/briefing/model/model_json.h"
#include "offramp/briefing/model/model_plot.h"
#include "offramp/verbs/stocks/loaded_model.h"

/// How the questions about a model are simulated and what they write. Used by this folder only.
namespace offramp::verbs {

inline constexpr std::size_t kMostDrawn = 40, kUsuallyDrawn = 6;

inline constexpr Key<Whole> kPaths{
    "paths", "N", "Paths to simulate; a model without chance needs one", {1000, 1, 1'000'000'000'000}};
inline constexpr Key<Words> kDrawn{"variables", "A,B,...", "Variables to draw, instead of the first six",
                                   {},          0,         "svg"};

/// What `make` gives. @throws Failure where the simulation met a number that it could not go on from.
template <class Made>
Made or_bad(const Values& asked, const std::function<Made()>& make) {
  try {
    return make();
  } catch (const dynamics::BadNumber& bad) {
    throw bad_number(asked.operands.front(), bad);
  }
}

/// @throws Failure.
template <class Found>
std::vector<std::size_t> drawn(const Values& asked, const Found& found) {
  std::vector<std::string> names;
  for (const auto& variable : found.variables) names.push_back(variable.name);
  std::vector<std::size_t> out = chosen_variables(asked[kDrawn], names, kUsuallyDrawn);
  if (out.size() > kMostDrawn) {
    throw Failure{Reason::bad_usage,
                  fmt::format("--variables: {} are too many to draw; {} fit", out.size(), kMostDrawn)};
  }
  if (out.empty()) throw Failure{Reason::no_answer, "the model has no variables to draw"};
  return out;
}

/// The answer with the files that were asked for. @throws Failure.
template <class Found>
Answer with_files(const Values& asked, Found found) {
  std::vector<FileToWrite> files;
  if (asked.given(kCsv)) files.push_back({asked[kCsv], briefing::model_csv(found)});
  if (asked.given(kSvg)) {
    if constexpr (std::is_same_v<Found, modelling::ModelLoops>) {
      files.push_back({asked[kSvg], briefing::model_plot(found)});
    } else if constexpr (!std::is_same_v<Found, modelling::ModelSensitivity>) {
      files.push_back({asked[kSvg], briefing::model_plot(found, drawn(asked, found))});
    }
  }
  Answer answer = model_answer(std::move(found));
  answer.files = std::move(files);
  return answer;
}

}  // namespace offramp::verbs
