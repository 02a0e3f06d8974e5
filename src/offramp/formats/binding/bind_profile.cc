// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/binding/bind_profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string_view>

#include "offramp/formats/binding/evaluate.h"

namespace offramp::formats {
namespace {

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
    if (part_.no_agreement != ProfilePart::NoAgreement::stated) {
      const double least = least_utility(profile);
      profile.any_agreement = true;
      profile.reservation =
          part_.no_agreement == ProfilePart::NoAgreement::least ? least : std::min(least, 0.0);
    }
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
    profile.evaluation.push_back(evaluate(shifted, frame, diagnostics_));
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

  // No settlement is worth less, summed in the order in which the engines sum; with boxes that is a bound.
  static double least_utility(const Profile& profile) {
    double sum = 0.0;
    for (std::size_t i = 0; i < profile.evaluation.size(); ++i) {
      const Evaluation& e = profile.evaluation[i];
      const double constant = i == 0 ? profile.constant : 0.0;
      double least = std::numeric_limits<double>::infinity();
      for (const double v : e.value) least = std::min(least, profile.weight[i] * v + constant);
      for (const Knot& knot : e.curve) least = std::min(least, profile.weight[i] * knot.value + constant);
      sum += least;
    }
    for (const Box& box : profile.boxes) sum += std::min(box.amount, 0.0);
    return sum;
  }

  void bind_reservation(Profile& profile) {
    profile.reservation = profile.constant;
    profile.reservation_bid = part_.reservation_bid;
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
