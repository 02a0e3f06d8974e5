// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/equation/parse.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <clocale>
#include <map>

#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/equation/names.h"

namespace offramp::dynamics {
namespace {

// An expression with all its brackets: what binds what.
std::string written(const Expression& e, std::uint32_t index) {
  static const std::map<NodeKind, std::string> kMarks = {
      {NodeKind::add, "+"},       {NodeKind::subtract, "-"}, {NodeKind::multiply, "*"},
      {NodeKind::divide, "/"},    {NodeKind::modulo, "mod"}, {NodeKind::power, "^"},
      {NodeKind::less, "<"},      {NodeKind::at_most, "<="}, {NodeKind::greater, ">"},
      {NodeKind::at_least, ">="}, {NodeKind::equal, "="},    {NodeKind::unequal, "<>"},
      {NodeKind::and_, "and"},    {NodeKind::or_, "or"}};
  const Node& n = e.nodes[index];
  const auto child = [&](std::size_t i) { return written(e, n.children[i]); };
  std::string list;
  for (const std::uint32_t c : n.kind == NodeKind::name ? n.subscripts : n.children) {
    list += (list.empty() ? "" : ",") + written(e, c);
  }
  switch (n.kind) {
    case NodeKind::number:
      return std::to_string(n.number).substr(0, std::to_string(n.number).find('.'));
    case NodeKind::name:
      return n.name + (list.empty() ? "" : "[" + list + "]");
    case NodeKind::wildcard:
      return "*";
    case NodeKind::call:
      return n.name + "(" + list + ")";
    case NodeKind::negative:
      return "(-" + child(0) + ")";
    case NodeKind::not_:
      return "(not " + child(0) + ")";
    case NodeKind::choose:
      return "(if " + child(0) + " then " + child(1) + " else " + child(2) + ")";
    default:
      return "(" + child(0) + kMarks.at(n.kind) + child(1) + ")";
  }
}

std::string shape(std::string_view text) {
  const ParsedEquation parsed = parse_equation(text);
  if (parsed.fault) return "fault: " + parsed.fault->message;
  return written(parsed.expression, static_cast<std::uint32_t>(parsed.expression.nodes.size() - 1));
}

// Precedence after XMILE 1.0, table in section 3.3.1.
TEST(ParseEquation, BindsAsTheStandardSays) {
  EXPECT_EQ(shape("1 + 2*3"), "(1+(2*3))");
  EXPECT_EQ(shape("1 - 2 - 3"), "((1-2)-3)");
  EXPECT_EQ(shape("8 / 4 / 2 * 5"), "(((8/4)/2)*5)");
  EXPECT_EQ(shape("2^3^2"), "(2^(3^2))");
  EXPECT_EQ(shape("-2^2"), "(-(2^2))");
  EXPECT_EQ(shape("30^ - 30^-a"), "(30^(-(30^(-a))))");
  EXPECT_EQ(shape("-a*b"), "((-a)*b)");
  EXPECT_EQ(shape("a MOD 3 + 1"), "((amod3)+1)");
  EXPECT_EQ(shape("not a = 1 and b < 2 or c"), "((((not a)=1)and(b<2))orc)");
  EXPECT_EQ(shape("IF a > 5 AND b THEN 1 ELSE IF c THEN 2 ELSE 3 + 4"),
            "(if ((a>5)andb) then 1 else (if c then 2 else (3+4)))");
  EXPECT_EQ(shape("max(a, min(b,1)) [ 3 ]"), "fault: `[` was not expected here");
  EXPECT_EQ(shape("SUM(a[*, Dim1])"), "sum(a[*,dim1])");
  EXPECT_EQ(shape("pi() + {two} 2 {and}"), "(pi()+2)");
}

TEST(ParseEquation, ReadsNamesAndNumbers) {
  EXPECT_EQ(shape("\"Heat Loss  to\\nRoom\" + Heat_Loss__to_room"), "(heat_loss_to_room+heat_loss_to_room)");
  EXPECT_EQ(shape("Économie * ЭКОНОМИКА"), "(économie*экономика)");
  EXPECT_EQ(shape("m.x + \"Aux with $peC!@| (c)\""), "(m.x+aux_with_$pec!@|_(c))");
  const ParsedEquation half = parse_equation(" .5e-1 ");
  ASSERT_FALSE(half.fault);
  EXPECT_EQ(half.expression.root().number, 0.05);
  EXPECT_EQ(parse_equation("3.").expression.root().number, 3.0);
}

TEST(ParseEquation, NumbersKnowNoLocale) {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C"}) {
    std::setlocale(LC_ALL, name);
    EXPECT_EQ(parse_equation("1.5").expression.root().number, 1.5) << name;
  }
  std::setlocale(LC_ALL, before.c_str());
}

struct Wrong {
  const char* text;
  std::size_t begin;
  const char* message;
};
const Wrong kWrong[] = {
    {"", 0, "the equation is empty"},
    {"1 +", 3, "the equation ends where a value was expected"},
    {"a b", 2, "`a` stands beside `b` without an operator"},
    {"2x", 0, "`2` is followed by a letter"},
    {"(1", 2, "`)` was expected to close a bracket, not the end"},
    {"if a then b", 11, "`ELSE` was expected after THEN, not the end"},
    {" ??? ", 1, "`?` means nothing in an equation"},
    {"a − b", 2, "`−` means nothing in an equation"},
    {"1e999", 0, "`1e999` is no number that can be held"},
    {"{never", 0, "a comment begins with `{` and never ends"},
    {"\"never", 0, "a quoted name never ends"},
    {"f(1,,2)", 4, "`,` was not expected here"},
    {"a \xff", 2, "`\\xFF` means nothing in an equation"},
};

TEST(ParseEquation, SaysWhatIsWrongAndWhere) {
  for (const Wrong& wrong : kWrong) {
    const ParsedEquation parsed = parse_equation(wrong.text);
    ASSERT_TRUE(parsed.fault) << wrong.text;
    EXPECT_EQ(parsed.fault->begin, wrong.begin) << wrong.text;
    EXPECT_EQ(parsed.fault->message, wrong.message);
    EXPECT_TRUE(parsed.expression.empty());
  }
}

TEST(ParseEquation, DeepAndLongTextsAreRefused) {
  EXPECT_NE(shape(std::string(100000, '(')).find("nests deeper"), std::string::npos);
  EXPECT_NE(shape(std::string(100000, '-') + "1").find("nests deeper"), std::string::npos);
  std::string chain = "1", powers = "1";
  for (int i = 0; i < 30000; ++i) {
    chain += "+1";
    powers += "^1";
  }
  EXPECT_NE(shape(chain).find("nests deeper"), std::string::npos);
  EXPECT_NE(shape(powers).find("nests deeper"), std::string::npos);
  std::string arguments = "max(1";
  for (int i = 0; i < 30000; ++i) arguments += ",1";
  EXPECT_NE(shape(arguments + ")").find("has more than"), std::string::npos);
}

RC_GTEST_PROP(ParseEquation, NeverFailsOnAnyText, (const std::string& text)) {
  const ParsedEquation parsed = parse_equation(text);
  RC_ASSERT(parsed.fault.has_value() == parsed.expression.empty());
  if (parsed.fault) RC_ASSERT(parsed.fault->begin <= parsed.fault->end && parsed.fault->end <= text.size());
}

TEST(Names, OneFormForAllSpellings) {
  for (const char* name :
       {"Wine Cellar", "wine_cellar", "\"WINE\\ncellar\"", "wine\xC2\xA0 _cellar", " Wine\n cellar "}) {
    EXPECT_EQ(canonical_name(name), "wine_cellar") << name;
  }
  EXPECT_EQ(canonical_name("Straße"), "strasse");
  EXPECT_EQ(canonical_name("\"say \\\"no\\\"\""), "say_\"no\"");
  EXPECT_EQ(quoted_name("a_b.c"), "a_b.c");
  EXPECT_EQ(quoted_name("a b"), "\"a b\"");
}

RC_GTEST_PROP(Names, CanonicalIsFinal, (const std::string& name)) {
  const std::string once = canonical_name(name);
  if (once.find('\\') == std::string::npos && once.find('"') == std::string::npos) {
    RC_ASSERT(canonical_name(once) == once);
    if (!once.empty() && valid_utf8(once)) {
      const ParsedEquation parsed = parse_equation(quoted_name(once));
      RC_ASSERT(!parsed.fault || once.find('\0') != std::string::npos);
    }
  }
}

}  // namespace
}  // namespace offramp::dynamics
