// SPDX-License-Identifier: Apache-2.0
// Who must confirm a signature (case/model/acceptance.h).
#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/text/scan.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kWhere =
    record("where it differs", "A chance for settlements that meet a condition.",
           shapes::block({{"when", &shapes::condition, "Settlements that meet it.", true},
                          {"carries", &shapes::share, "Chance that it carries these.", true}}));
const Shape kWheres =
    list("list of where it differs", "Other chances for some settlements; the first that fits.", kWhere, 1);
const Shape kError = quantity("error of a share", "Standard deviation in percentage points, 0 to 50.",
                              Domain::bounded(0.0, 50.0), shapes::block({}));
const Shape kShare{.form = Form::text, .name = "share", .description = "A share: 0.5 or 50 %."};
const Shape kRatifier =
    record("ratifier", "Who must confirm a party's signature.",
           shapes::block(
               {{"id", &shapes::name, "Identifier.", true},
                {"of", &shapes::name, "The party with a veto whose signature it confirms.", true},
                {"name", &shapes::text, "What a reader sees."},
                {"carries", &shapes::share, "Chance that it carries a settlement."},
                {"where", &kWheres, "Other chances for some settlements."},
                {"polls", &shapes::names, "By polls: it carries what enough of those asked can live with."},
                {"passes_at", &kShare, "Of polls: the share that must be able to live with it; 50 %."},
                {"error", &kError, "Of polls: standard deviation of that share, percentage points; 5."},
                {"party", &shapes::name, "A party without a veto: it carries what this one accepts."}}),
           {{KeyRule::Kind::exactly_one, {"carries", "polls", "party"}},
            {KeyRule::Kind::needs, {"where", "carries"}}});
const Shape kRatifiers = list("ratifiers", "Who must confirm signatures.", kRatifier);

// 0.5, .5, 50 % or "50%".
std::optional<double> share_of_text(std::string text) {
  double scale = 1.0;
  if (text.ends_with('%')) {
    text.pop_back();
    while (text.ends_with(' ')) text.pop_back();
    scale = 100.0;
  }
  const auto number = parse_number(text);
  if (!number || !(*number >= 0.0 && *number <= scale)) return std::nullopt;
  return *number / scale;
}

InputId read_number(Reading& r, const Node& node, const std::string& path, const InputRole& role,
                    const Shape& shape, PartyId of, const Provenance& from) {
  return read_input(r, node,
                    {.about = {.path = path, .role = &role, .parties = {of}, .item = r.c.ratifiers.size()},
                     .domain = shape.domain,
                     .inherited = from});
}

void read_where(Reading& r, const Node& list, const std::string& path, const Provenance& from,
                Ratifier& ratifier) {
  for (const Node& item : list.items) {
    const Node* when = item.is_map() ? scalar_at(r, item, "when") : nullptr;
    const Node* carries = item.is_map() ? item.at("carries") : nullptr;
    if (when == nullptr || carries == nullptr) continue;
    std::optional<Rule> rule = rule_at(r, *when, &item, path);
    if (!rule) continue;
    const std::string address = fmt::format("{}.where.{}", path, ratifier.where.size() + 1);
    ratifier.where.push_back(
        {*std::move(rule), read_number(r, *carries, address, roles::carries, shapes::share, ratifier.of,
                                       provenance_of(r, item, from))});
  }
}

// Polls of the public whose signature it is, each once.
void read_polls(Reading& r, const Node& list, Ratifier& ratifier) {
  if (list.items.empty()) {
    r.problems.error(place_of(r, list),
                     fmt::format("ratifier `{}` goes by polls and names none", ratifier.id),
                     "name a poll of its party, or give the chance that it carries (`carries`)");
  }
  const std::string& of = r.c.parties[ratifier.of.index()].id;
  for (const Node& item : list.items) {
    if (!item.is_scalar() || !r.structure.sound(item)) continue;
    const auto found = r.places.position("polls." + item.text);
    if (!found) {
      r.problems.error(place_of(r, item), fmt::format("`{}` is not a poll", item.text),
                       [&] { return name_hint(item.text, ids_of(r.c.polls), "polls"); });
    } else if (std::find(ratifier.polls.begin(), ratifier.polls.end(), *found) != ratifier.polls.end()) {
      r.problems.error(place_of(r, item), fmt::format("poll `{}` is named twice", item.text),
                       "a ratifier names each of its polls once");
    } else if (const PartyId asked = r.c.polls[*found].party; asked != ratifier.of) {
      r.problems.error(place_of(r, item),
                       fmt::format("poll `{}` asked the public of {}, and cannot ratify a signature of {}",
                                   item.text, r.c.parties[asked.index()].id, of),
                       "a ratifier goes by polls of the party whose signature it confirms");
    } else {
      ratifier.polls.push_back(*found);
    }
  }
}

void read_party(Reading& r, const Node& node, Ratifier& ratifier) {
  const std::optional<PartyId> party = party_of(r, node);
  if (!party) return;
  const Party& who = r.c.parties[party->index()];
  if (who.veto) {
    r.problems.error(place_of(r, node),
                     fmt::format("`{}` has a veto of its own: it need not ratify", who.id));
  }
  ratifier.party = party;
  r.places.add("ratifiers." + ratifier.id + ".party", place_of(r, node));
}

