// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "offramp/analysis/standing/context.h"
#include "offramp/base/number/world_set.h"

namespace offramp {

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
