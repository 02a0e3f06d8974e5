// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/settle/sections/sections.h"

namespace offramp::briefing {
namespace {

std::string pointer_to(std::size_t k, const char* what) {
  return fmt::format("/settle/disagreements/{}/{}", k, what);
}

Prose gap_words(const Disagreement& gap, std::size_t k) {
  if (gap.issues == 0) return Prose("the same");
  return Prose()
      .add(counted(gap.issues, pointer_to(k, "issues"), "", "issue", "issues"))
      .say(", ")
      .figure(Format::points, gap.largest_difference, pointer_to(k, "largest_difference"))
      .say(format_figure(Format::points, gap.largest_difference) == "1" ? " point" : " points");
}

Table matrix(const SettleResult& r) {
  Table table;
  table.id = "disagreements-table";
  table.caption = Prose(
                      "Issues on which two points differ, and the largest difference that this makes to one "
                      "veto player's "
                      "expected utility, on its scale from nought to a hundred; see ")
                      .link("how settlements are judged", kAcceptance)
                      .say(".");
  table.columns.push_back({"", Align::left});
  for (const BargainingPoint& point : r.points) table.columns.push_back({point.name, Align::left});
  for (std::size_t i = 0; i < r.points.size(); ++i) {
    Row row{fmt::format("disagreement-{}", i + 1), {Prose().quote(r.points[i].name, true)}};
    row.cells.resize(r.points.size() + 1, Cell("\xE2\x80\x93"));
    for (std::size_t k = 0; k < r.disagreements.size(); ++k) {
      const Disagreement& gap = r.disagreements[k];
      if (gap.first == i) row.cells[gap.second + 1] = gap_words(gap, k);
      if (gap.second == i) row.cells[gap.first + 1] = gap_words(gap, k);
    }
    table.rows.push_back(row);
  }
  return table;
}

}  // namespace

std::optional<Section> section_disagreements(const Context& context) {
  const SettleResult& r = context.result;
  if (r.disagreements.empty()) return std::nullopt;
  Section section{"disagreements", "How far the fairness ideas disagree", {}};
  const auto widest = std::max_element(r.disagreements.begin(), r.disagreements.end(),
                                       [](const Disagreement& a, const Disagreement& b) {
                                         return a.largest_difference < b.largest_difference;
                                       });
  if (std::all_of(r.disagreements.begin(), r.disagreements.end(),
                  [](const Disagreement& gap) { return gap.issues == 0; })) {
    section.add(Paragraph{Prose("They do not: every fairness idea singles out the same settlement.")});
    return section;
  }
  const auto k = static_cast<std::size_t>(widest - r.disagreements.begin());
  const std::string row = fmt::format("#disagreement-{}", widest->first + 1);
  section.add(Paragraph{
      Prose("Furthest apart are ")
          .quote(r.points[widest->first].name)
          .say(" and ")
          .quote(r.points[widest->second].name)
          .say(": they differ on ")
          .add(counted(widest->issues, pointer_to(k, "issues"), row, "issue", "issues"))
          .say(", which is worth up to ")
          .figure(Format::points, widest->largest_difference, pointer_to(k, "largest_difference"), row)
          .say(" points to one veto player. Where the differences are small, little hangs on which idea of "
               "fairness the parties share; where they are large, the choice of idea is itself part of the "
               "dispute.")});
  section.add(matrix(r));
  return section;
}

}  // namespace offramp::briefing
