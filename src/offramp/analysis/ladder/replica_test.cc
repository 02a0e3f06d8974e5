// SPDX-License-Identifier: Apache-2.0
// Against figures that somebody else worked out from the same file by a program of his own (words as graded,
// no common causes; one text 33 %, both types known 46 %, a deal exists 63 to 64 %; with words ignored a deal
// exists in 52 % and another text is recommended).
#include <gtest/gtest.h>

#include "offramp/analysis/settle/settle.h"
#include "offramp/base/testing/paths.h"
#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

SettleResult settled(const Case& c, Credence words) {
  CaseRun run(c, {.words = words});
  return *settle(run);
}

TEST(LadderReplica, KosovoAsItWas) {
  const LoadedCase loaded = read_case_file(checkout::root() + "/tests/cases/replica/kosovo-1999.yaml");
  ASSERT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  const SettleResult all = settled(*loaded.value, Credence::all),
                     none = settled(*loaded.value, Credence::none);
  const auto near = [](const Share& share, double replica) {
    // Both are shares of sampled worlds: two standard errors of the difference.
    EXPECT_NEAR(share.value, replica, 2.0 * 1.4142 * share.standard_error);
  };
  near(all.ladder.one_text, 0.33);
  near(all.ladder.types_known, 0.46);
  near(all.ladder.exists, 0.635);
  near(none.ladder.exists, 0.52);
  EXPECT_NE(all.ranked.front().settlement, none.ranked.front().settlement);
}

}  // namespace
}  // namespace offramp
