// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/bind_profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

namespace offramp::formats {
namespace {

double clipped(double value, bool clip) {
  return clip ? std::clamp(value, 0.0, 1.0) : value;
}

// One party's value function on one issue.
class Evaluator {
 public:
  Evaluator(const ProfileEntry& entry, const IssueFrame& frame, Diagnostics& diagnostics)
      : entry_(entry), f_(entry.function), frame_(frame), diagnostics_(diagnostics) {}

  Evaluation evaluate() {
    if (f_.kind == ValueFunction::Kind::none) {
      warning(fmt::format("issue `{}` has no values; they count as 0", frame_.name));
    }
    if (frame_.kind == IssueKind::real) return on_range();
    return f_.kind == ValueFunction::Kind::table ? by_table() : on_levels();
  }

 private:
  void error(std::string message) { add_error(diagnostics_, entry_.place, std::move(message)); }
  void warning(std::string message) { add_warning(diagnostics_, entry_.place, std::move(message)); }

  std::string level_name(std::size_t level) const {
    return frame_.kind == IssueKind::discrete ? frame_.options[level]
                                              : number_text(frame_.low + static_cast<double>(level));
  }

  // As Genius: a maximum below 0.00001 makes every value 0.
  double divisor() const {
    if (!f_.by_maximum) return 1.0;
    double most = f_.table.empty() ? 0.0 : f_.table.front().value;
    for (const auto& [option, value] : last_values()) most = std::max(most, value);
    return most < 0.00001 ? 0.0 : most;
  }

  std::map<std::string, double> last_values() const {
    std::map<std::string, double> values;
    for (const TableEntry& option : f_.table) values[option.option] = option.value;
    return values;
  }

  Evaluation by_table() {
    std::map<std::string, double> values = last_values();
    // `1` and `1.0` are the same number of an integer issue.
    if (frame_.kind == IssueKind::integer) {
      std::map<std::string, double> plain;
      for (const auto& [option, value] : values) {
        const auto number = parse_number(option);
        plain[number ? number_text(*number) : option] = value;
      }
      values = std::move(plain);
    }
    const double divide_by = divisor();
    Evaluation evaluation;
    for (std::size_t level = 0; level < frame_.levels(); ++level) {
      const auto found = values.find(level_name(level));
      if (found == values.end()) {
        warning(fmt::format("option `{}` of issue `{}` has no value; it counts as 0", level_name(level),
                            frame_.name));
        evaluation.value.push_back(0.0);
        continue;
      }
      evaluation.value.push_back(divide_by == 0.0 ? 0.0 : found->second / divide_by);
      values.erase(found);
    }
    for (const auto& [option, value] : values) {
      warning(fmt::format("`{}` is no option of issue `{}` in the domain; its value is not used", option,
                          frame_.name));
    }
    return evaluation;
  }

  Evaluation on_levels() {
    Evaluation evaluation;
    for (std::size_t level = 0; level < frame_.levels(); ++level) {
      std::optional<double> x = frame_.low + static_cast<double>(level);
      if (frame_.kind == IssueKind::discrete) x = parse_number(frame_.options[level]);
      if (!x && f_.kind != ValueFunction::Kind::none && f_.kind != ValueFunction::Kind::constant) {
        error(fmt::format("a function of numbers for issue `{}`, whose option `{}` is no number", frame_.name,
                          frame_.options[level]));
        x = 0.0;
      }
      evaluation.value.push_back(value_at(x.value_or(0.0)));
    }
    return evaluation;
  }

  std::vector<Knot> points() {
    std::vector<Knot> knots;
    for (const TableEntry& entry : f_.table) {
      const auto x = parse_number(entry.option);
      if (!x) {
        error(fmt::format("`{}` is no number, but issue `{}` is a range", entry.option, frame_.name));
        continue;
      }
      knots.push_back({*x, entry.value});
    }
    std::sort(knots.begin(), knots.end(), [](const Knot& a, const Knot& b) { return a.at < b.at; });
    return knots;
  }

