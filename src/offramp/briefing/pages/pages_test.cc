// SPDX-License-Identifier: Apache-2.0
// The two pages of every case that is shipped: complete, plain, and standing alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <variant>

#include "offramp/analysis/brief/brief.h"
#include "offramp/base/testing/paths.h"
#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/markdown.h"
#include "offramp/briefing/render/pdf.h"
#include "offramp/briefing/testing/expect_document.h"
#include "offramp/briefing/testing/reading_grade.h"
#include "offramp/case/file/reader.h"

namespace offramp::briefing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Told {
  Case c;
  Document document;
  nlohmann::ordered_json figures;
};

const Told& told(const std::string& name) {
  static std::map<std::string, std::unique_ptr<Told>> made;
  auto& entry = made[name];
  if (entry) return *entry;
  entry = std::make_unique<Told>();
  const std::string path = checkout::root() + "/cases/" + name + "/case.yaml";
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  entry->c = read_case(path, text).value.value();
  CaseRun run(entry->c, {.worlds = 512});
  WeighOptions weighing;
  weighing.complete = false;
  run.set(weighing);
  const BriefResult result = *brief(run);
  entry->document = compose_briefing(entry->c, *result.settled, result.belief, result.weighed);
  entry->figures = briefing_figures(entry->c, *result.settled, result.belief, result.weighed);
  return *entry;
}

const Section* section(const Document& document, const std::string& id) {
  for (const Section& own : document.sections) {
    if (own.id == id) return &own;
  }
  return nullptr;
}

std::string text_of(const Section& section) {
  Document one;
  one.sections.push_back(section);
  std::string out;
  for_each_text(one, [&](const Text& text) { out += plain(text) + "\n"; });
  return out;
}

struct Pages : ::testing::TestWithParam<const char*> {
  const Told& t = told(GetParam());
};

