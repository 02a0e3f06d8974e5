// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/compare/compare.h"

#include <fmt/format.h>

#include <memory>

#include "offramp/briefing/compare/report.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/markdown.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/verbs/answers/answers.h"
#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

constexpr Key<Whole> kSampleWorlds{"worlds", "N", "Worlds in each sample", {1024, 2, std::uint64_t{1} << 20}};
constexpr Key<Whole> kSeeds{"seeds", "N", "Samples of worlds, from whose spread errors are told", {8, 2, 64}};
constexpr Key<Whole> kOrders{
    "orders", "N", "Pairs of orders to draw where the changes are many", {8, 2, 1024}};
constexpr Key<OutFile> kOutput{"output", "FILE", "Write the page to this file: .html, .md or .json", {}, 'o'};

struct Versions {
  LoadedCase before, after;
};

// One case, and itself changed; or two.
Versions load(const Values& asked, Caller& caller) {
  const bool changed = asked.given(kSet) || asked.given(kVariant);
  if (asked.operands.size() > 2)
    throw Failure{Reason::bad_usage, fmt::format("two cases at most; {} is one too many", asked.operands[2])};
  if (asked.operands.size() == 2 && changed)
    throw Failure{Reason::bad_usage, "--set and --variant compare a case with itself changed; give one case"};
  if (asked.operands.size() == 1 && !changed)
    throw Failure{Reason::bad_usage, "give two cases, or one and --variant or --set"};
  const ReadOptions as_asked{.variant = asked[kVariant], .settings = asked[kSet]};
  return {load_version(asked.operands.front(), {}, caller),
          load_version(asked.operands.back(), changed ? as_asked : ReadOptions{}, caller)};
}

Answer run_compare(const Values& asked, Caller& caller) {
  const std::filesystem::path output(asked[kOutput]);
  const std::string ending = output.extension().string();
  if (asked.given(kOutput) && ending != ".html" && ending != ".htm" && ending != ".md" && ending != ".json")
    throw Failure{Reason::bad_usage,
                  fmt::format("--output {}: the ending must be .html, .md or .json", output.string())};
  const Versions versions = load(asked, caller);
  const CasePair pair(versions.before, versions.after);
  CompareOptions options;
  options.run.seed = asked[kSeed];
  options.run.worlds = asked[kSampleWorlds];
  options.run.words = *from_word<Credence>(asked[kWords]);
  options.seeds = asked[kSeeds];
  options.orders = asked[kOrders];
  auto compared = compare_cases(pair, *versions.before.value, *versions.after.value, options, caller.control);
  const auto result = std::make_shared<const CompareResult>(answer_of(compared));
  Answer answer;
  if (asked.given(kOutput)) {
    const briefing::Document document = briefing::compare_report(*result);
    answer.files.push_back({output, ending == ".json" ? briefing::compare_json_text(*result)
                                    : ending == ".md" ? briefing::render_markdown(document)
                                                      : briefing::render_html(document)});
  }
  answer.json = [result] { return briefing::compare_json_text(*result); };
  answer.text = [result](const Look& look) {
    return briefing::render_terminal(briefing::compare_report(*result), {look.colour, look.width});
  };
  return answer;
}

}  // namespace

Verb compare_verb() {
  return {
      .name = "compare",
      .question = "What changed between two versions of a case, and what did it do to the answer?",
      .operand =
          {Operand::Kind::cases, "CASE",
           "The case before and after: folder, file or name from the library, CASE@REVISION for its earlier "
           "self in git; or one case and what to change in it",
           true},
      .options = {kSampleWorlds, kSeed, kWords, kSet, kVariant, kSeeds, kOrders, kOutput, kJson, kThreads,
                  kQuiet},
      .run = run_compare,
      .needs = {"settle"},
      .examples = {"kosovo-1999 --set parties.russia.veto=true --seeds 2",
                   "kosovo-1999 kosovo-1999 --seeds 2"}};
}

}  // namespace offramp::verbs
