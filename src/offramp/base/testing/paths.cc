// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/testing/paths.h"

// The only file that is compiled with the checkout's path, so that a compiler cache serves every checkout.
namespace offramp::checkout {

std::string root() {
  return OFFRAMP_ROOT;
}

std::string shared_data() {
  return OFFRAMP_SHARED_DATA;
}

}  // namespace offramp::checkout
