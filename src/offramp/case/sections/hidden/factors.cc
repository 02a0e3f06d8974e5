// SPDX-License-Identifier: Apache-2.0
// Common causes (case/model/latent.h): those of the file, and those that go without saying.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "offramp/case/model/world.h"
#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kStrength{.form = Form::number,
                      .name = "strength, -1 to 1",
                      .description = "Correlation with the common cause, -1 to 1.",
                      .domain = Domain::bounded(-1.0, 1.0)};
const Shape kLoad =
    record("load", "What goes with a common cause, and how strongly.",
           {{"of", &shapes::text,
             "An address: a number or all below it (`no_deal.fry`), `types.PARTY`, `red_lines.ID`, "
             "`circumstances.ID`.",
             true},
            {"strength", &kStrength, "Correlation with the common cause, -1 to 1.", true},
            shapes::source,
            shapes::because});
const Shape kLoads = list("loads", "What goes with the common cause.", kLoad, 1);
const Shape kFactor = record("factor", "A common cause behind several things.",
                             {{"name", &shapes::text, "What a reader sees."},
                              {"loads", &kLoads, "What goes with it.", true},
                              shapes::source,
                              shapes::because});
const Shape kStated = dictionary("stated factors", "Common causes behind several things.", kFactor);
const Shape kNone{
    .form = Form::choice, .name = "none", .description = "No common cause at all.", .choices = {"none"}};
const Shape kFactors =
    either("none, or factors by name", "Common causes behind several things.", {&kNone, &kStated});

using Thing = std::pair<Loading::Kind, std::size_t>;

bool is_at_or_below(std::string_view path, std::string_view address) {
  return path.starts_with(address) && (path.size() == address.size() || path[address.size()] == '.');
}

// Whether a number may go with a common cause: not if hidden things are drawn from it.
bool may_load(const Input& input) {
  return input.bearing() == Bearing::utility && input.uncertain();
}

// What an address names; empty with an error if nothing is there that can load.
std::vector<Thing> things_at(Reading& r, const Node& node) {
  const std::string& address = node.text;
  std::vector<Thing> things;
  const auto one = [&](Loading::Kind kind, std::string_view prefix, std::string_view of) {
    if (!address.starts_with(prefix)) return;
    const auto found = r.places.position(std::string(of) + address.substr(prefix.size()));
    if (found) things.emplace_back(kind, *found);
  };
  one(Loading::Kind::type, "types.", "parties.");
  if (!things.empty() && r.c.types[things.front().second].empty()) things.clear();
  one(Loading::Kind::circumstance, "circumstances.", "circumstances.");
  for (std::size_t line = 0; line < r.c.red_lines.size(); ++line) {
    if (address == "red_lines." + r.c.red_lines[line].id && r.c.red_lines[line].unacceptable_to)
      things.emplace_back(Loading::Kind::red_line, line);
  }
  if (!things.empty()) return things;
  for (std::size_t i = 0; i < r.c.inputs.size(); ++i) {
    if (is_at_or_below(r.c.inputs[i].path, address) && may_load(r.c.inputs[i]))
      things.emplace_back(Loading::Kind::input, i);
  }
  if (things.empty()) {
    r.problems.error(
        place_of(r, node), fmt::format("`{}` is nothing that can go with a common cause", address),
        "an uncertain number of interests, no deal or acceptance, or all below an address; types.PARTY, "
        "circumstances.ID, or red_lines.ID of a line that may not hold");
  }
  return things;
}

void read_loads(Reading& r, const Node& list, Factor& factor) {
  for (const Node& item : list.items) {
    const Node* of = item.is_map() ? scalar_at(r, item, "of") : nullptr;
    const std::optional<double> strength = of == nullptr ? std::nullopt : number_at(r, item, "strength");
    if (!strength) continue;
    const Provenance from = provenance_of(r, item, factor.provenance);
    for (const auto& [kind, index] : things_at(r, *of)) {
      const auto same = [&, kind = kind, index = index](const Loading& l) {
        return l.kind == kind && l.index == index;
      };
      if (std::any_of(factor.loads.begin(), factor.loads.end(), same)) {
        r.problems.error(place_of(r, *of),
                         fmt::format("`{}` loads on factor `{}` twice", of->text, factor.id));
      } else {
        factor.loads.push_back({kind, index, *strength, from});
      }
    }
  }
}

