// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/input_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "offramp/base/number/quantity.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/names/words.h"
#include "offramp/case/model/consistency.h"

namespace offramp::briefing {
namespace {

/// "second_phase" reads "second phase".
std::string spaced(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return clean_text(text);
}

std::string quoted(const std::string& name) {
  return fmt::format("‘{}’", name);
}

/// What every name is made from: the case and one of its inputs.
struct Of {
  const Case& c;
  const Input& input;

  PartyId party() const { return input.parties.front(); }
  std::string party_words() const { return party_name(c, party()); }
  std::string type_words() const { return quoted(type_name(c, party(), *input.type)); }
  std::string issue_words() const { return issue_name(c, input.issue->index()); }
  const std::string& type_id() const { return c.types[party().index()][input.type->index()].id; }
};

/// `before` goes before the label where the name stands alone.
InputName named(std::string group, std::string heading, const std::string& before, const std::string& label) {
  return {std::move(group), std::move(heading), label, before + label};
}

/// A number of a party's utility: its own (`group` and `heading`), or that of one of its types.
InputName utility_name(const Of& of, const std::string& group, const std::string& heading,
                       const std::string& label) {
  const std::string party = of.party_words();
  if (!of.input.type) return named(group, party + ": " + heading, party + ": ", label);
  const std::string of_type = fmt::format("{} if {}", party, of.type_words());
  return named(types_group(of.c, of.party()) + "." + of.type_id(), of_type, of_type + ": ", label);
}

InputName interest_name(const Of& of, const std::string& label) {
  return utility_name(of, interests_group(of.c, of.party()), "interests", label);
}

InputName no_deal_name(const Of& of, const std::string& label) {
  return utility_name(of, no_deal_group(of.c, of.party()), "no deal", label);
}

InputName weight_name(const Of& of) {
  return interest_name(of, "weight of " + of.issue_words());
}

InputName value_name(const Of& of) {
  const std::size_t issue = of.input.issue->index();
  const std::string at =
      of.input.at ? fmt::format("{} {}", number_text(*of.input.at), clean_text(of.c.issues[issue].unit))
                  : quoted(option_name(of.c, issue, of.input.item));
  return interest_name(of, fmt::format("value of {} ({})", clean_text(at), of.issue_words()));
}

InputName bonus_name(const Of& of) {
  const std::size_t p = of.party().index();
  const Interests& interests =
      of.input.type ? of.c.types[p][of.input.type->index()].interests : of.c.interests[p];
  return interest_name(of,
                       fmt::format("{} if {}", of.input.quantity.median() >= 0 ? "bonus" : "penalty",
                                   condition_words(of.c, interests.bonuses[of.input.item].when.condition)));
}

/// What the party, or its type, has without a deal.
const NoDeal& no_deal_of(const Of& of) {
  const std::size_t p = of.party().index();
  return of.input.type ? *of.c.types[p][of.input.type->index()].no_deal : *of.c.no_deal[p];
}

InputName no_deal_value_name(const Of& of) {
  return no_deal_name(of, no_deal_of(of).components.empty() ? "value of no deal" : "basic value of no deal");
}

InputName no_deal_plus_name(const Of& of) {
  return no_deal_name(of, "no deal against the settlement that it is as good as");
}

InputName no_deal_part_name(const Of& of) {
  return no_deal_name(of, "part of no deal: " + spaced(no_deal_of(of).components[of.input.item].name));
}

InputName no_deal_later_name(const Of& of) {
  return no_deal_name(of, fmt::format("value of no deal {} days after the case's date",
                                      no_deal_of(of).later[of.input.item].days));
}

InputName war_now_name(const Of& of) {
  return no_deal_name(of, "worth while fighting lasts");
}

InputName war_cost_name(const Of& of) {
  return no_deal_name(of, "cost of a month of fighting");
}

InputName war_discount_name(const Of& of) {
  return no_deal_name(of, "monthly discount");
}

InputName attitude_name(const Of& of) {
  const std::string& path = of.input.path;
  return no_deal_name(of, "attitude to gains and losses, " + spaced(path.substr(path.rfind('.') + 1)));
}

/// Of an end of the conflict, as all see it or as one party does.
InputName end_name(const Of& of, const std::string& what) {
  const std::string end = quoted(clean_text(of.c.ends[of.input.item].name));
  if (of.input.parties.size() == 1 && !of.input.is(roles::end_worth))
    return no_deal_name(of, fmt::format("{} the end {}", what, end));
  return named("ends", "How the conflict could end without a deal", "", fmt::format("{} {}", what, end));
}

InputName end_chance_name(const Of& of) {
  return end_name(of, "chance of");
}

InputName end_months_name(const Of& of) {
  return end_name(of, "months until");
}

InputName end_worth_name(const Of& of) {
  return end_name(of, fmt::format("worth to {} of", party_name(of.c, of.party())));
}

InputName margin_name(const Of& of) {
  return named("acceptance", "What parties ask for before they sign", "",
               fmt::format("margin over no deal of {}", of.party_words()));
}

InputName audience_cost_name(const Of& of) {
  const std::size_t p = of.party().index();
  const Acceptance& own =
      of.input.type ? of.c.types[p][of.input.type->index()].acceptance : of.c.acceptance[p];
  return named("acceptance", "What parties ask for before they sign", "",
               fmt::format("cost to {} of going back on its word: {}", of.party_words(),
                           condition_words(of.c, own.commitments[of.input.item].to.condition)));
}

InputName price_name(const Of& of) {
  const RedLine& line = of.c.red_lines[of.input.item];
  return named(
      "red_lines", "Prices of red lines", "price, ",
      fmt::format("{}: not {}", holder_name(of.c, line), condition_words(of.c, line.never.condition)));
}

InputName carries_name(const Of& of) {
  const Ratifier& ratifier = of.c.ratifiers[of.input.item];
  return named(
      "ratifiers", "Who must ratify", "",
      fmt::format("{} {}", of.input.is(roles::poll_error) ? "error of the share of" : "chance to carry it in",
                  clean_text(ratifier.name)));
}

InputName spoiler_name(const Of& of) {
  const std::string who = party_name(of.c, of.c.spoilers[of.input.item].party);
  const char* what = of.input.is(roles::spoiler_tolerance) ? "loss that it bears, "
                     : of.input.is(roles::spoiler_tries)   ? "chance that it tries to wreck, "
                                                           : "chance that it succeeds, ";
  return named("spoilers", "Spoilers", what, who);
}

InputName poll_share_name(const Of& of) {
  return named("polls", "Polls", "share that refuses, ",
               option_name(of.c, of.input.issue->index(), of.input.item));
}

InputName red_line_name(const Of& of) {
  const RedLine& line = of.c.red_lines[of.input.item];
  return named(
      kRedLineGroup, "Chance that a red line holds", "chance that it holds, ",
      fmt::format("{}: never {}", holder_name(of.c, line), condition_words(of.c, line.never.condition)));
}

InputName prior_name(const Of& of) {
  const std::string before = of.party_words() + ": ";
  return named(types_group(of.c, of.party()), before + "hidden types", before,
               "prior belief in " + of.type_words());
}

InputName circumstance_name(const Of& of) {
  const std::string name = clean_text(of.c.circumstances[of.input.item].name);
  return named("circumstances", "Circumstances", "", "chance before the evidence: " + name);
}

InputName joint_odds_name(const Of& of) {
  std::vector<std::string> members;
  for (const auto& [party, type] : of.c.joint_types[of.input.item].when)
    members.push_back(fmt::format("{} {}", party_name(of.c, party), quoted(type_name(of.c, party, type))));
  return named("joint_types", "Types that go together",
               "odds of types that go together: ", join_words(members));
}

InputName likelihood_name(const Of& of) {
  const EvidenceItem& item = of.c.evidence[of.input.item];
  const std::string what = clean_text(item.what);
  return named(evidence_group(item),
               fmt::format("Evidence on {}, {}, {}{}: {}", hidden_name(of.c, item.about),
                           date_short(item.date), kind_words(item), grade_words(item), what),
               fmt::format("likelihood of the evidence {} ", quoted(what)),
               item.about_types()              ? "if " + of.type_words()
               : of.input.path.ends_with("no") ? "if it is not so"
                                               : "if it is so");
}

InputName consistency_name(const Of& of) {
  const auto word = static_cast<ConsistencyWord>(of.input.item);
  const std::string label = fmt::format("likelihood of {} evidence", spaced(std::string(word_of(word))));
  return named("consistency_scale", "Consistency scale", "", label);
}

InputName watch_name(const Of& of, const std::string& before, const std::string& label) {
  const WatchItem& item = of.c.watch[of.input.item];
  const std::string what = clean_text(item.what);
  return named(watch_group(item), fmt::format("To look for, {}: {}", party_name(of.c, item.about), what),
               fmt::format("{}{}{}", before, quoted(what), before.empty() ? ": " : " "), label);
}

InputName watch_likelihood_name(const Of& of) {
  return watch_name(of, "chance of seeing ", "if " + of.type_words());
}

InputName watch_cost_name(const Of& of) {
  return watch_name(of, "", "cost of finding out");
}

InputName watch_lead_time_name(const Of& of) {
  return watch_name(of, "", "days until it is known");
}

InputName talk_name(const std::string& label) {
  return named("talk", "What words gain", "", spaced(label));
}

InputName talk_payoff_name(const Of& of, const char* whose) {
  const auto same = [&](const TalkPayoffs& talk) { return talk.party == of.party(); };
  const auto talk = std::find_if(of.c.talk.begin(), of.c.talk.end(), same);
  const PartyType& type = of.c.types[of.party().index()][of.input.type->index()];
  return talk_name(fmt::format("worth to the {} of {} if {}", whose,
                               clean_text(talk->answers[of.input.item].name), type.name));
}

InputName talk_speaker_name(const Of& of) {
  return talk_payoff_name(of, "speaker");
}

InputName talk_listener_name(const Of& of) {
  return talk_payoff_name(of, "listener");
}

InputName talk_lie_name(const Of& of) {
  const PartyType& type = of.c.types[of.party().index()][of.input.type->index()];
  return talk_name("cost of a lie for " + type.name);
}

/// How numbers of each role are called.
struct RoleWords {
  const InputRole* role;
  InputName (*name)(const Of&);
};

constexpr RoleWords kRoleWords[] = {
    {&roles::weight, weight_name},
    {&roles::value, value_name},
    {&roles::bonus, bonus_name},
    {&roles::no_deal, no_deal_value_name},
    {&roles::no_deal_plus, no_deal_plus_name},
    {&roles::no_deal_part, no_deal_part_name},
    {&roles::red_line_share, red_line_name},
    {&roles::no_deal_later, no_deal_later_name},
    {&roles::war_now, war_now_name},
    {&roles::war_cost, war_cost_name},
    {&roles::war_discount, war_discount_name},
    {&roles::attitude, attitude_name},
    {&roles::end_chance, end_chance_name},
    {&roles::end_months, end_months_name},
    {&roles::end_worth, end_worth_name},
    {&roles::margin, margin_name},
    {&roles::audience_cost, audience_cost_name},
    {&roles::red_line_price, price_name},
    {&roles::carries, carries_name},
    {&roles::poll_error, carries_name},
    {&roles::spoiler_tolerance, spoiler_name},
    {&roles::spoiler_tries, spoiler_name},
    {&roles::spoiler_succeeds, spoiler_name},
    {&roles::poll_share, poll_share_name},
    {&roles::prior, prior_name},
    {&roles::joint_odds, joint_odds_name},
    {&roles::circumstance, circumstance_name},
    {&roles::likelihood, likelihood_name},
    {&roles::consistency, consistency_name},
    {&roles::watch_likelihood, watch_likelihood_name},
    {&roles::watch_cost, watch_cost_name},
    {&roles::watch_lead_time, watch_lead_time_name},
    {&roles::talk_speaker, talk_speaker_name},
    {&roles::talk_listener, talk_listener_name},
    {&roles::talk_lie, talk_lie_name},
};

/// Of a role that nobody has given words: its address, under the section that it stands in.
InputName plain_name(const Input& input) {
  const std::string section = input.path.substr(0, input.path.find('.'));
  std::string heading = spaced(section);
  if (!heading.empty() && heading[0] >= 'a' && heading[0] <= 'z')
    heading[0] = static_cast<char>(heading[0] - 'a' + 'A');
  return named(section, std::move(heading), "", spaced(input.path));
}

}  // namespace

InputName input_name(const Case& c, InputId id) {
  const Input& input = c.inputs[id.index()];
  for (const RoleWords& words : kRoleWords) {
    if (input.is(*words.role)) return words.name({c, input});
  }
  return plain_name(input);
}

std::vector<InputName> input_names(const Case& c) {
  std::vector<InputName> names;
  for (std::size_t i = 0; i < c.inputs.size(); ++i) names.push_back(input_name(c, InputId(i)));
  return names;
}

std::string input_group_anchor(const std::string& group) {
  return "inputs-" + anchor_part(group);
}

std::string input_group_link(const Case& c, const std::string& group) {
  const bool there = std::any_of(c.inputs.begin(), c.inputs.end(), [&](const Input& input) {
    return input.path.starts_with(group) &&
           (input.path.size() == group.size() || input.path[group.size()] == '.');
  });
  return there ? link_to(input_group_anchor(group)) : "#assumptions";
}

std::string interests_group(const Case& c, PartyId party) {
  return "interests." + c.parties[party.index()].id;
}

std::string no_deal_group(const Case& c, PartyId party) {
  return "no_deal." + c.parties[party.index()].id;
}

std::string types_group(const Case& c, PartyId party) {
  return "types." + c.parties[party.index()].id;
}

std::string evidence_group(const EvidenceItem& item) {
  return "evidence." + item.id;
}

std::string watch_group(const WatchItem& item) {
  return "watch." + item.id;
}

}  // namespace offramp::briefing
