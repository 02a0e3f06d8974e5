// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "offramp/case/file/reader.h"
#include "offramp/cli/commands.h"

namespace offramp::cli {
namespace {

struct CheckOptions {
  std::string case_argument;
  bool json = false;
};

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

std::string counted(std::size_t count, std::string_view one, std::string_view many = {}) {
  if (count == 1) return fmt::format("1 {}", one);
  return many.empty() ? fmt::format("{} {}s", count, one) : fmt::format("{} {}", count, many);
}

void run_check(const CheckOptions& options, Session& session) {
  const std::filesystem::path path = find_case(options.case_argument);
  const LoadedCase result = read_case_file(path);
  const Diagnostics& diagnostics = result.diagnostics;
  const ExitCode code = result.value ? kDone : result.unread ? kFileTrouble : kBadInput;
  if (options.json) {
    session.print(diagnostics_json(diagnostics));
    session.flush();
    if (code != kDone) throw Failure{code, {}};
    return;
  }
  session.note(diagnostics.to_text(session.colour_err()));
  if (!result.value) throw Failure{code, case_suggestion(options.case_argument)};
  const Case& c = *result.value;
  std::size_t uncertain = 0;
  for (const Input& input : c.inputs) uncertain += input.quantity.uncertain();
  session.print(fmt::format(
      "{}: sound; {} ({} with a veto), {}, {:.0f} settlement{} before the case's logic, {} ({} uncertain), "
      "{}, "
      "{}, {}\n",
      diagnostics.file_name(), counted(c.parties.size(), "party", "parties"), c.veto_players().size(),
      counted(c.issues.size(), "issue"), c.space().size(), c.space().size() == 1.0 ? "" : "s",
      counted(c.inputs.size(), "number"), uncertain, counted(c.red_lines.size(), "red line"),
      counted(c.sources.size(), "source"), counted(diagnostics.warnings(), "warning")));
}

}  // namespace

void add_check(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("check", "Is the case sound? Every problem at once");
  auto options = std::make_shared<CheckOptions>();
  command
      ->add_option("case", options->case_argument,
                   "Folder or file of the case, or a name from the case library")
      ->required();
  command->add_flag("--json", options->json, "List the problems as JSON on standard output");
  add_threads_option(*command, session);
  command->callback([options, &session] { run_check(*options, session); });
}

}  // namespace offramp::cli
