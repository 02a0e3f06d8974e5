// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>

#include "offramp/case/model/variant.h"

namespace offramp::briefing {

/// "no_deal.fry.utility = 30 to 45", "question left out".
inline std::string setting_words(const Setting& setting) {
  if (setting.value == "~" || setting.value == "null") return setting.path + " left out";
  return fmt::format("{} = {}", setting.path, setting.value);
}

}  // namespace offramp::briefing
