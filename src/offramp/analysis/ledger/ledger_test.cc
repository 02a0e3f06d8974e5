// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "offramp/analysis/ledger/score.h"
#include "offramp/base/text/digest.h"

namespace offramp {
namespace {

using ::testing::HasSubstr;

SealedRecord record(const std::string& when, double chance) {
  SealedRecord r;
  r.when = when;
  r.who = "Ann";
  r.case_sum = sha256_hex(when);
  r.as_of = "2000-01-01";
  r.seed = 1;
  r.worlds = 4096;
  SealedStatement& s = r.statements.emplace_back();
  s.id = "agreement";
  s.what = "A settlement is \"reached\"\n";
  s.chance = chance;
  s.base = 0.25;
  return r;
}

std::string three() {
  std::string bytes, last;
  for (const double chance : {0.5, 0.75, 1.0}) {
    last = ledger_line(record("2000-01-0" + std::to_string(1 + static_cast<int>(4 * chance)), chance), last);
    bytes += last + "\n";
  }
  return bytes;
}

TEST(Ledger, ComesBackAsItWasWritten) {
  const Ledger ledger = read_ledger(three());
  EXPECT_EQ(ledger.problem, "");
  ASSERT_EQ(ledger.records.size(), 3u);
  EXPECT_EQ(ledger.records[1].statements[0].chance, 0.75);
  EXPECT_EQ(ledger.records[2].statements[0].what, "A settlement is \"reached\"\n");
  EXPECT_EQ(ledger.whole, three().size());
}

TEST(Ledger, NoticesWhatWasChangedTakenOutOrSwapped) {
  const std::string bytes = three();
  std::string changed = bytes;
  changed.replace(changed.find("0.5"), 3, "0.9");
  EXPECT_THAT(read_ledger(changed).problem, HasSubstr("line 2 does not carry the sum"));
  const std::size_t first = bytes.find('\n') + 1, second = bytes.find('\n', first) + 1;
  EXPECT_THAT(read_ledger(bytes.substr(first)).problem, HasSubstr("line 1 does not carry the sum"));
  EXPECT_THAT(read_ledger(bytes.substr(0, first) + bytes.substr(second)).problem, HasSubstr("line 2"));
  EXPECT_THAT(read_ledger("{}\n").problem, HasSubstr("line 1 is no sealed record"));
}

// What a killed program left of a line is no line, wherever it was killed.
RC_GTEST_PROP(Ledger, LosesAtMostTheLineThatWasWritten, ()) {
  const std::string bytes = three();
  const auto cut = *rc::gen::inRange<std::size_t>(0, bytes.size() + 1);
  const Ledger ledger = read_ledger(bytes.substr(0, cut));
  RC_ASSERT(ledger.problem.empty());
  RC_ASSERT(ledger.whole <= cut);
  const auto lines = static_cast<std::size_t>(
      std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(cut), '\n'));
  RC_ASSERT(ledger.records.size() == lines);
}

// By hand: chances .8 of what came and .3 of what did not, base rates .5 and .5: errors .04 and .09 against
// .25.
TEST(SealedScore, IsTheMeanSquaredError) {
  std::vector<SettledStatement> settled(2);
  settled[0].statement.chance = 0.8;
  settled[0].came = true;
  settled[1].statement.chance = 0.3;
  const SealedScore score = sealed_score(settled);
  EXPECT_EQ(score.statements, 2u);
  EXPECT_NEAR(score.chances, 0.065, 1e-12);
  EXPECT_NEAR(score.base, 0.25, 1e-12);
  EXPECT_NEAR(score.better, 0.185, 1e-12);
  EXPECT_NEAR(score.better_error, 0.025, 1e-12);  // of .21 and .16
}

}  // namespace
}  // namespace offramp
