// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/bargaining/acceptance/acceptance.h"

namespace offramp::bargaining {

/// The worlds in which some feasible settlement is accepted by every veto player: where zone_size of
/// `enumerate_acceptance` is above 0. Exact; counts nothing else, and so takes a fraction of its time. One
/// thread. @throws as enumerate_acceptance.
WorldSet agreement_worlds(const UncertainProblem& problem, const StopToken& stop = {});

}  // namespace offramp::bargaining
