// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/changes/put.h"

#include <gtest/gtest.h>

namespace offramp::case_file {
namespace {

Written text(std::string scalar) {
  Written written;
  written.scalar = std::move(scalar);
  return written;
}
Written map(std::vector<std::pair<std::string, Written>> entries) {
  Written written;
  written.entries = std::move(entries);
  return written;
}
std::string put(std::string into, const std::vector<std::string>& path, const Written& value) {
  return with_put(std::move(into), path, value).value_or("nothing");
}

TEST(Put, LeavesAllElseAsItIs) {
  const std::string before = "# head\na: 1   # one\nb:\n  c: 2 # two\n  d: {e: 3, f: [4]}\n\n# tail\n";
  EXPECT_EQ(put(before, {"a"}, text("9")),
            "# head\na: 9   # one\nb:\n  c: 2 # two\n  d: {e: 3, f: [4]}\n\n# tail\n");
  EXPECT_EQ(put(before, {"b", "c"}, text("\"x: y\"")),
            "# head\na: 1   # one\nb:\n  c: \"x: y\" # two\n  d: {e: 3, f: [4]}\n\n# tail\n");
  EXPECT_EQ(put(before, {"b", "d", "e"}, map({{"p", text("1")}, {"q", text("2")}})),
            "# head\na: 1   # one\nb:\n  c: 2 # two\n  d: {e: {p: 1, q: 2}, f: [4]}\n\n# tail\n");
  EXPECT_EQ(put(before, {"b", "d"}, map({{"e", text("5")}, {"g", text("6")}})),
            "# head\na: 1   # one\nb:\n  c: 2 # two\n  d: {e: 5, f: [4], g: 6}\n\n# tail\n");
}

TEST(Put, AddsInTheStyleOfTheMap) {
  EXPECT_EQ(put("a: 1\nb:\n    c: 2\n", {"b", "d"}, text("3")), "a: 1\nb:\n    c: 2\n    d: 3\n");
  EXPECT_EQ(put("a: 1", {"b", "c"}, text("2")), "a: 1\nb:\n  c: 2\n");
  EXPECT_EQ(put("a: {}\n", {"a", "b"}, text("2")), "a: {b: 2}\n");
  EXPECT_EQ(put("a:\nb: 1\n", {"a", "c"}, text("2")), "a:\n  c: 2\nb: 1\n");
  EXPECT_EQ(put("s:\n  x: {t: 1}\n", {"s", "x"}, map({{"t", text("2")}, {"u", text("3")}})),
            "s:\n  x: {t: 2, u: 3}\n");
  EXPECT_EQ(put("a: 1\n", {"s", "x"}, map({{"t", map({{"v", text("2")}})}})),
            "a: 1\ns:\n  x:\n    t: {v: 2}\n");
}

TEST(Put, AddsBeforeTheCommentsAtTheEnd) {
  EXPECT_EQ(put("a:\n  b:\n    c: 1\n\n# more\n# and more\n", {"d"}, text("2")),
            "a:\n  b:\n    c: 1\nd: 2\n\n# more\n# and more\n");
  EXPECT_EQ(put("a:\n  - b: {c: 1}   # one\n# more\n", {"d"}, text("2")),
            "a:\n  - b: {c: 1}   # one\nd: 2\n# more\n");
}

TEST(Put, FindsItemsOfAListById) {
  EXPECT_EQ(put("e:\n  - id: p\n    l: {x: 1}\n  - {id: q, l: {x: 2}}\n", {"e", "q", "l", "x"}, text("0.5")),
            "e:\n  - id: p\n    l: {x: 1}\n  - {id: q, l: {x: 0.5}}\n");
  EXPECT_EQ(put("e: [{id: q}]\n", {"e", "r", "l"}, text("1")), "nothing");
}

TEST(Put, KnowsWhereQuotesEnd) {
  EXPECT_EQ(put("a: {t: \"x\", u: 1}\n", {"a", "t"}, text("2")), "a: {t: 2, u: 1}\n");
  EXPECT_EQ(put("a: \"x\"\nb: 'y'   # z\n", {"b"}, text("2")), "a: \"x\"\nb: 2   # z\n");
  EXPECT_EQ(put("a: {t: \"x\"}\n", {"a"}, map({{"t", text("\"x y\"")}, {"u", text("\"z\"")}})),
            "a: {t: \"x y\", u: \"z\"}\n");
}

TEST(Put, IsNothingWhereThereIsNoMap) {
  EXPECT_EQ(put("- 1\n", {"a"}, text("1")), "nothing");
  EXPECT_EQ(put("a: [1]\n", {"a", "b"}, text("1")), "nothing");
  EXPECT_EQ(put("a: {\n", {"a"}, text("1")), "nothing");
  EXPECT_EQ(put("a: 1\n", {}, text("1")), "nothing");
}

}  // namespace
}  // namespace offramp::case_file
