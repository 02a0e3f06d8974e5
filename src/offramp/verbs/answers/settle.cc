// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/settle/settle.h"

#include <memory>

#include "offramp/briefing/settle/settle_json.h"
#include "offramp/briefing/settle/settle_text.h"
#include "offramp/verbs/answers/answers.h"
#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

constexpr Key<Whole> kTop{"top", "N", "Settlements listed", {10, 1, 1'000'000}};

struct Settled {
  Case c;
  SettleResult result;
};

Answer run_settle(const Values& asked, Caller& caller) {
  Case c = load_case(asked.operands.front(), caller);
  SettleOptions settling;
  settling.seed = asked[kSeed];
  settling.worlds = asked[kWorlds];
  settling.top = asked[kTop];
  SettleResult result = settle(c, settling, caller.control);
  const auto found = std::make_shared<const Settled>(std::move(c), std::move(result));
  Answer answer;
  answer.json = [found] { return briefing::json_text(briefing::settle_json(found->c, found->result)); };
  answer.text = [found](const Look& look) {
    return briefing::settle_text(found->c, found->result, {look.colour, look.width});
  };
  return answer;
}

}  // namespace

Verb settle_verb() {
  return {.name = "settle",
          .question = "Which settlements could all veto players prefer to fighting on?",
          .operand = kCase,
          .options = sampling_options({kTop}),
          .run = run_settle,
          .needs = {},
          .examples = {"kosovo-1999", "kosovo-1999 --top 3 --seed 2"}};
}

}  // namespace offramp::verbs
