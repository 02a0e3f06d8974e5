// SPDX-License-Identifier: Apache-2.0
// Settlements that a case names: what happened, what no deal is worth.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/case/logic/logic_search.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/syntax/condition_text.h"
#include "offramp/case/syntax/number.h"

namespace offramp::case_file {
namespace {

enum class Choice { missing, made, none, open };

// A settlement while it is read.
struct Draft {
  NamedSettlement named;
  std::vector<Choice> choice;       // [issue]
  std::vector<const Node*> values;  // [issue]
  bool sound = true;
};

// Whether a number lies in the range that an issue was given, which may be wider than its grid.
bool in_range(const Reading& r, const Issue& issue, double value) {
  const Node* issues = map_at(r.root, "issues");
  const Node* of = issues == nullptr ? nullptr : map_at(*issues, issue.id);
  const Node* range = of == nullptr ? nullptr : list_at(*of, "range");
  if (range == nullptr || range->items.size() != 2) return false;
  const auto low = number_of(r, range->items[0]), high = number_of(r, range->items[1]);
  return low && high && value >= *low && value <= *high;
}

// The nearest number of the grid, the lower of two equally near.
std::size_t nearest(const std::vector<double>& grid, double value) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < grid.size(); ++i) {
    if (std::fabs(grid[i] - value) < std::fabs(grid[best] - value)) best = i;
  }
  return best;
}

void choose(Reading& r, const Entry& entry, SettlementForm form, Draft& draft) {
  const auto id = issue_of(r, entry.key);
  if (!id) {
    draft.sound = false;
    return;
  }
  const Issue& issue = r.c.issues[id->index()];
  draft.values[id->index()] = &entry.value;
  if (entry.value.text == kNotApplicable) {
    draft.choice[id->index()] = Choice::none;
    return;
  }
  if (form == SettlementForm::open && entry.value.text == kOpen &&
      !names_of(r).option(id->index(), entry.value.text)) {
    draft.choice[id->index()] = Choice::open;
    draft.named.open[id->index()] = true;
    return;
  }
  draft.choice[id->index()] = Choice::made;
  auto option = names_of(r).option(id->index(), entry.value.text);
  const auto number = parse_number(entry.value.text);
  if (!option && form == SettlementForm::off_grid && issue.numeric() && number &&
      in_range(r, issue, *number)) {
    option = nearest(issue.grid, *number);
    draft.named.off_grid[id->index()] = *number;
  }
  if (option) draft.named.settlement[id->index()] = static_cast<std::uint16_t>(*option);
  if (option) return;
  draft.sound = false;
  if (!r.structure.sound(entry.value) || !r.issues_sound) return;
  if (form == SettlementForm::off_grid && issue.numeric() && number) {
    r.problems.error(place_of(r, entry.value),
                     fmt::format("{} is outside the range of {}", entry.value.text, issue.id),
                     "what happened may lie off the grid but not off the range: widen it");
    return;
  }
  r.problems.error(place_of(r, entry.value),
                   fmt::format("`{}` is not an option of {}", entry.value.text, issue.id),
                   [&] { return option_hint(issue, entry.value.text); });
}

// Options that `feasible` leaves an issue beside the choices made; all of them if there is no telling.
std::vector<std::size_t> options_left(Reading& r, const Draft& draft, std::size_t issue) {
  LogicSearch search(r.axes);
  std::vector<const bargaining::Condition*> rules;
  for (const Rule& rule : r.c.feasible) rules.push_back(&rule.condition);
  LogicSearch::Domains open = search.all();
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (draft.choice[i] != Choice::made) continue;
    std::fill(open[i].begin(), open[i].end(), char{0});
    open[i][draft.named.settlement[i]] = 1;
  }
  std::vector<std::size_t> left;
  for (std::size_t o = 0; o < open[issue].size(); ++o) {
    LogicSearch::Domains with = open;
    std::fill(with[issue].begin(), with[issue].end(), char{0});
    with[issue][o] = 1;
    if (search.find(rules, std::move(with)).answer != LogicSearch::Answer::no) left.push_back(o);
  }
  return left;
}

// An issue that is not applicable takes the one option that is left.
void resolve(Reading& r, std::size_t issue, Draft& draft) {
  const std::vector<std::size_t> left = options_left(r, draft, issue);
  if (left.size() == 1) {
    draft.named.settlement[issue] = static_cast<std::uint16_t>(left.front());
    return;
  }
  draft.sound = false;
  const Issue& of = r.c.issues[issue];
  std::vector<std::string> names;
  for (const std::size_t o : left) names.push_back(of.options[o].id);
  if (names.size() > 4) names.resize(4);
  r.problems.error(place_of(r, *draft.values[issue]),
                   left.empty()
                       ? fmt::format("the choices on the other issues leave no feasible option of {}", of.id)
                       : fmt::format("{} is applicable: the choices on the other issues leave {}{}", of.id,
                                     fmt::join(names, ", "), left.size() > names.size() ? ", ..." : ""),
                   left.empty() ? "check the settlement and `feasible`"
                                : "name one, or say under `feasible` which choice elsewhere leaves only one");
}

}  // namespace

std::optional<NamedSettlement> settlement_of(Reading& r, const Node& node, Place where, std::string_view what,
                                             SettlementForm form) {
  const std::vector<Issue>& issues = r.c.issues;
  Draft draft{{bargaining::Settlement(issues.size(), 0), {}, std::vector<bool>(issues.size())}, {}, {}};
  draft.named.off_grid.resize(issues.size());
  draft.choice.resize(issues.size(), Choice::missing);
  draft.values.resize(issues.size(), nullptr);
  for (const Entry& entry : node.entries) choose(r, entry, form, draft);
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (draft.choice[i] == Choice::missing) missing.push_back(issues[i].id);
  }
  if (!missing.empty() && !node.entries.empty()) {
    r.problems.error(where, fmt::format("the settlement of {} leaves out {}", what, fmt::join(missing, ", ")),
                     form == SettlementForm::open ? "give one option for every issue, or `open`"
                                                  : "give one option for every issue");
  }
  if (!draft.sound || !missing.empty() || !r.issues_sound) return std::nullopt;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (draft.choice[i] == Choice::none) resolve(r, i, draft);
  }
  if (!draft.sound) return std::nullopt;
  return std::move(draft.named);
}

}  // namespace offramp::case_file
