// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/brief/brief.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "offramp/briefing/brief/sections.h"
#include "offramp/briefing/check/check_json.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
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

void add(Document& document, std::optional<Section> section) {
  if (section) document.sections.push_back(std::move(*section));
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
  if (!c.as_of.empty()) document.facts.push_back(Prose("As of ").quote(date_words(c.as_of)));
  if (!c.perspective.empty()) document.facts.push_back(Prose("Perspective: ").quote(perspective_words(c)));
  document.facts.push_back(
      Prose()
          .figure(Format::count, static_cast<double>(result.worlds), "/settle/worlds", "#figure-worlds")
          .say(" worlds, seed ")
          .figure(Format::count, static_cast<double>(result.seed), "/settle/seed", "#figure-seed"));
  add(document, section_bottom_line(context));
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