void read_one(Reading& r, const Node& node, std::set<std::string>& seen) {
  Ratifier ratifier;
  ratifier.id = text_at(r, node, "id");
  const Node* id = scalar_at(r, node, "id");
  unique(r, seen, ratifier.id, place_of(r, id == nullptr ? node : *id), "ratifier");
  ratifier.name = text_at(r, node, "name");
  if (ratifier.name.empty()) ratifier.name = ratifier.id;
  const Provenance from = ratifier.provenance = provenance_of(r, node, {});
  const Node* of = scalar_at(r, node, "of");
  const std::optional<PartyId> party = of == nullptr ? std::nullopt : party_of(r, *of);
  if (!party) return;
  ratifier.of = *party;
  if (!r.c.parties[party->index()].veto) {
    r.problems.error(
        place_of(r, *of),
        fmt::format("`{}` has no veto: nobody needs its signature, nor that it be ratified", of->text));
  }
  const std::string path = "ratifiers." + ratifier.id;
  if (const Node* carries = node.at("carries"))
    ratifier.carries =
        read_number(r, *carries, path + ".carries", roles::carries, shapes::share, *party, from);
  if (const Node* where = list_at(node, "where")) read_where(r, *where, path, from, ratifier);
  if (const Node* polls = list_at(node, "polls")) read_polls(r, *polls, ratifier);
  if (const Node* error = node.at("error"))
    ratifier.error = read_number(r, *error, path + ".error", roles::poll_error, kError, *party, from);
  if (const Node* own = scalar_at(r, node, "party")) read_party(r, *own, ratifier);
  if (const Node* share = scalar_at(r, node, "passes_at")) {
    const auto number = share_of_text(share->text);
    if (!number) r.problems.error(place_of(r, *share), "`passes_at` is a share, 0 to 1 or 0 % to 100 %");
    ratifier.passes_at = number.value_or(0.5);
  }
  for (const char* key : {"passes_at", "error"}) {
    if (node.at(key) != nullptr && node.at("polls") == nullptr)
      r.problems.error(place_of(r, node.entry(key)->key), fmt::format("`{}` belongs to `polls`", key));
  }
  r.places.add(path, place_of(r, id == nullptr ? node : *id), r.c.ratifiers.size());
  r.c.ratifiers.push_back(std::move(ratifier));
}

// The publics of parties with a veto whose polls nobody names: each ratifies by its polls.
void add_publics(Reading& r, std::set<std::string>& seen) {
  std::vector<bool> named(r.c.polls.size());
  for (const Ratifier& ratifier : r.c.ratifiers) {
    for (const std::size_t poll : ratifier.polls) named[poll] = true;
  }
  for (std::size_t p = 0; p < r.c.parties.size(); ++p) {
    Ratifier ratifier;
    for (std::size_t poll = 0; poll < r.c.polls.size(); ++poll) {
      if (!named[poll] && r.c.polls[poll].party == PartyId(p)) ratifier.polls.push_back(poll);
    }
    if (ratifier.polls.empty() || !r.c.parties[p].veto) continue;
    ratifier.id = fmt::format("public_of_{}", r.c.parties[p].id);
    unique(r, seen, ratifier.id, r.places.at("polls." + r.c.polls[ratifier.polls.front()].id), "ratifier");
    ratifier.name = fmt::format("the public of {}", r.c.parties[p].name);
    ratifier.of = PartyId(p);
    ratifier.by_default = true;
    r.c.ratifiers.push_back(std::move(ratifier));
  }
}

void read(Reading& r) {
  std::set<std::string> seen;
  if (const Node* node = list_at(r.root, "ratifiers")) {
    for (const Node& item : node->items) {
      if (!item.is_map()) continue;
      const std::string path = "ratifiers." + text_at(r, item, "id");
      in_block(r, path, path, place_of(r, item), [&] { read_one(r, item, seen); });
    }
  }
  add_publics(r, seen);
}

// Once the types are known.
void check(Reading& r) {
  for (const Ratifier& ratifier : r.c.ratifiers) {
    if (!ratifier.party || r.c.can_judge(*ratifier.party)) continue;
    r.problems.error(r.places.at("ratifiers." + ratifier.id + ".party"),
                     fmt::format("`{}` ratifies by its interests, but has no interests or no no-deal value",
                                 r.c.parties[ratifier.party->index()].id));
  }
}

}  // namespace

Section ratifiers_section() {
  return {
      .fields = {{"ratifiers", &kRatifiers, "Who must confirm a signature: parliament, council, public."}},
      .read = read,
      .check = check,
      .example = R"(ratifiers:               # who must confirm a party's signature
  - id: assembly
    of: party_b
    name: Assembly of party B
    carries: {value: 60 % to 80 %, source: placeholder}            # chance that it carries a settlement
    where: [{when: control = a, carries: {value: 10 % to 30 %, source: placeholder}}]      # the first that fits
  - {id: public, of: party_a, polls: [spring_poll], passes_at: 50 %, error: 3 to 8, source: placeholder}
)"};
}

}  // namespace offramp::case_file
