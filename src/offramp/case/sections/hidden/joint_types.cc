// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "offramp/case/model/hidden_draw.h"
#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kCombination =
    dictionary("combination of types", "One type for each of several parties.", shapes::name, 2);
const Shape kJointType =
    record("joint type", "How types of several parties go together.",
           shapes::block({{"when", &kCombination, "The combination: {fry: holds_out, russia: backs}.", true},
                          {"times", &shapes::factor, "Multiplies the odds of that combination.", true}}));
const Shape kJointTypes =
    list("list of joint types", "How types of several parties go together.", kJointType);

void read_joint_type(Reading& r, const Node& node, std::set<std::string>& seen) {
  const Node* when = map_at(node, "when");
  const Node* times = node.at("times");
  if (when == nullptr || times == nullptr) return;
  JointType joint;
  for (const auto& [key, value] : when->entries) {
    const std::optional<PartyId> party = party_of(r, key);
    if (!party) continue;
    if (const std::optional<TypeId> type = type_of(r, *party, value)) joint.when.emplace_back(*party, *type);
  }
  std::vector<std::string> names;
  for (const auto& [party, type] : joint.when) {
    names.push_back(r.c.parties[party.index()].id + "=" + r.c.types[party.index()][type.index()].id);
  }
  std::sort(names.begin(), names.end());
  std::sort(joint.when.begin(), joint.when.end());
  const std::string name = fmt::format("{}", fmt::join(names, ","));
  unique(r, seen, name, place_of(r, *when), "combination");
  Input about{.path = fmt::format("joint_types.{}.times", name),
              .role = &roles::joint_odds,
              .item = r.c.joint_types.size()};
  for (const auto& [party, type] : joint.when) about.parties.push_back(party);
  const Provenance from = provenance_of(r, node, {});
  joint.times =
      read_input(r, *times, {.about = std::move(about), .domain = shapes::factor.domain, .inherited = from});
  r.c.joint_types.push_back(std::move(joint));
}

void read(Reading& r) {
  const Node* node = list_at(r.root, "joint_types");
  if (node == nullptr) return;
  std::set<std::string> seen;
  for (const Node& item : node->items) {
    if (item.is_map())
      in_block(r, "joint_types", "joint_types", place_of(r, item), [&] { read_joint_type(r, item, seen); });
  }
}

// At the medians; where all priors of a party are 0 there, that has been said.
void check_fit(Reading& r, const std::vector<bool>& joined) {
  std::vector<Hidden> members;
  TypeOrders order;
  for (std::size_t p = 0; p < joined.size(); ++p) {
    if (!joined[p]) continue;
    const std::vector<PartyType>& types = r.c.types[p];
    if (std::none_of(types.begin(), types.end(),
                     [&](const PartyType& type) { return r.c.quantity(type.prior).median() > 0.0; }))
      return;
    members.push_back({Hidden::Kind::type, p});
    std::vector<std::size_t>& as_listed = order.emplace_back(types.size());
    std::iota(as_listed.begin(), as_listed.end(), std::size_t{0});
  }
  if (type_chances(r.c, members, order, [&](InputId id) { return r.c.quantity(id).median(); }).met) return;
  r.problems.error(r.places.at(r.c.inputs[r.c.joint_types.front().times.index()].path),
                   "no table of chances was found that has these odds and these priors (at the medians)",
                   "bring the odds nearer to 1, or write fewer types");
}

void check(Reading& r) {
  if (r.c.joint_types.empty()) return;
  std::vector<bool> joined(r.c.parties.size(), false);
  for (const JointType& joint : r.c.joint_types) {
    for (const auto& [party, type] : joint.when) joined[party.index()] = true;
  }
  double combinations = 1.0;
  for (std::size_t p = 0; p < joined.size(); ++p) {
    if (joined[p]) combinations *= static_cast<double>(r.c.types[p].size());
  }
  if (combinations <= static_cast<double>(kMaxTypeCombinations)) return check_fit(r, joined);
  r.problems.error(
      r.places.at(r.c.inputs[r.c.joint_types.front().times.index()].path),
      fmt::format("joint_types ties {} combinations of types together; at most {} can be worked out",
                  number_text(combinations), kMaxTypeCombinations));
}

}  // namespace

Section joint_types_section() {
  return {.fields = {{"joint_types", &kJointTypes, "How types of several parties go together."}},
          .read = read,
          .check = check,
          .example = R"(joint_types:             # how types of several parties go together
  - {when: {party_a: resolved, party_b: stalls}, times: 2.0, source: placeholder, because: say why}
)"};
}

}  // namespace offramp::case_file
