// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/events.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

namespace offramp {

Answer<ImportedEvents> event_series(std::string_view bytes, std::string file,
                                    std::vector<std::string> actors) {
  if (actors.size() == 1) {
    throw std::invalid_argument(
        fmt::format("event_series: actors = {{{}}}; none or at least two", actors[0]));
  }
  evidence::EventFilter filter;
  if (!actors.empty()) {
    filter.sources = {actors.front()};
    filter.targets.assign(actors.begin() + 1, actors.end());
    filter.either_direction = true;
  }
  evidence::EventImport found = evidence::import_events(bytes, filter);
  if (!found.refusal.empty()) return Unanswered{std::move(found.refusal)};
  if (found.malformed >= found.rows) {
    if (found.problems.empty()) return Unanswered{"no row can be used"};
    return Unanswered{
        fmt::format("no row can be used; row {}: {}", found.problems[0].row, found.problems[0].message)};
  }
  ImportedEvents result;
  result.series = {std::move(file),
                   std::move(found.layout),
                   std::move(actors),
                   found.rows,
                   found.malformed,
                   found.events.size(),
                   evidence::by_month(found.events),
                   std::move(found.notes)};
  result.problems = std::move(found.problems);
  return result;
}

}  // namespace offramp
