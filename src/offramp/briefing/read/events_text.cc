// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/events_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/document/text_page.h"
#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

using Json = nlohmann::ordered_json;

std::string bar(double net, double widest) {
  constexpr int kHalf = 9;
  const int length = widest > 0 ? static_cast<int>(kHalf * std::abs(net) / widest + 0.5) : 0;
  std::string marks;
  for (int i = 0; i < length; ++i) marks += "\xE2\x96\x88";
  const std::string gap(static_cast<std::size_t>(kHalf - length), ' ');
  return net < 0 ? gap + marks + "\xE2\x94\x82" + std::string(kHalf, ' ')
                 : std::string(kHalf, ' ') + "\xE2\x94\x82" + marks + gap;
}

}  // namespace

std::string events_text(const EventSeries& s, const TextOptions& options) {
  TextPage page(options.columns, options.colour);
  page.heading("Coded events, month by month: words and deeds");
  std::vector<std::string> actors;
  for (const std::string& actor : s.actors) actors.push_back(clean_text(actor));
  page.paragraph(
      fmt::format("{}, {}: {} of {} rows {}; {} malformed and skipped. Net Goldstein score: conflict left of "
                  "the line, cooperation right.",
                  clean_text(s.file), s.layout, s.matching, s.rows,
                  actors.empty() ? "counted" : "between " + join_words(actors), s.malformed));
  double widest = 0;
  for (const evidence::EventMonth& m : s.months) {
    widest = std::max({widest, std::abs(m.verbal()), std::abs(m.material())});
  }
  page.line(page.ink(pad_right("month", 9) + pad_left("said", 6) + pad_left("net", 9) + "  " +
                         pad_right("words", 19) + pad_left("done", 6) + pad_left("net", 9) + "  deeds",
                     TextPage::Ink::soft));
  for (const evidence::EventMonth& m : s.months) {
    page.line(pad_right(fmt::format("{:04}-{:02}", m.year, m.month), 9) +
              pad_left(std::to_string(m.count[0] + m.count[2]), 6) + pad_left(deciban_text(m.verbal()), 9) +
              "  " + bar(m.verbal(), widest) + pad_left(std::to_string(m.count[1] + m.count[3]), 6) +
              pad_left(deciban_text(m.material()), 9) + "  " + bar(m.material(), widest));
  }
  page.paragraph(
      "A net score sums scores over events, so a month with more reports weighs more; coded events are not "
      "used in the beliefs above.",
      0, 0, TextPage::Ink::soft);
  return page.text();
}

nlohmann::ordered_json events_json(const EventSeries& s) {
  Json months = Json::array();
  for (const evidence::EventMonth& m : s.months) {
    months.push_back({{"month", fmt::format("{:04}-{:02}", m.year, m.month)},
                      {"verbal_cooperation", m.count[0]},
                      {"material_cooperation", m.count[1]},
                      {"verbal_conflict", m.count[2]},
                      {"material_conflict", m.count[3]},
                      {"net_verbal", m.verbal()},
                      {"net_material", m.material()}});
  }
  return {{"file", s.file},         {"layout", s.layout},       {"actors", s.actors}, {"rows", s.rows},
          {"matching", s.matching}, {"malformed", s.malformed}, {"months", months}};
}

}  // namespace offramp::briefing
