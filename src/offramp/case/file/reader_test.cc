// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/reader.h"

#include <gtest/gtest.h>

#include <clocale>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "offramp/base/testing/paths.h"

namespace offramp {
namespace {

namespace fs = std::filesystem;

const fs::path kGood = fs::path(checkout::root()) / "tests" / "cases" / "good";

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(Reader, ReadsAFileAndAFolder) {
  EXPECT_TRUE(read_case_file(kGood / "panama-1974.yaml").value);
  const fs::path folder = fs::temp_directory_path() / "offramp_reader_test";
  fs::remove_all(folder);
  fs::create_directories(folder);
  EXPECT_TRUE(read_case_file(folder).diagnostics.has_errors());
  fs::copy_file(kGood / "minimal.json", folder / "case.json");
  EXPECT_EQ(read_case_file(folder).value.value().parties.size(), 2u);
  fs::copy_file(kGood / "panama-1974.yaml", folder / "case.yaml");
  EXPECT_EQ(read_case_file(folder).value.value().issues.size(), 10u);
  EXPECT_TRUE(read_case_file(folder / "absent.yaml").diagnostics.has_errors());
  fs::remove_all(folder);
}

TEST(Reader, RefusesTooManyBytes) {
  const LoadedCase result = read_case("big.yaml", std::string(kMaxCaseBytes + 1, '#'));
  EXPECT_FALSE(result.value);
  EXPECT_EQ(result.diagnostics.errors(), 1u);
}

TEST(Reader, KeepsWhatTheFileSays) {
  const Case c = read_case("x.yaml", contents(kGood / "every-section.yaml")).value.value();
  EXPECT_EQ(c.file, "x.yaml");
  EXPECT_EQ(c.issues[0].options[3].id, "no");
  EXPECT_EQ(c.issues[3].grid, (std::vector<double>{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}));
  const Quantity& weight = c.quantity(*c.interests[0].weight[1]);
  EXPECT_EQ(weight.to_text(), "20 to 30");
  EXPECT_EQ(weight.provenance.basis, Basis::derived);
  EXPECT_EQ(weight.provenance.confidence, Confidence::high);
  ASSERT_EQ(weight.provenance.sources.size(), 2u);
  EXPECT_EQ(weight.provenance.sources[1].place, "ch. 4");
  const Quantity& inherited = c.quantity(*c.interests[0].weight[0]);
  EXPECT_EQ(inherited.provenance.because, "as its governments said");
  EXPECT_EQ(inherited.provenance.confidence, Confidence::moderate);
  EXPECT_EQ(c.red_lines[1].id, "fry_1");
  EXPECT_EQ(c.red_lines[1].dropped_by, std::vector<TypeId>{TypeId(0)});
  EXPECT_EQ(c.red_lines[4].only_type, TypeId(0));
  EXPECT_EQ(c.quantity(*c.red_lines[0].unacceptable_to).median(), 0.66);
  EXPECT_TRUE(c.evidence[1].ordinal);
  EXPECT_EQ(c.inputs[c.evidence[1].likelihood[0].index()].path, "consistency_scale.very_consistent");
  EXPECT_EQ(c.actual.value().settlement, (bargaining::Settlement{0, 4, 0, 1}));
}

TEST(Reader, KeepsWhoWroteItAndWhatIsComing) {
  const Case c = read_case("x.yaml", contents(kGood / "every-section.yaml")).value.value();
  EXPECT_EQ(c.by.author, "The project");
  EXPECT_EQ(c.by.reviewers, (std::vector<std::string>{"A first reader", "A second reader"}));
  EXPECT_EQ(c.by.version, "2");
  EXPECT_EQ(c.by.marking, "TEST");
  EXPECT_TRUE(c.parties[0].article);
  EXPECT_FALSE(c.parties[1].article);
  // By date, a month as its first day.
  ASSERT_EQ(c.calendar.size(), 3u);
  EXPECT_EQ(c.calendar[0].what, "A day of voting");
  EXPECT_EQ(c.calendar[0].kind, DateKind::vote);
  EXPECT_EQ(c.calendar[0].about, (std::vector<PartyId>{PartyId(1), PartyId(0)}));
  EXPECT_EQ(c.calendar[1].date, "1999-06");
  EXPECT_EQ(c.calendar[1].kind, DateKind::other);
  EXPECT_EQ(c.calendar[1].provenance.because, "known only to the month");
  EXPECT_EQ(c.calendar[2].date, "1999-06-03");
}

TEST(Reader, LocaleChangesNothing) {
  const std::string text = contents(kGood / "every-section.yaml");
  const Case before = read_case("x.yaml", text).value.value();
  for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"}) {
    if (std::setlocale(LC_ALL, name) == nullptr) continue;
    const Case after = read_case("x.yaml", text).value.value();
    for (std::size_t i = 0; i < before.inputs.size(); ++i)
      EXPECT_EQ(before.inputs[i].quantity, after.inputs[i].quantity);
    std::setlocale(LC_ALL, "C");
  }
}

// Expected texts by the rules of YAML 1.2.2, sections 6.5 and 7.3.2.
TEST(Reader, SingleQuotedTexts) {
  std::string text = contents(kGood / "no-final-newline.yaml");
  const std::size_t title = text.find("Panama Canal, one issue");
  const std::string pairs(400, '\'');
  const std::pair<std::string, std::string> rows[] = {
      {"'it''s'", "it's"},
      {"'a\n  b'", "a b"},
      {"'a  \n\n\n \t b c'", "a\n\nb c"},
      {"'a\r\n  b'", "a b"},
      {"'" + pairs + "x'", pairs.substr(200) + "x"},
  };
  for (const auto& [written, read] : rows) {
    std::string changed = text;
    changed.replace(title, 23, written);
    EXPECT_EQ(read_case("x.yaml", changed).value.value().title, read) << written;
  }
}

// Whatever is cut off, the reader returns and says why.
TEST(Reader, SurvivesEveryTruncation) {
  const std::string text = contents(kGood / "minimal.json");
  for (std::size_t length = 0; length < text.size(); ++length) {
    const LoadedCase result = read_case("x.json", std::string_view(text).substr(0, length));
    EXPECT_EQ(result.value.has_value(), !result.diagnostics.has_errors()) << length;
  }
}

}  // namespace
}  // namespace offramp
