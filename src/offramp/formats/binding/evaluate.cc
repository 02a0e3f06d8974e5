// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/binding/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

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

}  // namespace

Evaluation evaluate(const ProfileEntry& entry, const IssueFrame& frame, Diagnostics& diagnostics) {
  return Evaluator(entry, frame, diagnostics).evaluate();
}

}  // namespace offramp::formats
