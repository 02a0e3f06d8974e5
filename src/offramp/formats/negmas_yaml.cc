// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/negmas_yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

#include "offramp/formats/tree/tree_values.h"

namespace offramp::formats {
namespace {

std::string class_of(const TreeNode& node) {
  for (const char* key : {"type", "__python_class__"}) {
    std::string name = tree_text(node.find(key), "");
    if (name.empty()) continue;
    const std::size_t dot = name.find_last_of('.');
    return dot == std::string::npos ? name : name.substr(dot + 1);
  }
  return {};
}

IssueFrame issue_of(const TreeNode& node, std::size_t position, Diagnostics& diagnostics) {
  IssueFrame frame;
  frame.name = tree_text(node.find("name"), fmt::format("issue {}", position + 1));
  const std::string kind = class_of(node);
  const TreeNode* values = node.find("values");
  if (values == nullptr) {
    add_error(diagnostics, node.place, fmt::format("issue `{}` has no `values`", frame.name));
    return frame;
  }
  const bool pair = values->kind == TreeNode::Kind::sequence && values->items.size() == 2;
  if (kind == "ContiguousIssue" || kind == "ContinuousIssue") {
    frame.kind = kind == "ContiguousIssue" ? IssueKind::integer : IssueKind::real;
    if (pair) {
      frame.low = tree_number(values->items[0], "a bound", diagnostics);
      frame.high = tree_number(values->items[1], "a bound", diagnostics);
    } else if (frame.kind == IssueKind::integer && values->kind == TreeNode::Kind::scalar) {
      frame.high = tree_number(*values, "the number of values", diagnostics) - 1.0;
    } else {
      add_error(diagnostics, values->place, "two bounds were expected");
    }
    if (frame.kind == IssueKind::integer &&
        (frame.low != std::floor(frame.low) || frame.high != std::floor(frame.high))) {
      add_error(diagnostics, values->place, "the bounds of a ContiguousIssue must be whole numbers");
    }
  } else if (kind == "CategoricalIssue" || kind == "DiscreteCardinalIssue" ||
             kind == "DiscreteOrdinalIssue" || kind.empty()) {
    frame.options = tree_texts(*values, diagnostics);
  } else {
    add_error(diagnostics, node.place,
              fmt::format("issue type `{}`; Categorical, DiscreteCardinal, DiscreteOrdinal, Contiguous and "
                          "ContinuousIssue are read",
                          kind));
  }
  return frame;
}

// Warns of what is neither read nor mere description.
void unread(const TreeNode& node, std::initializer_list<std::string_view> read, Diagnostics& diagnostics) {
  static constexpr std::string_view kPlain[] = {"type", "__python_class__", "name",
                                                "id",   "stability",        "reserved_value"};
  const auto among = [](const auto& keys, const std::string& key) {
    return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
  };
  for (const TreeMember& entry : node.members) {
    if (entry.value.is_null() || among(kPlain, entry.key) || among(read, entry.key)) continue;
    add_warning(diagnostics, entry.place, fmt::format("`{}` is not read", clean_text(entry.key)));
  }
}

double member(const TreeNode& node, const char* key, double fallback, Diagnostics& diagnostics) {
  const TreeNode* found = node.find(key);
  return found == nullptr || found->is_null() ? fallback : tree_number(*found, key, diagnostics);
}

void table_of(const TreeNode& mapping, ValueFunction& f, Diagnostics& diagnostics) {
  f.kind = ValueFunction::Kind::table;
  for (const TreeMember& option : mapping.members) {
    f.table.push_back({option.key, tree_number(option.value, "a value", diagnostics), option.place});
  }
}

ValueFunction function_of(const TreeNode& node, Diagnostics& diagnostics) {
  ValueFunction f;
  const std::string kind = class_of(node);
  if (const TreeNode* mapping = node.find("mapping"); mapping != nullptr) {
    table_of(*mapping, f, diagnostics);
  } else if (kind == "AffineFun" || kind == "LinearFun" || kind == "IdentityFun") {
    f.kind = ValueFunction::Kind::line;
    f.slope = kind == "IdentityFun" ? 1.0 : member(node, "slope", 0.0, diagnostics);
    f.offset = member(node, "bias", 0.0, diagnostics);
  } else if (kind == "ConstFun") {
    f.kind = ValueFunction::Kind::constant;
    f.offset = member(node, "bias", 0.0, diagnostics);
  } else if (kind == "TriangularFun") {
    f.kind = ValueFunction::Kind::triangle;
    f.start = member(node, "start", 0.0, diagnostics);
    f.top = member(node, "middle", 0.0, diagnostics);
    f.end = member(node, "end", 0.0, diagnostics);
    f.base = member(node, "bias", 0.0, diagnostics);
    f.height = member(node, "scale", 1.0, diagnostics);
    if (!(f.start <= f.top && f.top <= f.end))
      add_error(diagnostics, node.place, "the triangle is not in order");
  } else if (kind.empty() && node.kind == TreeNode::Kind::mapping) {
    table_of(node, f, diagnostics);
  } else {
    add_error(diagnostics, node.place,
              fmt::format("value function `{}`; TableFun, AffineFun, LinearFun, IdentityFun, ConstFun and "
                          "TriangularFun are read",
                          kind));
  }
  return f;
}

void linear_additive(const TreeNode& node, ProfilePart& profile, Diagnostics& diagnostics) {
  const TreeNode* values = node.find("values");
  if (values == nullptr || values->kind == TreeNode::Kind::scalar) {
    return add_error(diagnostics, node.place, "`values`, a list of value functions, is missing");
  }
  for (const TreeNode& value : values->items) {
    profile.entries.push_back({value.place, -1, {}, {}, {}, function_of(value, diagnostics)});
  }
  for (const TreeMember& value : values->members) {
    profile.entries.push_back({value.place, -1, value.key, {}, {}, function_of(value.value, diagnostics)});
  }
}

// weight * number + bias: the issues must be numeric.
void affine(const TreeNode& node, ProfilePart& profile, Diagnostics& diagnostics) {
  const TreeNode* weights = node.find("weights");
  if (weights == nullptr) return add_error(diagnostics, node.place, "`weights` is missing");
  for (const TreeNode& weight : weights->items) {
    ProfileEntry entry{weight.place, -1, {}, {}, {}, {}};
    entry.function.kind = ValueFunction::Kind::line;
    entry.function.slope = 1.0;
    profile.entries.push_back(std::move(entry));
  }
  profile.constant = member(node, "bias", 0.0, diagnostics);
}

void weights_of(const TreeNode& node, ProfilePart& profile, Diagnostics& diagnostics) {
  const TreeNode* weights = node.find("weights");
  if (weights == nullptr || weights->is_null()) {
    for (ProfileEntry& entry : profile.entries) entry.weight = 1.0;
    return add_warning(diagnostics, node.place, "no `weights`", "each counts as 1");
  }
  if (weights->kind == TreeNode::Kind::mapping) {
    std::unordered_map<std::string_view, const TreeNode*> given;
    for (const TreeMember& weight : weights->members) given.emplace(weight.key, &weight.value);
    for (ProfileEntry& entry : profile.entries) {
      const auto found = given.find(entry.name);
      if (found != given.end()) entry.weight = tree_number(*found->second, "a weight", diagnostics);
    }
  } else if (weights->items.size() == profile.entries.size()) {
    for (std::size_t i = 0; i < profile.entries.size(); ++i) {
      profile.entries[i].weight = tree_number(weights->items[i], "a weight", diagnostics);
    }
  } else {
    return add_error(
        diagnostics, weights->place,
        fmt::format("{} weights for {} value functions", weights->items.size(), profile.entries.size()));
  }
  for (ProfileEntry& entry : profile.entries) {
    if (!entry.weight)
      add_error(diagnostics, entry.place, fmt::format("issue `{}` has no weight", entry.name));
  }
}

void side_of(const TreeMember& issue, BoxPart& box, Diagnostics& diagnostics) {
  BoxPart::Side side;
  side.place = issue.place;
  const auto position = parse_number(issue.key);
  if (position && *position >= 0 && *position < 1e6 && *position == std::floor(*position)) {
    side.reference = static_cast<int>(*position);
  } else {
    side.name = issue.key;
  }
  if (issue.value.kind == TreeNode::Kind::sequence && issue.value.items.size() == 2) {
    side.low = tree_number(issue.value.items[0], "a bound", diagnostics);
    side.high = tree_number(issue.value.items[1], "a bound", diagnostics);
  } else if (issue.value.kind == TreeNode::Kind::scalar) {
    side.low = side.high = tree_number(issue.value, "a bound", diagnostics);
  } else {
    add_error(diagnostics, issue.place, "a side of a hyper-rectangle is [low, high]");
  }
  box.sides.push_back(std::move(side));
}

void rectangles(const TreeNode& node, ProfilePart& profile, Diagnostics& diagnostics) {
  const TreeNode* ranges = node.find("outcome_ranges");
  const TreeNode* utilities = node.find("utilities");
  const TreeNode* weights = node.find("weights");
  if (ranges == nullptr || utilities == nullptr || ranges->items.size() != utilities->items.size()) {
    return add_error(diagnostics, node.place,
                     "`outcome_ranges` and `utilities` must be lists of the same length");
  }
  const bool weighted = weights != nullptr && weights->kind == TreeNode::Kind::sequence;
  if (weighted && weights->items.size() != ranges->items.size()) {
    return add_error(diagnostics, weights->place, "`weights` must be as long as `outcome_ranges`");
  }
  profile.boxes_by_position = true;
  for (std::size_t i = 0; i < ranges->items.size(); ++i) {
    BoxPart box;
    box.amount = tree_number(utilities->items[i], "a utility", diagnostics);
    if (weighted) box.amount *= tree_number(weights->items[i], "a weight", diagnostics);
    for (const TreeMember& issue : ranges->items[i].members) side_of(issue, box, diagnostics);
    profile.boxes.push_back(std::move(box));
  }
  profile.constant = member(node, "bias", 0.0, diagnostics);
}

// "inf" of ".inf", "-Infinity", "+.INF" ... and "nan" of ".NaN"; empty for other texts. Sets the sign.
std::string_view special_number(std::string_view text, bool& negative) {
  negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.starts_with('.')) text.remove_prefix(1);
  for (const std::string_view name : {"inf", "Inf", "INF", "infinity", "Infinity"}) {
    if (text == name) return "inf";
  }
  for (const std::string_view name : {"nan", "NaN", "NAN"}) {
    if (text == name) return "nan";
  }
  return {};
}

// States the reservation if the file does. NegMAS's default, minus infinity, is below every agreement.
void reservation_of(const TreeNode& node, ProfilePart& profile, Diagnostics& diagnostics) {
  const TreeNode* value = node.find("reserved_value");
  if (value == nullptr || value->is_null()) return;
  profile.reservation_place = value->place;
  bool negative = false;
  const std::string_view special =
      value->kind == TreeNode::Kind::scalar ? special_number(value->text, negative) : std::string_view{};
  if (special == "inf" && negative) return;
  if (special == "inf") {
    return add_error(diagnostics, value->place,
                     "a reserved value of plus infinity: no agreement is acceptable", "state a number");
  }
  if (special == "nan") {
    return add_warning(diagnostics, value->place, "the reserved value is no number",
                       "it counts as unstated: every agreement is acceptable");
  }
  profile.reservation = tree_number(*value, "reserved_value", diagnostics);
  profile.no_agreement = ProfilePart::NoAgreement::stated;
}

void profile_of(const TreeNode& node, bool outer, ProfilePart& profile, Diagnostics& diagnostics) {
  const std::string kind = class_of(node);
  if (kind == "ExpDiscountedUFun" && node.find("ufun") != nullptr && outer) {
    profile.discount = member(node, "discount", 1.0, diagnostics);
    if (!(profile.discount > 0.0 && profile.discount <= 1.0)) {
      add_error(diagnostics, node.place, fmt::format("the discount {} is not in (0, 1]", profile.discount));
      profile.discount = 1.0;
    }
    profile_of(*node.find("ufun"), false, profile, diagnostics);
    reservation_of(node, profile, diagnostics);  // the outer one counts, if it states any
    const std::string factor = tree_text(node.find("factor"), "step");
    if (profile.discount != 1.0 && factor != "relative_time") {
      add_warning(diagnostics, node.place,
                  fmt::format("the discount goes by `{}`, not by relative time", factor),
                  "it is shown as it stands and never applied");
    }
    unread(node, {"ufun", "discount", "factor", "dynamic_reservation"}, diagnostics);
    return;
  }
  if (kind == "LinearAdditiveUtilityFunction") {
    linear_additive(node, profile, diagnostics);
    weights_of(node, profile, diagnostics);
    profile.constant = member(node, "bias", 0.0, diagnostics);
    unread(node, {"values", "weights", "bias"}, diagnostics);
  } else if (kind == "AffineUtilityFunction" || kind == "LinearUtilityFunction") {
    affine(node, profile, diagnostics);
    weights_of(node, profile, diagnostics);
    unread(node, {"values", "weights", "bias"}, diagnostics);
  } else if (kind == "HyperRectangleUtilityFunction") {
    rectangles(node, profile, diagnostics);
    unread(node,
           {"outcome_ranges", "utilities", "weights", "bias", "ignore_failing_range_utilities",
            "ignore_issues_not_in_input"},
           diagnostics);
  } else {
    add_error(diagnostics, node.place,
              fmt::format("utility function `{}`; LinearAdditive, Affine, Linear and HyperRectangle"
                          "UtilityFunction and ExpDiscountedUFun are read",
                          kind));
  }
  reservation_of(node, profile, diagnostics);
}

}  // namespace

