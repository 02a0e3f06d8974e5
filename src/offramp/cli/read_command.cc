// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "offramp/analysis/read/add_evidence.h"
#include "offramp/analysis/read/read.h"
#include "offramp/analysis/read/score.h"
#include "offramp/base/run/files.h"
#include "offramp/briefing/read/events_json.h"
#include "offramp/briefing/read/read_json.h"
#include "offramp/briefing/read/report.h"
#include "offramp/briefing/read/score_json.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/cli/commands.h"
#include "offramp/cli/events_option.h"

namespace offramp::cli {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 31;

struct ReadCommand {
  std::vector<std::string> cases;
  SamplingOptions sampling;
  std::string evidence;
  EventOptions events;
  bool score = false;
};

std::string bytes_of(const std::string& path) {
  FileBytes file = read_file(path, kMostBytes);
  if (file.problem) throw Failure{kFileTrouble, fmt::format("{}: {}", path, *file.problem)};
  return std::move(file.bytes);
}

/// Rows that cannot be used are named on standard error, whatever --quiet says, and left out.
void import_items(Case& c, const std::string& path, Session& session) {
  const std::string bytes = bytes_of(path);
  const AddedEvidence added = add_evidence(c, bytes, path);
  if (!added.diagnostics.sorted().empty()) session.note(added.diagnostics.to_text(session.colour_err()));
  if (added.added == 0) throw Failure{kBadInput, fmt::format("{}: no row can be used", path)};
}

void run_score(const ReadCommand& options, Session& session) {
  std::vector<Case> cases;
  for (const std::string& argument : options.cases) cases.push_back(session.load_case(argument));
  ScoreOptions scoring;
  scoring.seed = options.sampling.seed;
  scoring.worlds = options.sampling.worlds;
  const ScoreResult result = score_cases(cases, scoring, session.control());
  if (result.cases.empty()) throw Failure{kNoAnswer, "read --score: no case has a recorded outcome"};
  session.print(options.sampling.json
                    ? briefing::json_text(briefing::score_json(result))
                    : briefing::render_terminal(briefing::score_report(result), {session.colour_out()}));
}

void run_read(const ReadCommand& options, Session& session) {
  if (options.score) {
    if (!options.evidence.empty() || !options.events.file.empty()) {
      throw Failure{kBadUsage, "read: --score takes cases only"};
    }
    return run_score(options, session);
  }
  if (options.cases.size() != 1) throw Failure{kBadUsage, "read: give one case; several only with --score"};
  Case c = session.load_case(options.cases.front());
  if (!options.evidence.empty()) import_items(c, options.evidence, session);
  std::optional<briefing::EventSeries> events;
  if (!options.events.file.empty()) events = import_events(options.events, session);
  BeliefOptions reading;
  reading.seed = options.sampling.seed;
  reading.worlds = options.sampling.worlds;
  const BeliefResult result = read_evidence(c, reading, session.control());
  if (options.sampling.json) {
    nlohmann::ordered_json json = briefing::read_json(c, result);
    if (events) json["events"] = briefing::events_json(*events);
    session.print(briefing::json_text(json));
    return;
  }
  session.print(briefing::render_terminal(briefing::read_report(c, result, events ? &*events : nullptr),
                                          {session.colour_out()}));
}

}  // namespace

void add_read(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("read", "Who are we dealing with? What the evidence says of hidden aims");
  auto options = std::make_shared<ReadCommand>();
  command
      ->add_option("case", options->cases,
                   "Folder or file of the case, or a name from the case library; several with --score")
      ->required();
  add_world_options(*command, options->sampling, session);
  command->add_option("--evidence", options->evidence, "CSV file with more evidence (docs/read.md)");
  add_event_options(*command, options->events);
  command->add_flag("--score", options->score, "Score cases against their recorded outcomes");
  command->callback([options, &session] { run_read(*options, session); });
}

}  // namespace offramp::cli
