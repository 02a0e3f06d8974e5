// SPDX-License-Identifier: Apache-2.0
// What is known to be coming: votes, deadlines, meetings, seasons.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "offramp/base/text/date.h"
#include "offramp/case/sections/frame/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kKind = choice<DateKind>("kind", "What sort of thing it is; other is the default.");
const Shape kEvent =
    record("dated event", "Something that is known at `as_of` to be coming.",
           {{"date", &shapes::date, "When; not before `as_of`.", true},
            {"what", &shapes::text, "What it is.", true},
            {"kind", &kKind, "deadline, meeting, vote, anniversary, season or other (default)."},
            {"about", &shapes::names, "Parties that it moves."},
            shapes::source,
            shapes::because});
const Shape kCalendar = list("calendar", "What is known to be coming.", kEvent);

void read_event(Reading& r, const Node& node, std::set<std::string>& seen) {
  DatedEvent event{date_at(r, node, "date"),
                   text_at(r, node, "what"),
                   word_at<DateKind>(r, node, "kind").value_or(DateKind::other),
                   {},
                   provenance_of(r, node, {})};
  const Node* date = scalar_at(r, node, "date");
  if (date == nullptr || event.what.empty()) return;
  if (surely_after(r.c.as_of, event.date)) {
    r.problems.error(place_of(r, *date),
                     fmt::format("{} is before the date of the case, {}", event.date, r.c.as_of),
                     "a calendar holds what is still to come; what has happened is evidence");
  }
  unique(r, seen, event.date + ": " + event.what, place_of(r, node), "date of the calendar");
  if (const Node* about = list_at(node, "about")) {
    for (const Node& item : about->items) {
      const std::optional<PartyId> party = party_of(r, item);
      if (!party) continue;
      if (std::find(event.about.begin(), event.about.end(), *party) != event.about.end())
        r.problems.error(place_of(r, item), fmt::format("`{}` is named twice", item.text));
      event.about.push_back(*party);
    }
  }
  r.c.calendar.push_back(std::move(event));
}

void read(Reading& r) {
  const Node* node = list_at(r.root, "calendar");
  if (node == nullptr) return;
  std::set<std::string> seen;
  for (const Node& item : node->items) {
    if (item.is_map()) read_event(r, item, seen);
  }
  std::stable_sort(r.c.calendar.begin(), r.c.calendar.end(),
                   [](const DatedEvent& a, const DatedEvent& b) { return a.date < b.date; });
}

}  // namespace

Section calendar_section() {
  return {.fields = {{"calendar", &kCalendar, "Votes, deadlines, meetings and seasons that are coming."}},
          .read = read,
          .example = R"(calendar:                # what is known to be coming, by which parties may move
  - {date: 2000-03, what: The general election, kind: vote, about: [party_b], source: placeholder}
)"};
}

}  // namespace offramp::case_file
