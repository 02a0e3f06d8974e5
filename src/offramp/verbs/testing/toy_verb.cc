// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/testing/toy_verb.h"

#include <memory>

#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"
#include "offramp/verbs/registry.h"
#include "offramp/verbs/testing/toy_count.h"
#include "offramp/verbs/testing/toy_report.h"

namespace offramp::verbs::toy {
namespace {

constexpr Key<Whole> kLeast{"least", "N", "Vetoes that must be there", {0, 0, 100}};
constexpr Key<OutFile> kTo{"to", "FILE", "Write the number to this file as well", {}, 't'};
constexpr Key<OutFile> kToo{"too", "FILE", "And to this one"};
constexpr Key<InFile> kBeside{"beside", "FILE", "Another file to read"};

Answer run_count(const Values& asked, Caller& caller) {
  const Case c = load_case(asked.operands.front(), caller);
  const auto result = std::make_shared<const CountResult>(count_vetoes(c));
  if (result->vetoes < asked[kLeast]) throw Failure{Reason::no_answer, "count: too few vetoes"};
  Answer answer;
  answer.text = [result](const Look&) { return count_text(*result); };
  answer.json = [result] { return count_json(*result); };
  if (asked.given(kTo)) answer.files.push_back({asked[kTo], count_text(*result)});
  if (asked.given(kToo)) answer.files.push_back({asked[kToo], count_text(*result)});
  return answer;
}

}  // namespace

Verb count_verb() {
  return {.name = "count",
          .question = "How many can say no?",
          .operand = kCase,
          .options = reading_options({kLeast, kTo, kToo, kBeside}),
          .run = run_count,
          .needs = {},
          .examples = {"kosovo-1999"}};
}

Table table_with_count() {
  Table table = registry();
  table.verbs.push_back(count_verb());
  return table;
}

}  // namespace offramp::verbs::toy
