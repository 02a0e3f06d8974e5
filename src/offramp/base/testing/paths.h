// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// For tests and benchmarks: where this checkout stands.
namespace offramp::checkout {

/// The checkout's root folder, without a slash at the end.
std::string root();

/// Data that stand beside the checkout and are not shipped. A test that finds no file there skips, saying so.
std::string shared_data();

}  // namespace offramp::checkout
