// SPDX-License-Identifier: Apache-2.0
// `war` of a no-deal value: fighting on, as one party or type sees it (bargaining/outside/war.h).
#include "offramp/case/sections/wants/war.h"

#include <fmt/format.h>

#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kChances = dictionary("chances of ends", "As this party sees them.", shapes::share);
const Shape kMonths = dictionary("months until ends", "As this party sees them.", shapes::weight);
const Shape kAttitude = record(
    "attitude", "How it weighs gains and losses; without it by expected utility.",
    shapes::block({{"reference", &shapes::change, "What it takes for neither; by default what it has now."},
                   {"loss_aversion", &shapes::factor, "1: none; 2.25 in experiments."},
                   {"gains", &shapes::factor, "Exponent of gains; .88 in experiments."},
                   {"losses", &shapes::factor, "Exponent of losses; .88 in experiments."},
                   {"lost", &shapes::weight, "Points that fighting has cost it so far."},
                   {"sunk", &shapes::share, "Share of what was lost by which the reference moves up."}}));
const Shape kDiscount = quantity("monthly discount", "Worth today of a point in a month, above 0, at most 1.",
                                 Domain::bounded(0.0, 1.0), shapes::block({}));

}  // namespace

const Shape kWar = record(
    "war", "Fighting on, as this party sees it; it stands on `ends`.",
    shapes::block({{"now", &shapes::change, "Worth of things as they stand while fighting lasts.", true},
                   {"cost", &shapes::weight, "Points that a month of fighting costs against that."},
                   {"discount", &kDiscount, "Worth today of a point in a month; 1 by default."},
                   {"chances", &kChances, "Of ends, where this party sees them otherwise."},
                   {"months", &kMonths, "Until ends, where this party sees them otherwise."},
                   {"attitude", &kAttitude, "How it weighs gains and losses."}}));

namespace {

class WarReader {
 public:
  WarReader(Reading& r, Owner owner, const Provenance& from, std::string path)
      : r_(r), owner_(owner), from_(from), path_(std::move(path)) {}

  StatedWar read(const Node& node) {
    StatedWar war;
    war.now = read_required(r_, node, "now", slot("now", roles::war_now, shapes::change));
    war.cost = read_input_at(r_, node, "cost", slot("cost", roles::war_cost, shapes::weight));
    war.discount = read_input_at(r_, node, "discount", slot("discount", roles::war_discount, kDiscount));
    if (war.discount) check_discount(*war.discount);
    war.chance = by_end(node, "chances", roles::end_chance, shapes::share);
    war.months = by_end(node, "months", roles::end_months, shapes::weight);
    if (const Node* attitude = map_at(node, "attitude")) war.attitude = read_attitude(*attitude);
    return war;
  }

 private:
  Slot slot(const std::string& key, const InputRole& role, const Shape& shape) const {
    return {
        .about = {.path = path_ + "." + key, .role = &role, .parties = {owner_.party}, .type = owner_.type},
        .domain = shape.domain,
        .inherited = from_};
  }
  void check_discount(InputId input) {
    const Quantity& discount = r_.c.quantity(input);
    if (r_.is_broken(input) || (discount.uncertain() ? discount.p5() : discount.median()) > 0.0) return;
    r_.problems.error(r_.places.at(r_.c.inputs[input.index()].path), "a discount lies above 0, at most at 1");
  }
  std::vector<std::optional<InputId>> by_end(const Node& node, const char* key, const InputRole& role,
                                             const Shape& shape) {
    std::vector<std::optional<InputId>> result(r_.c.ends.size());
    const Node* given = map_at(node, key);
    if (given == nullptr) return result;
    for (const auto& [end, value] : given->entries) {
      const auto found = r_.places.position("ends." + end.text);
      if (!found) {
        r_.problems.error(place_of(r_, end), fmt::format("`{}` is not an end of the conflict", end.text),
                          [&, &name = end.text] { return name_hint(name, ids_of(r_.c.ends), "ends"); });
        continue;
      }
      Slot own = slot(fmt::format("{}.{}", key, end.text), role, shape);
      own.about.item = *found;
      result[*found] = read_input(r_, value, std::move(own));
    }
    return result;
  }
  AttitudeInputs read_attitude(const Node& node) {
    const auto number = [&](const char* key, const Shape& shape) {
      return read_input_at(r_, node, key, slot(std::string("attitude.") + key, roles::attitude, shape));
    };
    const std::optional<InputId> aversion = number("loss_aversion", shapes::factor);
    if (aversion && !r_.is_broken(*aversion) && r_.c.quantity(*aversion).median() < 1.0) {
      const std::string& path = r_.c.inputs[aversion->index()].path;
      warn(r_, {"loss_aversion", path}, r_.places.at(path),
           "loss_aversion lies below 1: gains would weigh more than losses of the same size",
           "1 is none, 2.25 what experiments found");
    }
    return {.reference = number("reference", shapes::change),
            .loss_aversion = aversion,
            .gains = number("gains", shapes::factor),
            .losses = number("losses", shapes::factor),
            .lost = number("lost", shapes::weight),
            .sunk = number("sunk", shapes::share)};
  }

  Reading& r_;
  Owner owner_;
  Provenance from_;
  std::string path_;
};

}  // namespace

StatedWar read_war_of(Reading& r, const Node& node, Owner owner, const Provenance& inherited,
                      const std::string& path) {
  const Provenance from = provenance_of(r, node, inherited);
  StatedWar war = WarReader(r, owner, from, path).read(node);
  if (r.c.ends.empty()) {
    r.problems.error(place_of(r, node), "`war` stands on how the conflict may end, and the case names no end",
                     "say so under `ends`");
    return war;
  }
  bool all_zero = true;
  for (std::size_t e = 0; e < r.c.ends.size(); ++e) {
    const InputId chance = war.chance[e].value_or(r.c.ends[e].chance);
    all_zero = all_zero && !r.is_broken(chance) && may_be_zero(r.c.quantity(chance));
    if (r.c.ends[e].as || r.c.ends[e].worth[owner.party.index()]) continue;
    r.problems.error(r.places.at("ends." + r.c.ends[e].id),
                     fmt::format("end `{}` has no worth for {}, whose no-deal value stands on it",
                                 r.c.ends[e].id, r.c.parties[owner.party.index()].id),
                     "give its points under `worth`, or say by `as` who ends up with what");
  }
  if (all_zero) {
    r.problems.error(place_of(r, node), "all chances of ends may be 0 at once: the conflict would never end",
                     "let one of them lie above 0");
  }
  return war;
}

}  // namespace offramp::case_file
