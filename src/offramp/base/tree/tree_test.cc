// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/tree/tree.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>

#include "offramp/base/tree/parser.h"

namespace offramp::tree {
namespace {

struct Read {
  std::optional<Node> root;
  Diagnostics diagnostics{"t"};
};

Read read_text(std::string_view text, Rules rules = {}) {
  Read result{{}, Diagnostics("t", std::string(text))};
  const SourceText source(text);
  Problems problems(result.diagnostics, source);
  result.root = read(source, rules, problems);
  return result;
}

// `line:column message (hint)` of every problem.
std::vector<std::string> said(const Read& result) {
  std::vector<std::string> all;
  for (const Diagnostic& d : result.diagnostics.sorted()) {
    all.push_back(fmt::format("{}:{} {}{}", d.place.line, d.place.column, d.message,
                              d.hint.empty() ? "" : " (" + d.hint + ")"));
  }
  return all;
}

Rules lenient() {
  Rules rules;
  rules.strict = false;
  return rules;
}

TEST(Tree, KnowsTheBytesOfEveryValue) {
  const std::string text = "a: {b: [1, 'it''s'], \"c\": x y}\n";
  const Read result = read_text(text);
  ASSERT_TRUE(result.root);
  const Node& list = *result.root->at("a")->at("b");
  EXPECT_EQ(list.items[1].text, "it's");
  EXPECT_EQ(text.substr(list.items[1].begin, list.items[1].end - list.items[1].begin),
            "it''s");  // without its quotes
  EXPECT_FALSE(result.root->at("a")->entry("c")->key.plain);
  EXPECT_EQ(result.root->at("a")->at("c")->text, "x y");
  EXPECT_EQ(result.root->at("d"), nullptr);
}

// One line of JSON, long enough to be parsed in pieces: texts, places and errors are those of the one line.
TEST(Tree, ReadsALongLineOfJsonAsIfItWereShort) {
  std::string text = "{";
  for (int i = 0; i < 2000; ++i)
    text += fmt::format("{}\"k,{}\":[\"a,b\",{},{{'x,': y}}]", i > 0 ? "," : "", i, i);
  const std::string whole = text + "}";
  EXPECT_GT(ParsedText(whole).bytes().size(), whole.size());
  const Read result = read_text(whole);
  ASSERT_TRUE(result.root) << result.diagnostics.to_text();
  ASSERT_EQ(result.root->entries.size(), 2000u);
  for (int i = 0; i < 2000; ++i) {
    const Entry& entry = result.root->entries[static_cast<std::size_t>(i)];
    ASSERT_EQ(entry.key.text, fmt::format("k,{}", i));
    ASSERT_EQ(text.substr(entry.key.begin, entry.key.end - entry.key.begin), fmt::format("k,{}", i));
    ASSERT_EQ(entry.value.items[0].text, "a,b");
    const Node& number = entry.value.items[1];
    ASSERT_EQ(text.substr(number.begin, number.end - number.begin), fmt::format("{}", i));
  }
  const Read broken = read_text(text + ",]");
  ASSERT_EQ(broken.diagnostics.errors(), 1u);
  EXPECT_EQ(broken.diagnostics.sorted()[0].place.line, 1);
  EXPECT_GE(broken.diagnostics.sorted()[0].place.column, static_cast<int>(text.size()));
}

// What bounds the parser's memory: no line of what it gets is much longer than a stretch without a comma.
TEST(Tree, GivesTheParserShortLines) {
  const auto longest = [](const std::string& text) {
    const ParsedText parsed(text);
    std::size_t most = 0, begin = 0;
    for (std::size_t end = 0; begin < parsed.bytes().size(); begin = end + 1) {
      end = std::min(parsed.bytes().find('\n', begin), parsed.bytes().size());
      most = std::max(most, end - begin);
    }
    return most;
  };
  std::string numbers = "[0", map = " {a0: 'x, y'";
  for (int i = 1; i < 50'000; ++i) {
    numbers += ",1";
    map += fmt::format(",a{}: \"\\\"x, y\" ", i);
  }
  EXPECT_LT(longest(numbers + "]"), 4200u);
  EXPECT_LT(longest(map + "}"), 4200u);
  EXPECT_EQ(longest("x: " + numbers + "]"), numbers.size() + 4);  // a block, where line ends have a meaning
}

TEST(Tree, RefusesALineWithTooManyMarks) {
  const std::string text = "a:\n  - " + std::string(kMaxTokensOnLine + 1, '[');
  const Read result = read_text(text);
  EXPECT_FALSE(result.root);
  EXPECT_EQ(said(result), std::vector<std::string>{fmt::format(
                              "2:{} the line has more than 200000 brackets, commas and quotes up to "
                              "here (break it into several lines)",
                              kMaxTokensOnLine + 5)});
}

TEST(Tree, BoundsOpenBrackets) {
  for (const std::string_view part : {"[a, ", "[a,\n", "{b: [", "[[a], "}) {
    std::string text;
    for (std::size_t i = 0; i <= kMaxOpenBrackets; ++i) text += part;
    const Read result = read_text(text);
    EXPECT_FALSE(result.root);
    ASSERT_EQ(said(result).size(), 1u);
    EXPECT_NE(said(result)[0].find("more than 50000 brackets are open here (close them)"), std::string::npos)
        << said(result)[0];
  }
}

TEST(Tree, BoundsDirectives) {
  std::string text;
  for (std::size_t i = 0; i <= kMaxDirectives; ++i) text += "%a\n";
  EXPECT_EQ(said(read_text(text + "---\nb\n", lenient())),
            std::vector<std::string>{
                "1001:1 more than 1000 directives stand here (delete the lines that begin with `%`)"});
  EXPECT_TRUE(read_text("%YAML 1.2\n---\nb\n", lenient()).root);
  EXPECT_EQ(said(read_text("%YAML 1.2\n---\nb\n")),
            std::vector<std::string>{"1:1 directives are not allowed here (delete the line)"});
}

TEST(Tree, BoundsDepthAndSize) {
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  EXPECT_EQ(said(read_text(deep))[0].substr(0, 45), "33:33 the nesting is deeper than 32 levels");
  std::string wide;
  for (int i = 0; i < 11; ++i) wide += "- a\n";
  Rules rules;
  rules.max_values = 10;
  EXPECT_EQ(said(read_text(wide, rules)), std::vector<std::string>{"0:0 the file holds more than 10 values"});
  rules.max_values = 12;
  EXPECT_TRUE(read_text(wide, rules).root);
}

TEST(Tree, ExpandsAliasesWhereTheyAreAllowed) {
  const Read result = read_text("a: &x {p: &y [1, 2]}\nb: *x\nc: *y\n", lenient());
  ASSERT_TRUE(result.root) << result.diagnostics.to_text();
  EXPECT_EQ(result.root->at("b")->at("p")->items[1].text, "2");
  EXPECT_EQ(result.root->at("c")->items[0].text, "1");
  EXPECT_EQ(said(read_text("a: &x 1\n")),
            std::vector<std::string>{
                "1:4 anchors are not allowed here (write the value again where it is needed)"});
  EXPECT_EQ(said(read_text("a: *x\n", lenient())),
            std::vector<std::string>{"1:5 no anchor `x` before this alias"});
  EXPECT_EQ(said(read_text("a: &x [*x]\n", lenient())),
            std::vector<std::string>{"1:9 no anchor `x` before this alias"});
}

// Ten lists, each of ten aliases of the one before: 10^10 values ("billion laughs").
TEST(Tree, CountsWhatAliasesStandFor) {
  std::string text = "- &a0 [x]\n";
  for (int i = 1; i <= 10; ++i) {
    text += fmt::format("- &a{} [", i);
    for (int j = 0; j < 10; ++j) text += fmt::format("{}*a{}", j > 0 ? ", " : "", i - 1);
    text += "]\n";
  }
  const Read result = read_text(text, lenient());
  EXPECT_FALSE(result.root);
  ASSERT_EQ(result.diagnostics.errors(), 1u);
  EXPECT_EQ(result.diagnostics.sorted()[0].message, "with this alias the file holds more than 200000 values");
}

TEST(Tree, AliasesObeyTheDepth) {
  std::string text = "- &a0 [x]\n";
  for (int i = 1; i <= 40; ++i) text += fmt::format("- &a{} [*a{}]\n", i, i - 1);
  const Read result = read_text(text, lenient());
  ASSERT_EQ(result.diagnostics.errors(), 1u);
  EXPECT_EQ(result.diagnostics.sorted()[0].message, "the alias nests deeper than 32 levels");
}

TEST(Tree, ReportsDuplicatesAndKeepsTheFirst) {
  const Read result = read_text("a: 1\nb: 2\na: 3\n");
  ASSERT_TRUE(result.root);
  EXPECT_EQ(result.root->at("a")->text, "1");
  EXPECT_EQ(said(result), std::vector<std::string>{"3:1 duplicate key `a` (it stands on line 1 already)"});
  EXPECT_FALSE(read_text("a: 1\na: 3\n", lenient()).root);
}

TEST(Tree, CountsErrorsThatItDoesNotList) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "a: 1\n";
  const Read result = read_text(text);
  ASSERT_TRUE(result.root);
  EXPECT_EQ(result.diagnostics.errors(), Problems::kLimit + 1);
  EXPECT_EQ(result.diagnostics.sorted()[0].message, "799 further errors are not shown");
}

TEST(Tree, GoesOnBehindSyntaxErrors) {
  const Read result = read_text(
      "title: a: b\n"
      "parties:\n  p: {name: x: y}\n"
      "issues: {i: \"not closed}\n"
      "sources:\n  s: {title: t}\n"
      "interests:\n\tp: 1\n");
  EXPECT_FALSE(result.root);
  std::vector<std::string> lines;
  for (const std::string& text : said(result)) lines.push_back(text.substr(0, text.find(' ')));
  EXPECT_EQ(lines, (std::vector<std::string>{"1:9", "3:14", "4:13", "8:1"}));
}

TEST(Tree, HintsAtQuotesInsideBraces) {
  const auto hint = [](std::string_view text) {
    const auto sorted = read_text(text).diagnostics.sorted();
    return sorted.empty() ? std::string("sound") : sorted.front().hint;
  };
  const std::string colon = "a text that contains `: ` must stand in quotes";
  EXPECT_EQ(hint("a: b: c\n"), colon);
  EXPECT_EQ(hint("a: {name: x: y}\n"), colon);
  EXPECT_EQ(hint("a: [b: c: d]\n"), colon);
  EXPECT_EQ(hint("a:\n  - {name: talks, because: he said: no}\n"), colon);
  EXPECT_EQ(hint("a: {when: i in {x, y}}\n"),
            "inside braces a text that contains `{`, `}`, `[`, `]` or a comma must stand in quotes");
  EXPECT_EQ(hint("a: {because: see [1], d: 1}\n"),
            "inside braces a text that contains `{`, `}`, `[`, `]` or a comma must stand in quotes");
  EXPECT_EQ(hint("a: {b: 'it's', c: 2}\n"), "a text goes on behind its closing quote: quote all of it");
  EXPECT_EQ(hint("a: {b: c\nd: e\n"), "perhaps a bracket before this is not closed");
  EXPECT_EQ(hint("a: {b: [1, 2}\n"), "another bracket was opened than is closed here");
  EXPECT_EQ(hint("a: {b: @c}\n"), "put the text in quotes");
}

TEST(Tree, StopsWhenAsked) {
  StopSource source;
  source.request_stop();
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "- a\n";
  const SourceText bytes(text);
  Diagnostics diagnostics("t");
  Problems problems(diagnostics, bytes);
  EXPECT_THROW(read(bytes, {}, problems, source.token()), Stopped);
}

}  // namespace
}  // namespace offramp::tree
