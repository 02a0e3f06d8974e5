// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "offramp/case/sections/frame/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/same_names.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/number.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

constexpr std::size_t kDefaultSteps = 10;

const Shape kOption = record(
    "option entry", "One option of an issue.",
    {{"name", &shapes::text, "What a reader sees.", true}, {"description", &shapes::text, "What it means."}});
const Shape kOptionText =
    either("text, or {name, description}", "What a reader sees.", {&shapes::text, &kOption});
const Shape kOptions = dictionary("options", "The options of the issue, by identifier.", kOptionText);
const Shape kRange =
    list("list of two numbers", "Lowest and highest number of the range.", shapes::number, 2, 2);
const Shape kGrid =
    list("list of numbers", "The numbers on which settlements are listed, increasing.", shapes::number, 1);
const Shape kIssue =
    record("issue", "What is negotiated: a list of options or a numeric range.",
           {{"name", &shapes::text, "What a reader sees.", true},
            {"description", &shapes::text, "What it is about."},
            {"options", &kOptions, "The options, by identifier: a text, or {name, description}."},
            {"range", &kRange, "Lowest and highest number: [0, 100]."},
            {"step", &shapes::positive_number,
             "Step of the grid on which settlements are listed; by default a tenth of the range."},
            {"grid", &kGrid, "The numbers on which settlements are listed, in place of a step."},
            {"unit", &shapes::text, "Unit of the range: percent, kilometres."}},
           {{KeyRule::Kind::exactly_one, {"options", "range"}},
            {KeyRule::Kind::at_most_one, {"step", "grid"}},
            {KeyRule::Kind::needs, {"step", "range"}},
            {KeyRule::Kind::needs, {"grid", "range"}},
            {KeyRule::Kind::needs, {"unit", "range"}}});
const Shape kIssues = dictionary("issues", "What is negotiated, by identifier.", kIssue);

// The double that a reader would write: 0.1 * 3 is 0.3.
double decimal(double value) {
  return parse_number(fmt::format("{:.12g}", value)).value_or(value);
}

void read_options(Reading& r, const Node& node, Issue& issue) {
  for (const auto& [key, value] : node.entries) {
    if (key.text == kOpen) {
      r.problems.error(place_of(r, key), "`open` cannot be the identifier of an option",
                       "in `drafts` the word says that a text leaves the issue open: choose another");
    }
    Option option{key.text, {}, {}};
    if (value.is_map()) {
      option.name = text_at(r, value, "name");
      option.description = text_at(r, value, "description");
    } else {
      option.name = value.text;
    }
    issue.options.push_back(std::move(option));
    r.places.add(fmt::format("issues.{}.{}", issue.id, key.text), place_of(r, key));
  }
}

bool read_grid(Reading& r, const Node& grid, double low, double high, Issue& issue) {
  for (const Node& item : grid.items) {
    const auto value = number_of(r, item);
    if (!value) return false;
    if (*value < low || *value > high) {
      r.problems.error(
          place_of(r, item),
          fmt::format("{} lies outside the range {} to {}", item.text, number_text(low), number_text(high)),
          "a comma parts two numbers: thousands are written without one, as 5000");
      return false;
    }
    if (!issue.grid.empty() && *value <= issue.grid.back()) {
      r.problems.error(place_of(r, item), fmt::format("the grid does not increase at {}", item.text));
      return false;
    }
    issue.grid.push_back(*value);
  }
  return !issue.grid.empty();
}

