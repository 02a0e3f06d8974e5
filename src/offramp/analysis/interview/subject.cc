// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/interview/subject.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "offramp/base/text/scan.h"

namespace offramp {
namespace {

using case_file::Node;

// "north: The North" and "north: {name: The North}" alike.
std::string name_in(const Node& value, const std::string& id) {
  if (value.is_scalar() && !value.is_null()) return value.text;
  const Node* name = value.at("name");
  return name != nullptr && name->is_scalar() && !name->text.empty() ? name->text : id;
}

std::vector<AskedOption> knots(const Node& issue, const Node* values) {
  std::vector<double> at;
  if (values != nullptr) {
    for (const auto& [key, value] : values->entries) {
      if (const auto number = parse_number(key.text)) at.push_back(*number);
    }
  }
  const Node* range = issue.at("range");
  if (at.empty() && range != nullptr && range->items.size() == 2) {
    const auto low = parse_number(range->items[0].text), high = parse_number(range->items[1].text);
    if (low && high) at = {*low, 0.5 * (*low + *high), *high};
  }
  std::sort(at.begin(), at.end());
  const Node* unit = issue.at("unit");
  std::vector<AskedOption> options;
  for (const double x : at)
    options.push_back({number_text(x), unit == nullptr ? number_text(x) : number_text(x) + " " + unit->text});
  return options;
}

}  // namespace

Subject subject_of(const Node& root, const std::string& party) {
  Subject subject;
  if (const Node* parties = root.at("parties")) {
    for (const auto& [key, value] : parties->entries) {
      const Node* veto = value.at("veto");
      subject.parties.push_back(
          {key.text, name_in(value, key.text), veto != nullptr && veto->truth() == true});
    }
  }
  const Node* own = root.at("interests");
  for (const char* key : {party.c_str(), "value"}) own = own == nullptr ? nullptr : own->at(key);
  const Node* issues = root.at("issues");
  if (issues == nullptr) return subject;
  for (const auto& [key, value] : issues->entries) {
    AskedIssue& issue = subject.issues.emplace_back();
    issue.id = key.text;
    issue.name = name_in(value, key.text);
    if (const Node* options = value.at("options")) {
      for (const auto& [option, what] : options->entries)
        issue.options.push_back({option.text, name_in(what, option.text)});
      for (const Node& option : options->items) issue.options.push_back({option.text, option.text});
    } else {
      issue.options = knots(value, own == nullptr ? nullptr : own->at(key.text));
    }
  }
  return subject;
}

std::function<bool(const std::vector<std::size_t>&)> feasible_in(const Case& c, const Subject& subject) {
  std::vector<std::vector<std::size_t>> place(c.issues.size());
  for (std::size_t i = 0; i < c.issues.size(); ++i) {
    const std::vector<double>& grid = c.issues[i].grid;
    for (std::size_t o = 0; o < subject.issues[i].options.size(); ++o) {
      std::size_t nearest = o;
      if (c.issues[i].numeric()) {
        const double x = *parse_number(subject.issues[i].options[o].id);
        const auto closer = [&](double a, double b) { return std::fabs(a - x) < std::fabs(b - x); };
        nearest = static_cast<std::size_t>(std::min_element(grid.begin(), grid.end(), closer) - grid.begin());
      }
      place[i].push_back(nearest);
    }
  }
  return [&c, place](const std::vector<std::size_t>& package) {
    bargaining::Settlement settlement;
    for (std::size_t i = 0; i < package.size(); ++i)
      settlement.push_back(static_cast<std::uint16_t>(place[i][package[i]]));
    return std::all_of(c.feasible.begin(), c.feasible.end(),
                       [&](const Rule& rule) { return rule.condition.holds(settlement); });
  };
}

}  // namespace offramp
