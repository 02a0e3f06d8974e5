// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/worlds/evidence_model.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "offramp/base/text/date.h"
#include "offramp/case/model/clauses.h"
#include "offramp/case/model/factors.h"

namespace offramp {
namespace {

constexpr double kFromCertainty = 1e-9;

// Rows of numbers, one row an input; one column if none of them differs between worlds.
std::vector<double> rows(const WorldTable& table, const std::vector<InputId>& inputs) {
  const bool varies = std::any_of(inputs.begin(), inputs.end(),
                                  [&](InputId id) { return table.value[id.index()].size() > 1; });
  const std::size_t columns = varies ? table.worlds : 1;
  std::vector<double> result;
  result.reserve(inputs.size() * columns);
  for (const InputId id : inputs) {
    for (std::size_t k = 0; k < columns; ++k) result.push_back(table.at(id, k));
  }
  return result;
}

std::vector<double> chances(const WorldTable& table, const std::vector<InputId>& inputs) {
  std::vector<double> result = rows(table, inputs);
  for (double& chance : result) chance = std::clamp(chance, kFromCertainty, 1.0 - kFromCertainty);
  return result;
}

evidence::Subject typed_subject(const Case& c, const WorldTable& table, PartyId party) {
  evidence::Subject result;
  result.name = c.parties[party.index()].id;
  std::vector<InputId> priors;
  for (const PartyType& type : c.types[party.index()]) {
    result.hypotheses.push_back(type.id);
    result.bad_faith.push_back(type.bad_faith);
    priors.push_back(type.prior);
  }
  result.prior = rows(table, priors);
  return result;
}

InputId chance_of(const Case& c, const Hidden& hidden) {
  return hidden.kind == Hidden::Kind::circumstance ? c.circumstances[hidden.index].chance
                                                   : *c.red_lines[hidden.index].unacceptable_to;
}

// A circumstance, or whether a red line holds. Where its chance depends on other things its own prior is
// even, and conditional factors say the rest.
evidence::Subject yes_no_subject(const Case& c, const WorldTable& table, const Hidden& hidden) {
  evidence::Subject result;
  result.name = hidden.kind == Hidden::Kind::circumstance ? c.circumstances[hidden.index].id
                                                          : c.red_lines[hidden.index].id;
  result.hypotheses = {"yes", "no"};
  const InputId chance = chance_of(c, hidden);
  if (!c.inputs[chance.index()].instead.empty()) {
    result.prior = {0.5, 0.5};
    return result;
  }
  result.prior = rows(table, {chance});
  const std::size_t columns = result.prior.size();
  for (std::size_t k = 0; k < columns; ++k) result.prior.push_back(1.0 - result.prior[k]);
  return result;
}

// A number of a clause, or the input's own, in every world by the input's coordinate.
std::vector<double> at_coordinates(const WorldTable& table, InputId input, const Quantity& quantity) {
  const std::vector<double>& coordinate = table.coordinate[input.index()];
  if (!quantity.uncertain() || coordinate.empty()) return {quantity.median()};
  std::vector<double> result(coordinate);
  for (double& x : result) x = quantity.quantile(x);
  return result;
}

// Which subject a premise speaks of, and which of its hypotheses; hypotheses of a circumstance: yes, no.
class Subjects {
 public:
  explicit Subjects(const Case& c) : list_(hidden_things(c)) {}
  const std::vector<Hidden>& list() const { return list_; }
  std::uint32_t of(const Hidden& hidden) const {
    return static_cast<std::uint32_t>(std::find(list_.begin(), list_.end(), hidden) - list_.begin());
  }
  evidence::Factor::Term term(const Premise& premise) const {
    if (premise.party)
      return {of({Hidden::Kind::type, premise.party->index()}),
              static_cast<std::uint32_t>(premise.type.index())};
    return {of({Hidden::Kind::circumstance, premise.circumstance->index()}), premise.obtains ? 0u : 1u};
  }
  /// What a number's clauses speak of, increasing.
  std::set<std::uint32_t> asked(const Input& input) const {
    std::set<std::uint32_t> subjects;
    for (const Clause& clause : input.instead) {
      for (const Premise& premise : clause.when) subjects.insert(term(premise).subject);
    }
    return subjects;
  }
  /// The number where each of `parts`, which hold all that is asked, has the hypothesis at its place in `at`.
  const Quantity& quantity_at(const Input& input, std::span<const std::uint32_t> parts,
                              std::span<const std::uint32_t> at) const {
    for (const Clause& clause : input.instead) {
      const bool holds = std::all_of(clause.when.begin(), clause.when.end(), [&](const Premise& premise) {
        const evidence::Factor::Term asks = term(premise);
        const auto part = std::find(parts.begin(), parts.end(), asks.subject) - parts.begin();
        return at[static_cast<std::size_t>(part)] == asks.hypothesis;
      });
      if (holds) return clause.quantity;
    }
    return input.quantity;
  }

