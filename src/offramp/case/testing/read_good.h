// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <utility>

#include "offramp/case/file/reader.h"
#include "offramp/case/model/case.h"

namespace offramp {

/// The case of a text without errors; fails the test with the diagnostics if it has some.
inline Case read_good(const std::string& text) {
  LoadedCase loaded = read_case("case.yaml", text);
  EXPECT_TRUE(loaded.value.has_value()) << loaded.diagnostics.to_text();
  return std::move(loaded.value).value_or(Case{});
}

/// The number that stands at an address; fails the test if none does.
inline InputId input_named(const Case& c, const std::string& path) {
  for (std::size_t i = 0; i < c.inputs.size(); ++i) {
    if (c.inputs[i].path == path) return InputId(i);
  }
  ADD_FAILURE() << "no input " << path;
  return InputId(0);
}

}  // namespace offramp
