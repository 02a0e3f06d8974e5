// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/events_option.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "offramp/base/run/files.h"
#include "offramp/cli/commands.h"
#include "offramp/evidence/import/events.h"

namespace offramp::cli {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 31;
constexpr std::size_t kShownProblems = 20;

// By commas, or by semicolons if there are any, for names that hold commas; blanks around a name are no part
// of it.
std::vector<std::string> split(const std::string& list) {
  const char separator = list.find(';') == std::string::npos ? ',' : ';';
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(separator, at), list.size());
    const std::size_t first = list.find_first_not_of(" \t", at);
    if (first < end) parts.push_back(list.substr(first, list.find_last_not_of(" \t", end - 1) + 1 - first));
    at = end + 1;
  }
  return parts;
}

}  // namespace

void add_event_options(CLI::App& command, EventOptions& options) {
  CLI::Option* file =
      command.add_option("--events", options.file, "Coded events, GDELT or ICEWS, shown month by month");
  command.add_option("--actors", options.actors, "The first actor and its counterparts, as in RUS,UKR,USA")
      ->needs(file);
}

briefing::EventSeries import_events(const EventOptions& options, Session& session) {
  if (!options.actors.empty() && split(options.actors).size() < 2) {
    throw Failure{kBadUsage, "--actors needs at least two, as in RUS,UKR"};
  }
  FileBytes file = read_file(options.file, kMostBytes);
  if (file.problem) throw Failure{kFileTrouble, fmt::format("{}: {}", options.file, *file.problem)};
  const std::string& bytes = file.bytes;
  evidence::EventFilter filter;
  const std::vector<std::string> actors = split(options.actors);
  if (!actors.empty()) {
    filter.sources = {actors.front()};
    filter.targets.assign(actors.begin() + 1, actors.end());
    filter.either_direction = true;
  }
  const evidence::EventImport imported = evidence::import_events(bytes, filter);
  if (!imported.refusal.empty())
    throw Failure{kBadInput, fmt::format("{}: {}", options.file, imported.refusal)};
  if (imported.malformed >= imported.rows) {
    throw Failure{kBadInput, imported.problems.empty()
                                 ? options.file + ": no row can be used"
                                 : fmt::format("{}: no row can be used; row {}: {}", options.file,
                                               imported.problems[0].row, imported.problems[0].message)};
  }
  for (const std::string& text : imported.notes) session.note(fmt::format("{}: {}\n", options.file, text));
  for (std::size_t i = 0; i < std::min(imported.problems.size(), kShownProblems); ++i) {
    session.note(fmt::format("{}: row {}: {}\n", options.file, imported.problems[i].row,
                             imported.problems[i].message));
  }
  if (imported.malformed > kShownProblems) {
    session.note(
        fmt::format("{}: {} more malformed rows\n", options.file, imported.malformed - kShownProblems));
  }
  return {options.file,
          imported.layout,
          actors,
          imported.rows,
          imported.malformed,
          imported.events.size(),
          evidence::by_month(imported.events)};
}

}  // namespace offramp::cli
