// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/interview/wants.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "offramp/base/number/random.h"

namespace offramp {
namespace {

constexpr std::uint32_t kOrder = 0x61736b31;  // stream of the order of questions
constexpr double kSame = 1e-9;

std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed, std::size_t use) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  RandomStream stream({seed, kOrder, static_cast<std::uint32_t>(use), 0});
  for (std::size_t i = count; i > 1; --i)
    std::swap(order[i - 1], order[stream.index(static_cast<std::uint32_t>(i))]);
  return order;
}

std::size_t position(const std::vector<AskedOption>& options, const std::string& id) {
  std::size_t at = 0;
  while (options[at].id != id) ++at;
  return at;
}

class WantsInterview {
 public:
  WantsInterview(Asking& asking, const Subject& subject, std::size_t party, std::uint64_t seed)
      : asking_(asking), subject_(subject), party_(subject.parties[party]), seed_(seed) {
    wants_.weight.resize(subject.issues.size());
    wants_.value.resize(subject.issues.size());
    worst_.resize(subject.issues.size());
    best_.resize(subject.issues.size());
  }

  AskedWants run() {
    for (const std::size_t issue : shuffled(subject_.issues.size(), seed_, 0)) values(issue);
    weights();
    return std::move(wants_);
  }

 private:
  std::string id(const char* kind, const std::string& rest) const {
    return fmt::format("{}.{}.{}", kind, party_.id, rest);
  }

  void values(std::size_t i) {
    const AskedIssue& issue = subject_.issues[i];
    wants_.value[i].resize(issue.options.size());
    std::vector<ListItem> list;
    for (const std::size_t o : shuffled(issue.options.size(), seed_, i + 1))
      list.push_back({issue.options[o].id, issue.options[o].name});
    if (list.size() < 2) return;
    const std::string how = "worst and best of a list";
    const std::string worst = asking_.choose(
        id("worst", issue.id),
        fmt::format("\n{}. {}: which of these is worst for it? (`same` if all are alike to it)", party_.name,
                    issue.name),
        how, list, {"same"});
    if (worst == "same") return;
    worst_[i] = position(issue.options, worst);
    std::erase_if(list, [&](const ListItem& item) { return item.id == worst; });
    best_[i] = position(issue.options,
                        asking_.choose(id("best", issue.id),
                                       fmt::format("{}: and which is best for it?", issue.name), how, list));
    wants_.weight[i] = Quantity::exactly(100.0, Domain::positive());
    wants_.value[i][worst_[i]] = Quantity::exactly(0.0, Domain::bounded(0.0, 100.0));
    wants_.value[i][best_[i]] = Quantity::exactly(100.0, Domain::bounded(0.0, 100.0));
    for (const ListItem& item : list) {
      const std::size_t o = position(issue.options, item.id);
      if (o == best_[i]) continue;
      wants_.value[i][o] = asking_.amount(
          id("value", issue.id + "." + item.id),
          fmt::format("{}: if ‘{}’ is worth 0 to it and ‘{}’ 100, what is ‘{}’ worth?", issue.name,
                      issue.options[worst_[i]].name, issue.options[best_[i]].name, item.name),
          "value between worst and best", Domain::bounded(0.0, 100.0));
    }
  }

  std::vector<ListItem> moves(const std::vector<std::size_t>& left) const {
    std::vector<ListItem> list;
    for (const std::size_t i : left) {
      const AskedIssue& issue = subject_.issues[i];
      list.push_back({issue.id, fmt::format("{}: from ‘{}’ to ‘{}’", issue.name,
                                            issue.options[worst_[i]].name, issue.options[best_[i]].name)});
    }
    return list;
  }

  // Which move it would make first, then, ...: the order of the issues.
  std::vector<std::size_t> ranking(std::vector<std::size_t> left) {
    std::vector<std::size_t> ranked;
    while (left.size() > 1) {
      const std::string question =
          ranked.empty()
              ? fmt::format(
                    "\n{}. Suppose everything stands at its worst for it. Which one of these moves "
                    "would it make first?",
                    party_.name)
              : std::string("And then?");
      const std::string chosen = asking_.choose(id("rank", std::to_string(ranked.size() + 1)), question,
                                                "swing weight", moves(left));
      const auto at = std::find_if(left.begin(), left.end(),
                                   [&](std::size_t i) { return subject_.issues[i].id == chosen; });
      ranked.push_back(*at);
      left.erase(at);
    }
    ranked.insert(ranked.end(), left.begin(), left.end());
    return ranked;
  }

