// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "offramp/verbs/describe/describe.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

Answer run_verbs(const Values&, Caller& caller) {
  const Table* table = caller.table;
  Answer answer;
  answer.text = [table](const Look&) {
    std::string text;
    for (const Verb& verb : table->verbs) text += usage_line(verb) + "\n";
    return text;
  };
  answer.json = [table] { return table_json(*table); };
  return answer;
}

Answer run_completion(const Values& asked, Caller& caller) {
  const Table* table = caller.table;
  const std::string shell = asked.operands.front();
  Answer answer;
  answer.text = [shell, table](const Look&) {
    return shell == "bash"  ? bash_completion(*table)
           : shell == "zsh" ? zsh_completion(*table)
                            : fish_completion(*table);
  };
  return answer;
}

Answer run_manual(const Values&, Caller& caller) {
  const Table* table = caller.table;
  Answer answer;
  answer.text = [table](const Look&) { return manual(*table); };
  return answer;
}

}  // namespace

Verb verbs_verb() {
  return {.name = "verbs",
          .question = "What can be asked? Every verb with its options",
          .operand = kNothing,
          .options = {kJson},
          .run = run_verbs,
          .needs = {},
          .examples = {""}};
}

Verb completion_verb() {
  return {.name = "completion",
          .question = "Print what a shell needs to complete this command",
          .operand = {Operand::Kind::word, "SHELL", "The shell", false, {"bash", "zsh", "fish"}},
          .options = {},
          .run = run_completion,
          .needs = {},
          .examples = {"bash"}};
}

Verb manual_verb() {
  return {.name = "manual",
          .question = "Print the manual page, for man(1)",
          .operand = kNothing,
          .options = {},
          .run = run_manual,
          .needs = {},
          .examples = {""}};
}

}  // namespace offramp::verbs
