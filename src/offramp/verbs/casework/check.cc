// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "offramp/base/text/scan.h"
#include "offramp/case/file/reader.h"
#include "offramp/verbs/casework/casework.h"
#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

std::string diagnostics_json(const Diagnostics& diagnostics) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Diagnostic& d : diagnostics.sorted()) {
    list.push_back({{"severity", d.severity == Severity::error ? "error" : "warning"},
                    {"line", d.place.line},
                    {"column", d.place.column},
                    {"length", d.place.length},
                    {"message", d.message},
                    {"hint", d.hint}});
  }
  const nlohmann::ordered_json whole = {{"file", diagnostics.file_name()},
                                        {"errors", diagnostics.errors()},
                                        {"warnings", diagnostics.warnings()},
                                        {"diagnostics", list}};
  return whole.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string summary(const Case& c, const Diagnostics& diagnostics) {
  std::size_t uncertain = 0;
  for (const Input& input : c.inputs) uncertain += input.quantity.uncertain();
  return fmt::format(
      "{}: sound; {} ({} with a veto), {}, {:.0f} settlement{} before the case's logic, {} ({} uncertain), "
      "{}, {}, {}\n",
      diagnostics.file_name(), counted(c.parties.size(), "party", "parties"), c.veto_players().size(),
      counted(c.issues.size(), "issue"), c.space().size(), c.space().size() == 1.0 ? "" : "s",
      counted(c.inputs.size(), "number"), uncertain, counted(c.red_lines.size(), "red line"),
      counted(c.sources.size(), "source"), counted(diagnostics.warnings(), "warning"));
}

Answer run_check(const Values& asked, Caller& caller) {
  const std::string& argument = asked.operands.front();
  const auto loaded = std::make_shared<const LoadedCase>(
      read_case_file(find_case(argument, caller.data), caller.control.stop));
  Answer answer;
  answer.json = [loaded] { return diagnostics_json(loaded->diagnostics); };
  if (!asked[kJson]) caller.note(loaded->diagnostics.to_text(caller.colour));
  if (!loaded->value) {
    answer.failure = {loaded->unread ? Reason::file_trouble : Reason::bad_input,
                      asked[kJson] ? std::string() : case_suggestion(argument, caller.data)};
    return answer;
  }
  answer.text = [loaded](const Look&) { return summary(*loaded->value, loaded->diagnostics); };
  return answer;
}

}  // namespace

Verb check_verb() {
  return {.name = "check",
          .question = "Is the case sound? Every problem at once",
          .operand = kCase,
          .options = reading_options({}),
          .run = run_check,
          .needs = {},
          .examples = {"kosovo-1999"}};
}

}  // namespace offramp::verbs
