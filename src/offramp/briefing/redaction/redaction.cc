// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/redaction/redaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "offramp/analysis/choices/give_get.h"
#include "offramp/briefing/redaction/namer.h"

namespace offramp::briefing {
namespace {

constexpr const char* kReason = "The reason is left out of this edition.";

bool leaves_out(const Redaction& redaction, LeftOut what) {
  return redaction.names ||
         std::find(redaction.leave_out.begin(), redaction.leave_out.end(), what) != redaction.leave_out.end();
}

using ForProvenance = std::function<void(Provenance&)>;

template <class List>
void each(List& list, const ForProvenance& change) {
  for (auto& item : list) change(item.provenance);
}

void rules_of(Case& c, const std::function<void(Rule&)>& change) {
  const auto of_party = [&](Interests& interests, Acceptance& acceptance) {
    for (BonusTerm& bonus : interests.bonuses) change(bonus.when);
    for (Commitment& commitment : acceptance.commitments) change(commitment.to);
  };
  for (Rule& rule : c.feasible) change(rule);
  for (RedLine& line : c.red_lines) change(line.never);
  for (Aim& aim : c.aims) change(aim.that);
  for (Explanation& explanation : c.explanations) change(explanation.when);
  for (Ratifier& ratifier : c.ratifiers) {
    for (Ratifier::Where& where : ratifier.where) change(where.when);
  }
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    of_party(c.interests[p], c.acceptance[p]);
    for (PartyType& type : c.types[p]) of_party(type.interests, type.acceptance);
  }
}

void each_provenance(Case& c, const ForProvenance& change) {
  for (Input& input : c.inputs) {
    change(input.quantity.provenance);
    for (Clause& clause : input.instead) change(clause.quantity.provenance);
  }
  rules_of(c, [&](Rule& rule) { change(rule.provenance); });
  each(c.polls, change);
  each(c.ratifiers, change);
  each(c.spoilers, change);
  for (Factor& factor : c.factors) {
    change(factor.provenance);
    each(factor.loads, change);
  }
  each(c.evidence, change);
  each(c.watch, change);
  each(c.calendar, change);
  each(c.talk, change);
  each(c.drafts, change);
  each(c.variants, change);
  if (c.actual) {
    change(c.actual->provenance);
    each(c.actual->seen, change);
  }
}

void leave_out_sources(Case& c) {
  for (std::size_t s = 0; s < c.sources.size(); ++s) {
    const bool placeholder = c.sources[s].placeholder;
    c.sources[s] = Source();
    c.sources[s].id = fmt::format("source_{}", s + 1);
    c.sources[s].title = fmt::format("Source {}, left out of this edition", s + 1);
    c.sources[s].placeholder = placeholder;
  }
  each_provenance(c, [](Provenance& provenance) {
    for (Citation& citation : provenance.sources) citation.place.clear();
  });
}

void leave_out_notes(Case& c) {
  c.notes.clear();
  c.contacts.clear();
  c.acknowledged.clear();
  for (Source& source : c.sources) source.note.clear();
  if (c.actual) c.actual->note.clear();
}

void leave_out_descriptions(Case& c) {
  for (Party& party : c.parties) party.description.clear();
  for (Circumstance& circumstance : c.circumstances) circumstance.description.clear();
  for (Issue& issue : c.issues) {
    issue.description.clear();
    for (Option& option : issue.options) option.description.clear();
  }
  for (Poll& poll : c.polls) {
    poll.community.clear();
    poll.question.clear();
  }
}

void leave_out(Case& c, const Redaction& redaction) {
  if (leaves_out(redaction, LeftOut::sources)) leave_out_sources(c);
  if (leaves_out(redaction, LeftOut::notes)) leave_out_notes(c);
  if (leaves_out(redaction, LeftOut::descriptions)) leave_out_descriptions(c);
  if (leaves_out(redaction, LeftOut::judgements)) {
    each_provenance(c, [](Provenance& provenance) {
      if (!provenance.because.empty()) provenance.because = kReason;
    });
  }
  if (leaves_out(redaction, LeftOut::authors)) {
    c.by.author.clear();
    c.by.reviewers.clear();
    c.by.version.clear();
  }
}

// Gives each thing of a list its new identifier, and its text or kind and number.
template <class List, class TextOf>
void rename(const Namer& namer, List& list, const char* kind, TextOf text_of) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    list[i].id = namer.identifiers(list[i].id);
    std::string& text = text_of(list[i]);
    text = namer.text(text, fmt::format("{} {}", kind, i + 1));
  }
}

constexpr auto kName = [](auto& item) -> std::string& { return item.name; };
constexpr auto kWhat = [](auto& item) -> std::string& { return item.what; };

void rename_parts(const Namer& namer, Interests& interests, std::optional<NoDeal>& no_deal,
                  Acceptance& acceptance) {
  for (BonusTerm& bonus : interests.bonuses) bonus.id = namer.identifiers(bonus.id);
  for (Commitment& commitment : acceptance.commitments) commitment.id = namer.identifiers(commitment.id);
  if (!no_deal) return;
  for (Component& part : no_deal->components) part.name = namer.identifiers(part.name);
}

void rename_parties(const Namer& namer, Case& c) {
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    Party& party = c.parties[p];
    party.id = namer.identifiers(party.id);
    party.name = Namer::party(p);
    party.article = false;
    rename_parts(namer, c.interests[p], c.no_deal[p], c.acceptance[p]);
    rename(namer, c.types[p], "Type", kName);
    for (PartyType& type : c.types[p]) {
      rename_parts(namer, type.interests, type.no_deal, type.acceptance);
      for (std::string& bonus : type.dropped_bonuses) bonus = namer.identifiers(bonus);
    }
  }
}

