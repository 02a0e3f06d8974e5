// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/brief/brief.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "offramp/briefing/brief/sections.h"
#include "offramp/briefing/check/check_json.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/pages/pages.h"
#include "offramp/briefing/read/read_json.h"
#include "offramp/briefing/read/score_json.h"
#include "offramp/briefing/read/section_who.h"
#include "offramp/briefing/render/json.h"
#include "offramp/briefing/render/json_text.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/briefing/weigh/section_weigh.h"
#include "offramp/briefing/weigh/weigh_json.h"

namespace offramp::briefing {
namespace {

/// Whom a section of the annex is for.
constexpr std::pair<std::string_view, std::string_view> kAudience[] = {
    {"answer", "For whoever briefs the envoy: the two pages with their reasons."},
    {"who", "For the analyst of the parties: what is believed of each, and why."},
    {"rests-on", "For whoever must defend the answer."},
    {"band", "For whoever doubts the model."},
    {"parties", "For whoever is new to the conflict."},
    {"no-deal", "For the analyst who entered what no deal is worth."},
    {"map", "For whoever looks for trades."},
    {"acceptance", "For whoever looks for trades."},
    {"ranked", "For the drafter: the text in full, and other deals."},
    {"drafts", "For the drafter: what is on the table, and what it would take."},
    {"robust", "For the modeller."},
    {"fairness", "For a mediator who is asked what would be fair."},
    {"disagreements", "For a mediator who is asked what would be fair."},
    {"off-ramps", "For whoever must help a party to leave without humiliation."},
    {"central", "For the drafter: what clashes, and which single concession would open the way."},
    {"prices", "For whoever negotiates over red lines."},
    {"closing", "For whoever negotiates over red lines."},
    {"types", "For the analyst of the parties."},
    {"actual", "For the historian."},
    {"assumptions", "For whoever checks the numbers."},
    {"sources", "For whoever checks the numbers."},
    {"method", "For the modeller."}};

void add(Document& document, std::optional<Section> section) {
  if (!section) return;
  for (const auto& [id, audience] : kAudience) {
    if (section->id == id) section->audience = audience;
  }
  document.sections.push_back(std::move(*section));
}

Text reviewed_by(const std::vector<std::string>& reviewers) {
  return Prose("Read by ").quote(join_words(reviewers));
}

std::string perspective_words(const Case& c) {
  for (const Party& party : c.parties) {
    if (party.id == c.perspective) return clean_text(party.name.empty() ? party.id : party.name);
  }
  return clean_text(c.perspective);
}

}  // namespace

Document compose_briefing(const Case& c, const SettleResult& result, const BeliefResult* belief,
                          const WeighResult* weighed, const EventSeries* events) {
  const Context context{c, result, belief, weighed, events};
  Document document;
  document.title = clean_text(c.title);
  document.question = clean_text(c.question);
  if (std::optional<Text> words = placeholder_words(c)) document.facts.push_back(*std::move(words));
  for (Text& words : settings_words(c)) document.facts.push_back(std::move(words));
  document.marking = clean_text(c.by.marking);
  if (!document.marking.empty()) document.facts.push_back(Prose().quote(document.marking, true));
  if (c.shown_to) document.facts.push_back(Prose("Edition for ").quote(party_in_prose(c, *c.shown_to), true));
  if (!c.by.author.empty()) document.facts.push_back(Prose("By ").quote(c.by.author));
  if (!c.by.reviewers.empty()) document.facts.push_back(reviewed_by(c.by.reviewers));
  if (!c.by.version.empty()) document.facts.push_back(Prose("Version: ").quote(c.by.version));
  if (!c.as_of.empty()) document.facts.push_back(Prose("As of ").quote(date_words(c.as_of)));
  if (!c.perspective.empty()) document.facts.push_back(Prose("Perspective: ").quote(perspective_words(c)));
  document.facts.push_back(
      Prose()
          .figure(Format::count, static_cast<double>(result.worlds), "/settle/worlds", "#figure-worlds")
          .say(" worlds, seed ")
          .figure(Format::count, static_cast<double>(result.seed), "/settle/seed", "#figure-seed"));
  document.sections = front_sections(context);
  add(document, section_answer(context));
  add(document, section_who(context));
  add(document, weighed != nullptr ? section_rests_on(context, *weighed) : section_rests_on(context));
  add(document, section_band(context));
  add(document, section_parties(context));
  add(document, section_stands(context));
  add(document, section_map(context));
  add(document, section_acceptance(context));
  add(document, section_ranked(context));
  add(document, section_drafts(context));
  add(document, section_robust(context));
  add(document, section_fairness(context));
  add(document, section_disagreements(context));
  add(document, section_off_ramps(context));
  add(document, section_central(context));
  add(document, section_prices(context));
  add(document, section_closing(context));
  add(document, section_types(context));
  add(document, section_actual(context));
  add(document, section_notes(context));
  add(document, section_assumptions(context));
  add(document, section_sources(context));
  add(document, section_method(context));
  return document;
}

nlohmann::ordered_json briefing_figures(const Case& c, const SettleResult& result, const BeliefResult* belief,
                                        const WeighResult* weighed, const EventSeries* events) {
  nlohmann::ordered_json json = {{"settle", settle_json(c, result)}};
  if (belief != nullptr) json["read"] = read_json(c, *belief);
  if (weighed != nullptr) json["weigh"] = weigh_json(c, *weighed);
  if (events != nullptr) json["events"] = events_json(*events);
  json["case"] = case_json(c);
  return json;
}

nlohmann::ordered_json briefing_json(const Case& c, const SettleResult& result, const BeliefResult* belief,
                                     const WeighResult* weighed, const EventSeries* events) {
  nlohmann::ordered_json json = {
      {"verb", "brief"}, {"document", document_json(compose_briefing(c, result, belief, weighed, events))}};
  json.update(briefing_figures(c, result, belief, weighed, events));
  return json;
}

std::string briefing_json_text(const Case& c, const SettleResult& result, const BeliefResult* belief,
                               const WeighResult* weighed, const EventSeries* events) {
  return json_text(briefing_json(c, result, belief, weighed, events));
}

}  // namespace offramp::briefing
