// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/read.h"

#include <fmt/format.h>

#include <memory>

#include "offramp/analysis/read/score.h"
#include "offramp/briefing/read/read_json.h"
#include "offramp/briefing/read/report.h"
#include "offramp/briefing/read/score_json.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/verbs/answers/answers.h"
#include "offramp/verbs/answers/asked_run.h"
#include "offramp/verbs/answers/events.h"
#include "offramp/verbs/casework/library.h"

namespace offramp::verbs {
namespace {

constexpr Key<Flag> kScore{"score", "", "Score cases against their recorded outcomes"};

Answer run_score(const Values& asked, Caller& caller) {
  std::vector<Case> cases;
  std::vector<Ledger> ledgers;
  for (const std::string& argument : asked.operands) {
    cases.push_back(load_case(argument, caller));
    ledgers.push_back(load_ledger(ledger_file(case_file(argument, caller.data))));
  }
  ScoreOptions scoring;
  scoring.seed = asked[kSeed];
  scoring.worlds = asked[kWorlds];
  auto scored = score_cases(cases, scoring, caller.control, ledgers);
  const auto result = std::make_shared<const ScoreResult>(answer_of(scored));
  Answer answer;
  answer.json = [result] { return briefing::score_json_text(*result); };
  answer.text = [result](const Look& look) {
    return briefing::render_terminal(briefing::score_report(*result), {look.colour, look.width});
  };
  return answer;
}

Answer run_read(const Values& asked, Caller& caller) {
  if (asked[kScore]) {
    if (asked.given(kEvidence) || asked.given(kEvents) || asked.given(kSet) || asked.given(kVariant) ||
        asked.given(kAnalyst)) {
      throw Failure{Reason::bad_usage, "read: --score takes cases only"};
    }
    return run_score(asked, caller);
  }
  if (asked.operands.size() != 1) {
    throw Failure{Reason::bad_usage, "read: give one case; several only with --score"};
  }
  Case c = case_asked(asked, caller);
  const std::optional<EventSeries> events = import_events(asked, caller);
  const auto found = std::make_shared<AskedRun>(std::move(c), asked, caller);
  const BeliefResult& belief = answer_of(read_evidence(found->run));
  Answer answer;
  answer.json = [found, &belief, events] {
    return briefing::read_json_text(found->c, belief, events ? &*events : nullptr);
  };
  answer.text = [found, &belief, events](const Look& look) {
    return briefing::render_terminal(briefing::read_report(found->c, belief, events ? &*events : nullptr),
                                     {look.colour, look.width});
  };
  return answer;
}

}  // namespace

Verb read_verb() {
  Operand cases = kCase;
  cases.help = "Folder or file of the case, or a name from the case library; several with --score";
  cases.several = true;
  return {.name = "read",
          .question = "Who are we dealing with? What the evidence says of hidden aims",
          .operand = cases,
          .options = sampling_options({kEvents, kActors, kScore}),
          .run = run_read,
          .needs = {},
          .examples = {"kosovo-1999", "--score kosovo-1999 ukraine-2022"}};
}

}  // namespace offramp::verbs
