// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/events_option.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "offramp/base/run/files.h"
#include "offramp/cli/commands.h"

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

EventSeries import_events(const EventOptions& options, Session& session) {
  const std::vector<std::string> actors = split(options.actors);
  if (!options.actors.empty() && actors.size() < 2) {
    throw Failure{kBadUsage, "--actors needs at least two, as in RUS,UKR"};
  }
  const FileBytes file = read_file(options.file, kMostBytes);
  if (file.problem) throw Failure{kFileTrouble, fmt::format("{}: {}", options.file, *file.problem)};
  const Answer<ImportedEvents> read = event_series(file.bytes, options.file, actors);
  if (!read) throw Failure{kBadInput, fmt::format("{}: {}", options.file, read.because())};
  for (const std::string& text : read->notes) session.note(fmt::format("{}: {}\n", options.file, text));
  for (std::size_t i = 0; i < std::min(read->problems.size(), kShownProblems); ++i) {
    session.note(
        fmt::format("{}: row {}: {}\n", options.file, read->problems[i].row, read->problems[i].message));
  }
  if (read->series.malformed > kShownProblems) {
    session.note(
        fmt::format("{}: {} more malformed rows\n", options.file, read->series.malformed - kShownProblems));
  }
  return read->series;
}

}  // namespace offramp::cli
