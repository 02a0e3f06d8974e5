// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/pool/pool.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <memory>

#include "offramp/analysis/ask/calibration.h"
#include "offramp/briefing/pool/pool_json.h"
#include "offramp/briefing/pool/report.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/case/model/widen.h"
#include "offramp/case/overlay/analysts.h"
#include "offramp/verbs/answers/answers.h"
#include "offramp/verbs/answers/asked_run.h"
#include "offramp/verbs/casework/library.h"

namespace offramp::verbs {
namespace {

constexpr Key<Whole> kTop{"top", "N", "Numbers and blocks listed", {10, 1, 1'000'000}};
constexpr Key<Words> kOnly{"analysts", "A,B,...", "These alone; all that have numbers if not given"};
constexpr std::string_view kWays[] = {"performance", "equal"};
constexpr Key<Choice> kWeights{
    "weights",
    "HOW",
    "Weigh people by their calibration answers where all have enough in common, or alike",
    {kWays}};
constexpr Key<Flag> kWiden{
    "widen", "", "Widen each person's intervals by what the hit rate of the calibration answers says"};
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

// How people are weighed, and why alike.
struct Weighing {
  bool by_performance = false;
  std::string equal_because;
};

constexpr std::size_t kEnough = 10;  // questions in common: the score of calibration is rough below

// What each of them answered to calibration questions.
std::vector<std::map<std::string, elicitation::Assessment>> calibrations(
    const std::vector<PoolAnalyst>& analysts, const std::filesystem::path& file) {
  std::vector<std::map<std::string, elicitation::Assessment>> people;
  for (const PoolAnalyst& analyst : analysts) {
    const std::filesystem::path path = calibration_file(file, analyst.name);
    std::error_code none;
    Journal journal;
    if (std::filesystem::exists(path, none)) journal = read_journal(load_bytes(path.string()));
    if (!journal.problem.empty())
      throw Failure{Reason::bad_input, fmt::format("{}: {}", path.string(), journal.problem)};
    people.push_back(calibration_answers(journal));
  }
  return people;
}

// The scores of those who answered calibration questions, and weights by them if all have enough in common.
Weighing weighed(std::vector<PoolAnalyst>& analysts, const Values& asked, const std::filesystem::path& file) {
  const auto people = calibrations(analysts, file);
  bool any = false;
  for (std::size_t a = 0; a < people.size(); ++a) {
    if (people[a].empty()) continue;
    analysts[a].hits = hits_of(people[a]);
    any = true;
  }
  const std::vector<elicitation::SeedQuestion> common = common_questions(people);
  double sum = 0.0;
  if (!common.empty()) {
    const std::vector<elicitation::Performance> scores = elicitation::performance(common);
    for (std::size_t a = 0; a < analysts.size(); ++a) {
      analysts[a].performance = scores[a];
      sum += scores[a].calibration * scores[a].information;
    }
  }
  if (asked[kWeights] == "equal" || !any) return {};
  if (common.size() < kEnough)
    return {false,
            fmt::format("They have {} calibration questions in common, and {} are needed to weigh them.",
                        common.size(), kEnough)};
  if (!(sum > 0.0)) return {false, "Nobody's calibration answers have any weight."};
  for (PoolAnalyst& analyst : analysts) analyst.weight = analyst.performance->weight;
  return {true, {}};
}

// The file's own numbers are nobody's, and stay as they are.
void widen_all(const std::vector<PoolAnalyst>& analysts, Found& found) {
  for (std::size_t a = 0; a < found.cases.size(); ++a) {
    if (!analysts[a].hits)
      throw Failure{
          Reason::no_answer,
          fmt::format("--widen: {} has answered no calibration question (`offramp ask --calibrate`)",
                      analysts[a].name)};
    widen(found.cases[a], elicitation::widening(*analysts[a].hits));
  }
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
  Weighing weighing = weighed(analysts, asked, case_file(argument, caller.data));
  if (asked[kWiden]) widen_all(analysts, *found);
  const RunOptions options{.seed = asked[kSeed],
                           .worlds = asked[kWorlds],
                           .days = days_asked(found->base, asked),
                           .words = *from_word<Credence>(asked[kWords])};
  const auto pooled = pool(found->base, analysts, options, {}, caller.control);
  found->result = answer_of(pooled);
  found->result.by_performance = weighing.by_performance;
  found->result.equal_because = std::move(weighing.equal_because);
  found->result.widened = asked[kWiden];
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
  std::vector<Option> options = sampling_options({kDate, kOnly, kWithFile, kWeights, kWiden, kTop});
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
