// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/pool/pool.h"

namespace offramp::briefing {

/// The answer as JSON text; docs/json.md. `c`: the case of the file.
std::string pool_json_text(const Case& c, const PoolResult& result);

}  // namespace offramp::briefing