 private:
  std::vector<Hidden> list_;
};

// The chance of a yes-or-no thing in every combination of what it depends on, as conditional factors.
void add_conditionals(const Case& c, const WorldTable& table, const Subjects& subjects, const Hidden& hidden,
                      evidence::Model& model) {
  const InputId id = chance_of(c, hidden);
  const Input& chance = c.inputs[id.index()];
  if (chance.instead.empty()) return;
  const std::set<std::uint32_t> asked = subjects.asked(chance);
  const std::vector<std::uint32_t> parents(asked.begin(), asked.end());
  std::vector<std::uint32_t> at(parents.size());
  for (std::size_t i = 0; i < at.size();) {
    evidence::Factor factor;
    factor.effect = evidence::Factor::Effect::conditional;
    for (std::size_t p = 0; p < parents.size(); ++p) factor.when.push_back({parents[p], at[p]});
    factor.when.push_back({subjects.of(hidden), 0});
    factor.times = at_coordinates(table, id, subjects.quantity_at(chance, parents, at));
    for (double& p : factor.times) p = std::clamp(p, kFromCertainty, 1.0 - kFromCertainty);
    evidence::Factor otherwise = factor;
    otherwise.when.back().hypothesis = 1;
    for (double& p : otherwise.times) p = 1.0 - p;
    model.factors.push_back(std::move(factor));
    model.factors.push_back(std::move(otherwise));
    for (i = 0; i < at.size() && ++at[i] == model.subjects[parents[i]].size(); ++i) at[i] = 0;
  }
}

// What hidden things that load on one factor have in common: the chance of each combination, the factor
// integrated out, against that of independence.
void add_common_cause(const Case& c, const WorldTable& table, const Subjects& subjects, const Pulls& pulls,
                      std::size_t factor, evidence::Model& model) {
  std::vector<std::pair<Hidden, double>> loaded;
  for (const Hidden& hidden : subjects.list()) {
    for (const Pull& pull : pulls.of(hidden)) {
      if (pull.factor == factor) loaded.emplace_back(hidden, pull.strength);
    }
  }
  if (loaded.size() < 2) return;
  std::size_t cells = 1;
  std::vector<std::size_t> counts;
  for (const auto& [hidden, strength] : loaded) {
    counts.push_back(model.subjects[subjects.of(hidden)].size());
    cells *= counts.back();
  }
  if (cells > evidence::kMaxCombinations) return;  // which problems() of the model says
  std::vector<double> times(cells * table.worlds);
  for (std::size_t w = 0; w < table.worlds; ++w) {
    std::vector<std::vector<double>> before;
    for (const auto& [hidden, strength] : loaded) before.push_back(chances_before(c, table, hidden, w));
    for (std::size_t part = 0; part < kFactorParts; ++part) {
      std::vector<std::vector<double>> given;
      for (std::size_t m = 0; m < loaded.size(); ++m)
        given.push_back(chances_given(before[m], loaded[m].first.kind, loaded[m].second, factor_score(part)));
      for (std::size_t cell = 0; cell < cells; ++cell) {
        double chance = 1.0 / static_cast<double>(kFactorParts);
        for (std::size_t m = counts.size(), rest = cell; m-- > 0; rest /= counts[m])
          chance *= given[m][rest % counts[m]];
        times[cell * table.worlds + w] += chance;
      }
    }
    for (std::size_t cell = 0; cell < cells; ++cell) {
      double independent = 1.0;
      for (std::size_t m = counts.size(), rest = cell; m-- > 0; rest /= counts[m])
        independent *= before[m][rest % counts[m]];
      double& ratio = times[cell * table.worlds + w];
      ratio = independent > 0.0 ? std::max(ratio / independent, kFromCertainty) : 1.0;
    }
  }
  for (std::size_t cell = 0; cell < cells; ++cell) {
    evidence::Factor entry;
    for (std::size_t m = counts.size(), rest = cell; m-- > 0; rest /= counts[m])
      entry.when.push_back({subjects.of(loaded[m].first), static_cast<std::uint32_t>(rest % counts[m])});
    const auto first = times.begin() + static_cast<std::ptrdiff_t>(cell * table.worlds);
    entry.times.assign(first, first + static_cast<std::ptrdiff_t>(table.worlds));
    model.factors.push_back(std::move(entry));
  }
}

evidence::Kind kind_of(const EvidenceItem& item) {
  if (item.kind == EvidenceKind::word) return evidence::Kind::word;
  if (item.kind == EvidenceKind::deed) return evidence::Kind::deed;
  return item.signal == SignalKind::sunk_cost ? evidence::Kind::sunk_cost : evidence::Kind::tied_hands;
}

evidence::Grade grade_of(const EvidenceItem& item) {
  return {static_cast<std::uint8_t>(item.source_grade - 'A' + 1),
          static_cast<std::uint8_t>(item.information_grade)};
}

// What else an item's likelihoods depend on.
std::set<std::uint32_t> depends_on(const Case& c, const Subjects& subjects, const EvidenceItem& item) {
  std::set<std::uint32_t> others;
  for (const InputId input : item.likelihood) others.merge(subjects.asked(c.inputs[input.index()]));
  return others;
}

// The subject that combines what an item is about with what its likelihoods depend on; made if need be.
std::uint32_t combined(std::uint32_t about, const std::set<std::uint32_t>& others, evidence::Model& model) {
  evidence::Subject subject;
  subject.of.push_back(about);
  subject.of.insert(subject.of.end(), others.begin(), others.end());
  for (std::uint32_t s = 0; s < model.subjects.size(); ++s) {
    if (model.subjects[s].of == subject.of) return s;
  }
  std::size_t count = 1;
  for (const std::uint32_t part : subject.of) count *= model.subjects[part].size();
  subject.name = model.subjects[about].name;
  subject.hypotheses.assign(count, "combination");
  model.subjects.push_back(std::move(subject));
  return static_cast<std::uint32_t>(model.subjects.size() - 1);
}

// Rows of likelihoods for every combination of a subject that combines, by the first clause that holds in it.
std::vector<double> combined_chances(const Case& c, const WorldTable& table, const Subjects& subjects,
                                     const EvidenceItem& item, const evidence::Subject& subject,
                                     const evidence::Model& model) {
  std::vector<double> result(subject.size() * table.worlds);
  std::vector<std::uint32_t> at(subject.of.size());
  for (std::size_t combination = 0; combination < subject.size(); ++combination) {
    std::size_t rest = combination;
    for (std::size_t i = at.size(); i-- > 0; rest /= model.subjects[subject.of[i]].size())
      at[i] = static_cast<std::uint32_t>(rest % model.subjects[subject.of[i]].size());
    const InputId id = item.likelihood[at.front()];
    const Input& input = c.inputs[id.index()];
    const std::vector<double> own =
        input.instead.empty() ? rows(table, {id})
                              : at_coordinates(table, id, subjects.quantity_at(input, subject.of, at));
    for (std::size_t k = 0; k < table.worlds; ++k) {
      result[combination * table.worlds + k] =
          std::clamp(own[own.size() == 1 ? 0 : k], kFromCertainty, 1.0 - kFromCertainty);
    }
  }
  return result;
}

// A report retold is about one thing, so the items of a group depend on what any of them does.
void add_items(const Case& c, const WorldTable& table, const Subjects& subjects, evidence::Model& model) {
  std::map<std::string, std::uint32_t> groups;
  std::map<std::string, std::set<std::uint32_t>> others_of;
  for (const EvidenceItem& item : c.evidence) {
    if (!item.group.empty()) others_of[item.group].merge(depends_on(c, subjects, item));
  }
  for (const EvidenceItem& item : c.evidence) {
    evidence::Item seen;
    seen.day = day_of(item);
    seen.about = subjects.of(item.about);
    seen.kind = kind_of(item);
    seen.own = !item.about_types() || item.by == item.about_types();
    seen.grade = grade_of(item);
    if (!item.group.empty()) {
      seen.group = groups.try_emplace(item.group, static_cast<std::uint32_t>(groups.size())).first->second;
    }
    const std::set<std::uint32_t> others =
        item.group.empty() ? depends_on(c, subjects, item) : others_of[item.group];
    if (others.empty()) {
      model.items.add(seen, chances(table, item.likelihood));
      continue;
    }
    seen.about = combined(seen.about, others, model);
    model.items.add(seen, combined_chances(c, table, subjects, item, model.subjects[seen.about], model));
  }
}

}  // namespace

std::vector<PartyId> typed_parties(const Case& c) {
  std::vector<PartyId> parties;
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (!c.types[p].empty()) parties.emplace_back(p);
  }
  return parties;
}

