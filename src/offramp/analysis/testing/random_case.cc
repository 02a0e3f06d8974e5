// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/testing/random_case.h"

#include <fmt/format.h>

#include "offramp/analysis/testing/random_parts.h"

namespace offramp::testing {
namespace {

class Builder : private RandomParts {
 public:
  explicit Builder(std::uint32_t number) : RandomParts(number) {}

  Case build() {
    c_.file = c_.title = "random";
    add_issues();
    add_parties();
    add_circumstances();
    add_ends();
    for (std::size_t p = 0; p < c_.parties.size(); ++p) add_beliefs(p);
    for (std::uint32_t left = random_.index(4); left > 0; --left) add_red_line();
    if (chance(3)) c_.feasible.push_back(rule());
    for (std::size_t p = 0; p < c_.parties.size(); ++p) {
      if (chance(2)) c_.aims.push_back({PartyId(p), rule()});
    }
    add_joint_types();
    add_ratifiers();
    add_public();
    add_spoilers();
    add_clauses();
    add_factors();
    if (chance(3)) add_draft();
    if (chance(2))
      c_.actual =
          Outcome{.date = "1999-06-09", .settlement = settlement(), .seen = {}, .provenance = {}, .note = {}};
    return std::move(c_);
  }

 private:
  void add_issues() {
    for (std::uint32_t i = 0, count = 1 + random_.index(3); i < count; ++i) {
      Issue issue;
      issue.id = issue.name = fmt::format("issue{}", i);
      const std::uint32_t options = 1 + random_.index(4);
      const bool numeric = options > 1 && chance(3);
      for (std::uint32_t o = 0; o < options; ++o) {
        if (numeric) issue.grid.push_back(25.0 * o);
        const std::string name = numeric ? fmt::format("{}", 25 * o) : fmt::format("option{}", o);
        issue.options.push_back({name, name, ""});
      }
      c_.issues.push_back(std::move(issue));
    }
  }

  void add_parties() {
    for (std::uint32_t p = 0, count = 1 + random_.index(4); p < count; ++p) {
      Party party;
      party.id = party.name = fmt::format("party{}", p);
      party.veto = p == 0 || !chance(4);
      c_.parties.push_back(party);
    }
    c_.interests.resize(c_.parties.size());
    c_.no_deal.resize(c_.parties.size());
    c_.types.resize(c_.parties.size());
    c_.acceptance.resize(c_.parties.size());
  }

  void add_circumstances() {
    for (std::uint32_t i = 0, count = random_.index(3); i < count; ++i) {
      Circumstance circumstance;
      circumstance.id = circumstance.name = fmt::format("circumstance{}", i);
      circumstance.chance =
          input(Quantity::exactly(0.1 * (1 + random_.index(9)), Domain::bounded(0, 1)), roles::circumstance);
      c_.inputs.back().item = i;
      c_.circumstances.push_back(std::move(circumstance));
    }
  }

  // One or two ends of the conflict in every other case.
  void add_ends() {
    for (std::uint32_t e = 0, count = random_.index(2) * (1 + random_.index(2)); e < count; ++e) {
      End end;
      end.id = end.name = fmt::format("end{}", e);
      end.worth.resize(c_.parties.size());
      if (chance(2)) {
        end.as = settlement();
      } else {
        for (std::size_t p = 0; p < c_.parties.size(); ++p) {
          owners_ = {PartyId(p)};
          end.worth[p] = real();
        }
      }
      owners_.clear();
      for (std::size_t p = 0; p < c_.parties.size(); ++p) owners_.emplace_back(p);
      end.chance =
          input(Quantity::exactly(0.25 * (1 + random_.index(4)), Domain::bounded(0, 1)), roles::end_chance);
      end.months = input(Quantity::exactly(2.0 * random_.index(6), Domain::positive()), roles::end_months);
      c_.ends.push_back(std::move(end));
    }
    owners_.clear();
  }

  void add_ratifiers() {
    if (!chance(3)) return;
    Ratifier ratifier;
    ratifier.id = ratifier.name = "assembly";
    ratifier.of = PartyId(0);
    const auto share = [&] {
      return input(Quantity::exactly(0.25 * random_.index(5), Domain::bounded(0, 1)), roles::carries);
    };
    ratifier.carries = share();
    if (chance(2)) ratifier.where.push_back({rule(), share()});
    c_.ratifiers.push_back(ratifier);
    for (std::size_t p = 0; p < c_.parties.size(); ++p) {
      if (c_.parties[p].veto || !chance(2)) continue;
      Ratifier other;
      other.id = other.name = "council";
      other.of = PartyId(0);
      other.party = PartyId(p);
      c_.ratifiers.push_back(other);
      return;
    }
  }

