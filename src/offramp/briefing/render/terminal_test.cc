// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/terminal.h"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/render/styled.h"
#include "offramp/briefing/render/terminal_table.h"

namespace offramp::briefing {
namespace {

std::string joined(const std::vector<StyledLine>& lines) {
  std::string out;
  for (const StyledLine& line : lines) out += painted(line, false) + "|";
  return out;
}

std::string words_only(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n') out += c;
  }
  return out;
}

Table sample(std::size_t text_length) {
  std::string text;
  while (text.size() < text_length) text += "some longer words ";
  Table table;
  table.columns = {{"Party", Align::left}, {"All accept", Align::right}, {"Contents", Align::left}};
  table.rows.push_back({"",
                        {Prose().quote("Federal Republic"), Prose().figure(Format::percent, 0.999999, ""),
                         Prose().quote(text)}});
  table.rows.push_back(
      {"", {Prose().quote("B"), Prose().figure(Format::percent, 0.5, ""), Prose("the same")}});
  return table;
}

TEST(Styled, WrapsWordsAndKeepsAFigureWhole) {
  const Text text = Prose("it happens in ").figure(Format::percent, 0.43, "").say(" of all worlds");
  EXPECT_EQ(joined(wrap(styled(text), 16)), "it happens in|43 % of all|worlds|");
  EXPECT_EQ(joined(wrap(styled(text), 16, 8)), "it happens in|43 % of|all|worlds|");
}

TEST(Styled, CutsOnlyAWordThatIsLongerThanALineBetweenCharacters) {
  EXPECT_EQ(joined(wrap(StyledLine{{"äöüäöü ab", Ink::plain}}, 4)), "äöüä|öü|ab|");
  EXPECT_EQ(joined(wrap(StyledLine{}, 4)), "|");
}

TEST(Styled, ColoursSignsAndNothingElse) {
  const Text text = Prose().figure(Format::gain, 0.07, "").say(" and ").figure(Format::gain, -0.12, "");
  EXPECT_EQ(painted(styled(text), true), "\x1b[34m+7\x1b[0m and \x1b[33m−12\x1b[0m");
  EXPECT_EQ(painted(styled(text), false), "+7 and −12");
}

TEST(Styled, LeavesOutWhatOnlyLeadsElsewhere) {
  EXPECT_EQ(painted(styled(Prose("Told. ").aside("How it is judged", "#x")), false), "Told. ");
}

TEST(TerminalTable, PutsLongTextUnderItsRowWhereItWouldBeSqueezed) {
  const std::string beside = joined(table_lines(sample(30), 80));
  EXPECT_NE(beside.find("over 99.9 %  some longer words"), std::string::npos) << beside;
  const std::string under = joined(table_lines(sample(200), 50));
  EXPECT_NE(under.find("over 99.9 %|    some longer"), std::string::npos) << under;
  EXPECT_NE(under.find("|    Contents|"), std::string::npos) << under;
}

TEST(TerminalTable, TurnsIntoParagraphsWhereWordsDoNotFitBesideOneAnother) {
  Table table = sample(10);
  for (int k = 0; k < 6; ++k) table.columns.push_back({"Unbreakable", Align::right});
  for (Row& row : table.rows) row.cells.resize(table.columns.size(), Cell("12345678901"));
  const std::string text = joined(table_lines(table, 60));
  EXPECT_NE(text.find("Federal Republic|    All accept: over 99.9 %"), std::string::npos) << text;
}

TEST(TerminalTable, DrawsSmallPicturesOnlyWhereThereIsRoom) {
  Table table;
  table.columns = {{"Type"}, {""}};
  table.rows.push_back({"", {Prose("holds out"), Cell()}});
  table.rows[0].cells[1].spark = Spark{0.0, 1.0, 0.5, 1.0};
  EXPECT_NE(joined(table_lines(table, 40)).find("holds out  │━"), std::string::npos);
  EXPECT_EQ(joined(table_lines(table, 20)).find("│"), std::string::npos);
}

// Whatever the width: no line is wider, and no character of any cell is lost.
TEST(TerminalTable, KeepsToEveryWidthAndLosesNoWord) {
  for (const std::size_t length : {5u, 60u, 300u}) {
    const Table table = sample(length);
    for (std::size_t columns = 20; columns <= 120; columns += 3) {
      std::string all;
      for (const StyledLine& line : table_lines(table, columns)) {
        EXPECT_LE(display_width(line), columns);
        all += painted(line, false);
      }
      const std::string seen = words_only(all);
      std::size_t some = 0;
      for (std::size_t at = seen.find("some"); at != std::string::npos; at = seen.find("some", at + 1))
        ++some;
      EXPECT_EQ(some, (length + 17) / 18) << columns;
    }
  }
}

TEST(Terminal, SetsBlocksApartAndKeepsAListWithItsSentence) {
  Document document;
  document.title = "Title";
  document.facts = {Prose("one"), Prose("two")};
  Section section{"s", "Section", {}};
  section.add(Paragraph{Prose("A sentence.")});
  Bullets bullets;
  bullets.items = {Prose("first"), Prose("second")};
  section.add(bullets);
  section.add(Paragraph{Prose("After.")});
  document.sections.push_back(section);
  const std::string rule = [] {
    std::string dashes;
    for (int i = 0; i < 40; ++i) dashes += "─";
    return dashes;
  }();
  EXPECT_EQ(render_terminal(document, {.colour = false, .columns = 40}),
            "Title\none · two\n\nSection\n" + rule + "\nA sentence.\n- first\n- second\n\nAfter.\n");
  EXPECT_THROW(render_terminal(document, {.colour = false, .columns = 39}), std::invalid_argument);
}

}  // namespace
}  // namespace offramp::briefing
