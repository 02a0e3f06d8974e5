// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/notes.h"

#include <fmt/format.h>

#include <algorithm>

namespace offramp {
namespace {

// Beyond this a reading from a list of reports deserves doubt before belief: 99 to 1.
constexpr double kFirm = 0.99;

const std::string& name_of(const Case& c, const PartyBelief& party) {
  const Party& p = c.parties[party.party.index()];
  return p.name.empty() ? p.id : p.name;
}

const std::string& type_of(const Case& c, const PartyBelief& party, TypeId type) {
  const PartyType& t = c.types[party.party.index()][type.index()];
  return t.name.empty() ? t.id : t.name;
}

void note_party(const Case& c, const PartyBelief& party, std::vector<std::string>& notes) {
  const std::string& name = name_of(c, party);
  if (party.items.empty()) {
    notes.push_back(
        fmt::format("{}: no evidence; what is believed is the prior and what linked parties imply.", name));
    return;
  }
  if (!party.contrast.has_costly) {
    notes.push_back(
        fmt::format("{}: all evidence is words; a speaker who knows this can say anything.", name));
  }
  const auto flip = std::count_if(party.items.begin(), party.items.end(),
                                  [](const ItemBelief& item) { return item.flips_if_false; });
  if (flip > 0) {
    notes.push_back(fmt::format("{}: the reading hangs on single items; without {} another type leads.", name,
                                flip == 1 ? "one of them" : fmt::format("any one of {}", flip)));
  }
  if (party.leads_in < 0.9) {
    notes.push_back(
        fmt::format("{}: within the uncertainty of the likelihoods another type than “{}” may lead.", name,
                    type_of(c, party, party.leader)));
  }
  for (const evidence::Belief& belief : party.posterior) {
    if (belief.mean < kFirm) continue;
    notes.push_back(fmt::format(
        "{}: the reading is very firm. It takes the items as independent given the type, except within a "
        "group; where one motive or one channel stands behind several items, it is firmer than it should be.",
        name));
  }
}

}  // namespace

std::vector<std::string> reading_notes(const Case& c, const BeliefResult& result) {
  std::vector<std::string> notes;
  for (const PartyBelief& party : result.parties) note_party(c, party, notes);
  return notes;
}

}  // namespace offramp
