// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "offramp/analysis/pool/pool.h"
#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

/// What a terminal shows of `pool`. At most `top` numbers and blocks are listed. `c`: the case of the file.
Document pool_report(const Case& c, const PoolResult& result, std::size_t top);

}  // namespace offramp::briefing
