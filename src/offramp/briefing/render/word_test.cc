// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/word.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/testing/stand_in.h"

namespace offramp::briefing {
namespace {

namespace fs = std::filesystem;

Document a_document() {
  Document document;
  document.title = "A <title> & more";
  document.marking = "Confidential";
  Section section{"first", "First section", {}};
  section.add(Paragraph{Prose("A sentence that leads to ").link("the drawing", "#drawing").say(".")});
  Figure figure;
  figure.id = "drawing";
  figure.title = Prose("A drawing");
  figure.wide = Svg("drawing-svg", 720, 40, "t", "d").rect(0, 0, 10, 10, "bar good").finish();
  figure.data.columns = {{"Head"}};
  figure.data.rows = {{"", {Cell("In the table")}}};
  section.add(std::move(figure));
  document.sections.push_back(std::move(section));
  return document;
}

struct Word : testing::StandIns {
  fs::path seen = home.path() / "seen";

  /// A shell script that finds the file to write in $out and the page in $page.
  void program(const char* name, const std::string& script) const {
    StandIns::program(name, "case $a in --output=*) out=${a#*=};; *) page=$a;; esac", script);
  }
  std::string refusal(int seconds = 60) const {
    try {
      print_word(a_document(), "2005-05-27", {}, seconds);
    } catch (const WordError& error) {
      return error.what();
    }
    return "nothing thrown";
  }
};

TEST_F(Word, GivesPandocThePageAndTheDayAndClearsUp) {
  program("pandoc", "cp \"$page\" " + seen.string() + "; echo PK $SOURCE_DATE_EPOCH >\"$out\"");
  EXPECT_EQ(print_word(a_document(), "2005-05-27"), "PK 1117152000\n");
  EXPECT_EQ(print_word(a_document(), "1974-02-07"), "PK 315532800\n");  // zip files begin in 1980
  std::ifstream file(seen);
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  EXPECT_NE(page.find("A &lt;title&gt; &amp; more"), std::string::npos);
  EXPECT_NE(page.find("data-custom-style=\"Marking\"><p>Confidential"), std::string::npos);
  EXPECT_NE(page.find("href=\"#drawing\""), std::string::npos);
  EXPECT_NE(page.find("In the table"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos) << "nobody is there to draw";
  EXPECT_TRUE(nothing_left());
}

TEST_F(Word, DrawsPicturesThatKnowTheirColours) {
  program("pandoc", "grep -o '<img[^>]*' \"$page\" >\"$out\"; sed -i '1s/^/PK /' \"$out\"");
  program("rsvg-convert", "for a in \"$@\"; do case $a in *.png) png=$a;; esac; done\ncp \"$page\" " +
                              seen.string() + "; echo picture >\"$png\"");
  const std::string made = print_word(a_document(), "");
  EXPECT_NE(made.find("figure-1.png"), std::string::npos) << made;
  std::ifstream file(seen);
  const std::string drawing{std::istreambuf_iterator<char>(file), {}};
  EXPECT_NE(drawing.find("svg .bar.good { fill: #1f5c99; }"), std::string::npos);
  EXPECT_EQ(drawing.find("var("), std::string::npos);
  EXPECT_TRUE(nothing_left());
}

TEST_F(Word, SaysWhatWentWrongAndLeavesNothing) {
  program("pandoc", "exit 1");
  EXPECT_NE(refusal().find("could not make the Word file"), std::string::npos);
  program("pandoc", "echo half >\"$out\"");
  EXPECT_NE(refusal().find("could not make the Word file"), std::string::npos);
  program("pandoc", "exec sleep 100");
  EXPECT_NE(refusal(0).find("took longer than 0 s"), std::string::npos);
  EXPECT_TRUE(nothing_left());
  ::setenv("PATH", scratch.c_str(), 1);
  EXPECT_EQ(refusal(), kNoPandoc);
}

TEST_F(Word, MakesAFileThatPandocReadsBack) {
  if (!has_pandoc()) GTEST_SKIP() << "no pandoc on PATH";
  const std::string made = print_word(a_document(), "2005-05-27");
  EXPECT_EQ(made.substr(0, 2), "PK");
  EXPECT_TRUE(made == print_word(a_document(), "2005-05-27")) << "the same bytes";
  EXPECT_TRUE(nothing_left());
}

}  // namespace
}  // namespace offramp::briefing
