// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/worlds/evidence_model.h"

#include <algorithm>
#include <map>

#include "offramp/base/text/date.h"

namespace offramp {
namespace {

constexpr double kFromCertainty = 1e-9;

std::vector<std::uint32_t> subject_of(const Case& c) {
  std::vector<std::uint32_t> subject(c.parties.size(), 0);
  const std::vector<PartyId> parties = typed_parties(c);
  for (std::size_t s = 0; s < parties.size(); ++s) {
    subject[parties[s].index()] = static_cast<std::uint32_t>(s);
  }
  return subject;
}

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

evidence::Subject subject(const Case& c, const WorldTable& table, PartyId party) {
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

evidence::Kind kind_of(const EvidenceItem& item) {
  if (item.kind == EvidenceKind::word) return evidence::Kind::word;
  if (item.kind == EvidenceKind::deed) return evidence::Kind::deed;
  return item.signal == SignalKind::sunk_cost ? evidence::Kind::sunk_cost : evidence::Kind::tied_hands;
}

evidence::Grade grade_of(const EvidenceItem& item) {
  return {static_cast<std::uint8_t>(item.source_grade - 'A' + 1),
          static_cast<std::uint8_t>(item.information_grade)};
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

evidence::Model evidence_model(const Case& c, const WorldTable& table) {
  evidence::Model model;
  model.worlds = table.worlds;
  for (const PartyId party : typed_parties(c)) model.subjects.push_back(subject(c, table, party));
  const std::vector<std::uint32_t> subjects = subject_of(c);
  for (const JointType& joint : c.joint_types) {
    evidence::Factor factor;
    for (const auto& [party, type] : joint.when) {
      factor.when.push_back({subjects[party.index()], static_cast<std::uint32_t>(type.index())});
    }
    factor.times = rows(table, {joint.times});
    model.factors.push_back(std::move(factor));
  }
  std::map<std::string, std::uint32_t> groups;
  for (const EvidenceItem& item : c.evidence) {
    evidence::Item seen;
    seen.day = day_of(item);
    seen.about = subjects[item.about.index()];
    seen.kind = kind_of(item);
    seen.grade = grade_of(item);
    if (!item.group.empty()) {
      seen.group = groups.try_emplace(item.group, static_cast<std::uint32_t>(groups.size())).first->second;
    }
    model.items.add(seen, chances(table, item.likelihood));
  }
  return model;
}

std::vector<evidence::Watch> watch_list(const Case& c, const WorldTable& table) {
  const std::vector<std::uint32_t> subjects = subject_of(c);
  std::vector<evidence::Watch> result;
  for (const WatchItem& item : c.watch) {
    result.push_back(
        {subjects[item.about.index()], chances(table, item.likelihood), rows(table, {item.cost})});
  }
  return result;
}

}  // namespace offramp
