// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/checks/checks.h"
#include "offramp/case/syntax/shape.h"

namespace offramp::case_file {
namespace {

// What one party wants, under one of its types or (no type) by itself.
class InterestCheck {
 public:
  InterestCheck(Reading& r, std::size_t party)
      : r_(r), c_(r.c), problems_(r.problems), party_(party), own_(r.c.interests[party]) {}

  void run();

 private:
  void complete(const PartyType* type, Place where);
  void values_complete(std::size_t issue, const PartyType* type, Place where);
  void weights_not_nil(const PartyType* type, Place where);
  void oddities();
  void no_deal();
  void no_deal_level(const NoDeal& no_deal, std::string address);
  std::optional<InputId> weight(std::size_t issue, const PartyType* type) const;
  std::string who(const PartyType* type) const {
    return type == nullptr ? c_.parties[party_].id
                           : fmt::format("{} of type {}", c_.parties[party_].id, type->id);
  }
  const std::string& id() const { return c_.parties[party_].id; }
  Place of_party() const { return r_.places.at("parties." + id()); }
  Place of_type(std::size_t type) const {
    return r_.places.at(fmt::format("types.{}.{}", id(), c_.types[party_][type].id));
  }
  Place of_input(InputId input) const { return r_.places.at(c_.inputs[input.index()].path); }
  std::string values_address(std::size_t issue) const {
    return fmt::format("interests.{}.value.{}", id(), c_.issues[issue].id);
  }
  Place home() const {
    const std::string interests = "interests." + id();
    return r_.places.has(interests) ? r_.places.at(interests) : of_party();
  }
  bool has_interests() const;
  // Whether what is missed in a section may stand there under a name that is no party's, or cannot be found
  // since the party's own name cannot be one: that has been said.
  bool misnamed(std::string_view section) const;