std::string name_of(const Reading& r, Loading::Kind kind, std::size_t index) {
  switch (kind) {
    case Loading::Kind::type:
      return "types." + r.c.parties[index].id;
    case Loading::Kind::circumstance:
      return "circumstances." + r.c.circumstances[index].id;
    case Loading::Kind::red_line:
      return "red_lines." + r.c.red_lines[index].id;
    case Loading::Kind::input:
      break;
  }
  return r.c.inputs[index].path;
}

// What no stated factor loads on goes with others of its kind.
class Defaults {
 public:
  explicit Defaults(Reading& r) : r_(r) {
    for (const Factor& factor : r.c.factors) {
      for (const Loading& l : factor.loads) loaded_.emplace(l.kind, l.index);
    }
  }
  void add() {
    for (std::size_t i = 0; i < r_.c.inputs.size(); ++i) {
      const Input& input = r_.c.inputs[i];
      if (no_deal_sign(input) == 0.0 || !may_load(input)) continue;
      const std::string& path = input.path;
      const std::string_view end = ".no_deal";
      const std::size_t of_type = path.find(".no_deal");
      groups_[path.starts_with("no_deal.") ? path.substr(0, path.find('.', 8))
                                           : path.substr(0, of_type + end.size())]
          .emplace_back(Loading::Kind::input, i);
    }
    for (std::size_t line = 0; line < r_.c.red_lines.size(); ++line) {
      const RedLine& red_line = r_.c.red_lines[line];
      if (!red_line.unacceptable_to || depends(line)) continue;
      const std::string& party = r_.c.parties[red_line.party.index()].id;
      const std::string of =
          red_line.only_type ? fmt::format("{}.{}", party,
                                           r_.c.types[red_line.party.index()][red_line.only_type->index()].id)
                             : party;
      groups_["red_lines of " + of].emplace_back(Loading::Kind::red_line, line);
    }
    for (auto& [address, things] : groups_) {
      std::erase_if(things, [&](const Thing& thing) { return loaded_.contains(thing); });
      if (things.size() < 2) continue;
      Factor factor{.id = address, .name = address, .loads = {}, .by_default = true, .provenance = {}};
      for (const auto& [kind, index] : things) {
        const double sign = kind == Loading::Kind::input ? no_deal_sign(r_.c.inputs[index]) : 1.0;
        factor.loads.push_back({kind, index, sign * kDefaultLoading});
      }
      r_.c.factors.push_back(std::move(factor));
    }
  }

 private:
  // Which way a no-deal value goes with a number of it: a war that is dear is one that is worth little. 0: it
  // goes with none of the others.
  static double no_deal_sign(const Input& input) {
    if (input.is(roles::war_cost)) return -1.0;
    const bool with = input.is(roles::no_deal) || input.is(roles::no_deal_plus) ||
                      input.is(roles::no_deal_part) || input.is(roles::war_now);
    return with ? 1.0 : 0.0;
  }
  // Evidence speaks about it and its chance depends on other things: it is drawn with those.
  bool depends(std::size_t line) const {
    const std::vector<RedLineId> spoken = lines_with_evidence(r_.c);
    return std::find(spoken.begin(), spoken.end(), RedLineId(line)) != spoken.end() &&
           !r_.c.inputs[r_.c.red_lines[line].unacceptable_to->index()].instead.empty();
  }
  Reading& r_;
  std::set<Thing> loaded_;
  std::map<std::string, std::vector<Thing>> groups_;  // by the address that they share
};

