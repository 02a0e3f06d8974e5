// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "offramp/bargaining/model/space.h"
#include "offramp/base/number/share.h"
#include "offramp/base/number/world_set.h"

namespace offramp {

struct SettleContext;

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
};

/// The same, by worlds of the judging half.
struct LadderWorlds {
  bargaining::Settlement text;
  std::size_t profiles = 0, texts = 0;
  WorldSet one_text, types_known;
};
/// Needs the choosing table of the context, with the classes of profiles_of.
LadderWorlds climb(const SettleContext& context);

/// `recommended`: the text of which the later rungs are told. `agreed`: worlds of the judging half in which
/// some settlement is signed.
Ladder ladder_of(const SettleContext& context, const bargaining::Settlement& recommended, std::size_t agreed);

}  // namespace offramp
