// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/sections/hidden/likelihoods.h"
#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kItem =
    record("watch item", "What could be sought, and what it would tell.",
           shapes::in_confidence(shapes::block(
               {{"id", &shapes::name, "Identifier.", true},
                {"what", &shapes::text, "What could be sought.", true},
                {"about", &shapes::name, "Whose type it bears on.", true},
                {"likelihood", &kLikelihoods, "Chance of seeing it, given each type.", true},
                {"cost", &shapes::factor, "Cost of seeking it, above 0, in units of the case's own.", true},
                {"lead_time", &shapes::factor, "Days until it could be known, above 0.", true},
                {"until", &shapes::date, "The last date on which it can be seen, if there is one."}})));
const Shape kWatch = list("list of watch items", "What could be sought next.", kItem);

void read_item(Reading& r, const Node& node, std::set<std::string>& seen) {
  WatchItem item;
  item.id = text_at(r, node, "id");
  const Node* id = scalar_at(r, node, "id");
  unique(r, seen, item.id, place_of(r, id == nullptr ? node : *id), "watch item");
  item.what = text_at(r, node, "what");
  item.provenance = provenance_of(r, node, {});
  const Node* about = scalar_at(r, node, "about");
  const std::optional<PartyId> party = about == nullptr ? std::nullopt : party_of(r, *about);
  const std::string path = "watch." + item.id;
  const auto slot = [&](const char* key, const InputRole& role) {
    Slot result{.about = {.path = path + key, .role = &role, .item = r.c.watch.size()},
                .domain = shapes::factor.domain,
                .inherited = item.provenance};
    if (party) result.about.parties = {*party};
    return result;
  };
  const auto cost = read_input_at(r, node, "cost", slot(".cost", roles::watch_cost));
  const auto time = read_input_at(r, node, "lead_time", slot(".lead_time", roles::watch_lead_time));
  if (!party || !cost || !time) return;
  item.about = *party;
  item.cost = *cost;
  item.lead_time = *time;
  item.until = date_at(r, node, "until");
  item.likelihood = read_likelihoods(
      r, node, {Hidden::Kind::type, party->index()},
      {.path = path, .role = &roles::watch_likelihood, .parties = {*party}, .item = r.c.watch.size()},
      item.provenance);
  r.places.add(path, place_of(r, node), r.c.watch.size());
  r.c.watch.push_back(std::move(item));
}

void read(Reading& r) {
  const Node* node = list_at(r.root, "watch");
  if (node == nullptr) return;
  std::set<std::string> seen;
  for (const Node& item : node->items) {
    if (!item.is_map()) continue;
    in_block(r, "watch " + text_at(r, item, "id"), "watch." + text_at(r, item, "id"), place_of(r, item),
             [&] { read_item(r, item, seen); });
  }
}

}  // namespace

Section watch_section() {
  return {.fields = {{"watch", &kWatch, "What could be sought, and what it would tell."}},
          .read = read,
          .example = R"(watch:                   # what could be sought, and what it would tell
  - id: brigade_leaves
    what: What could be seen
    about: party_a
    likelihood: {resolved: 0.05 to 0.15, weary: 0.4 to 0.7}
    cost: 1 to 3           # in units of the case's own
    lead_time: 7           # days
    source: placeholder
)"};
}

}  // namespace offramp::case_file
