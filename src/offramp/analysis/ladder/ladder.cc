// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ladder/ladder.h"

#include <algorithm>
#include <map>
#include <set>

#include "offramp/analysis/standing/context.h"
#include "offramp/analysis/worlds/rungs.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"

namespace offramp {
namespace {

WorldSet signed_in(const CaseProblem& posed, const bargaining::Settlement& settlement) {
  return in_worlds(posed.problem, settlement).accepted(posed.problem);
}

// [class] The row whose text is taken where the types are known to be so: the general one unless another
// does better in the choosing half.
std::vector<std::size_t> texts_by_class(const SettleContext& context,
                                        const bargaining::AcceptanceClasses& classes, std::size_t general) {
  std::vector<std::uint32_t> own(classes.classes, 0);
  const WorldSet signs = signed_in(context.halves.choosing, context.settlement(general));
  for (std::size_t w = 0; w < classes.class_of.size(); ++w)
    own[classes.class_of[w]] += signs.contains(w) ? 1 : 0;
  std::vector<std::size_t> rows(classes.classes, general);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const bargaining::BestOfClass& best = context.choosing.best_of_class[k];
    if (best.worlds > own[k]) rows[k] = best.row;
  }
  return rows;
}

}  // namespace

LadderWorlds climb(const SettleContext& context) {
  const Halves& halves = context.halves;
  const bargaining::AcceptanceClasses classes = profiles_of(halves);
  const std::size_t general = most_signed(context);
  LadderWorlds result{context.settlement(general), classes.classes, 0, {}, WorldSet(context.problem.worlds)};
  const std::vector<std::size_t> rows = texts_by_class(context, classes, general);
  result.texts = std::set<std::size_t>(rows.begin(), rows.end()).size();
  std::map<std::size_t, WorldSet> signs;
  signs.emplace(general, signed_in(halves.judging, result.text));
  for (const std::size_t row : rows) {
    if (context.stop.stop_requested()) throw Stopped{};
    if (!signs.contains(row)) signs.emplace(row, signed_in(halves.judging, context.settlement(row)));
  }
  std::map<std::vector<std::uint16_t>, std::size_t> row_of;
  for (std::size_t w = 0; w < classes.class_of.size(); ++w)
    row_of.try_emplace(profile_of(halves.choosing_table, w), rows[classes.class_of[w]]);
  for (std::size_t w = 0; w < context.problem.worlds; ++w) {
    // Types that the choosing half never saw together get the general text.
    const auto found = row_of.find(profile_of(halves.judging_table, w));
    if (signs.at(found == row_of.end() ? general : found->second).contains(w)) result.types_known.insert(w);
  }
  result.one_text = std::move(signs.at(general));
  return result;
}

Ladder ladder_of(const SettleContext& context, const bargaining::Settlement& recommended,
                 std::size_t agreed) {
  const Halves& halves = context.halves;
  const std::size_t worlds = context.problem.worlds;
  LadderWorlds climbed = climb(context);
  Ladder ladder;
  ladder.chosen_on = halves.choosing_table.worlds;
  ladder.judged_on = worlds;
  ladder.searched = !context.short_list.empty();
  ladder.text = std::move(climbed.text);
  ladder.profiles = climbed.profiles;
  ladder.texts = climbed.texts;
  const std::size_t one = climbed.one_text.count(), known = climbed.types_known.count();
  ladder.raised = known < one;
  ladder.one_text = share_of(one, worlds);
  ladder.types_known = share_of(std::max(known, one), worlds);
  ladder.exists = share_of(agreed, worlds);
  const Rungs rungs = rungs_of(halves.judging, halves.judging_feints, recommended);
  ladder.signed_by_all = share_of(rungs.accepted.count(), worlds);
  ladder.meant = share_of(rungs.meant.count(), worlds);
  ladder.ratified = share_of(rungs.ratified.count(), worlds);
  ladder.not_wrecked = share_of(rungs.not_wrecked.count(), worlds);
  return ladder;
}

}  // namespace offramp
