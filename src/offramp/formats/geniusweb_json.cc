// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/geniusweb_json.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <unordered_map>

#include "offramp/formats/tree/tree_values.h"

namespace offramp::formats {
namespace {

constexpr double kSumRounding = 1e-9;  // GeniusWeb sums decimals and takes nothing but 1

// A number set becomes an integer issue when its step and ends are whole and the step is 1.
void number_range(const TreeNode& range, IssueFrame& frame, Diagnostics& diagnostics) {
  if (range.kind != TreeNode::Kind::sequence || range.items.size() < 2 || range.items.size() > 3) {
    return add_error(diagnostics, range.place, "a range is [low, high] or [low, high, step]");
  }
  frame.low = tree_number(range.items[0], "a bound", diagnostics);
  frame.high = tree_number(range.items[1], "a bound", diagnostics);
  const double step = range.items.size() == 3 ? tree_number(range.items[2], "the step", diagnostics) : 0.0;
  if (step < 0.0) add_error(diagnostics, range.place, fmt::format("the step {} is below 0", step));
  const bool whole =
      step == 1.0 && frame.low == std::floor(frame.low) && frame.high == std::floor(frame.high);
  frame.kind = whole ? IssueKind::integer : IssueKind::real;
  frame.step = whole ? 0.0 : step;
}

DomainPart domain_of(const TreeNode& node, const std::string& stem, Diagnostics& diagnostics) {
  DomainPart domain;
  domain.name = tree_text(node.find("name"), stem);
  const TreeNode* issues = node.find("issuesValues");
  if (issues == nullptr) issues = node.find("issueValues");
  if (issues == nullptr || issues->kind != TreeNode::Kind::mapping) {
    add_error(diagnostics, node.place, "a GeniusWeb domain needs `issuesValues`, a table of issues");
    return domain;
  }
  for (const TreeMember& member : issues->members) {
    IssueFrame frame{member.key, IssueKind::discrete, {}, 0.0, 0.0, 0.0};
    if (const TreeNode* values = member.value.find("values"); values != nullptr) {
      frame.options = tree_texts(*values, diagnostics);
    } else if (const TreeNode* range = member.value.find("range"); range != nullptr) {
      number_range(*range, frame, diagnostics);
    } else {
      add_error(diagnostics, member.place,
                fmt::format("issue `{}` has neither `values` nor `range`", member.key));
    }
    domain.index.push_back(static_cast<int>(domain.issues.size()));
    domain.issues.push_back(std::move(frame));
  }
  check_domain(domain, node.place, diagnostics);
  return domain;
}

void table_of(const TreeNode& node, ValueFunction& f, Diagnostics& diagnostics) {
  f.kind = ValueFunction::Kind::table;
  if (node.kind != TreeNode::Kind::mapping) {
    return add_error(diagnostics, node.place, "a table of options with their values was expected");
  }
  for (const TreeMember& option : node.members) {
    f.table.push_back({option.key, tree_number(option.value, "a value", diagnostics), option.place});
  }
}

// Linear between the two ends, as a line through them.
void number_line(const TreeNode& node, ValueFunction& f, Diagnostics& diagnostics) {
  double at[4] = {};
  const char* keys[4] = {"lowValue", "lowUtility", "highValue", "highUtility"};
  for (int i = 0; i < 4; ++i) {
    const TreeNode* found = node.find(keys[i]);
    if (found == nullptr) return add_error(diagnostics, node.place, fmt::format("`{}` is missing", keys[i]));
    at[i] = tree_number(*found, keys[i], diagnostics);
  }
  if (!(at[0] < at[2])) return add_error(diagnostics, node.place, "lowValue must be below highValue");
  f.kind = ValueFunction::Kind::points;
  f.table = {{number_text(at[0]), at[1], node.place}, {number_text(at[2]), at[3], node.place}};
}

ProfileEntry entry_of(const TreeMember& member, Diagnostics& diagnostics) {
  ProfileEntry entry;
  entry.place = member.place;
  entry.name = member.key;
  for (const char* key : {"discreteutils", "DiscreteValueSetUtilities"}) {
    if (const TreeNode* node = member.value.find(key)) {
      const TreeNode* table = node->find("valueUtilities");
      table_of(table != nullptr ? *table : *node, entry.function, diagnostics);
      return entry;
    }
  }
  for (const char* key : {"numberutils", "NumberValueSetUtilities"}) {
    if (const TreeNode* node = member.value.find(key)) {
      number_line(*node, entry.function, diagnostics);
      return entry;
    }
  }
  add_error(diagnostics, member.place,
            fmt::format("issue `{}` has neither `discreteutils` nor `numberutils`", member.key));
  return entry;
}

void weights_of(const TreeNode* weights, Place place, ProfilePart& profile, Diagnostics& diagnostics) {
  if (weights == nullptr || weights->kind != TreeNode::Kind::mapping) {
    return add_error(diagnostics, place, "`issueWeights`, a table of issues with their weights, is missing");
  }
  std::unordered_map<std::string_view, ProfileEntry*> entries;
  for (ProfileEntry& entry : profile.entries) entries.emplace(entry.name, &entry);
  for (const TreeMember& member : weights->members) {
    const double weight = tree_number(member.value, "a weight", diagnostics);
    const auto found = entries.find(member.key);
    if (found != entries.end()) {
      found->second->weight = weight;
    } else {
      add_error(diagnostics, member.place,
                fmt::format("a weight for `{}`, which is no issue here", member.key));
    }
  }
  double sum = 0.0;
  bool all = true;
  for (const ProfileEntry& entry : profile.entries) {
    sum += entry.weight.value_or(0.0);
    if (entry.weight) continue;
    all = false;
    add_error(diagnostics, entry.place, fmt::format("issue `{}` has no weight", entry.name));
  }
  if (all && !(std::fabs(sum - 1.0) <= kSumRounding)) {
    add_warning(diagnostics, weights->place, fmt::format("the weights sum to {:.9g}, not to 1", sum),
                "they are read as they stand; GeniusWeb refuses such a profile");
  }
}

// GeniusWeb takes values from 0 to 1 only.
void check_values(const ProfilePart& profile, Diagnostics& diagnostics) {
  for (const ProfileEntry& entry : profile.entries) {
    for (const TableEntry& option : entry.function.table) {
      if (option.value >= 0.0 && option.value <= 1.0) continue;
      add_warning(
          diagnostics, option.place,
          fmt::format("issue `{}` has a value of {}, which is not in [0, 1]", entry.name, option.value),
          "it is read as it stands; GeniusWeb refuses such a profile");
      break;
    }
  }
}

void linear_additive(const TreeNode& node, const std::string& stem, FileReading& reading) {
  Diagnostics& diagnostics = reading.diagnostics;
  reading.kind = FileKind::geniusweb_profile;
  ProfilePart profile;
  profile.name = tree_text(node.find("name"), stem);
  const TreeNode* utilities = node.find("issueUtilities");
  if (utilities == nullptr || utilities->kind != TreeNode::Kind::mapping) {
    return add_error(diagnostics, node.place, "`issueUtilities`, a table of issues, is missing");
  }
  for (const TreeMember& member : utilities->members)
    profile.entries.push_back(entry_of(member, diagnostics));
  weights_of(node.find("issueWeights"), node.place, profile, diagnostics);
  check_values(profile, diagnostics);
  profile.no_agreement = ProfilePart::NoAgreement::least_or_zero;
  if (const TreeNode* bid = node.find("reservationBid"); bid != nullptr && !bid->is_null()) {
    profile.no_agreement = ProfilePart::NoAgreement::stated;
    profile.reservation_place = bid->place;
    const TreeNode* values = bid->find("issuevalues");
    if (values == nullptr) values = bid->find("issueValues");
    if (values == nullptr) add_error(diagnostics, bid->place, "`reservationBid` needs `issuevalues`");
    for (const TreeMember& member : values != nullptr ? values->members : std::vector<TreeMember>{}) {
      profile.reservation_bid.emplace_back(member.key, tree_text(&member.value, ""));
    }
  }
  if (const TreeNode* domain = node.find("domain")) reading.domain = domain_of(*domain, stem, diagnostics);
  tree_unread(node, {"name", "issueUtilities", "issueWeights", "reservationBid", "domain"}, diagnostics);
  reading.profile = std::move(profile);
}

void negolog(const TreeNode& node, const std::string& stem, FileReading& reading) {
  Diagnostics& diagnostics = reading.diagnostics;
  reading.kind = FileKind::negolog_profile;
  ProfilePart profile;
  profile.name = stem;
  DomainPart domain;
  domain.name = stem;
  const TreeNode* issues = node.find("issues");
  for (const TreeMember& member : issues->members) {
    ProfileEntry entry;
    entry.place = member.place;
    entry.name = member.key;
    table_of(member.value, entry.function, diagnostics);
    IssueFrame frame{member.key, IssueKind::discrete, {}, 0.0, 0.0, 0.0};
    for (const TableEntry& option : entry.function.table) frame.options.push_back(option.option);
    domain.index.push_back(static_cast<int>(domain.issues.size()));
    domain.issues.push_back(std::move(frame));
    profile.entries.push_back(std::move(entry));
  }
  weights_of(node.find("issueWeights"), node.place, profile, diagnostics);
  if (const TreeNode* value = node.find("reservationValue")) {
    profile.reservation = tree_number(*value, "reservationValue", diagnostics);
  } else {
    add_warning(diagnostics, node.place, "no `reservationValue`", "it counts as 0");
  }
  tree_unread(node, {"issues", "issueWeights", "reservationValue"}, diagnostics);
  check_domain(domain, node.place, diagnostics);
  reading.domain = std::move(domain);
  reading.profile = std::move(profile);
}

}  // namespace

void read_geniusweb(const TreeNode& root, const std::string& stem, FileReading& reading) {
  for (const char* key : {"LinearAdditiveUtilitySpace", "linearadditive"}) {
    if (const TreeNode* node = root.find(key)) return linear_additive(*node, stem, reading);
  }
  for (const char* key : {"issuesValues", "issueValues"}) {
    if (root.find(key) == nullptr) continue;
    reading.kind = FileKind::geniusweb_domain;
    reading.domain = domain_of(root, stem, reading.diagnostics);
    tree_unread(root, {"name", "issuesValues", "issueValues"}, reading.diagnostics);
    return;
  }
  const TreeNode* issues = root.find("issues");
  if (issues != nullptr && issues->kind == TreeNode::Kind::mapping && root.find("issueWeights") != nullptr) {
    return negolog(root, stem, reading);
  }
  if (root.find("NumberOfBids") != nullptr && root.find("IssueValues") != nullptr) {
    reading.kind = FileKind::negolog_specs;
    add_warning(reading.diagnostics, {},
                "a NegoLog specification says nothing that the profiles do not; not used");
    return;
  }
  for (const TreeMember& member : root.members) {
    if (member.key.ends_with("UtilitySpace") || member.key.ends_with("Ordering")) {
      reading.kind = FileKind::geniusweb_profile;
      add_error(reading.diagnostics, member.place,
                fmt::format("GeniusWeb `{}` is not read; LinearAdditiveUtilitySpace is", member.key));
      return;
    }
  }
}

}  // namespace offramp::formats