std::int32_t day_of(const EvidenceItem& item) {
  const auto date = parse_date(first_day(item.date));
  return day_number(date ? *date : Date{1, 1, 1});
}

std::vector<Hidden> hidden_things(const Case& c) {
  std::vector<Hidden> things;
  for (const PartyId party : typed_parties(c)) things.push_back({Hidden::Kind::type, party.index()});
  for (std::size_t i = 0; i < c.circumstances.size(); ++i) things.push_back({Hidden::Kind::circumstance, i});
  for (const RedLineId line : lines_with_evidence(c))
    things.push_back({Hidden::Kind::red_line, line.index()});
  return things;
}

evidence::Model evidence_model(const Case& c, const WorldTable& table) {
  evidence::Model model;
  model.worlds = table.worlds;
  const Subjects subjects(c);
  for (const Hidden& hidden : subjects.list()) {
    model.subjects.push_back(hidden.kind == Hidden::Kind::type
                                 ? typed_subject(c, table, PartyId(hidden.index))
                                 : yes_no_subject(c, table, hidden));
  }
  for (const JointType& joint : c.joint_types) {
    evidence::Factor factor;
    for (const auto& [party, type] : joint.when) {
      factor.when.push_back(
          {subjects.of({Hidden::Kind::type, party.index()}), static_cast<std::uint32_t>(type.index())});
    }
    factor.times = rows(table, {joint.times});
    model.factors.push_back(std::move(factor));
  }
  for (const Hidden& hidden : subjects.list()) {
    if (hidden.kind != Hidden::Kind::type) add_conditionals(c, table, subjects, hidden, model);
  }
  const Pulls pulls(c, table.factors);
  for (std::size_t f = 0; f < c.factors.size(); ++f) add_common_cause(c, table, subjects, pulls, f, model);
  add_items(c, table, subjects, model);
  return model;
}

std::vector<evidence::Watch> watch_list(const Case& c, const WorldTable& table) {
  const Subjects subjects(c);
  std::vector<evidence::Watch> result;
  for (const WatchItem& item : c.watch) {
    result.push_back({subjects.of({Hidden::Kind::type, item.about.index()}), chances(table, item.likelihood),
                      rows(table, {item.cost})});
  }
  return result;
}

}  // namespace offramp
