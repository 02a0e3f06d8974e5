// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/verbs/testing/toy_count.h"

/// What would be the room briefing/count: the result for people and for programs.
namespace offramp::verbs::toy {

std::string count_text(const CountResult& result);
std::string count_json(const CountResult& result);

}  // namespace offramp::verbs::toy
