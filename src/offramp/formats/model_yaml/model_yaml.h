// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "offramp/formats/model/model_reading.h"

/// Our own form of a model of stocks and flows: YAML, with what XMILE lacks: Brownian terms, events by hazard
/// or condition, ladders. docs/dynamics.md lists its keys.
namespace offramp::formats {

/// Reads a model from text in UTF-8. Unknown keys are errors. Never throws on any text.
ModelReading read_model_yaml(std::string_view text, std::string file_name);

/// Reads a model in either form: XMILE if the text begins with `<`, else YAML.
ModelReading read_model(std::string_view text, std::string file_name);

}  // namespace offramp::formats
