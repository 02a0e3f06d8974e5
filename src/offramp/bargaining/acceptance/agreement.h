// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/bargaining/acceptance/acceptance.h"

namespace offramp::bargaining {

/// The worlds in which some feasible settlement is accepted by every veto player: where zone_size of
/// `enumerate_acceptance` is above 0. Exact.
///
/// World by world, a settlement that all accept is looked for issue by issue, depth first; a branch is left
/// as soon as a veto player, or several together, could not have what it needs even if every issue that is
/// still open went its way (branch and bound; Land and Doig 1960). So the work depends on how clear a world
/// is, and is a small part of enumeration's. One thread. @throws as enumerate_acceptance.
WorldSet agreement_worlds(const UncertainProblem& problem, const StopToken& stop = {});
/// Those of `among`, a set over the problem's worlds; the others are not looked at.
WorldSet agreement_worlds(const UncertainProblem& problem, const WorldSet& among, const StopToken& stop = {});

}  // namespace offramp::bargaining
