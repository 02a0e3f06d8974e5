// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/answers/events.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/evidence/import/events.h"
#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

constexpr std::size_t kShownProblems = 20;

void note_problems(const evidence::EventImport& imported, const std::string& file, Caller& caller) {
  for (const std::string& text : imported.notes) caller.note(fmt::format("{}: {}\n", file, text));
  for (std::size_t i = 0; i < std::min(imported.problems.size(), kShownProblems); ++i) {
    caller.note(
        fmt::format("{}: row {}: {}\n", file, imported.problems[i].row, imported.problems[i].message));
  }
  if (imported.malformed > kShownProblems) {
    caller.note(fmt::format("{}: {} more malformed rows\n", file, imported.malformed - kShownProblems));
  }
}

}  // namespace

std::optional<briefing::EventSeries> import_events(const Values& asked, Caller& caller) {
  if (!asked.given(kEvents)) return std::nullopt;
  const std::string file = asked[kEvents];
  const std::vector<std::string> actors = asked[kActors];
  if (asked.given(kActors) && actors.size() < 2) {
    throw Failure{Reason::bad_usage, "--actors needs at least two, as in RUS,UKR"};
  }
  const std::string bytes = load_bytes(file);
  evidence::EventFilter filter;
  if (!actors.empty()) {
    filter.sources = {actors.front()};
    filter.targets.assign(actors.begin() + 1, actors.end());
    filter.either_direction = true;
  }
  const evidence::EventImport imported = evidence::import_events(bytes, filter);
  if (!imported.refusal.empty()) {
    throw Failure{Reason::bad_input, fmt::format("{}: {}", file, imported.refusal)};
  }
  if (imported.malformed >= imported.rows) {
    std::string message = file + ": no row can be used";
    if (!imported.problems.empty()) {
      message += fmt::format("; row {}: {}", imported.problems[0].row, imported.problems[0].message);
    }
    throw Failure{Reason::bad_input, message};
  }
  note_problems(imported, file, caller);
  return briefing::EventSeries{file,
                               imported.layout,
                               actors,
                               imported.rows,
                               imported.malformed,
                               imported.events.size(),
                               evidence::by_month(imported.events)};
}

}  // namespace offramp::verbs
