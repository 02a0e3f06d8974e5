// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/settle/sections/sections.h"

namespace offramp::briefing {
namespace {

bool has_scatter(const Context& context) {
  const SettleResult& r = context.result;
  if (!r.enumerated || r.veto_players.size() != 2 || r.map.empty() || r.expected_reservation.size() != 2)
    return false;
  for (const MapPoint& p : r.map) {
    if (p.utility.size() != 2) return false;
  }
  return true;
}

bool has_board(const Context& context) {
  return !context.result.ranked.empty() && !context.result.ranked.front().standings.empty();
}

}  // namespace

std::optional<Section> section_map(const Context& context) {
  if (!has_scatter(context) && !has_board(context)) return std::nullopt;
  Section section{"map", has_scatter(context) ? "The settlement map" : "Where every party stands", {}};
  if (has_scatter(context)) section.add(figure_scatter(context));
  if (has_board(context)) section.add(figure_board(context));
  return section;
}

}  // namespace offramp::briefing
