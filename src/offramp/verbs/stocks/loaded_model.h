// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "offramp/briefing/model/model_json.h"
#include "offramp/briefing/model/report.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/verbs/model/common.h"

/// What the questions about a model share: its file, their options, their answers.
namespace offramp::verbs {

inline const Operand kModelFile{Operand::Kind::file, "FILE", "A model in XMILE or YAML"};
inline constexpr Key<Whole> kPathSeed{
    "seed", "N", "Seed of the draws; the same seed gives the same bytes", {1}};
inline constexpr Key<Whole> kScenario{
    "scenario", "N", "Runs of one number share their draws", {0, 0, 0xffffffffu}};
inline constexpr Key<OutFile> kCsv{"csv", "FILE", "Write the numbers as CSV to this file"};
inline constexpr Key<OutFile> kSvg{"svg", "FILE", "Draw it as SVG to this file"};

struct LoadedModel {
  std::unique_ptr<const dynamics::Model> model;  ///< the program points into it
  dynamics::Program program;
  std::uint64_t mark = 0;  ///< of the file's text
};
/// Reads and compiles the file; problems are noted. @throws Failure.
LoadedModel load_model(const Values& asked, Caller& caller);

/// The draws asked for.
dynamics::DrawKey key_of(const Values& asked);

/// Positions of the variables asked for among `names`: an array's name stands for its elements; without any,
/// the first `most`. @throws Failure.
std::vector<std::size_t> chosen_variables(const std::vector<std::string>& wanted,
                                          const std::vector<std::string>& names, std::size_t most);

/// A number that the simulation could not go on from, as a failure.
Failure bad_number(const std::string& file, const dynamics::BadNumber& bad);

template <class Found>
Answer model_answer(Found found) {
  const auto kept = std::make_shared<const Found>(std::move(found));
  Answer answer;
  answer.text = [kept](const Look& look) {
    return briefing::render_terminal(briefing::model_report(*kept), {look.colour, look.width});
  };
  answer.json = [kept] { return briefing::model_json(*kept); };
  return answer;
}

}  // namespace offramp::verbs
