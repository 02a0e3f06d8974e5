// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/answers/events.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

constexpr std::size_t kShownProblems = 20;

void note_problems(const ImportedEvents& imported, const std::string& file, Caller& caller) {
  for (const std::string& text : imported.series.notes) caller.note(fmt::format("{}: {}\n", file, text));
  for (std::size_t i = 0; i < std::min(imported.problems.size(), kShownProblems); ++i) {
    caller.note(
        fmt::format("{}: row {}: {}\n", file, imported.problems[i].row, imported.problems[i].message));
  }
  if (imported.series.malformed > kShownProblems) {
    caller.note(
        fmt::format("{}: {} more malformed rows\n", file, imported.series.malformed - kShownProblems));
  }
}

}  // namespace

std::optional<EventSeries> import_events(const Values& asked, Caller& caller) {
  if (!asked.given(kEvents)) return std::nullopt;
  const std::string file = asked[kEvents];
  const std::vector<std::string> actors = asked[kActors];
  if (asked.given(kActors) && actors.size() < 2) {
    throw Failure{Reason::bad_usage, "--actors needs at least two, as in RUS,UKR"};
  }
  auto imported = event_series(load_bytes(file), file, actors);
  if (!imported) throw Failure{Reason::bad_input, fmt::format("{}: {}", file, imported.because())};
  note_problems(*imported, file, caller);
  return imported->series;
}

}  // namespace offramp::verbs
