// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/sections/frame/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/same_names.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kRole = choice<Role>("role", "What it does at the table; party is the default.");
const Shape kParty = record(
    "party", "Who takes part.",
    {{"name", &shapes::text, "What a reader sees.", true},
     {"veto", &shapes::boolean, "Whether no settlement stands without it; false is the default."},
     {"role", &kRole, "party (default), mediator, guarantor or observer."},
     {"the", &shapes::boolean, "Whether the name takes an article inside a sentence; false is the default."},
     {"description", &shapes::text, "Who it is and how it decides."}});
const Shape kParties = dictionary("parties", "Who takes part, by identifier.", kParty);

void read(Reading& r) {
  const Node* node = map_at(r.root, "parties");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) {
    r.places.add("parties." + key.text, place_of(r, key), r.c.parties.size());
    r.c.parties.push_back({key.text, text_at(r, value, "name"), text_at(r, value, "description"),
                           flag_at(r, value, "veto"), word_at<Role>(r, value, "role").value_or(Role::party),
                           flag_at(r, value, "the")});
  }
}

void check(Reading& r) {
  const std::vector<Party>& parties = r.c.parties;
  if (parties.empty()) return;
  if (std::none_of(parties.begin(), parties.end(), [](const Party& p) { return p.veto; })) {
    r.problems.error(r.places.at("parties." + parties.front().id), "no party has a veto",
                     "mark with `veto: true` each party without whom no settlement stands");
  }
  warn_of_same_names(r, parties, "parties.", "party");
}

}  // namespace

Section parties_section() {
  return {.fields = {{"parties", &kParties, "Who takes part, by identifier.", true}},
          .read = read,
          .check = check,
          .skeleton = R"(parties:                   # veto: true if no settlement stands without it
  party_a: {name: Party A, veto: true}
  party_b: {name: Party B, veto: true}
#   envoy: {name: An envoy, role: mediator}              # no veto; role: party, mediator, guarantor, observer
)"};
}

}  // namespace offramp::case_file