  double value_at(double x) {
    switch (f_.kind) {
      case ValueFunction::Kind::line:
        return clipped(f_.slope * (x - (f_.from_low ? frame_.low : 0.0)) + f_.offset, f_.clipped);
      case ValueFunction::Kind::constant:
        return f_.offset;
      case ValueFunction::Kind::triangle:
        if (x < f_.start || x > f_.end) return f_.base;
        if (x < f_.top) return f_.base + f_.height * (x - f_.start) / (f_.top - f_.start);
        if (f_.end == f_.top) return f_.base + f_.height;
        return f_.base + f_.height * (1.0 - (x - f_.top) / (f_.end - f_.top));
      case ValueFunction::Kind::points:
      case ValueFunction::Kind::table:
        return Evaluation{{}, points()}.at(x);
      case ValueFunction::Kind::none:
        break;
    }
    return 0.0;
  }

  // Every place where the function may bend.
  std::vector<double> bends() {
    std::vector<double> at{frame_.low, frame_.high};
    if (f_.kind == ValueFunction::Kind::line && f_.clipped && f_.slope != 0.0) {
      const double origin = f_.from_low ? frame_.low : 0.0;
      at.push_back(origin - f_.offset / f_.slope);
      at.push_back(origin + (1.0 - f_.offset) / f_.slope);
    } else if (f_.kind == ValueFunction::Kind::triangle) {
      at.insert(at.end(), {f_.start, f_.top, f_.end});
      const bool jumps =
          (f_.start == f_.top && f_.start > frame_.low) || (f_.end == f_.top && f_.end < frame_.high);
      if (jumps) error(fmt::format("the triangle of issue `{}` jumps inside the range", frame_.name));
    } else if (f_.kind == ValueFunction::Kind::points || f_.kind == ValueFunction::Kind::table) {
      for (const Knot& knot : points()) at.push_back(knot.at);
    }
    std::erase_if(at, [&](double x) { return !(x >= frame_.low && x <= frame_.high); });
    std::sort(at.begin(), at.end());
    at.erase(std::unique(at.begin(), at.end()), at.end());
    return at;
  }

  Evaluation on_range() {
    Evaluation evaluation;
    for (const double x : bends()) evaluation.curve.push_back({x, value_at(x)});
    return evaluation;
  }

  const ProfileEntry& entry_;
  const ValueFunction& f_;
  const IssueFrame& frame_;
  Diagnostics& diagnostics_;
};

class Binder {
 public:
  Binder(const ProfilePart& part, const DomainPart& domain, Diagnostics& diagnostics)
      : part_(part), domain_(domain), diagnostics_(diagnostics), used_(part.entries.size()) {
    for (std::size_t k = 0; k < part.entries.size(); ++k) {
      by_name_.emplace(part.entries[k].name, k);
      by_index_.emplace(part.entries[k].index, k);
    }
    for (std::size_t i = 0; i < domain.issues.size(); ++i) {
      issue_by_name_.emplace(domain.issues[i].name, i);
      issue_by_index_.emplace(domain.index[i], i);
    }
    indices_fit_ = by_index_fits();
  }

  Profile bind() {
    Profile profile;
    profile.name = part_.name;
    profile.constant = part_.constant;
    profile.discount = part_.discount;
    profile.reservation = part_.reservation;
    for (std::size_t i = 0; i < domain_.issues.size(); ++i) bind_issue(i, profile);
    for (std::size_t k = 0; k < part_.entries.size(); ++k) {
      if (!used_[k] && part_.boxes.empty()) {
        add_warning(diagnostics_, part_.entries[k].place,
                    fmt::format("`{}` is no issue of the domain; it is not used", part_.entries[k].name));
      }
    }
    for (const BoxPart& box : part_.boxes) bind_box(box, profile);
    if (!part_.reservation_bid.empty()) bind_reservation(profile);
    check_values(profile);
    return profile;
  }