void read(Reading& r) {
  const Node* node = r.root.at("factors");
  if (node != nullptr && node->is_scalar()) return;  // none
  if (const Node* stated = map_at(r.root, "factors")) {
    for (const auto& [key, body] : stated->entries) {
      if (!body.is_map()) continue;
      Factor factor{.id = key.text,
                    .name = text_at(r, body, "name"),
                    .loads = {},
                    .by_default = false,
                    .provenance = provenance_of(r, body, {})};
      if (factor.name.empty()) factor.name = key.text;
      r.places.add("factors." + key.text, place_of(r, key), r.c.factors.size());
      if (const Node* loads = list_at(body, "loads")) read_loads(r, *loads, factor);
      r.c.factors.push_back(std::move(factor));
    }
  }
  Defaults(r).add();
  for (Factor& factor : r.c.factors)
    std::erase_if(factor.loads, [](const Loading& l) { return l.strength == 0.0; });
}

// Drawn from what the evidence says: one factor, and for types nothing else that ties them.
void check_hidden(Reading& r, const Thing& thing, const std::vector<const Factor*>& factors) {
  const auto& [kind, index] = thing;
  const Place place = r.places.at("factors." + factors.back()->id);
  if (factors.size() > 1) {
    r.problems.error(place,
                     fmt::format("`{}` loads on factors `{}` and `{}`", name_of(r, kind, index),
                                 factors[0]->id, factors[1]->id),
                     "what evidence may speak about loads on one factor only");
  }
  if (kind == Loading::Kind::type) {
    for (const JointType& joint : r.c.joint_types) {
      for (const auto& [party, type] : joint.when) {
        if (party.index() != index) continue;
        r.problems.error(
            place,
            fmt::format("the types of `{}` are tied to others by `joint_types` and by factor `{}`",
                        r.c.parties[index].id, factors[0]->id),
            "one or the other");
        return;
      }
    }
  }
  const bool has_clauses = (kind == Loading::Kind::circumstance &&
                            !r.c.inputs[r.c.circumstances[index].chance.index()].instead.empty()) ||
                           (kind == Loading::Kind::red_line &&
                            !r.c.inputs[r.c.red_lines[index].unacceptable_to->index()].instead.empty());
  if (has_clauses && !factors[0]->by_default) {
    r.problems.error(place,
                     fmt::format("the chance of `{}` depends on other things, and it loads on factor `{}`",
                                 name_of(r, kind, index), factors[0]->id),
                     "one or the other");
  }
}

void check(Reading& r) {
  std::map<Thing, std::vector<const Factor*>> on;
  std::map<Thing, double> squares;
  for (const Factor& factor : r.c.factors) {
    for (const Loading& l : factor.loads) {
      on[{l.kind, l.index}].push_back(&factor);
      squares[{l.kind, l.index}] += l.strength * l.strength;
    }
  }
  const std::vector<RedLineId> spoken = lines_with_evidence(r.c);
  for (const auto& [thing, sum] : squares) {
    if (sum > 1.0 + 1e-12) {
      r.problems.error(r.places.at("factors." + on[thing].back()->id),
                       fmt::format("the squares of the strengths of `{}` sum to {}, above 1",
                                   name_of(r, thing.first, thing.second), number_text_apart(sum, 1.0)),
                       "lower them: what several factors explain cannot be more than all");
    }
    const bool hidden = thing.first == Loading::Kind::type || thing.first == Loading::Kind::circumstance ||
                        (thing.first == Loading::Kind::red_line &&
                         std::find(spoken.begin(), spoken.end(), RedLineId(thing.second)) != spoken.end());
    if (hidden) check_hidden(r, thing, on[thing]);
  }
  for (const Factor& factor : r.c.factors) {
    if (factor.loads.size() >= 2 || factor.by_default) continue;
    warn(r, {"idle_factor", "factors." + factor.id},
         fmt::format("factor `{}` ties nothing together: fewer than two things load on it", factor.id),
         "delete it, or say what else goes with it");
  }
}

}  // namespace

Section factors_section() {
  return {
      .fields = {{"factors", &kFactors,
                  "Common causes behind several things; `none` switches those by default off too."}},
      .read = read,
      .check = check,
      .example =
          R"(factors:                 # common causes: what loads on one goes together; no chance changes by it
  resolve:
    name: How much party A will bear
    loads:
      - {of: no_deal.party_a, strength: 0.7}       # a number, or all below an address
      - {of: red_lines.no_full_retreat, strength: 0.5}     # types.PARTY: types as ordered in the file
    because: say why
)"};
}

}  // namespace offramp::case_file
