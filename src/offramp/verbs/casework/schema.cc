// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/schema.h"

#include "offramp/verbs/casework/casework.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

Answer run_schema(const Values&, Caller&) {
  Answer answer;
  answer.text = [](const Look&) { return case_schema_json(); };
  return answer;
}

}  // namespace

Verb schema_verb() {
  return {.name = "schema",
          .question = "Print the JSON Schema of the case file",
          .operand = kNothing,
          .options = {},
          .run = run_schema,
          .needs = {},
          .examples = {""}};
}

}  // namespace offramp::verbs
