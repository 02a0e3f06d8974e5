// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ask/asking.h"

#include <gtest/gtest.h>

namespace offramp {
namespace {

// A person with the lines of one sitting, and the journal that grows out of them.
struct Sitting {
  explicit Sitting(std::vector<std::string> lines, std::string kept = {})
      : lines(std::move(lines)),
        bytes(std::move(kept)),
        asking(read_journal(bytes),
               {[this](std::string_view prompt) -> std::optional<std::string> {
                  prompts.emplace_back(prompt);
                  if (next == this->lines.size()) return std::nullopt;
                  return this->lines[next++];
                },
                [this](const JournalEntry& entry) { bytes += journal_line(entry) + "\n"; }, "ann",
                "2026-11-27"}) {}
  std::vector<std::string> lines, prompts;
  std::string bytes;
  std::size_t next = 0;
  Asking asking;
};

Quantity points(Sitting& sitting) {
  return sitting.asking.amount("value.a", "How much?", "value", Domain::bounded(0, 100));
}

TEST(Asking, TakesANumberInEachOfItsForms) {
  Sitting exact({"=65"});
  EXPECT_EQ(points(exact).to_text(), "65");
  Sitting band({"60 to 70"});
  EXPECT_EQ(points(band).to_text(), "60 to 70");
  Sitting sure({"60 to 70 at 60 %"});  // stretched by .9 / .6 about its middle
  EXPECT_NEAR(points(sure).p5(), 57.5, 1e-9);
  Sitting steps({"20", "50", "30", "60"});
  const Quantity four = points(steps);
  EXPECT_NEAR(four.p5(), 15, 1e-9);
  EXPECT_NEAR(four.median(), 30, 1e-9);
  EXPECT_NEAR(four.p95(), 60, 1e-9);
}

// Two, five and three of ten chips between 20 and 80: a quarter into the second bin, three fifths into the
// third, five sixths into the fourth.
TEST(Asking, LaysChipsIntoBins) {
  Sitting sitting({"bins 0 100", "0 2 5 3", "0 2 5 3 0"});
  const Quantity q = points(sitting);
  EXPECT_NEAR(q.p5(), 25.0, 1e-9);
  EXPECT_NEAR(q.median(), 52.0, 1e-9);
  EXPECT_NEAR(q.p95(), 60.0 + 20.0 * 2.5 / 3.0, 1e-9);
}

TEST(Asking, SaysWhatIsNoAnswerAndAsksAgain) {
  Sitting sitting({"much", "=140", "70 to 60", "60 to 70 at 20", "20", "10", "50", "60", "30", "100", "60"});
  EXPECT_NEAR(points(sitting).p95(), 60, 1e-9);
  EXPECT_EQ(sitting.prompts.size(), sitting.lines.size());
}

TEST(Asking, TakesUpWhereItWasLeft) {
  Sitting first({"20", "50"});
  EXPECT_THROW(points(first), Rest);
  Sitting second({"30", "60"}, first.bytes);
  EXPECT_NEAR(points(second).p5(), 15, 1e-9);
  Sitting third({}, second.bytes);
  EXPECT_NEAR(points(third).p5(), 15, 1e-9);
  EXPECT_TRUE(third.prompts.empty());
}

// A program killed as it writes loses the line that it was writing, wherever it is cut.
TEST(Asking, LosesAtMostTheLastAnswer) {
  Sitting whole({"20", "50", "30", "60"});
  points(whole);
  const std::size_t last = whole.bytes.rfind('\n', whole.bytes.size() - 2) + 1;
  for (std::size_t cut = last; cut < whole.bytes.size(); ++cut) {
    Sitting rest({"60"}, whole.bytes.substr(0, cut));
    EXPECT_NEAR(points(rest).p5(), 15, 1e-9);
    EXPECT_EQ(rest.prompts.size(), 1u);
    EXPECT_EQ(read_journal(whole.bytes.substr(0, cut)).whole, last);
  }
}

TEST(Asking, TakesTheLastAnswerBack) {
  Sitting sitting({"20", "50", "back"});
  EXPECT_THROW(points(sitting), Again);
  EXPECT_FALSE(sitting.asking.answered("value.a.highest"));
  EXPECT_TRUE(sitting.asking.answered("value.a"));
  Sitting next({"60", "30", "90"}, sitting.bytes);
  EXPECT_NEAR(points(next).p95(), 60, 1e-9);
}

TEST(Asking, ChoosesByNumberOrNameAndKeepsTheName) {
  Sitting sitting({"3", "2"});
  const std::vector<ListItem> list{{"nato", "NATO allies"}, {"fry", "FR Yugoslavia"}};
  EXPECT_EQ(sitting.asking.choose("who", "Who?", "choice", list), "fry");
  Sitting turned({}, sitting.bytes);
  EXPECT_EQ(turned.asking.choose("who", "Who?", "choice", {list[1], list[0]}), "fry");
}

TEST(Asking, WhoWhenAndHowStandBesideEveryAnswer) {
  Sitting sitting({"=65"});
  points(sitting);
  EXPECT_EQ(sitting.bytes,
            "{\"question\":\"value.a\",\"answer\":\"=65\",\"who\":\"ann\",\"when\":\"2026-11-27\",\"how\":"
            "\"value\"}\n");
}

TEST(Journal, SaysWhereItIsNone) {
  EXPECT_EQ(read_journal("{\"question\":\"a\",\"answer\":\"1\"}\nx\n").problem,
            "line 2 is no answer of an interview");
  EXPECT_EQ(read_journal("[]\n").problem, "line 1 is no answer of an interview");
  EXPECT_EQ(read_journal("\xff\n").problem, "line 1 is no answer of an interview");
  EXPECT_EQ(read_journal("").problem, "");
}

}  // namespace
}  // namespace offramp