 private:
  // Genius goes by the index and does not look at names. So do we wherever its way leads to an end: each
  // issue of the domain has one entry, of its type and with its options.
  bool by_index_fits() const {
    if (issue_by_index_.size() != domain_.issues.size() || by_index_.size() != part_.entries.size()) {
      return false;
    }
    for (std::size_t i = 0; i < domain_.issues.size(); ++i) {
      const auto found = by_index_.find(domain_.index[i]);
      if (domain_.index[i] < 0 || found == by_index_.end()) return false;
      const auto& own = part_.entries[found->second].frame;
      if (!own || own->kind != domain_.issues[i].kind) return false;
      const std::set<std::string_view> options(own->options.begin(), own->options.end());
      for (const std::string& option : domain_.issues[i].options) {
        if (!options.contains(option)) return false;
      }
    }
    return true;
  }

  const ProfileEntry* entry_for(std::size_t issue) {
    const IssueFrame& frame = domain_.issues[issue];
    if (const auto found = by_name_.find(frame.name); found != by_name_.end()) {
      const std::size_t k = indices_fit_ ? by_index_.at(domain_.index[issue]) : found->second;
      if (const ProfileEntry& entry = part_.entries[k]; k != found->second) {
        add_warning(diagnostics_, entry.place,
                    fmt::format("issue `{}` has the index {}, which is that of `{}` in the domain",
                                entry.name, entry.index, frame.name),
                    "the index counts, as in Genius");
      }
      return take(k);
    }
    const bool nameless = !part_.entries.empty() && part_.entries.front().name.empty();
    if (nameless) return issue < part_.entries.size() ? take(issue) : nullptr;
    const auto found = by_index_.find(domain_.index[issue]);
    if (found == by_index_.end() || domain_.index[issue] < 0 || used_[found->second]) return nullptr;
    const ProfileEntry& entry = part_.entries[found->second];
    if (entry.index < 0 || issue_by_name_.contains(entry.name)) return nullptr;
    add_warning(diagnostics_, entry.place,
                fmt::format("issue `{}` is not in the domain; by its index {} it is taken for `{}`",
                            entry.name, entry.index, frame.name));
    return take(found->second);
  }

  const ProfileEntry* take(std::size_t k) {
    used_[k] = true;
    return &part_.entries[k];
  }

  void bind_issue(std::size_t issue, Profile& profile) {
    const IssueFrame& frame = domain_.issues[issue];
    const ProfileEntry* entry = entry_for(issue);
    const ProfileEntry nothing;
    if (entry == nullptr || !part_.boxes.empty()) {
      if (part_.boxes.empty()) {
        add_warning(diagnostics_, {},
                    fmt::format("the profile says nothing of issue `{}`; it counts as 0", frame.name));
      }
      entry = &nothing;
    }
    profile.weight.push_back(entry == &nothing ? 0.0 : entry->weight.value_or(0.0));
    if (entry == &nothing) {
      Evaluation zero;
      if (frame.kind == IssueKind::real) {
        zero.curve = {{frame.low, 0.0}};
        if (frame.high > frame.low) zero.curve.push_back({frame.high, 0.0});
      } else {
        zero.value.assign(frame.levels(), 0.0);
      }
      profile.evaluation.push_back(std::move(zero));
      return;
    }
    if (entry->frame && entry->frame->kind != frame.kind) {
      add_error(diagnostics_, entry->place,
                fmt::format("issue `{}` is of another type in the domain", frame.name));
    } else if (entry->frame && frame.kind != IssueKind::discrete &&
               (entry->frame->low != frame.low || entry->frame->high != frame.high)) {
      add_warning(diagnostics_, entry->place,
                  fmt::format("issue `{}` runs from {} to {} here, from {} to {} in the domain, which counts",
                              frame.name, entry->frame->low, entry->frame->high, frame.low, frame.high));
    }
    const IssueFrame& own = entry->frame && entry->frame->kind == frame.kind ? *entry->frame : frame;
    ProfileEntry shifted = *entry;
    if (shifted.function.from_low && own.low != frame.low) {
      shifted.function.from_low = false;  // the line starts at the profile's own lower bound
      shifted.function.offset -= shifted.function.slope * own.low;
    }
    profile.evaluation.push_back(Evaluator(shifted, frame, diagnostics_).evaluate());
  }

