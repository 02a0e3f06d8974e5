// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/analysis/interview/wants.h"
#include "offramp/base/number/random.h"

namespace offramp {
namespace {

constexpr std::uint32_t kPackages = 0x61736b32;  // stream of packages
constexpr std::size_t kLooked = 20'000;          // packages from which those to be named are taken
constexpr std::size_t kMostChoices = 12;

using Package = std::vector<std::size_t>;

struct Named {
  Package package;
  double worth = 0.0;
};

// All packages if there are few, else some at random; those that can be agreed, by what they are worth.
std::vector<Named> packages_of(const Subject& subject, const AskedWants& wants, std::uint64_t seed) {
  double size = 1.0;
  for (const AskedIssue& issue : subject.issues) size *= static_cast<double>(issue.options.size());
  const bool all = size <= static_cast<double>(kLooked);
  const std::size_t count = all ? static_cast<std::size_t>(size) : kLooked;
  RandomStream stream({seed, kPackages, 0, 0});
  std::vector<Named> packages;
  Package package(subject.issues.size(), 0);
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t i = 0, rest = k; i < package.size(); ++i) {
      const std::size_t options = subject.issues[i].options.size();
      package[i] = all ? rest % options : stream.index(static_cast<std::uint32_t>(options));
      rest /= options;
    }
    if (!subject.feasible || subject.feasible(package)) packages.push_back({package, wants.utility(package)});
  }
  std::sort(packages.begin(), packages.end(), [](const Named& a, const Named& b) {
    return a.worth != b.worth ? a.worth < b.worth : a.package < b.package;
  });
  return packages;
}

class Bracket {
 public:
  Bracket(Asking& asking, const Subject& subject, std::size_t party, const AskedWants& wants,
          std::uint64_t seed)
      : asking_(asking),
        subject_(subject),
        party_(subject.parties[party]),
        packages_(packages_of(subject, wants, seed)) {}

  Quantity run() {
    for (std::size_t k = 0; k < kMostChoices && high_ - low_ > kNarrow; ++k) {
      // From above and from below in turn, so that no first answer pulls the others.
      const double third = (high_ - low_) / 3.0;
      const Named* named = between(k % 2 == 0 ? high_ - third : low_ + third);
      if (named == nullptr) break;
      take(*named, choice(fmt::format("choice.{}.{}", party_.id, k + 1), *named));
    }
    keeps_to_it();
    return asking_.amount(
        fmt::format("no_deal.{}", party_.id),
        fmt::format(
            "So going on without a deal is worth between {:.3g} and {:.3g} points to {}, if its best package "
            "is worth 100 and its worst 0. How much, and how sure?",
            low_, high_, party_.name),
        "choices between packages and no deal", Domain::bounded(0.0, 100.0));
  }

 private:
  // The package worth nearest to `target` of those strictly between the two sides.
  const Named* between(double target) const {
    const Named* nearest = nullptr;
    for (const Named& named : packages_) {
      if (named.worth <= low_ || named.worth >= high_) continue;
      if (nearest == nullptr || std::fabs(named.worth - target) < std::fabs(nearest->worth - target))
        nearest = &named;
    }
    return nearest;
  }

  bool choice(const std::string& id, const Named& named) {
    std::string text = fmt::format("\n{}. On the table:\n", party_.name);
    for (std::size_t i = 0; i < subject_.issues.size(); ++i)
      text += fmt::format("  {}: {}\n", subject_.issues[i].name,
                          subject_.issues[i].options[named.package[i]].name);
    return asking_.choose(id, text + "Would it sign, or rather go on without a deal?",
                          "choice between a package and no deal", {}, {"sign", "go on"}) == "sign";
  }

  void take(const Named& named, bool signs) {
    (signs ? high_ : low_) = named.worth;
    (signs ? signed_ : refused_) = &named;
  }

  // Two packages that were not asked about: the next above what it signs, and the next below what it refuses.
  void keeps_to_it() {
    for (const bool above : {true, false}) {
      const Named* edge = above ? signed_ : refused_;
      if (edge == nullptr) continue;
      const Named* other = nullptr;
      for (const Named& named : packages_) {
        const double beyond = above ? named.worth - edge->worth : edge->worth - named.worth;
        const double best = other == nullptr ? 1e300 : std::fabs(other->worth - edge->worth);
        if (beyond >= kNarrow && beyond < best) other = &named;
      }
      if (other == nullptr) continue;
      const char* which = above ? "above" : "below";
      if (choice(fmt::format("choice.{}.{}", party_.id, which), *other) == above) continue;
      const std::string shown = fmt::format(
          "That does not go together: it {} this one, worth {:.3g} points by the values and weights given, "
          "and {} one "
          "worth {:.3g}. If both choices stand, the weights are wrong (`back`) or no deal is worth anything "
          "between. Do "
          "they stand?",
          above ? "goes on without" : "signs", other->worth, above ? "signs" : "refuses", edge->worth);
      if (!asking_.yes(fmt::format("stand.{}.{}", party_.id, which), shown, "told back")) {
        for (const char* kind : {"choice", "stand"}) asking_.retract(fmt::format("{}.{}.", kind, party_.id));
        throw Again{};
      }
      low_ = std::min({low_, edge->worth, other->worth});
      high_ = std::max({high_, edge->worth, other->worth});
    }
  }

  Asking& asking_;
  const Subject& subject_;
  const AskedParty& party_;
  std::vector<Named> packages_;
  double low_ = 0.0, high_ = 100.0;
  const Named *signed_ = nullptr, *refused_ = nullptr;
};

}  // namespace

Quantity ask_no_deal(Asking& asking, const Subject& subject, std::size_t party, const AskedWants& wants,
                     std::uint64_t seed) {
  return Bracket(asking, subject, party, wants, seed).run();
}

}  // namespace offramp
