// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>

#include "offramp/analysis/model/answers.h"
#include "offramp/base/run/files.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/run/machine.h"
#include "offramp/formats/summary/summary_file.h"
#include "offramp/verbs/stocks/outputs.h"
#include "offramp/verbs/stocks/stocks.h"

namespace offramp::verbs {
namespace {

constexpr std::size_t kMaxSummaryBytes = std::size_t{1} << 30;

constexpr Key<Text> kShard{"shard", "K/N", "Run only part K of N, and keep it with --summary",
                           {},      0,     "summary"};
constexpr Key<OutFile> kSummary{"summary", "FILE",
                                "Write what was simulated to this file, to be put together with --parts"};
constexpr Key<Words> kJoint{
    "joint", "A,B,...", "Count variables together at the end of time: A with B, the third with the fourth"};
constexpr Key<Words> kParts{"parts", "A,B,...", "Simulate nothing: put these parts of one run together"};

struct Shard {
  std::uint64_t shard = 1, shards = 1;
};

Shard shard_of(const Values& asked) {
  if (!asked.given(kShard)) return {};
  const std::string text = asked[kShard];
  Shard out;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, out.shard);
  const bool slash = first.ec == std::errc() && first.ptr != end && *first.ptr == '/';
  const auto second = slash ? std::from_chars(first.ptr + 1, end, out.shards) : first;
  const bool whole = slash && second.ec == std::errc() && second.ptr == end;
  if (!whole || out.shard == 0 || out.shard > out.shards) {
    throw Failure{Reason::bad_usage, "--shard is K/N, part K of N from 1: 2/8"};
  }
  return out;
}

// The parts of one run of this model, put together; what they say of themselves goes into `whole`.
void join(const Values& asked, Caller& caller, formats::SummaryPart& whole) {
  std::vector<formats::SummaryPart> parts;
  for (const std::string& name : asked[kParts]) {
    const FileBytes file = read_file(name, kMaxSummaryBytes, caller.control.stop);
    if (file.problem) throw Failure{Reason::file_trouble, fmt::format("{}: {}", name, *file.problem)};
    auto read = formats::read_summary_part(file.bytes);
    if (const auto* problem = std::get_if<std::string>(&read)) {
      throw Failure{Reason::bad_input, fmt::format("{}: {}", name, *problem)};
    }
    parts.push_back(std::move(std::get<formats::SummaryPart>(read)));
    if (parts.back().model != whole.model) {
      throw Failure{Reason::bad_input,
                    fmt::format("{}: it was simulated from another text of the model", name)};
    }
  }
  auto total = formats::join_parts(parts);
  if (const auto* problem = std::get_if<std::string>(&total)) {
    throw Failure{Reason::bad_input, "--parts: " + *problem};
  }
  whole.seed = parts.front().seed;
  whole.scenario = parts.front().scenario;
  whole.all_paths = parts.front().all_paths;
  whole.summary = std::move(std::get<dynamics::Summary>(total));
}

std::vector<dynamics::MonteCarloOptions::Joint> joint_of(const Values& asked, const LoadedModel& loaded) {
  const std::vector<std::string> names = asked[kJoint];
  if (names.size() % 2 != 0) throw Failure{Reason::bad_usage, "--joint takes variables two by two"};
  std::vector<dynamics::MonteCarloOptions::Joint> out;
  for (std::size_t i = 0; i < names.size(); i += 2) {
    for (const std::string& name : {names[i], names[i + 1]}) {
      if (!loaded.program.find(name))
        throw Failure{Reason::bad_usage,
                      fmt::format("--joint: the model has no variable `{}`", printable(name))};
    }
    dynamics::MonteCarloOptions::Joint& joint = out.emplace_back();
    joint.first = names[i];
    joint.second = names[i + 1];
  }
  return out;
}

void simulate(const Values& asked, Caller& caller, const LoadedModel& loaded, formats::SummaryPart& part) {
  const Shard shard = shard_of(asked);
  dynamics::MonteCarloOptions options;
  options.key = key_of(asked);
  options.paths = asked.given(kPaths) || modelling::is_random(loaded.program) ? asked[kPaths] : 1;
  options.shard = part.shard = shard.shard;
  options.shards = part.shards = shard.shards;
  options.joint = joint_of(asked, loaded);
  if (shard.shards > (options.paths + dynamics::kLanes - 1) / dynamics::kLanes) {
    throw Failure{Reason::bad_usage,
                  fmt::format("--shard: there are more parts than blocks of {} paths", dynamics::kLanes)};
  }
  part.seed = options.key.seed;
  part.scenario = options.key.scenario;
  part.all_paths = options.paths;
  part.summary = or_bad<dynamics::Summary>(
      asked, [&] { return dynamics::run_paths(loaded.program, options, caller.control); });
}

Answer run_run(const Values& asked, Caller& caller) {
  const LoadedModel loaded = load_model(asked, caller);
  formats::SummaryPart part;
  part.model = loaded.mark;
  if (asked.given(kParts)) {
    if (asked.given(kShard) || asked.given(kJoint)) {
      throw Failure{Reason::bad_usage, fmt::format("--parts simulates nothing, so --{} means nothing",
                                                   asked.given(kShard) ? "shard" : "joint")};
    }
    join(asked, caller, part);
  } else {
    simulate(asked, caller, loaded, part);
  }
  Answer answer = with_files(
      asked, modelling::model_run(*loaded.model, loaded.program, part.summary, {part.seed, part.scenario}));
  if (asked.given(kSummary)) answer.files.push_back({asked[kSummary], formats::write_summary_part(part)});
  return answer;
}

}  // namespace

Verb model_run_verb() {
  return {.name = "model run",
          .question = "What does it come to over many paths?",
          .operand = kModelFile,
          .options = reading_options(
              {kPaths, kPathSeed, kScenario, kCsv, kSvg, kDrawn, kJoint, kShard, kSummary, kParts}),
          .run = run_run,
          .needs = {},
          .examples = {"attrition.yaml", "ladder.yaml --paths 2000", "attrition.yaml --joint first,second"}};
}

}  // namespace offramp::verbs
