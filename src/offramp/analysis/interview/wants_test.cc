// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/interview/wants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace offramp {
namespace {

using ::testing::HasSubstr;

// Somebody who answers by what is asked; the interview begins anew when an answer is taken back.
struct Talk {
  explicit Talk(std::function<std::string(const std::string&)> answer)
      : asking({}, {[this, answer](std::string_view prompt) -> std::optional<std::string> {
                      said += prompt;
                      return ++asked > 200 ? std::nullopt : std::optional(answer(std::string(prompt)));
                    },
                    [](const JournalEntry&) {}, "ann", "2026-11-27"}) {}
  template <class F>
  auto run(F&& part) {
    for (;;) {
      try {
        return part();
      } catch (const Again&) {
      }
    }
  }
  std::string said;
  int asked = 0;
  Asking asking;
};

Subject two_issues() {
  Subject subject;
  subject.parties = {{"north", "North", true}};
  subject.issues = {{"border", "Border", {{"river", "River"}, {"ridge", "Ridge"}, {"wall", "Wall"}}},
                    {"port", "Port", {{"open", "Open"}, {"shut", "Shut"}}}};
  return subject;
}

bool asks(const std::string& prompt, const char* what) {
  return prompt.find(what) != std::string::npos;
}

// River 0, ridge 40, wall 100; open 0, shut 100; the border moves first, the port is worth `port` against it.
std::string honest(const std::string& prompt, const char* port = "=50") {
  if (asks(prompt, "Border: which of these is worst")) return "river";
  if (asks(prompt, "Border: and which is best")) return "wall";
  if (asks(prompt, "what is ‘Ridge’ worth")) return "=40";
  if (asks(prompt, "Port: which of these is worst")) return "open";
  if (asks(prompt, "Port: and which is best")) return "shut";
  if (asks(prompt, "make first")) return "border";
  if (asks(prompt, "what is the move on ‘Port’ worth")) return port;
  return asks(prompt, "true?") ? "yes" : "?";
}

TEST(AskWants, WeightsAreTheWorthOfTheSwing) {
  Talk talk([](const std::string& prompt) { return honest(prompt); });
  const Subject subject = two_issues();
  const AskedWants wants = talk.run([&] { return ask_wants(talk.asking, subject, 0, 1); });
  EXPECT_NEAR(wants.utility({1, 1}), (100.0 * 40.0 + 50.0 * 100.0) / 150.0, 1e-9);
  // The best on the border and the worst at the port is worth 66.7, the other way round 33.3.
  EXPECT_THAT(talk.said, HasSubstr("is 33.3 points of 100 better to it than the other way round"));
}

TEST(AskWants, ShowsAnOrderThatThePointsContradict) {
  int told = 0;
  Talk talk([&](const std::string& prompt) {
    told += asks(prompt, "You put ‘Border’ before ‘Port’") ? 1 : 0;
    return honest(prompt, told == 0 ? "=150" : "=20");
  });
  const Subject subject = two_issues();
  const AskedWants wants = talk.run([&] { return ask_wants(talk.asking, subject, 0, 1); });
  EXPECT_EQ(told, 1);
  EXPECT_EQ(wants.weight[1]->median(), 20.0);
}

TEST(AskWants, TakesBackWhatIsDenied) {
  int denied = 0;
  Talk talk([&](const std::string& prompt) {
    if (asks(prompt, "true?")) return std::string(denied++ == 0 ? "no" : "yes");
    return honest(prompt, denied == 0 ? "=50" : "=90");
  });
  const Subject subject = two_issues();
  const AskedWants wants = talk.run([&] { return ask_wants(talk.asking, subject, 0, 1); });
  EXPECT_EQ(wants.weight[1]->median(), 90.0);
}

// Ten issues of two options: packages lie close together, so that the bracket gets narrow.
Subject many_issues() {
  Subject subject;
  subject.parties = {{"north", "North", true}};
  for (int i = 0; i < 10; ++i)
    subject.issues.push_back({"i" + std::to_string(i), "I" + std::to_string(i), {{"a", "A"}, {"b", "B"}}});
  return subject;
}
AskedWants many_wants() {
  AskedWants wants;
  for (int i = 0; i < 10; ++i) {
    wants.weight.emplace_back(Quantity::exactly(std::pow(1.4, i), Domain::positive()));
    wants.value.push_back(
        {Quantity::exactly(0.0, Domain::bounded(0, 100)), Quantity::exactly(100.0, Domain::bounded(0, 100))});
  }
  return wants;
}
double worth_of(const std::string& prompt, const AskedWants& wants) {
  std::vector<std::size_t> package(10);
  for (std::size_t i = 0; i < 10; ++i)
    package[i] = asks(prompt, ("I" + std::to_string(i) + ": B").c_str()) ? 1 : 0;
  return wants.utility(package);
}

TEST(AskNoDeal, ComesWithinFivePointsOfWhatIsMeant) {
  const AskedWants wants = many_wants();
  const Subject subject = many_issues();
  for (const double meant : {3.0, 37.0, 62.0, 96.0}) {
    double low = 0.0, high = 100.0;
    Talk talk([&](const std::string& prompt) -> std::string {
      if (!asks(prompt, "Would it sign")) return "=" + std::to_string(0.5 * (low + high));
      const double worth = worth_of(prompt, wants);
      (worth >= meant ? high : low) = worth >= meant ? std::min(high, worth) : std::max(low, worth);
      return worth >= meant ? "sign" : "go on";
    });
    const Quantity found = talk.run([&] { return ask_no_deal(talk.asking, subject, 0, wants, 1); });
    EXPECT_NEAR(found.median(), meant, kNarrow);
    EXPECT_LE(high - low, kNarrow);
    EXPECT_LE(talk.asked, 15);
  }
}

// Who signs a package, and then refuses one that is worth more, is shown both.
TEST(AskNoDeal, ShowsChoicesThatDoNotGoTogether) {
  const AskedWants wants = many_wants();
  const Subject subject = many_issues();
  bool shown = false;
  std::vector<double> signed_at;
  Talk talk([&](const std::string& prompt) -> std::string {
    shown = shown || asks(prompt, "That does not go together");
    if (asks(prompt, "Do they stand?")) return "no";
    if (!asks(prompt, "Would it sign")) return "=50";
    const double worth = worth_of(prompt, wants);
    const double least = signed_at.empty() ? 201.0 : *std::min_element(signed_at.begin(), signed_at.end());
    if (!shown && worth > least + kNarrow - 1e-9) return "go on";
    if (worth >= 50.0) signed_at.push_back(worth);
    return worth >= 50.0 ? "sign" : "go on";
  });
  talk.run([&] { return ask_no_deal(talk.asking, subject, 0, wants, 1); });
  EXPECT_TRUE(shown);
}

// Who sticks to them is not asked for ever: the number may then lie anywhere between.
TEST(AskNoDeal, LetsChoicesStand) {
  const AskedWants wants = many_wants();
  const Subject subject = many_issues();
  int choices = 0;
  Talk talk([&](const std::string& prompt) -> std::string {
    if (asks(prompt, "Do they stand?")) return "yes";
    if (!asks(prompt, "Would it sign")) return "20 to 80";
    return choices++ % 2 == 0 ? "go on" : "sign";
  });
  const Quantity found = talk.run([&] { return ask_no_deal(talk.asking, subject, 0, wants, 1); });
  EXPECT_EQ(found.p5(), 20.0);
  EXPECT_LE(talk.asked, 20);
}

}  // namespace
}  // namespace offramp
