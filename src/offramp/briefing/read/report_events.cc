// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/report_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

Prose count(std::size_t n, const std::string& pointer) {
  return Prose().figure(Format::count, static_cast<double>(n), pointer);
}

/// Two classes of the month's JSON add up to what was said, or done; so the sum is no figure of it.
Prose sum(std::size_t a, std::size_t b) {
  return Prose().quote(std::to_string(a + b));
}

/// From the middle of the scale to the left for conflict, to the right for cooperation.
Cell swing(double net, double widest) {
  Cell cell;
  const double end = widest > 0 ? 0.5 + 0.5 * net / widest : 0.5;
  cell.spark = Spark{0.5, end, 0.0, 0.0};
  return cell;
}

Paragraph opening(const EventSeries& s) {
  std::vector<std::string> actors;
  for (const std::string& actor : s.actors) actors.push_back(clean_text(actor));
  Prose prose;
  prose.quote(s.file)
      .say(", ")
      .quote(s.layout)
      .say(": ")
      .add(count(s.matching, "/read/events/matching"))
      .say(" of ")
      .add(count(s.rows, "/read/events/rows"))
      .say(s.rows == 1 ? " row " : " rows ");
  if (actors.empty()) {
    prose.say("counted");
  } else {
    prose.say("between ").quote(join_words(actors));
  }
  return {
      prose.say("; ")
          .add(count(s.malformed, "/read/events/malformed"))
          .say(" malformed and skipped. Net Goldstein scores: conflict below nought and left of the line, "
               "cooperation above and right of it.")};
}

}  // namespace

Section events_section(const EventSeries& s) {
  Section section{"events", "Coded events, month by month: words and deeds", {}};
  section.add(opening(s));
  double widest = 0;
  for (const evidence::EventMonth& m : s.months)
    widest = std::max({widest, std::abs(m.verbal()), std::abs(m.material())});
  Table table;
  table.columns = {{"Month"}, {"Said", Align::right}, {"Net", Align::right},
                   {"Words"}, {"Done", Align::right}, {"Net", Align::right},
                   {"Deeds"}};
  for (std::size_t i = 0; i < s.months.size(); ++i) {
    const evidence::EventMonth& m = s.months[i];
    const std::string pointer = fmt::format("/read/events/months/{}/", i);
    table.rows.push_back(
        {"",
         {Prose().quote(fmt::format("{:04}-{:02}", m.year, m.month)), sum(m.count[0], m.count[2]),
          Prose().figure(Format::tenth, m.verbal(), pointer + "net_verbal"), swing(m.verbal(), widest),
          sum(m.count[1], m.count[3]), Prose().figure(Format::tenth, m.material(), pointer + "net_material"),
          swing(m.material(), widest)}});
  }
  section.add(std::move(table));
  section.add(Paragraph{
      Prose("A net score sums scores over events, so a month with more reports weighs more; coded events are "
            "not used in the beliefs above."),
      Paragraph::Style::note});
  return section;
}

}  // namespace offramp::briefing