  void weights() {
    std::vector<std::size_t> left;
    for (const std::size_t i : shuffled(subject_.issues.size(), seed_, 0)) {
      if (wants_.weight[i]) left.push_back(i);
    }
    if (left.empty()) {
      asking_.insist(
          fmt::format("Everything is alike to {}: then it has no interests. Think again.\n", party_.name));
      asking_.retract(fmt::format("worst.{}.", party_.id));
      throw Again{};
    }
    const std::vector<std::size_t> ranked = ranking(left);
    for (std::size_t k = 1; k < ranked.size(); ++k) points(ranked, k);
    if (ranked.size() > 1) tell_back(ranked);
  }

  void points(const std::vector<std::size_t>& ranked, std::size_t k) {
    const AskedIssue &first = subject_.issues[ranked[0]], &issue = subject_.issues[ranked[k]];
    wants_.weight[ranked[k]] =
        asking_.amount(id("weight", issue.id),
                       fmt::format("If its first move, on ‘{}’, is worth 100 points, what is the move on "
                                   "‘{}’ worth? (a weight is the "
                                   "worth of going from the worst to the best of this list)",
                                   first.name, issue.name),
                       "swing weight", Domain::positive());
    const AskedIssue& before = subject_.issues[ranked[k - 1]];
    const double own = wants_.weight[ranked[k]]->median(), other = wants_.weight[ranked[k - 1]]->median();
    if (own <= other + kSame) return;
    asking_.insist(
        fmt::format("You put ‘{}’ before ‘{}’, and now its move is worth less, {:.4g} against {:.4g}. Which "
                    "is it? Once more, from the order on.\n",
                    before.name, issue.name, other, own));
    asking_.retract(fmt::format("rank.{}.", party_.id));
    asking_.retract(fmt::format("weight.{}.", party_.id));
    throw Again{};
  }

  // One consequence that the person never stated.
  void tell_back(const std::vector<std::size_t>& ranked) {
    std::vector<std::size_t> only_first(subject_.issues.size()), all_others(subject_.issues.size());
    for (std::size_t i = 0; i < subject_.issues.size(); ++i) {
      only_first[i] = i == ranked[0] ? best_[i] : worst_[i];
      all_others[i] = i == ranked[0] ? worst_[i] : best_[i];
    }
    const double difference = wants_.utility(only_first) - wants_.utility(all_others);
    const std::string& first = subject_.issues[ranked[0]].name;
    const std::string said =
        std::fabs(difference) < 0.05
            ? fmt::format(
                  "the best on ‘{}’ and the worst on all else is as good to it as the other way round", first)
            : fmt::format(
                  "the best on ‘{}’ and the worst on all else is {:.3g} points of 100 {} to it than the "
                  "other "
                  "way round",
                  first, std::fabs(difference), difference > 0.0 ? "better" : "worse");
    if (asking_.yes(id("told", "weights"), fmt::format("By these numbers {}: true?", said), "told back"))
      return;
    asking_.insist("Then once more, from the order on.\n");
    for (const char* kind : {"rank", "weight", "told"})
      asking_.retract(fmt::format("{}.{}.", kind, party_.id));
    throw Again{};
  }

  Asking& asking_;
  const Subject& subject_;
  const AskedParty& party_;
  std::uint64_t seed_;
  AskedWants wants_;
  std::vector<std::size_t> worst_, best_;  // [issue]
};

}  // namespace

double AskedWants::utility(const std::vector<std::size_t>& package) const {
  double sum = 0.0, weights = 0.0;
  for (std::size_t i = 0; i < package.size(); ++i) {
    if (!weight[i]) continue;
    weights += weight[i]->median();
    sum += weight[i]->median() * value[i][package[i]]->median();
  }
  return sum / weights;
}

AskedWants ask_wants(Asking& asking, const Subject& subject, std::size_t party, std::uint64_t seed) {
  return WantsInterview(asking, subject, party, seed).run();
}

}  // namespace offramp
