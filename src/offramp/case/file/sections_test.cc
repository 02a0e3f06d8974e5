// SPDX-License-Identifier: Apache-2.0
// A section is one file and one line in the list: this one is here, and everything that knows sections knows
// it.
#include "offramp/case/file/sections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "offramp/case/file/reader.h"
#include "offramp/case/file/schema.h"
#include "offramp/case/file/skeleton.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp {
namespace {

using case_file::Reading;
using case_file::Section;
using case_file::Shape;
using testing::HasSubstr;
using testing::Not;
namespace shapes = case_file::shapes;

enum class Channel { open, secret };

}  // namespace

template <>
struct EnumWords<Channel> {
  static constexpr EnumWord<Channel> table[] = {{Channel::open, "open"}, {Channel::secret, "secret"}};
};

namespace {

constexpr InputRole kTrust{"trust", Bearing::nothing};

const Shape kChannel = case_file::choice<Channel>("channel", "How it is used.");
const Shape kGoBetween =
    case_file::record("go-between", "Who carries messages.",
                      shapes::block({{"trust", &shapes::share, "How far it is trusted.", true},
                                     {"channel", &kChannel, "open (default) or secret."}}));
const Shape kGoBetweens = case_file::dictionary("go_betweens", "Who carries messages.", kGoBetween);

void read(Reading& r) {
  const case_file::Node* node = case_file::map_at(r.root, "go_betweens");
  if (node == nullptr) return;
  for (const case_file::Entry& entry : node->entries) {
    const std::optional<PartyId> party = case_file::party_of(r, entry.key);
    if (!party || !entry.value.is_map()) continue;
    const std::string path = "go_betweens." + entry.key.text;
    case_file::in_block(r, path, path, case_file::place_of(r, entry.key), [&] {
      const Provenance from = case_file::provenance_of(r, entry.value, {});
      case_file::read_input_at(r, entry.value, "trust",
                               {.about = {.path = path + ".trust", .role = &kTrust, .parties = {*party}},
                                .domain = shapes::share.domain,
                                .inherited = from});
      if (case_file::word_at<Channel>(r, entry.value, "channel") == Channel::secret)
        r.c.notes.push_back(entry.key.text + " talks in secret");
    });
  }
}

void check(Reading& r) {
  for (const Input& input : r.c.inputs) {
    if (input.is(kTrust) && input.quantity.p95() > 0.99)
      r.problems.error(r.places.at(input.path), "nobody is trusted that far");
  }
}

std::vector<Section> with_go_betweens() {
  const case_file::SectionList known = case_file::all_sections();
  std::vector<Section> list(known.begin(), known.end());
  list.push_back({.fields = {{"go_betweens", &kGoBetweens, "Who carries messages."}},
                  .read = read,
                  .check = check,
                  .example = "go_betweens:             # who carries messages\n"
                             "  party_b: {trust: 0.5 to 0.7, channel: secret, source: placeholder}\n"});
  return list;
}

std::string case_with(const std::string& section) {
  return case_skeleton("x") + section;
}

TEST(Sections, OneThatTheListLacksIsAnUnknownKey) {
  const LoadedCase loaded = read_case("x.yaml", case_with("go_betweens: {party_a: {trust: 0.5}}\n"));
  EXPECT_FALSE(loaded.value);
  EXPECT_THAT(loaded.diagnostics.to_text(), HasSubstr("unknown key `go_betweens` in case"));
  EXPECT_THAT(case_schema_json(), Not(HasSubstr("go_betweens")));
}

TEST(Sections, OneMoreIsReadWithItsNumbersAndWords) {
  const LoadedCase loaded = read_case(
      "x.yaml",
      case_with("go_betweens: {party_b: {trust: 0.5 to 0.7, channel: secret, source: placeholder}}\n"),
      with_go_betweens());
  ASSERT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  EXPECT_EQ(loaded.value->notes, std::vector<std::string>{"party_b talks in secret"});
  const Input& input = loaded.value->inputs.back();
  EXPECT_EQ(input.path, "go_betweens.party_b.trust");
  EXPECT_TRUE(input.is(kTrust));
  EXPECT_EQ(input.parties, std::vector<PartyId>{PartyId(1)});
  EXPECT_EQ(input.quantity.to_text(), "0.5 to 0.7");
  EXPECT_GT(input.line, 0);
}

TEST(Sections, OneMoreHasItsErrorsAndItsChecks) {
  const std::string text = read_case("x.yaml",
                                     case_with("go_betweens:\n"
                                               "  party_b: {trust: 0.995, channel: loud}\n"
                                               "  nobody: {trust: 0.5, source: placeholder}\n"),
                                     with_go_betweens())
                               .diagnostics.to_text();
  EXPECT_THAT(text, HasSubstr("nobody is trusted that far"));
  EXPECT_THAT(text, HasSubstr("`channel` cannot be `loud`"));
  EXPECT_THAT(text, HasSubstr("one of open, secret"));
  EXPECT_THAT(text, HasSubstr("`nobody` is not a party"));
  EXPECT_THAT(text, HasSubstr("a number of go_betweens.party_b has no source"));
}

TEST(Sections, OneMoreIsInTheHintTheSchemaAndTheSkeleton) {
  const std::vector<Section> list = with_go_betweens();
  EXPECT_THAT(read_case("x.yaml", case_with("quarrels: {}\n"), list).diagnostics.to_text(),
              HasSubstr(", acknowledged, go_betweens"));
  EXPECT_THAT(read_case("x.yaml", case_with("go_between: {}\n"), list).diagnostics.to_text(),
              HasSubstr("did you mean `go_betweens`?"));
  const auto schema = nlohmann::json::parse(case_schema_json(list));
  EXPECT_EQ(schema["properties"]["go_betweens"]["description"], "Who carries messages.");
  EXPECT_EQ(schema["definitions"]["channel"]["enum"], (nlohmann::json{"open", "secret"}));
  EXPECT_THAT(case_skeleton("x", list), HasSubstr("\n# go_betweens:             # who carries messages\n"));
}

}  // namespace
}  // namespace offramp