  void bind_box(const BoxPart& part, Profile& profile) {
    Box box{part.amount, {}};
    for (const BoxPart::Side& side : part.sides) {
      std::optional<std::size_t> issue;
      if (!side.name.empty()) {
        if (const auto found = issue_by_name_.find(side.name); found != issue_by_name_.end())
          issue = found->second;
      } else if (part_.boxes_by_position) {
        if (side.reference >= 0 && static_cast<std::size_t>(side.reference) < domain_.issues.size()) {
          issue = static_cast<std::size_t>(side.reference);
        }
      } else if (const auto found = issue_by_index_.find(side.reference);
                 side.reference >= 0 && found != issue_by_index_.end()) {
        issue = found->second;
      }
      if (!issue) {
        add_error(
            diagnostics_, side.place,
            fmt::format("a hyper-rectangle refers to issue {}, which the domain does not have",
                        side.name.empty() ? std::to_string(side.reference) : fmt::format("`{}`", side.name)));
        continue;
      }
      if (domain_.issues[*issue].kind == IssueKind::discrete) {
        add_error(diagnostics_, side.place,
                  fmt::format("a hyper-rectangle bounds issue `{}`, which is not numeric",
                              domain_.issues[*issue].name));
        continue;
      }
      box.sides.push_back({*issue, side.low, side.high});
    }
    profile.boxes.push_back(std::move(box));
  }

  void bind_reservation(Profile& profile) {
    profile.reservation = profile.constant;
    for (const auto& [name, option] : part_.reservation_bid) {
      const auto issue = issue_by_name_.find(name);
      std::optional<double> value;
      if (issue != issue_by_name_.end()) {
        const IssueFrame& frame = domain_.issues[issue->second];
        const Evaluation& evaluation = profile.evaluation[issue->second];
        const auto level =
            std::find(frame.options.begin(), frame.options.end(), option) - frame.options.begin();
        const auto x = parse_number(option);
        if (frame.kind == IssueKind::discrete && static_cast<std::size_t>(level) < frame.options.size()) {
          value = evaluation.value[static_cast<std::size_t>(level)];
        } else if (frame.kind == IssueKind::real && x) {
          value = evaluation.at(*x);
        } else if (frame.kind == IssueKind::integer && x && *x >= frame.low && *x <= frame.high) {
          value = evaluation.value[static_cast<std::size_t>(*x - frame.low)];
        }
      }
      if (!value) {
        add_error(
            diagnostics_, part_.reservation_place,
            fmt::format("the reservation bid names `{}` of `{}`, which is not in the domain", option, name));
        continue;
      }
      profile.reservation += profile.weight[issue->second] * *value;
    }
  }

  // Utilities that overflow would be no numbers for the engines.
  void check_values(const Profile& profile) {
    double most = std::fabs(profile.constant) + std::fabs(profile.reservation);
    for (std::size_t i = 0; i < profile.evaluation.size(); ++i) {
      for (const double v : profile.evaluation[i].value)
        most = std::max(most, std::fabs(profile.weight[i] * v));
      for (const Knot& knot : profile.evaluation[i].curve) {
        most = std::max(most, std::fabs(profile.weight[i] * knot.value));
      }
    }
    for (const Box& box : profile.boxes) most = std::max(most, std::fabs(box.amount));
    if (!(most <= 1e9))
      add_error(diagnostics_, {}, fmt::format("utilities as large as {}; at most 1e9 are read", most));
  }

  const ProfilePart& part_;
  const DomainPart& domain_;
  Diagnostics& diagnostics_;
  bool indices_fit_ = false;
  std::vector<bool> used_;
  std::map<std::string, std::size_t> by_name_;
  std::map<int, std::size_t> by_index_;
  std::map<std::string, std::size_t> issue_by_name_;
  std::map<int, std::size_t> issue_by_index_;
};

}  // namespace

Profile bind_profile(const ProfilePart& part, const DomainPart& domain, Diagnostics& diagnostics) {
  return Binder(part, domain, diagnostics).bind();
}

}  // namespace offramp::formats