void rename_issues(const Namer& namer, Case& c) {
  rename(namer, c.issues, "Issue", kName);
  for (std::size_t i = 0; i < c.issues.size(); ++i) {
    Issue& issue = c.issues[i];
    issue.unit = namer.text(issue.unit, "units");
    if (issue.numeric()) continue;
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      Option& option = issue.options[o];
      option.id = namer.identifiers(option.id);
      option.name = namer.text(option.name, fmt::format("Option {} of issue {}", o + 1, i + 1));
    }
  }
}

void rename_lists(const Namer& namer, Case& c) {
  for (RedLine& line : c.red_lines) line.id = namer.identifiers(line.id);
  for (Poll& poll : c.polls) poll.id = namer.identifiers(poll.id);
  for (Spoiler& spoiler : c.spoilers) spoiler.id = namer.identifiers(spoiler.id);
  rename(namer, c.ends, "End", kName);
  rename(namer, c.ratifiers, "Ratifier", kName);
  rename(namer, c.circumstances, "Circumstance", kName);
  rename(namer, c.factors, "Factor", kName);
  rename(namer, c.evidence, "Item of evidence", kWhat);
  rename(namer, c.watch, "Item to watch", kWhat);
  rename(namer, c.drafts, "Draft", kName);
  rename(namer, c.variants, "Variant", kName);
  for (EvidenceItem& item : c.evidence) item.group = namer.identifiers(item.group);
  for (DraftText& draft : c.drafts) draft.by = namer.text(draft.by, "somebody who is not named here");
  for (TalkPayoffs& talk : c.talk) rename(namer, talk.answers, "Answer", kName);
  for (std::size_t e = 0; e < c.calendar.size(); ++e)
    c.calendar[e].what = namer.text(c.calendar[e].what, fmt::format("Event {}", e + 1));
  for (std::size_t e = 0; e < c.explanations.size(); ++e)
    c.explanations[e].say = namer.text(c.explanations[e].say, fmt::format("Explanation {}", e + 1));
}

void hide_names(const Case& named, Case& c) {
  const Namer namer(named);
  c.file = "case.yaml";
  c.title = namer.text(c.title, "A conflict without names");
  c.question = namer.text(c.question, "");
  c.by.marking = namer.text(c.by.marking, "");
  c.perspective = namer.identifiers(c.perspective);
  rename_parties(namer, c);
  rename_issues(namer, c);
  rename_lists(namer, c);
  rules_of(c, [&](Rule& rule) { rule.text = namer.identifiers(rule.text); });
  for (Input& input : c.inputs) input.path = namer.identifiers(input.path);
  c.settings.clear();
  c.added.clear();
}

// What parties could say at home is said anew in the words of the redacted case.
void say_again(const Case& hidden, SettleResult& settled) {
  for (Deal& deal : settled.deals) {
    for (std::size_t v = 0; v < deal.parties.size(); ++v) {
      PartyInDeal& party = deal.parties[v];
      party.explanations = explanations_of(hidden, settled.veto_players[v],
                                           settled.ranked[deal.ranked].settlement, party.give_get);
    }
  }
  for (PartyOffRamps& ramps : settled.off_ramps) {
    for (OffRamp& ramp : ramps.ramps)
      ramp.explanations = explanations_of(hidden, ramps.party, ramp.report.settlement, ramp.give_get);
  }
}

void rename_ramps(const Namer& namer, SettleResult& settled) {
  for (PartyOffRamps& ramps : settled.off_ramps) {
    for (OffRamp& ramp : ramps.ramps) {
      for (AimDenial& denial : ramp.aims) denial.aim = namer.identifiers(denial.aim);
    }
  }
}

// Answers are called as the case calls them.
void rename_answer(const Namer& namer, const Case& c, AnswerView& view) {
  std::string& name = view.answer.name;
  for (const TalkPayoffs& talk : c.talk) {
    for (std::size_t a = 0; a < talk.answers.size(); ++a) {
      if (talk.answers[a].name != name && talk.answers[a].id != name) continue;
      name = namer.text(talk.answers[a].name, fmt::format("Answer {}", a + 1));
      return;
    }
  }
  name = namer.text(name, "An answer");
}

void rename_belief(const Namer& namer, const Case& c, BeliefResult& belief) {
  for (GroupBelief& group : belief.groups) group.group = namer.identifiers(group.group);
  for (std::string& note : belief.notes) note = namer.text(note, "What limits the reading names somebody.");
  for (PartyBelief& party : belief.parties) {
    rename_answer(namer, c, party.deception.unheard);
    for (AnswerView& view : party.deception.if_taken_for) rename_answer(namer, c, view);
  }
}

}  // namespace

Case redacted(const Case& c, const Redaction& redaction) {
  Case out = c;
  leave_out(out, redaction);
  if (redaction.names) hide_names(c, out);
  return out;
}

RedactedResults redacted(const Case& c, const BriefResult& result, const Redaction& redaction) {
  RedactedResults out;
  out.settled = *result.settled;
  if (result.belief != nullptr) out.belief = *result.belief;
  if (result.weighed != nullptr) out.weighed = *result.weighed;
  if (!redaction.names) return out;
  const Namer namer(c);
  rename_ramps(namer, out.settled);
  say_again(redacted(c, redaction), out.settled);
  if (out.belief) rename_belief(namer, c, *out.belief);
  if (out.weighed) {
    for (WeighInput& input : out.weighed->inputs) input.id = namer.identifiers(input.id);
    for (ShortListed& listed : out.weighed->short_list) {
      for (std::string& role : listed.roles) role = namer.identifiers(role);
    }
  }
  return out;
}

}  // namespace offramp::briefing
