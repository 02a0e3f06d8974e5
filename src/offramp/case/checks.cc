// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/checks.h"

namespace offramp::format {

void check_case(const Case&, const Layout&, Problems&) {}

}  // namespace offramp::format
