// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/base/text/diagnostics.h"
#include "offramp/dynamics/model/model.h"

namespace offramp::formats {

/// A model of stocks and flows as read from a file. Equations have not been looked into; that is for
/// dynamics::compile, which adds to the same diagnostics.
struct ModelReading {
  dynamics::Model model;
  Diagnostics diagnostics;  ///< with errors, the model is what could be read
};

}  // namespace offramp::formats
