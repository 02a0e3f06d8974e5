// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "offramp/bargaining/model/space.h"
#include "offramp/base/ids.h"
#include "offramp/base/number/share.h"
#include "offramp/base/text/enum_words.h"

/// The ladder of an answer of `settle`, and its band over choices of modelling.
namespace offramp {

/// What is counted of worlds: the three rungs over settlements, then those of the recommended text.
enum class Rung { one_text, types_known, exists, signed_by_all, meant, ratified, not_wrecked };
inline constexpr std::size_t kRungs = 7;

/// How far agreement gets, and what stands between one text and the deal that exists somewhere
/// (docs/concepts.md). Settlements are chosen on the first half of the worlds and every share is one of the
/// second; so in expectation one_text <= types_known <= exists. Of a space that was searched the first two
/// are lower bounds.
struct Ladder {
  Share one_text;       ///< the text that most worlds sign, as things are known now
  Share types_known;    ///< for each combination of types its own text: what knowing the types would bring
  Share exists;         ///< some settlement is signed by all, a different one in each world: a deal exists
  bool raised = false;  ///< types_known came out below one_text, by chance, and is printed as that
  bargaining::Settlement text;  ///< that of one_text
  std::size_t profiles = 0;     ///< combinations of types seen in the choosing half; 1 if no party has types
  std::size_t texts = 0;        ///< different texts that types_known takes
  bool searched = false;        ///< the texts were looked for in a short list
  /// Of the recommended text: signed, of these meant, of these ratified, of these not wrecked by a spoiler.
  Share signed_by_all, meant, ratified, not_wrecked;
  std::size_t chosen_on = 0, judged_on = 0;  ///< worlds

  /// [Rung]
  std::array<double, kRungs> values() const {
    return {one_text.value, types_known.value, exists.value,     signed_by_all.value,
            meant.value,    ratified.value,    not_wrecked.value};
  }
};

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

}  // namespace offramp
