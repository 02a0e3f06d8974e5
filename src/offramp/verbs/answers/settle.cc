// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/settle/settle.h"

#include <memory>

#include "offramp/briefing/render/terminal.h"
#include "offramp/briefing/settle/report.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/verbs/answers/answers.h"
#include "offramp/verbs/answers/asked_run.h"
#include "offramp/verbs/casework/library.h"

namespace offramp::verbs {
namespace {

constexpr Key<Whole> kTop{"top", "N", "Settlements listed", {10, 1, 1'000'000}};

Answer run_settle(const Values& asked, Caller& caller) {
  const auto found = std::make_shared<AskedRun>(case_asked(asked, caller), asked, caller);
  SettleOptions settling;
  settling.top = asked[kTop];
  found->run.set(settling);
  const SettleResult& result = answer_of(settle(found->run));
  Answer answer;
  answer.json = [found, &result] { return briefing::settle_json_text(found->c, result); };
  answer.text = [found, &result](const Look& look) {
    return briefing::render_terminal(briefing::settle_report(found->c, result), {look.colour, look.width});
  };
  return answer;
}

}  // namespace

Verb settle_verb() {
  return {.name = "settle",
          .question = "Which settlements could all veto players prefer to fighting on?",
          .operand = kCase,
          .options = sampling_options({kTop, kDate}),
          .run = run_settle,
          .needs = {},
          .examples = {"kosovo-1999", "kosovo-1999 --top 3 --seed 2"}};
}

}  // namespace offramp::verbs
