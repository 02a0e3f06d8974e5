// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/pool/pool.h"

#include <fmt/format.h>

#include <memory>

#include "offramp/briefing/pool/pool_json.h"
#include "offramp/briefing/pool/report.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/case/overlay/analysts.h"
#include "offramp/verbs/answers/answers.h"
#include "offramp/verbs/answers/asked_run.h"
#include "offramp/verbs/casework/library.h"

namespace offramp::verbs {
namespace {

constexpr Key<Whole> kTop{"top", "N", "Numbers and blocks listed", {10, 1, 1'000'000}};
constexpr Key<Words> kOnly{"analysts", "A,B,...", "These alone; all that have numbers if not given"};
constexpr Key<Flag> kWithFile{"with-file", "", "Count the case file's own numbers as one more analyst's"};

/// The file's own numbers among the analysts.
constexpr std::string_view kFile = "file";

struct Found {
  Case base;
  std::vector<std::string> names;
  std::vector<Case> cases;  ///< [name]
  PoolResult result;
};

std::vector<std::string> names_asked(const Values& asked, const Caller& caller) {
  const std::vector<std::string> known = analysts_of(case_file(asked.operands.front(), caller.data));
  std::vector<std::string> names = asked.given(kOnly) ? asked[kOnly] : known;
  if (names.size() + (asked[kWithFile] ? 1 : 0) < 2)
    throw Failure{
        Reason::bad_usage,
        fmt::format("pool needs at least two analysts, and {} of this case; `analysts/NAME.yaml` beside it "
                    "holds one's, and --with-file counts the case's own numbers",
                    names.empty() ? "there are no numbers" : "one has numbers")};
  return names;
}

Answer run_pool(const Values& asked, Caller& caller) {
  const std::string& argument = asked.operands.front();
  const auto found = std::make_shared<Found>();
  found->names = names_asked(asked, caller);
  found->base = load_case(argument, caller);
  for (const std::string& name : found->names)
    found->cases.push_back(load_case(argument, ReadOptions{.analyst = name}, caller));
  std::vector<PoolAnalyst> analysts;
  for (std::size_t a = 0; a < found->names.size(); ++a)
    analysts.push_back({found->names[a], &found->cases[a], 0.0, {}, {}});
  if (asked[kWithFile]) analysts.push_back({std::string(kFile), &found->base, 0.0, {}, {}});
  for (PoolAnalyst& analyst : analysts) analyst.weight = 1.0 / static_cast<double>(analysts.size());
  const RunOptions options{.seed = asked[kSeed],
                           .worlds = asked[kWorlds],
                           .days = days_asked(found->base, asked),
                           .words = *from_word<Credence>(asked[kWords])};
  const auto pooled = pool(found->base, analysts, options, {}, caller.control);
  found->result = answer_of(pooled);
  Answer answer;
  answer.json = [found] { return briefing::pool_json_text(found->base, found->result); };
  answer.text = [found, top = asked[kTop]](const Look& look) {
    return briefing::render_terminal(briefing::pool_report(found->base, found->result, top),
                                     {look.colour, look.width});
  };
  return answer;
}

}  // namespace

Verb pool_verb() {
  std::vector<Option> options = sampling_options({kDate, kOnly, kWithFile, kTop});
  std::erase_if(options, [](const Option& option) { return option.name == kAnalyst.name; });
  return {.name = "pool",
          .question = "What do several analysts believe together, and where do they differ?",
          .operand = kCase,
          .options = std::move(options),
          .run = run_pool,
          .needs = {"settle"},
          .examples = {"aceh-2005 --with-file"}};
}

}  // namespace offramp::verbs