INSTANTIATE_TEST_SUITE_P(All, Pages, ::testing::Values("kosovo-1999", "ukraine-2022", "aceh-2005"),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST_P(Pages, ComeFirstAndSayEverythingThatAnEnvoyNeeds) {
  std::vector<std::string> front;
  bool annex = false;
  for (const Section& own : t.document.sections) {
    if (!own.front) annex = true;
    if (own.front) {
      EXPECT_FALSE(annex) << own.id << " stands behind the annex";
      front.push_back(own.id);
      EXPECT_EQ(own.audience, "");
    } else if (own.id != "notes") {
      EXPECT_NE(own.audience, "") << own.id;
    }
  }
  for (const char* id : {"bottom-line", "front-far", "front-deal", "front-crux", "front-unknowns",
                         "front-who", "front-next", "front-weakest"})
    EXPECT_NE(std::find(front.begin(), front.end(), id), front.end()) << id;
  EXPECT_EQ(std::find(front.begin(), front.end(), "front-wreck") != front.end(),
            !t.c.spoilers.empty() || !t.c.ratifiers.empty());
  const std::string advice = text_of(*section(t.document, "bottom-line"));
  EXPECT_THAT(advice, HasSubstr("Propose"));
  EXPECT_THAT(advice, HasSubstr("Expect"));
  EXPECT_THAT(advice, HasSubstr("Fall back"));
  EXPECT_THAT(advice, HasSubstr("Watch"));
  EXPECT_THAT(text_of(*section(t.document, "front-far")), HasSubstr("Not covered"));
}

TEST_P(Pages, PutEveryIssueInOneTableAndEveryPartyWithTypesInOneLine) {
  const auto& deal = std::get<Table>(section(t.document, "front-deal")->blocks.front());
  ASSERT_EQ(deal.rows.size(), t.c.issues.size());
  for (std::size_t i = 0; i < deal.rows.size(); ++i)
    EXPECT_EQ(plain(deal.rows[i].cells.front().text), issue_name(t.c, i));
  const auto& who = std::get<Table>(section(t.document, "front-who")->blocks.front());
  const auto typed = static_cast<std::size_t>(
      std::count_if(t.c.types.begin(), t.c.types.end(), [](const auto& types) { return !types.empty(); }));
  EXPECT_EQ(who.rows.size(), typed);
  const std::string next = text_of(*section(t.document, "front-next"));
  for (const DatedEvent& event : t.c.calendar) EXPECT_THAT(next, HasSubstr(event.what));
}

TEST_P(Pages, StandAlone) {
  const Document front = front_of(t.document);
  std::set<std::string> ids;
  for (const Section& own : front.sections) {
    EXPECT_TRUE(own.front);
    ids.insert(own.id);
  }
  for_each_text(front, [&](const Text& text) {
    for (const Span& span : text) {
      EXPECT_FALSE(span.aside) << span.text;
      if (span.target.starts_with("#front")) {
        EXPECT_TRUE(ids.contains(span.target.substr(1))) << span.target;
      } else {
        EXPECT_FALSE(span.target.starts_with("#")) << span.target;
      }
    }
  });
  expect::sound(front, t.figures);
  EXPECT_THAT(render_markdown(front), Not(HasSubstr("Annex")));
  EXPECT_THAT(render_markdown(t.document), HasSubstr("Annex"));
}

// The words of names and of quoted evidence count: the reader has to read them too.
TEST_P(Pages, CanBeReadByWhoeverFinishedSchool) {
  testing::ReadingCount count;
  for (const Section& own : t.document.sections) {
    if (!own.front) continue;
    for (const Block& block : own.blocks) {
      if (const auto* p = std::get_if<Paragraph>(&block)) count.add(plain(p->text));
      if (const auto* b = std::get_if<Bullets>(&block)) {
        for (const Text& item : b->items) count.add(plain(item));
      }
      if (const auto* table = std::get_if<Table>(&block)) count.add(plain(table->caption));
    }
  }
  EXPECT_GT(count.words, 300u);
  EXPECT_LE(count.grade(), 12.0);
}

TEST_P(Pages, AreTwoOnPaper) {
  if (!find_chromium()) GTEST_SKIP() << kNoChromium;
  // Of the fonts that the page asks for, those that Debian has; a wider one in their place needs more paper.
  const std::string fonts = "/usr/share/fonts/truetype/";
  if (!std::filesystem::exists(fonts + "liberation") && !std::filesystem::exists(fonts + "liberation2"))
    GTEST_SKIP() << "the Liberation fonts are not installed (fonts-liberation)";
  const std::string pdf = print_pdf(render_html(front_of(t.document)));
  std::size_t pages = 0;
  for (std::size_t at = pdf.find("/Type /Page"); at != std::string::npos;
       at = pdf.find("/Type /Page", at + 1)) {
    if (pdf.compare(at, 12, "/Type /Pages") != 0) ++pages;
  }
  EXPECT_EQ(pages, 2u);
  EXPECT_NE(pdf.find("/StructTreeRoot"), std::string::npos) << "tagged, for readers who do not look";
}

// Their example: "The cat sat on the mat." has six words of one syllable: .39 * 6 + 11.8 - 15.59.
TEST(ReadingGrade, CountsSentencesWordsAndSyllables) {
  testing::ReadingCount count;
  count.add("The cat sat on the mat.");
  EXPECT_EQ(count.sentences, 1u);
  EXPECT_EQ(count.words, 6u);
  EXPECT_EQ(count.syllables, 6u);
  EXPECT_NEAR(count.grade(), -1.45, 1e-9);
  count = {};
  count.add("Would they settle? A table of 4,096 worlds; one more sentence");
  EXPECT_EQ(count.sentences, 2u);
  EXPECT_EQ(count.words, 11u);
  EXPECT_EQ(testing::ReadingCount::syllables_of("settlement"), 3u);
  EXPECT_EQ(testing::ReadingCount::syllables_of("table"), 2u);
  EXPECT_EQ(testing::ReadingCount::syllables_of("force"), 1u);
}

}  // namespace
}  // namespace offramp::briefing
