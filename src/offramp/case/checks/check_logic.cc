// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/case/checks/checks.h"
#include "offramp/case/logic/logic_search.h"

namespace offramp::case_file {
namespace {

using bargaining::Condition;
using Answer = LogicSearch::Answer;
using Pointers = std::vector<const Condition*>;

class LogicCheck {
 public:
  explicit LogicCheck(Reading& r) : r_(r), c_(r.c), problems_(r.problems), search_(r.axes) {
    for (const Rule& rule : c_.feasible) rules_.push_back(&rule.condition);
    for (const RedLine& line : c_.red_lines) accepted_.push_back(Condition::negation(line.never.condition));
  }

  void run();

 private:
  bool contradiction();
  void idle_rules();
  void unreachable();
  void red_line_effects();
  void party_lines(std::size_t party, const PartyType* type, std::optional<TypeId> id);
  void settlements();
  void conditions_that_never_hold();
  void never_holds(const BonusTerm& bonus);
  void idle_aims();
  Answer possible(const Condition& condition) {
    if (search_.exhausted()) return Answer::unknown;
    Pointers asked = rules_;
    asked.push_back(&condition);
    return search_.find(asked, search_.all()).answer;
  }
  std::string quoted_rules(const std::vector<std::size_t>& chosen) const {
    std::vector<std::string> texts;
    for (const std::size_t i : chosen)
      texts.push_back(fmt::format("`{}` (line {})", c_.feasible[i].text, of_rule(i).line));
    return fmt::format("{}", fmt::join(texts, ", "));
  }

  // Rules have no names: they are called by their positions, from 1.
  Place of_rule(std::size_t rule) const { return r_.places.at(fmt::format("feasible.{}", rule + 1)); }
  Place of_line(std::size_t line) const { return r_.places.at("red_lines." + c_.red_lines[line].id); }