  void add_draft() {
    DraftText draft;
    draft.id = draft.name = "draft";
    draft.settlement = settlement();
    for (std::size_t i = 0; i < c_.issues.size(); ++i) draft.open.push_back(chance(3));
    c_.drafts.push_back(std::move(draft));
  }

  void add_spoilers() {
    for (std::size_t p = 0; p < c_.parties.size(); ++p) {
      if (c_.parties[p].veto || chance(3)) continue;
      Spoiler spoiler;
      spoiler.id = c_.parties[p].id;
      spoiler.party = PartyId(p);
      const auto share = [&](const InputRole& role) {
        return input(Quantity::exactly(0.25 * (1 + random_.index(4)), Domain::bounded(0, 1)), role);
      };
      if (chance(2))
        spoiler.tolerance = input(Quantity::exactly(5.0 * random_.index(4), Domain::bounded(0, 100)),
                                  roles::spoiler_tolerance);
      spoiler.tries = share(roles::spoiler_tries);
      spoiler.succeeds = share(roles::spoiler_succeeds);
      c_.spoilers.push_back(std::move(spoiler));
    }
    if (chance(4))
      c_.perspective = c_.parties[random_.index(static_cast<std::uint32_t>(c_.parties.size()))].id;
  }

  // A poll on one issue or two, and the public that it asked as a ratifier.
  void add_public() {
    if (!chance(4)) return;
    Ratifier ratifier;
    ratifier.id = ratifier.name = "public";
    ratifier.of = PartyId(0);
    ratifier.passes_at = 0.25 * (1 + random_.index(3));
    if (chance(2))
      ratifier.error =
          input(Quantity::exactly(5.0 * random_.index(3), Domain::positive()), roles::poll_error);
    for (std::size_t i = 0; i < c_.issues.size() && i < 2; ++i) {
      Poll poll;
      poll.id = fmt::format("poll{}", i);
      poll.party = PartyId(0);
      poll.issue = IssueId(i);
      for (std::size_t o = 0; o < c_.issues[i].options.size(); ++o) {
        poll.refused.emplace_back();
        if (!chance(4))
          poll.refused.back() =
              input(Quantity::exactly(0.1 * random_.index(11), Domain::bounded(0, 1)), roles::poll_share);
      }
      ratifier.polls.push_back(c_.polls.size());
      c_.polls.push_back(std::move(poll));
    }
    c_.ratifiers.push_back(ratifier);
  }

  // Some numbers are others where other parties are of a type, or circumstances obtain.
  void add_clauses() {
    for (std::size_t i = 0; i < c_.inputs.size(); ++i) {
      Input& number = c_.inputs[i];
      if (!number.is(roles::value) && !number.is(roles::bonus) && !number.is(roles::red_line_share)) continue;
      if (number.parties.empty() || !chance(4)) continue;
      for (std::uint32_t left = 1 + random_.index(2); left > 0; --left) add_clause(number);
    }
  }
  void add_clause(Input& number) {
    Clause clause;
    for (std::size_t p = 0; p < c_.parties.size(); ++p) {
      if (c_.types[p].empty() || number.parties.front() == PartyId(p) || !chance(2)) continue;
      const auto types = static_cast<std::uint32_t>(c_.types[p].size());
      clause.when.push_back({.party = PartyId(p), .type = TypeId(random_.index(types))});
    }
    for (std::size_t i = 0; i < c_.circumstances.size(); ++i) {
      if (chance(2)) clause.when.push_back({.circumstance = CircumstanceId(i), .obtains = chance(2)});
    }
    if (clause.when.empty()) return;
    const double value =
        number.is(roles::red_line_share) ? 0.1 * random_.index(11) : 10.0 * random_.index(10);
    const Domain domain = number.quantity.domain();
    clause.quantity = number.is(roles::value) && chance(2) ? Quantity::interval(value, value + 10, domain)
                                                           : Quantity::exactly(value, domain);
    number.instead.push_back(std::move(clause));
  }

