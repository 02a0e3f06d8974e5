// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/read.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/analysis/read/notes.h"
#include "offramp/analysis/read/talk.h"
#include "offramp/analysis/worlds/evidence_model.h"
#include "offramp/base/text/date.h"
#include "offramp/case/model/consistency.h"
#include "offramp/case/model/world.h"

namespace offramp {
namespace {

using evidence::Belief;
using evidence::Dossier;
using evidence::Reading;

std::vector<Belief> slice(const std::vector<Belief>& all, std::size_t begin, std::size_t count) {
  const auto from = all.begin() + static_cast<std::ptrdiff_t>(begin);
  return {from, from + static_cast<std::ptrdiff_t>(count)};
}

// Steps on days that moved the party, directly or through a linked one.
std::vector<BeliefStep> history(const Dossier& dossier, const Reading& reading, std::size_t s) {
  const evidence::Trajectory& path = reading.trajectory;
  const evidence::Items& items = dossier.model().items;
  const std::uint32_t component = dossier.component_of(s);
  std::vector<bool> touched(path.days.size(), false);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (dossier.component_of(items.about(i)) != component) continue;
    const auto day = std::lower_bound(path.days.begin(), path.days.end(), items.day(i));
    touched[static_cast<std::size_t>(day - path.days.begin())] = true;
  }
  std::vector<BeliefStep> steps;
  const std::size_t first = dossier.first_row(s), count = dossier.hypotheses(s);
  for (std::size_t step = 0; step < path.steps(); ++step) {
    if (step > 0 && !touched[step - 1]) continue;
    steps.push_back({step == 0 ? std::string() : date_text(date_of(path.days[step - 1])),
                     slice(path.beliefs, step * path.rows + first, count)});
  }
  return steps;
}

// Where the hypotheses of subject s stand among those of its component, in the order of Removals.
std::size_t offset_in_component(const Dossier& dossier, std::size_t s) {
  std::size_t offset = 0;
  for (const std::uint32_t member : dossier.components()[dossier.component_of(s)].subjects) {
    if (member == s) break;
    offset += dossier.hypotheses(member);
  }
  return offset;
}

std::vector<double> own_part(const Dossier& dossier, std::size_t s, const std::vector<double>& all,
                             std::size_t begin) {
  const auto from = all.begin() + static_cast<std::ptrdiff_t>(begin + offset_in_component(dossier, s));
  return {from, from + static_cast<std::ptrdiff_t>(dossier.hypotheses(s))};
}

bool flips(const std::vector<evidence::Flip>& list, std::size_t index, std::size_t subject) {
  return std::any_of(list.begin(), list.end(), [&](const evidence::Flip& flip) {
    return flip.index == index && flip.subject == subject;
  });
}

std::vector<Belief> own_steps(const Dossier& dossier, const evidence::Waterfall& fall, std::size_t place,
                              std::size_t s) {
  std::vector<Belief> result(dossier.hypotheses(s));
  const std::size_t first = dossier.first_row(s);
  for (std::size_t n = fall.begin[place]; n < fall.begin[place + 1]; ++n) {
    if (fall.rows[n] >= first && fall.rows[n] < first + result.size()) {
      result[fall.rows[n] - first] = fall.decibans[n];
    }
  }
  return result;
}

ItemBelief item_belief(const Case& c, const Dossier& dossier, const Reading& reading, std::size_t place) {
  const std::uint32_t item = reading.waterfall.items[place];
  const std::size_t s = dossier.subject_of(item), count = dossier.hypotheses(s);
  const bool plain = dossier.model().items.about(item) == s;
  ItemBelief result;
  result.item = item;
  result.date = c.evidence[item].date;
  result.weight = dossier.weight(item);
  result.step = own_steps(dossier, reading.waterfall, place, s);
  // Of an item whose likelihoods depend on other things there is one weight for each combination: what it did
  // as it came stands for all.
  result.alone = plain ? slice(reading.weights.graded, reading.weights.begin[item], count) : result.step;
  result.given_rest =
      plain ? slice(reading.weights.given_rest, reading.weights.begin[item], count) : result.step;
  const evidence::Removals::List& removed = reading.removals.items;
  result.without = own_part(dossier, s, removed.without, removed.begin[item]);
  result.reversed = own_part(dossier, s, removed.reversed, removed.begin[item]);
  result.flips_if_false = flips(removed.false_flips, item, s);
  result.flips_if_planted = flips(removed.planted_flips, item, s);
  const std::uint32_t cluster = dossier.cluster_of(item);
  if (cluster != evidence::kNoCluster) {
    for (const std::uint32_t other : dossier.clusters()[cluster].items) {
      result.counts = result.counts && dossier.weight(other) <= dossier.weight(item);
    }
  }
  return result;
}

// Log odds of every type, in decibans.
std::vector<Belief> log_odds(const evidence::SubjectPosterior& posterior, std::size_t worlds) {
  const std::size_t count = posterior.hypotheses.size();
  std::vector<Belief> result;
  std::vector<double> logs(count), odds(worlds);
  for (std::size_t h = 0; h < count; ++h) {
    for (std::size_t k = 0; k < worlds; ++k) {
      for (std::size_t g = 0; g < count; ++g) logs[g] = posterior.log_per_world[g * worlds + k];
      odds[k] = evidence::decibans(evidence::log_odds(logs, h));
    }
    result.push_back(evidence::summarise(odds));
  }
  return result;
}

PartyBelief party_belief(const Case& c, const Dossier& dossier, const Reading& reading,
                         const evidence::Posterior& before, PartyId party, std::size_t s) {
  const evidence::SubjectPosterior& posterior = reading.posterior.subjects[s];
  PartyBelief result;
  result.party = party;
  result.prior = before.subjects[s].hypotheses;
  result.posterior = posterior.hypotheses;
  result.leader = TypeId(posterior.leader);
  result.leads_in = posterior.leads_in;
  for (const PartyType& type : c.types[party.index()]) result.can_feign = result.can_feign || type.bad_faith;
  result.prior_bad_faith = before.subjects[s].bad_faith;
  result.bad_faith = posterior.bad_faith;
  result.history = history(dossier, reading, s);
  result.contrast = reading.contrast[s];
  result.ach = reading.ach[s];
  for (std::size_t place = 0; place < reading.waterfall.items.size(); ++place) {
    if (dossier.subject_of(reading.waterfall.items[place]) == s) {
      result.items.push_back(item_belief(c, dossier, reading, place));
    }
  }
  result.prior_decibans = log_odds(before.subjects[s], before.worlds);
  result.posterior_decibans = log_odds(posterior, reading.posterior.worlds);
  for (std::size_t t = 0; t < result.prior.size(); ++t) {
    double rest = evidence::log_odds_change(result.prior_decibans[t].mean, result.posterior_decibans[t].mean);
    for (const ItemBelief& item : result.items) rest -= item.step[t].mean;
    const bool linked = dossier.components()[dossier.component_of(s)].subjects.size() > 1;
    result.linked_decibans.push_back(linked ? rest : 0.0);
  }
  result.deception = deception_ends(result.contrast);
  return result;
}

std::vector<GroupBelief> group_beliefs(const Case& c, const Dossier& dossier, const Reading& reading,
                                       const std::vector<PartyId>& parties) {
  std::vector<GroupBelief> groups;
  const evidence::Removals::List& removed = reading.removals.groups;
  for (std::size_t n = 0; n < dossier.clusters().size(); ++n) {
    const evidence::Cluster& cluster = dossier.clusters()[n];
    const std::size_t subject = dossier.subject_of(cluster.items.front());
    if (subject >= parties.size()) continue;  // not about a party
    GroupBelief group;
    group.group = c.evidence[cluster.items.front()].group;
    group.party = parties[subject];
    group.items.assign(cluster.items.begin(), cluster.items.end());
    group.without = own_part(dossier, subject, removed.without, removed.begin[n]);
    group.flips_if_false = flips(removed.false_flips, n, subject);
    groups.push_back(std::move(group));
  }
  return groups;
}

// Of the parties among the subjects of a component; what else hangs together with them is summed over.
JointBelief joint_belief(const Reading& reading, const evidence::JointPosterior& joint,
                         const std::vector<PartyId>& parties) {
  const evidence::Component& component = joint.component;
  std::vector<std::size_t> members;  // subjects below the number of parties come first
  JointBelief belief;
  std::size_t cells = 1;
  for (std::size_t m = 0; m < component.subjects.size(); ++m) {
    if (component.subjects[m] >= parties.size()) break;
    members.push_back(m);
    belief.parties.push_back(parties[component.subjects[m]]);
    cells *= component.count[m];
  }
  belief.chance.assign(cells, 0.0);
  for (std::size_t cell = 0; cell < component.cells; ++cell)
    belief.chance[cell / (component.cells / cells)] += joint.mean[cell];
  for (std::size_t cell = 0; cell < component.cells; cell += component.cells / cells) {
    std::vector<TypeId>& types = belief.types.emplace_back();
    double product = 1.0;
    for (const std::size_t m : members) {
      const std::uint32_t h = component.hypothesis(cell, m);
      types.emplace_back(h);
      product *= reading.posterior.subjects[component.subjects[m]].hypotheses[h].mean;
    }
    belief.if_independent.push_back(product);
  }
  return belief;
}

std::vector<JointBelief> joint_beliefs(const Reading& reading, const std::vector<PartyId>& parties) {
  std::vector<JointBelief> result;
  for (const evidence::JointPosterior& joint : reading.posterior.joint) {
    JointBelief belief = joint_belief(reading, joint, parties);
    if (belief.parties.size() > 1) result.push_back(std::move(belief));
  }
  return result;
}

// The scale of the case, if it has one, so that the matrix's words are those of its analysts.
evidence::ConsistencyScale scale_of(const Case& c) {
  evidence::ConsistencyScale scale;
  for (const auto& [value, word] : EnumWords<ConsistencyWord>::table) {
    const std::optional<InputId> input = consistency_input(c, value);
    if (input) scale.likelihood[static_cast<std::size_t>(value)] = c.quantity(*input).median();
  }
  return scale;
}

BeliefResult read_run(CaseRun& run) {
  const Case& c = run.c();
  const DrawnWorlds& drawn = drawn_worlds(run);
  const BeliefOptions& options = run.options<BeliefOptions>();
  BeliefResult result;
  result.seed = drawn.table.seed;
  result.worlds = drawn.table.worlds;
  result.items = c.evidence.size();
  result.method = "Bayes' rule, exact in every world; intervals hold the central 90 % of worlds";
  if (drawn.evidence == nullptr) {
    result.notes.emplace_back("The case gives no party hidden types, so there is nothing to read.");
    return result;
  }
  const std::vector<PartyId> parties = typed_parties(c);
  const Dossier& dossier = drawn.evidence->dossier;
  evidence::ReadingParts parts;
  parts.scale = scale_of(c);
  const Reading reading = evidence::read(dossier, watch_list(c, drawn.table), parts, run.control());
  for (std::size_t s = 0; s < parties.size(); ++s) {
    result.parties.push_back(party_belief(c, dossier, reading, drawn.evidence->before, parties[s], s));
  }
  if (options.talk) {
    for (std::size_t s = 0; s < parties.size(); ++s) {
      bound_talk(run, s, result.parties[s]);
    }
  }
  result.facts = drawn.yes_no;
  result.joint = joint_beliefs(reading, parties);
  result.groups = group_beliefs(c, dossier, reading, parties);
  for (const std::uint32_t w : reading.watch.by_gain_per_cost) {
    result.watch.push_back({w, reading.watch.watches[w]});
  }
  result.notes = reading_notes(c, result);
  return result;
}

}  // namespace

const Answer<BeliefResult>& read_evidence(CaseRun& run) {
  return run.once<Answer<BeliefResult>>([&] { return read_run(run); });
}

}  // namespace offramp
