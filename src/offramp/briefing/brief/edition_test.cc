// SPDX-License-Identifier: Apache-2.0
// A secret is planted in a real case, and no trace of it is in the edition for the other side: the briefing
// has the same bytes, in every form, as if it had never been told.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "offramp/analysis/brief/brief.h"
#include "offramp/base/testing/paths.h"
#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/markdown.h"
#include "offramp/case/file/reader.h"

namespace offramp::briefing {
namespace {

using ::testing::HasSubstr;

std::string aceh() {
  std::ifstream file(checkout::root() + "/cases/aceh-2005/case.yaml", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Writes something behind the head of a section.
std::string within(std::string text, const std::string& section, const std::string& what) {
  const std::string head = "\n" + section + ":\n";
  const std::size_t at = text.find(head);
  EXPECT_NE(at, std::string::npos) << section;
  return at == std::string::npos ? text : text.insert(at + head.size(), what);
}

struct Told {
  std::string json, html, markdown;
};

Told told(const std::string& text, const std::string& party) {
  const LoadedCase loaded = read_case("case.yaml", text, ReadOptions{.shown_to = party});
  EXPECT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  if (!loaded.value) return {};
  const Case& c = *loaded.value;
  CaseRun run(c, {.worlds = 256});
  WeighOptions weighing;
  weighing.complete = false;
  run.set(weighing);
  const BriefResult result = *brief(run);
  const Document document = compose_briefing(c, *result.settled, result.belief, result.weighed);
  return {briefing_json_text(c, *result.settled, result.belief, result.weighed, nullptr),
          render_html(document), render_markdown(document)};
}

/// Aceh, with what the movement said behind closed doors.
std::string with_secrets(const std::string& plain) {
  const LoadedCase loaded = read_case("case.yaml", plain);
  EXPECT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  if (!loaded.value) return plain;
  const Case& c = *loaded.value;
  const auto& types = c.types[1];
  std::string text = within(plain, "sources", "  backroom1: {title: A talk behind closed doors}\n");
  text = within(
      text, "evidence",
      fmt::format("  - {{id: whisper, date: 2005-05-20, what: It would settle for a tenth of the "
                  "soldiers, by: gam, about: gam, kind: word, likelihood: {{{}: 0.9, {}: 0.1}}, grade: "
                  "A1, source: backroom1, told_by: gam}}\n",
                  types[0].id, types[1].id));
  return within(text, "red_lines",
                fmt::format("  - {{id: hushed, party: gam, never: {} = {}, told_by: gam, may_tell: [cmi], "
                            "source: backroom1}}\n",
                            c.issues[0].id, c.issues[0].options[0].id));
}

TEST(Edition, BearsNoTraceOfWhatAnotherToldInConfidence) {
  const std::string plain = aceh(), secret = with_secrets(plain);
  const Told without = told(plain, "goi"), with = told(secret, "goi");
  EXPECT_TRUE(with.json == without.json);
  EXPECT_TRUE(with.html == without.html);
  EXPECT_TRUE(with.markdown == without.markdown);
  EXPECT_THAT(with.html, HasSubstr("Edition for"));
  EXPECT_FALSE(with.html.find("closed doors") != std::string::npos);
  // Whoever told it sees it, and the numbers are others.
  const Told own = told(secret, "gam");
  EXPECT_TRUE(own.html.find("closed doors") != std::string::npos);
  EXPECT_FALSE(own.json == told(plain, "gam").json);
}

TEST(Edition, RefusesInterestsThatNothingStandsInFor) {
  std::string secret = aceh();
  const std::size_t at = secret.find("\ninterests:\n");
  const std::size_t gam = secret.find("\n  gam:\n", at);
  ASSERT_NE(gam, std::string::npos);
  secret.insert(gam + 8, "    told_by: gam\n");
  const LoadedCase loaded = read_case("case.yaml", secret, ReadOptions{.shown_to = "goi"});
  EXPECT_FALSE(loaded.value);
  EXPECT_THAT(loaded.diagnostics.to_text(),
              HasSubstr("may not be shown it, and it says nothing `otherwise`"));
  EXPECT_TRUE(read_case("case.yaml", secret, ReadOptions{.shown_to = "gam"}).value);
  EXPECT_TRUE(read_case("case.yaml", secret).value);
}

}  // namespace
}  // namespace offramp::briefing
