// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "offramp/analysis/settle/settle.h"
#include "offramp/analysis/standing/context.h"

namespace offramp {

/// The settlement that most worlds accept, and the two cautious ones, over at most options.robust_worlds
/// worlds of the choosing half where they are searched. `so_far` is the answer as it stands: a listed space
/// has its ranking, and then the first choice is the best ranked; in a searched space the search has left it
/// in context.most_accepted. The cautious ones look at gains alone, inside the red lines that bind in most
/// worlds: were a line that binds in one world in a hundred to count as a loss of everything, every
/// settlement would be equally bad. Value and bound enclose the best. @throws Stopped.
std::vector<RobustChoice> robust_choices(const SettleContext& context, const SettleOptions& options,
                                         const SettleResult& so_far, const RunControl& control);

/// How the settlement that most worlds accept is searched for.
bargaining::RobustOptions most_accepted_options(const SettleOptions& options);

}  // namespace offramp
