// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/json_text.h"

#include <nlohmann/json.hpp>

namespace offramp::briefing {
namespace {

// Differences that cancel may end in -0.0, which says nothing to a reader.
void drop_sign_of_nought(nlohmann::ordered_json& json) {
  if (json.is_structured()) {
    for (nlohmann::ordered_json& part : json) drop_sign_of_nought(part);
  } else if (json.is_number_float() && json.get<double>() == 0.0) {
    json = 0.0;
  }
}

}  // namespace

std::string json_text(nlohmann::ordered_json json) {
  drop_sign_of_nought(json);
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace offramp::briefing
