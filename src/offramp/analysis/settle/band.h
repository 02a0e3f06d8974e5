// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/run/run.h"
#include "offramp/base/text/enum_words.h"

namespace offramp {

struct SettleResult;

/// What is counted of worlds: the three rungs over settlements, then those of the recommended text.
enum class Rung { one_text, types_known, exists, signed_by_all, meant, ratified, not_wrecked };
inline constexpr std::size_t kRungs = 7;

/// A choice of modelling that could have been made otherwise.
enum class ModelChoice {
  words_all,
  words_none,
  factors_none,
  widths_doubled,
  margin_0,
  margin_5,
  no_deal_down,
  no_deal_up
};
template <>
struct EnumWords<ModelChoice> {
  static constexpr EnumWord<ModelChoice> table[] = {{ModelChoice::words_all, "words_all"},
                                                    {ModelChoice::words_none, "words_none"},
                                                    {ModelChoice::factors_none, "factors_none"},
                                                    {ModelChoice::widths_doubled, "widths_doubled"},
                                                    {ModelChoice::margin_0, "margin_0"},
                                                    {ModelChoice::margin_5, "margin_5"},
                                                    {ModelChoice::no_deal_down, "no_deal_minus_5"},
                                                    {ModelChoice::no_deal_up, "no_deal_plus_5"}};
};

/// What one other choice makes of the answer.
struct BandEntry {
  ModelChoice choice = ModelChoice::words_all;
  /// [Rung] The answer plus what the choice changes in the first worlds; kept in [0, 1] and in order.
  std::array<double, kRungs> value{};
  /// [Rung] Standard error of that change.
  std::array<double, kRungs> error{};
  bargaining::Settlement text;  ///< the one text under it
  /// Another type leads for some party: its name is in `leaders`.
  std::vector<std::pair<PartyId, TypeId>> leaders;
};

/// How far the answer hangs on choices of modelling, one at a time: words as graded or not at all, no common
/// causes, intervals twice as wide, a margin of 0 or 5 points for everybody, no deal worth 5 points more or
/// less to everybody. Each on the same first worlds of the sample, with the same draws where that is
/// possible, so that what differs is the choice.
struct Band {
  std::size_t worlds = 0;          ///< the first so many; half of them choose, half judge
  std::size_t texts = 0;           ///< settlements among which texts were chosen: those signed most often
  std::vector<BandEntry> entries;  ///< those that change something in this case
  std::array<double, kRungs> low{}, high{};  ///< [Rung] over the entries and the answer itself
  std::string none_because;                  ///< why there are no entries, when there are none
};

/// Of a run that has settled. @throws Stopped.
Band modelling_band(CaseRun& run, const SettleResult& settled);

}  // namespace offramp