// By steps from the low end of the range; its high end is always on the grid.
bool make_grid(Reading& r, const Node& node, double low, double high, Issue& issue) {
  const Node* given = node.at("step");
  const std::optional<double> read = number_at(r, node, "step");
  if (given != nullptr && !read) return false;
  const double step = read.value_or((high - low) / kDefaultSteps);
  const double steps = std::floor((high - low) / step + 1e-9);
  if (!(steps >= 1.0) || steps >= static_cast<double>(kMaxIssueOptions - 1)) {
    r.problems.error(place_of(r, given == nullptr ? *node.at("range") : *given),
                     fmt::format("step {} does not divide the range", number_text(step)),
                     "between 1 and 998 steps must fit in the range");
    return false;
  }
  for (double i = 0.0; i <= steps; i += 1.0) issue.grid.push_back(decimal(low + i * step));
  if (std::fabs(issue.grid.back() - high) <= 1e-9 * step) issue.grid.back() = high;
  if (issue.grid.back() < high) issue.grid.push_back(high);
  return true;
}

// The grid of a range: given, by steps, or ten steps.
bool read_range(Reading& r, const Node& node, Issue& issue) {
  const Node* range = list_at(node, "range");
  if (range == nullptr || range->items.size() != 2) return false;
  const auto low = number_of(r, range->items[0]), high = number_of(r, range->items[1]);
  if (!low || !high) return false;
  if (!(*low < *high)) {
    r.problems.error(
        place_of(r, *range),
        fmt::format("the range {} to {} is not increasing", number_text(*low), number_text(*high)),
        "write [low, high]");
    return false;
  }
  if (const Node* grid = list_at(node, "grid")) return read_grid(r, *grid, *low, *high, issue);
  return make_grid(r, node, *low, *high, issue);
}

void read_issue(Reading& r, const Node& key, const Node& value) {
  Issue issue{
      key.text, text_at(r, value, "name"), text_at(r, value, "description"), text_at(r, value, "unit"), {},
      {}};
  if (const Node* options = map_at(value, "options")) read_options(r, *options, issue);
  if (value.at("range") != nullptr && read_range(r, value, issue)) {
    for (const double number : issue.grid)
      issue.options.push_back({number_text(number), number_text(number), {}});
  } else if (value.at("range") != nullptr) {
    issue.grid.clear();
  }
  if (issue.options.empty() || issue.options.size() > kMaxIssueOptions || !r.structure.sound(value)) {
    r.issues_sound = false;
    issue.grid.clear();
    if (issue.options.size() > kMaxIssueOptions) {
      r.problems.error(place_of(r, key),
                       fmt::format("issue `{}` has more than {} options", key.text, kMaxIssueOptions));
    }
    issue.options.assign(1, {"?", "?", {}});
  }
  r.places.add("issues." + key.text, place_of(r, key), r.c.issues.size());
  for (const Option& option : issue.options)  // those of a range stand where the issue does
    r.places.add(fmt::format("issues.{}.{}", issue.id, option.id), place_of(r, key));
  bargaining::Axis axis{issue.id, {}, issue.grid};
  for (const Option& option : issue.options) axis.options.push_back(option.id);
  r.axes.push_back(std::move(axis));
  r.c.issues.push_back(std::move(issue));
}

void read(Reading& r) {
  const Node* node = map_at(r.root, "issues");
  if (node == nullptr) return;
  for (const auto& [key, value] : node->entries) read_issue(r, key, value);
}

void check(Reading& r) {
  warn_of_same_names(r, r.c.issues, "issues.", "issue");
  for (const Issue& issue : r.c.issues) {
    warn_of_same_names(r, issue.options, fmt::format("issues.{}.", issue.id),
                       fmt::format("in {}, option", issue.id));
  }
}

}  // namespace

Section issues_section() {
  return {
      .fields = {{"issues", &kIssues, "What is negotiated, by identifier.", true}},
      .read = read,
      .check = check,
      .skeleton = R"(issues:                    # what is negotiated: a list of options, or a numeric range
  control:
    name: Who controls the area
    options:
      a: Party A
      shared: {name: Both together, description: Say here what the option means.}
      b: Party B
  withdrawal:
    name: Forces that leave
    range: [0, 100]
    step: 25               # settlements are listed on this grid
    unit: percent
)"};
}

}  // namespace offramp::case_file