void read_negmas(const TreeNode& root, const std::string& stem, FileReading& reading) {
  const std::string kind = class_of(root);
  const TreeNode* issues = root.find("issues");
  if (kind.ends_with("OutcomeSpace") ||
      (kind.empty() && issues != nullptr && issues->kind == TreeNode::Kind::sequence)) {
    reading.kind = FileKind::negmas_domain;
    DomainPart domain;
    domain.name = tree_text(root.find("name"), stem);
    for (const TreeNode& issue : issues != nullptr ? issues->items : std::vector<TreeNode>{}) {
      domain.index.push_back(static_cast<int>(domain.issues.size()));
      domain.issues.push_back(issue_of(issue, domain.issues.size(), reading.diagnostics));
    }
    check_domain(domain, root.place, reading.diagnostics);
    reading.domain = std::move(domain);
    return;
  }
  if (kind.find("UtilityFunction") == std::string::npos && !kind.ends_with("UFun")) return;
  reading.kind = FileKind::negmas_profile;
  ProfilePart profile;
  profile.name = tree_text(root.find("name"), stem);
  profile.no_agreement = ProfilePart::NoAgreement::least;
  profile_of(root, true, profile, reading.diagnostics);
  reading.profile = std::move(profile);
}

}  // namespace offramp::formats
