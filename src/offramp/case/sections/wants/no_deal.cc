// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/base/text/date.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/parts.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/sections/wants/war.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kComponents = dictionary("components", "Named parts, added to the rest.", shapes::change);
const Shape kLaterValue = record("later value", "What it has without a deal at a later date.",
                                 shapes::block({{"date", &shapes::day, "After `as_of`.", true},
                                                {"utility", &shapes::points, "Points, 0 to 100.", true}}));
const Shape kLater =
    list("later values", "At later dates; linear between them, level after the last.", kLaterValue, 1);
const Shape kCounts{.form = Form::choice,
                    .name = "which value counts",
                    .description = "war or direct, where both are given.",
                    .choices = {"war", "direct"}};
const Shape kEntry = record(
    "no-deal value", "What a party has if there is no settlement.",
    shapes::block({{"utility", &shapes::points, "Points, 0 to 100."},
                   {"worth", &shapes::settlement, "As good to the party as this settlement."},
                   {"plus", &shapes::change, "Points added to what the settlement is worth."},
                   {"components", &kComponents, "Named parts, added to the rest."},
                   {"later", &kLater, "Other values at later dates."},
                   {"war", &kWar, "Fighting on, computed from how it may end."},
                   {"counts", &kCounts, "Which of the two counts, where both are given: war or direct."}}),
    {{KeyRule::Kind::at_least_one, {"utility", "worth", "war"}},
     {KeyRule::Kind::at_most_one, {"utility", "worth"}},
     {KeyRule::Kind::needs, {"plus", "worth"}}});

// At later dates, in the order of dates.
void read_later(Reading& r, const Node& list, const Slot& utility, const std::string& path, NoDeal& result) {
  const auto start = parse_date(r.c.as_of);
  for (const Node& item : list.items) {
    if (!item.is_map()) continue;
    const auto date = parse_date(text_at(r, item, "date"));
    const Node* value = item.at("utility");
    if (!start || !date || value == nullptr) continue;
    const int days = day_number(*date) - day_number(*start);
    if (days <= (result.later.empty() ? 0 : result.later.back().days)) {
      r.problems.error(place_of(r, item), "dates of `later` must increase, from after as_of");
      continue;
    }
    Slot slot{.about = utility.about, .domain = utility.domain, .inherited = utility.inherited};
    slot.about.role = &roles::no_deal_later;
    slot.about.path = fmt::format("{}.later.{}", path, result.later.size() + 1);
    slot.about.item = result.later.size();
    result.later.push_back({days, read_input(r, *value, std::move(slot))});
  }
}

void read_counts(Reading& r, const Node& node, NoDeal& result) {
  const Node* counts = scalar_at(r, node, "counts");
  if (result.war && result.direct() && counts == nullptr) {
    r.problems.error(place_of(r, node), "both a war and a direct value are given: say which one counts",
                     "counts: war, or counts: direct; the other is shown beside it");
  }
  if (counts != nullptr && !(result.war && result.direct())) {
    r.problems.error(place_of(r, *counts),
                     "`counts` chooses between a war and a direct value; one is missing");
  }
  result.war_counts = result.war && (!result.direct() || (counts != nullptr && counts->text == "war"));
  if (!result.direct() && (result.plus || !result.components.empty() || !result.later.empty())) {
    r.problems.error(place_of(r, node), "`plus`, `components` and `later` belong to a direct value",
                     "give `utility` or `worth` too, or leave them out");
  }
}

bool is_number(const Node& node) {
  if (!node.is_map()) return true;
  for (const std::string_view key : quantity_keys()) {
    if (node.at(key) != nullptr) return true;
  }
  return false;
}

void read(Reading& r) {
  r.c.no_deal.resize(r.c.parties.size());
  const Node* node = map_at(r.root, "no_deal");
  if (node == nullptr) return;
  for (const Entry& entry : node->entries) {
    const std::optional<PartyId> party = party_of(r, entry.key);
    if (!party) continue;
    const std::string path = "no_deal." + entry.key.text;
    r.places.add(path, place_of(r, entry.key));
    in_block(r, path, path, place_of(r, entry.key),
             [&] { r.c.no_deal[party->index()] = read_no_deal_of(r, entry.value, {*party}, {}, path); });
  }
}

}  // namespace

const Shape kNoDealOfOne = either("points, or {utility or worth, components}",
                                  "What a party has if there is no settlement.", {&shapes::points, &kEntry});

namespace {
const Shape kNoDeal = dictionary(
    "no_deal", "What each party has if there is no settlement, in points of utility.", kNoDealOfOne);
}

NoDeal read_no_deal_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited,
                       const std::string& path) {
  const Provenance from = is_number(node) ? inherited : provenance_of(r, node, inherited);
  const auto slot = [&](const char* key, const InputRole& role, const Shape& shape) {
    return Slot{.about = {.path = path + key, .role = &role, .parties = {owner.party}, .type = owner.type},
                .domain = shape.domain,
                .inherited = from};
  };
  const Slot utility = slot(".utility", roles::no_deal, shapes::points);
  NoDeal result;
  if (is_number(node)) {
    result.utility = read_input(r, node, utility);
    return result;
  }
  result.utility = read_input_at(r, node, "utility", utility);
  result.plus = read_input_at(r, node, "plus", slot(".plus", roles::no_deal_plus, shapes::change));
  if (const Node* worth = map_at(node, "worth")) {
    const auto named = settlement_of(r, *worth, place_of(r, node.entry("worth")->key), "`" + path + "`");
    if (named) result.worth = named->settlement;
    if (!named) result.utility = placeholder_input(r, utility, place_of(r, *worth));
  }
  if (const Node* components = map_at(node, "components")) {
    for (const auto& [key, value] : components->entries) {
      Slot part = slot(".components.", roles::no_deal_part, shapes::change);
      part.about.path += key.text;
      part.about.item = result.components.size();
      result.components.push_back({key.text, read_input(r, value, std::move(part))});
    }
  }
  if (const Node* later = list_at(node, "later")) read_later(r, *later, utility, path, result);
  if (const Node* war = map_at(node, "war")) result.war = read_war_of(r, *war, owner, from, path + ".war");
  read_counts(r, node, result);
  return result;
}

Section no_deal_section() {
  return {.fields = {{"no_deal", &kNoDeal, "What each party has if there is no settlement.", true}},
          .read = read,
          .skeleton = R"(no_deal:                   # what each party has if there is no settlement, 0 to 100
  party_a: {value: 30 to 50, source: placeholder, because: say why}
  party_b: {value: 25 to 45, source: placeholder, because: say why}
#   envoy:                 # or as good as this settlement, plus or minus points, plus named parts
#     worth: {control: shared, withdrawal: 50}
#     plus: {value: -10 to -2, source: placeholder}
#     components: {fees: {value: 1 to 3, source: placeholder, because: say why}}
#     war: {now: 30 to 40, cost: 1 to 2, source: placeholder}    # computed from `ends`: alone, or beside the other
#     counts: direct       # which of the two counts
)"};
}

}  // namespace offramp::case_file