  Reading& r_;
  const Case& c_;
  Problems& problems_;
  std::size_t party_;
  const Interests& own_;
};

bool InterestCheck::has_interests() const {
  const std::vector<PartyType>& types = c_.types[party_];
  return own_.given || (!types.empty() && std::all_of(types.begin(), types.end(),
                                                      [](const PartyType& t) { return t.interests.given; }));
}

bool InterestCheck::misnamed(std::string_view section) const {
  if (!is_identifier(id())) return true;
  const Node* node = map_at(r_.root, section);
  return node != nullptr && std::any_of(node->entries.begin(), node->entries.end(), [&](const Entry& entry) {
           return !r_.places.has("parties." + entry.key.text);
         });
}

void InterestCheck::run() {
  const Party& party = c_.parties[party_];
  if (party.veto && !has_interests()) {
    if (!misnamed("interests"))
      problems_.error(of_party(), fmt::format("veto player `{}` has no interests", party.id),
                      "give it a weight and values for every issue under `interests`");
  } else if (has_interests()) {
    const std::vector<PartyType>& types = c_.types[party_];
    if (own_.given || types.empty()) complete(nullptr, home());
    for (std::size_t t = 0; t < types.size(); ++t) {
      if (!own_.given || types[t].interests.given) complete(&types[t], of_type(t));
    }
    oddities();
  }
  no_deal();
}

std::optional<InputId> InterestCheck::weight(std::size_t issue, const PartyType* type) const {
  if (type != nullptr && type->interests.weight[issue]) return type->interests.weight[issue];
  return own_.weight[issue];
}

// A party whose types fill its gaps is complete if every type is; so gaps of the party itself count only
// where some type does not fill them.
void InterestCheck::complete(const PartyType* type, Place where) {
  const std::vector<PartyType>& types = c_.types[party_];
  if (type == nullptr && !types.empty() &&
      std::all_of(types.begin(), types.end(), [](const PartyType& t) { return t.interests.given; })) {
    return;
  }
  std::vector<std::string> unweighted;
  for (std::size_t i = 0; i < c_.issues.size(); ++i) {
    const std::optional<InputId> of = weight(i, type);
    if (!of) {
      if (c_.parties[party_].veto) unweighted.push_back(c_.issues[i].id);
      continue;
    }
    if (r_.is_broken(*of)) continue;
    const Quantity& quantity = c_.quantity(*of);
    if (quantity.uncertain() || quantity.median() > 0.0) values_complete(i, type, where);
  }
  if (!unweighted.empty()) {
    problems_.error(where, fmt::format("{} has no weight for {}", who(type), fmt::join(unweighted, ", ")),
                    "a plain 0 says that an issue does not matter to it");
  }
  weights_not_nil(type, where);
}

void InterestCheck::values_complete(std::size_t index, const PartyType* type, Place where) {
  const Issue& issue = c_.issues[index];
  std::vector<OptionValue> values = own_.value[index];
  if (type != nullptr)
    values.insert(values.end(), type->interests.value[index].begin(), type->interests.value[index].end());
  if (type == nullptr && r_.places.has(values_address(index))) where = r_.places.at(values_address(index));
  if (issue.numeric()) {
    double low = issue.grid.back() + 1.0, high = issue.grid.front() - 1.0;
    for (const OptionValue& value : values) {
      low = std::min(low, value.at);
      high = std::max(high, value.at);
    }
    if (low <= issue.grid.front() && high >= issue.grid.back()) return;
    problems_.error(where,
                    values.empty() ? fmt::format("{} has no values for {}", who(type), issue.id)
                                   : fmt::format("the values of {} for {} reach from {} to {} only",
                                                 who(type), issue.id, number_text(low), number_text(high)),
                    fmt::format("give values from {} to {} or beyond", number_text(issue.grid.front()),
                                number_text(issue.grid.back())));
    return;
  }
  std::vector<std::string> missing;
  for (std::size_t o = 0; o < issue.options.size(); ++o) {
    if (std::none_of(values.begin(), values.end(), [&](const OptionValue& v) { return v.option == o; })) {
      missing.push_back(issue.options[o].id);
    }
  }
  if (missing.empty() || missing.front() == "?") return;
  problems_.error(where,
                  fmt::format("{} has no value for {} of {}", who(type), fmt::join(missing, ", "), issue.id),
                  "every option needs a value from 0 to 100");
}

void InterestCheck::weights_not_nil(const PartyType* type, Place where) {
  bool any = false, uncertain = false;
  for (std::size_t i = 0; i < c_.issues.size(); ++i) {
    const std::optional<InputId> of = weight(i, type);
    if (!of) continue;
    any = true;
    const Quantity& quantity = c_.quantity(*of);
    const bool may_be_nil =
        quantity.uncertain() ? quantity.clipped() && quantity.p5() == 0.0 : quantity.median() == 0.0;
    if (r_.is_broken(*of) || !may_be_nil) return;
    uncertain = uncertain || quantity.uncertain();
  }
  if (any)
    problems_.error(where,
                    fmt::format("all weights of {} {}", who(type), uncertain ? "may be 0 at once" : "are 0"),
                    "give at least one issue a weight above 0");
}

void InterestCheck::oddities() {
  for (std::size_t i = 0; i < c_.issues.size(); ++i) {
    const std::vector<OptionValue>& values = own_.value[i];
    if (values.empty()) continue;
    if (std::any_of(values.begin(), values.end(),
                    [&](const OptionValue& v) { return r_.is_broken(v.value); }))
      continue;
    const std::optional<InputId> of = own_.weight[i];
    if (of && !r_.is_broken(*of) && !c_.quantity(*of).uncertain() && c_.quantity(*of).median() == 0.0) {
      warn(r_, {"no_weight", c_.inputs[of->index()].path},
           fmt::format("{} gives {} weight 0, so its values there have no effect", who(nullptr),
                       c_.issues[i].id));
    }
    const Quantity& first = c_.quantity(values.front().value);
    const bool same = std::all_of(values.begin(), values.end(), [&](const OptionValue& v) {
      const Quantity& q = c_.quantity(v.value);
      return q.p5() == first.p5() && q.median() == first.median() && q.p95() == first.p95();
    });
    if (same && c_.issues[i].options.size() > 1) {
      warn(r_, {"flat_values", values_address(i)},
           fmt::format("{} values all options of {} alike, so the issue has no effect on its choice",
                       who(nullptr), c_.issues[i].id));
    }
  }
}

void InterestCheck::no_deal() {
  const Party& party = c_.parties[party_];
  const std::vector<PartyType>& types = c_.types[party_];
  const std::optional<NoDeal>& own = c_.no_deal[party_];
  const bool all_types = !types.empty() && std::all_of(types.begin(), types.end(), [](const PartyType& t) {
    return t.no_deal.has_value();
  });
  if (party.veto && !own && !all_types && !misnamed("no_deal")) {
    problems_.error(of_party(), fmt::format("veto player `{}` has no no-deal value", party.id),
                    "say under `no_deal` what it has without a settlement");
  }
  const bool spoils = std::any_of(c_.spoilers.begin(), c_.spoilers.end(),
                                  [&](const Spoiler& spoiler) { return spoiler.party == PartyId(party_); });
  if (!party.veto && has_interests() && !spoils && !c_.can_judge(PartyId(party_))) {
    warn(r_, {"no_no_deal", "interests." + id()},
         fmt::format("{} has interests and no no-deal value: what it would accept, or wreck, cannot be told",
                     who(nullptr)),
         "say under `no_deal` what it has without a settlement");
  }
  if (own) no_deal_level(*own, "no_deal." + id());
  for (std::size_t t = 0; t < types.size(); ++t) {
    if (types[t].no_deal) no_deal_level(*types[t].no_deal, fmt::format("types.{}.{}", id(), types[t].id));
  }
}

void InterestCheck::no_deal_level(const NoDeal& no_deal, std::string address) {
  const Place where = r_.places.at(address);
  if (no_deal.worth && !has_interests()) {
    problems_.error(
        where,
        fmt::format("no_deal of {} is worth a settlement, but the party has no interests", who(nullptr)),
        "give it interests, or a `utility`");
    return;
  }
  if (!no_deal.utility || r_.is_broken(*no_deal.utility)) return;
  double sum = c_.quantity(*no_deal.utility).median();
  for (const Component& component : no_deal.components) {
    if (r_.is_broken(component.amount)) return;
    sum += c_.quantity(component.amount).median();
  }
  if (sum >= 0.0 && sum <= 100.0) return;
  warn(r_, {"beyond_scale", std::move(address)}, where,
       fmt::format("no deal is worth {} points to {} at the medians, outside 0 to 100",
                   number_text_apart(sum, sum < 0.0 ? 0.0 : 100.0, 4), who(nullptr)));
}

}  // namespace

void check_interests(Reading& r) {
  for (std::size_t p = 0; p < r.c.parties.size(); ++p) InterestCheck(r, p).run();
}

}  // namespace offramp::case_file
