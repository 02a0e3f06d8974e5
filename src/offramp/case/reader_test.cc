// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/reader.h"

#include <gtest/gtest.h>

namespace offramp {
namespace {

TEST(Reader, EmptyTextIsAnError) {
  const ReadResult result = read_case("empty.yaml", "");
  EXPECT_FALSE(result.value);
  EXPECT_TRUE(result.diagnostics.has_errors());
}

}  // namespace
}  // namespace offramp