  Reading& r_;
  const Case& c_;
  Problems& problems_;
  LogicSearch search_;
  Pointers rules_;
  std::vector<Condition> accepted_;  // the negation of each red line
};

void LogicCheck::run() {
  if (contradiction()) return;  // nothing else has a meaning without a settlement
  unreachable();
  red_line_effects();
  for (std::size_t p = 0; p < c_.parties.size(); ++p) {
    party_lines(p, nullptr, std::nullopt);
    for (std::size_t t = 0; t < c_.types[p].size(); ++t) party_lines(p, &c_.types[p][t], TypeId(t));
  }
  conditions_that_never_hold();
  idle_aims();
  settlements();
}

bool LogicCheck::contradiction() {
  if (search_.find(rules_, search_.all()).answer != Answer::no) {
    idle_rules();
    return false;
  }
  const std::vector<std::size_t> set = search_.clash({}, rules_);
  const Place where = set.empty() ? of_rule(0) : of_rule(set.front());
  problems_.error(where,
                  fmt::format("no settlement obeys `feasible`; {}",
                              set.size() == 1 ? "this rule can never hold: " + quoted_rules(set)
                                              : "these rules clash: " + quoted_rules(set)),
                  set.size() == 1 ? "change the rule" : "change one of them");
  return true;
}

void LogicCheck::idle_rules() {
  for (std::size_t i = 0; i < c_.feasible.size(); ++i) {
    const Condition broken = Condition::negation(c_.feasible[i].condition);
    if (search_.find({&broken}, search_.all()).answer != Answer::no) continue;
    warn(r_, {"idle_rule", fmt::format("feasible.{}", i + 1)},
         "this rule holds for every settlement, so it rules nothing out");
  }
}

void LogicCheck::unreachable() {
  std::vector<std::vector<bool>> seen(c_.issues.size());
  for (std::size_t i = 0; i < seen.size(); ++i) seen[i].resize(c_.issues[i].options.size());
  for (std::size_t i = 0; i < seen.size(); ++i) {
    for (std::size_t o = 0; o < seen[i].size(); ++o) {
      if (seen[i][o] || search_.exhausted()) continue;
      const LogicSearch::Found found = search_.find(rules_, search_.fixed(i, o));
      if (found.answer == Answer::yes) {
        for (std::size_t k = 0; k < seen.size(); ++k) seen[k][found.settlement[k]] = true;
      } else if (found.answer == Answer::no) {
        warn(r_, {"unreachable", fmt::format("issues.{}.{}", c_.issues[i].id, c_.issues[i].options[o].id)},
             fmt::format("no feasible settlement has {} = {}", c_.issues[i].id, c_.issues[i].options[o].id),
             "delete it, or change `feasible`");
      }
    }
  }
}

void LogicCheck::red_line_effects() {
  for (std::size_t i = 0; i < c_.red_lines.size(); ++i) {
    const RedLine& line = c_.red_lines[i];
    if (possible(line.never.condition) == Answer::no) {
      warn(r_, {"never_bites", "red_lines." + line.id},
           fmt::format("red line `{}` never bites: no feasible settlement crosses it", line.id));
    } else if ((line.only_type || line.unacceptable_to) && possible(accepted_[i]) == Answer::no) {
      warn(r_, {"always_bites", "red_lines." + line.id},
           fmt::format("red line `{}` always bites: every feasible settlement crosses it", line.id));
    }
  }
}

// Red lines that a party has for certain must leave something over; those that may hold should.
void LogicCheck::party_lines(std::size_t party, const PartyType* type, std::optional<TypeId> id) {
  if (search_.exhausted()) return;
  Pointers certain, all;
  std::vector<std::size_t> certain_lines, all_lines;
  for (std::size_t i = 0; i < c_.red_lines.size(); ++i) {
    const RedLine& line = c_.red_lines[i];
    if (line.party != PartyId(party)) continue;
    if (line.only_type && line.only_type != id) continue;
    if (id && std::find(line.dropped_by.begin(), line.dropped_by.end(), *id) != line.dropped_by.end())
      continue;
    all.push_back(&accepted_[i]);
    all_lines.push_back(i);
    if (line.unacceptable_to) continue;
    certain.push_back(&accepted_[i]);
    certain_lines.push_back(i);
  }
  const bool special =
      type != nullptr && std::any_of(c_.red_lines.begin(), c_.red_lines.end(), [&](const RedLine& l) {
        return l.party == PartyId(party) && l.only_type == id;
      });
  if (all.empty() || (type != nullptr && !special)) return;
  const std::string& party_id = c_.parties[party].id;
  const std::string who = type == nullptr ? party_id : fmt::format("{} of type {}", party_id, type->id);
  const std::string address =
      type == nullptr ? "parties." + party_id : fmt::format("types.{}.{}", party_id, type->id);
  for (const bool sure : {true, false}) {
    const std::vector<std::size_t> set = search_.clash(rules_, sure ? certain : all);
    if (set.empty()) continue;
    std::vector<std::string> names;
    for (const std::size_t i : set)
      names.push_back("`" + c_.red_lines[(sure ? certain_lines : all_lines)[i]].id + "`");
    if (!sure && set.size() == 1) return;  // it always bites, which has been said
    const Place where = of_line((sure ? certain_lines : all_lines)[set.front()]);
    const std::string message = fmt::format("no feasible settlement {} the red lines of {}: {}",
                                            sure ? "meets" : "would meet", who, fmt::join(names, ", "));
    if (sure && type == nullptr && c_.parties[party].veto) {
      problems_.error(where, message, "a veto player that can accept nothing leaves nothing to analyse");
    } else {
      warn(r_, {"lines_close_all", address}, where, message,
           sure ? "" : "if all of them hold, there is no agreement");
    }
    return;
  }
}

void LogicCheck::never_holds(const BonusTerm& bonus) {
  const Rule& rule = bonus.when;
  if (possible(rule.condition) == Answer::no) {
    warn(r_, {"never_counts", c_.inputs[bonus.add.index()].path},
         fmt::format("bonus `{}` never counts: no feasible settlement fulfils `{}`", bonus.id, rule.text));
  }
}

void LogicCheck::conditions_that_never_hold() {
  for (std::size_t p = 0; p < c_.parties.size(); ++p) {
    for (const BonusTerm& bonus : c_.interests[p].bonuses) {
      never_holds(bonus);
    }
    for (const PartyType& type : c_.types[p]) {
      for (const BonusTerm& bonus : type.interests.bonuses) {
        never_holds(bonus);
      }
    }
  }
}

// An aim that every settlement meets, or none, tells no off-ramp from another.
void LogicCheck::idle_aims() {
  for (const Aim& aim : c_.aims) {
    const Condition missed = Condition::negation(aim.that.condition);
    const bool never = possible(aim.that.condition) == Answer::no;
    if (!never && possible(missed) != Answer::no) continue;
    const std::string& party = c_.parties[aim.party.index()].id;
    warn(r_, {"idle_aim", fmt::format("aims.{}.{}", party, aim.place)},
         fmt::format("the aim `{}` of {} is met by {} feasible settlement", aim.that.text, party,
                     never ? "no" : "every"));
  }
}

void LogicCheck::settlements() {
  const auto crossed = [&](const bargaining::Settlement& settlement, const std::string& address,
                           std::string_view what) {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (rules_[i]->holds(settlement)) continue;
      warn(r_, {"breaks_rule", address}, fmt::format("{} breaks the rule {}", what, quoted_rules({i})),
           "check the settlement and the rule");
    }
  };
  if (c_.actual && c_.actual->settlement) crossed(*c_.actual->settlement, "actual", "the actual settlement");
  for (std::size_t p = 0; p < c_.parties.size(); ++p) {
    if (c_.no_deal[p] && c_.no_deal[p]->worth) {
      crossed(*c_.no_deal[p]->worth, "no_deal." + c_.parties[p].id, "the settlement that no_deal is worth");
    }
  }
}

}  // namespace

void check_logic(Reading& r) {
  if (r.c.issues.empty() || !r.issues_sound) return;
  LogicCheck(r).run();
}

}  // namespace offramp::case_file
