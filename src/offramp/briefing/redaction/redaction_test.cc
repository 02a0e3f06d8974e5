// SPDX-License-Identifier: Apache-2.0
// The shipped cases told without names: no name of a party, person or place that stands in the case file is
// in any form of the briefing, and every number is the same.
#include "offramp/briefing/redaction/redaction.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "offramp/base/testing/paths.h"
#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/redaction/namer.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/markdown.h"
#include "offramp/case/file/reader.h"

namespace offramp::briefing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Told {
  Case named;
  nlohmann::ordered_json with, without;
  std::vector<std::string> forms;
};

Told told(const std::string& text, const Redaction& redaction) {
  const LoadedCase loaded = read_case("aceh-2005/case.yaml", text);
  EXPECT_TRUE(loaded.value) << loaded.diagnostics.to_text();
  if (!loaded.value) return {};
  const Case& c = *loaded.value;
  CaseRun run(c, {.worlds = 256});
  WeighOptions weighing;
  weighing.complete = false;
  run.set(weighing);
  const BriefResult result = *brief(run);
  const Case hidden = redacted(c, redaction);
  const RedactedResults r = redacted(c, result, redaction);
  const BeliefResult* belief = r.belief ? &*r.belief : nullptr;
  const WeighResult* weighed = r.weighed ? &*r.weighed : nullptr;
  const Document document = compose_briefing(hidden, r.settled, belief, weighed);
  Told told;
  told.named = c;
  told.with = briefing_figures(c, *result.settled, result.belief, result.weighed);
  told.without = briefing_figures(hidden, r.settled, belief, weighed);
  told.forms = {briefing_json_text(hidden, r.settled, belief, weighed, nullptr), render_html(document),
                render_markdown(document)};
  return told;
}

std::string shipped(const std::string& name) {
  std::ifstream file(checkout::root() + "/cases/" + name + "/case.yaml", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Whether a word stands in a text, capitals and all, with no letter or digit beside it.
bool has_word(const std::string& text, const std::string& word) {
  const auto part = [&](std::size_t at) {
    return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at]));
  };
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    if (!part(at + word.size()) && (at == 0 || !part(at - 1))) return true;
  }
  return false;
}

void numbers_of(const nlohmann::ordered_json& json, std::vector<double>& numbers) {
  if (json.is_number()) numbers.push_back(json.get<double>());
  if (json.is_structured()) {
    for (const auto& item : json) numbers_of(item, numbers);
  }
}

bool common_word(const std::string& id) {
  return id == "envoy";
}

void expect_no_name(const Told& told, const std::vector<std::string>& people_and_places) {
  for (const std::string& form : told.forms) {
    for (const Party& party : told.named.parties) {
      EXPECT_FALSE(has_word(form, party.name)) << party.name;
      EXPECT_FALSE(has_word(form, "the " + party.name)) << party.name;
      // An identifier may be a word of ours ("envoy"): it is looked for as a value, in a path, in an anchor.
      for (const char* shape : {"\"{}\"", ".{}.", "\"types.{}\"", "-{}-", "interests.2e{}"})
        EXPECT_THAT(form, Not(HasSubstr(fmt::format(fmt::runtime(shape), party.id))));
      EXPECT_EQ(common_word(party.id) || !has_word(form, party.id), true) << party.id;
    }
    for (const std::string& name : people_and_places) {
      EXPECT_FALSE(has_word(form, name))
          << form.substr(form.find(name) - std::min<std::size_t>(60, form.find(name)), 120);
    }
    EXPECT_TRUE(has_word(form, "Party A"));
    for (const Source& source : told.named.sources) EXPECT_THAT(form, Not(HasSubstr(source.title)));
  }
}

void expect_same_numbers(const Told& told) {
  std::vector<double> with, without;
  numbers_of(told.with, with);
  numbers_of(told.without, without);
  EXPECT_EQ(with, without);
}

TEST(Redaction, NamesNobodyAndNoPlaceOfAceh) {
  const std::string text = shipped("aceh-2005");
  const std::vector<std::string> names = {"Aceh",     "Acehnese",  "Indonesia", "Indonesian", "Jakarta",
                                          "Helsinki", "Ahtisaari", "Yudhoyono", "Finland",    "Sweden"};
  std::size_t known = 0;
  for (const std::string& name : names) known += has_word(text, name) ? 1 : 0;
  ASSERT_GE(known, 4U);  // else the case no longer has what is looked for
  const Told hidden = told(text, {.names = true, .leave_out = {}});
  expect_no_name(hidden, names);
  expect_same_numbers(hidden);
}

TEST(Redaction, NamesNobodyAndNoPlaceOfKosovo) {
  const std::string text = shipped("kosovo-1999");
  const std::vector<std::string> names = {
      "Kosovo", "Milosevic", "Milošević", "Belgrade",     "Yugoslav",  "Yugoslavia",  "Serbia",   "Serb",
      "Serbs",  "NATO",      "Moscow",    "Chernomyrdin", "Ahtisaari", "Rambouillet", "Albanian", "KFOR"};
  const Told hidden = told(text, {.names = true, .leave_out = {}});
  expect_no_name(hidden, names);
  expect_same_numbers(hidden);
}

TEST(Redaction, LeavesOutByClassAloneAndKeepsNames) {
  const Told sources = told(shipped("aceh-2005"), {.names = false, .leave_out = {LeftOut::sources}});
  for (const std::string& form : sources.forms) {
    for (const Source& source : sources.named.sources) EXPECT_THAT(form, Not(HasSubstr(source.title)));
    EXPECT_THAT(form, HasSubstr(sources.named.parties[0].name));
  }
  expect_same_numbers(sources);
}

TEST(Namer, KeepsWhatHoldsNoNameAndNothingElse) {
  Case c = *read_case("case.yaml", shipped("aceh-2005")).value;
  c.parties[0].name = "Republic of Freedonia";
  c.parties[0].id = "fre";
  c.notes.push_back("an amnesty");
  const Namer namer(c);
  EXPECT_EQ(namer.text("Amnesty from the Republic of Freedonia by May", "x"), "Amnesty from Party A by May");
  EXPECT_EQ(namer.text("FRE-led force", "x"), "Party A-led force");
  EXPECT_EQ(namer.text("Rufus steps down", "x"), "x");
  EXPECT_EQ(namer.text("withdrawal from Sylvania", "x"), "x");
  EXPECT_EQ(namer.text("leaves_sylvania", "x"), "x");
  EXPECT_EQ(namer.text("das Übrige", "x"), "x");
  EXPECT_EQ(namer.identifiers("no_deal.fre.utility"), "no_deal.party_a.utility");
  EXPECT_EQ(Namer::party(25), "Party Z");
  EXPECT_EQ(Namer::party(26), "Party AA");
}

}  // namespace
}  // namespace offramp::briefing