  // Common causes of anything; a party with types loads only where no joint type ties it.
  void add_factors() {
    for (std::uint32_t f = 0, count = random_.index(3); f < count; ++f) {
      Factor factor;
      factor.id = factor.name = fmt::format("factor{}", f);
      const auto load = [&](Loading::Kind kind, std::size_t index) {
        const double strength[] = {0.5, -0.5, 0.7, -0.7};
        factor.loads.push_back({kind, index, strength[random_.index(4)]});
      };
      for (std::size_t i = 0; i < c_.inputs.size(); ++i) {
        if (c_.inputs[i].uncertain() && chance(3)) load(Loading::Kind::input, i);
      }
      for (std::size_t p = 0; p < c_.parties.size(); ++p) {
        if (!c_.types[p].empty() && c_.joint_types.empty() && chance(3)) load(Loading::Kind::type, p);
      }
      for (std::size_t i = 0; i < c_.circumstances.size(); ++i) {
        if (chance(3)) load(Loading::Kind::circumstance, i);
      }
      for (std::size_t r = 0; r < c_.red_lines.size(); ++r) {
        if (c_.red_lines[r].unacceptable_to && chance(2)) load(Loading::Kind::red_line, r);
      }
      c_.factors.push_back(std::move(factor));
    }
  }

  void add_beliefs(std::size_t p) {
    owners_ = {PartyId(p)};
    type_.reset();
    Interests& interests = c_.interests[p];
    interests.given = true;
    for (const Issue& issue : c_.issues) {
      interests.weight.emplace_back(weight());
      interests.value.push_back(values(issue));
    }
    if (chance(2)) interests.bonuses.push_back({"bonus", rule(), real()});
    c_.no_deal[p] = no_deal();
    if (chance(2)) c_.acceptance[p] = acceptance();
    if (!chance(2)) return;
    for (std::uint32_t t = 0, count = 2 + random_.index(2); t < count; ++t) {
      type_ = TypeId(t);
      PartyType type;
      type.id = type.name = fmt::format("type{}", t);
      type.prior = input(Quantity::exactly(1.0 / count, Domain::bounded(0, 1)), roles::prior);
      type.interests.weight.resize(c_.issues.size());
      type.interests.value.resize(c_.issues.size());
      const std::size_t issue = random_.index(static_cast<std::uint32_t>(c_.issues.size()));
      if (chance(2)) type.interests.weight[issue] = weight();
      if (chance(2)) type.interests.value[issue] = values(c_.issues[issue]);
      if (!c_.issues[issue].numeric() && type.interests.value[issue].size() > 1 && chance(2)) {
        type.interests.value[issue].pop_back();  // only some options
      }
      if (chance(3)) type.interests.bonuses.push_back({chance(2) ? "bonus" : "other", rule(), real()});
      if (chance(3)) type.no_deal = no_deal();
      if (chance(3)) type.dropped_bonuses.push_back("bonus");
      if (chance(3)) type.acceptance = acceptance();
      type.bad_faith = chance(4);
      type.interests.given = true;
      c_.types[p].push_back(std::move(type));
    }
  }

  void add_red_line() {
    RedLine line;
    line.id = fmt::format("line{}", c_.red_lines.size());
    line.party = PartyId(random_.index(static_cast<std::uint32_t>(c_.parties.size())));
    line.never = rule();
    const auto types = static_cast<std::uint32_t>(c_.types[line.party.index()].size());
    if (types > 0 && chance(3)) line.only_type = TypeId(random_.index(types));
    if (types > 0 && !line.only_type && chance(3)) line.dropped_by.push_back(TypeId(random_.index(types)));
    owners_ = {line.party};
    type_ = line.only_type;
    if (chance(3)) {
      line.unacceptable_to =
          input(Quantity::exactly(0.1 * random_.index(11), Domain::bounded(0, 1)), roles::red_line_share);
    }
    if (chance(4))
      line.price =
          input(Quantity::exactly(5.0 * random_.index(5), Domain::bounded(0, 100)), roles::red_line_price);
    c_.red_lines.push_back(std::move(line));
  }

  void add_joint_types() {
    std::vector<std::size_t> typed;
    for (std::size_t p = 0; p < c_.parties.size(); ++p) {
      if (!c_.types[p].empty()) typed.push_back(p);
    }
    if (typed.size() < 2 || !chance(2)) return;
    JointType joint;
    for (int i = 0; i < 2; ++i)
      joint.when.push_back({PartyId(typed[static_cast<std::size_t>(i)]), TypeId(0)});
    owners_ = {joint.when[0].first, joint.when[1].first};
    type_.reset();
    joint.times = input(Quantity::exactly(3.0, Domain::positive()), roles::joint_odds);
    c_.joint_types.push_back(std::move(joint));
  }
};

}  // namespace

Case random_case(std::uint32_t number) {
  return Builder(number).build();
}

}  // namespace offramp::testing
