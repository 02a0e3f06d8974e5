// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/talk_stakes.h"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "offramp/analysis/settle/context.h"
#include "offramp/analysis/worlds/worlds.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"
#include "offramp/base/number/random.h"

namespace offramp {
namespace {

using bargaining::Settlement;

constexpr std::uint32_t kTalkStream = 0x7a1c;
constexpr std::size_t kTries = 4000;  // for a feasible start

// Mean payoffs of one offer, and how near it comes to being accepted.
struct Payoffs {
  std::vector<double> sender, listener, nearness;  // [type]
};

std::vector<double> gains(const bargaining::UncertainNegotiator& n, const Settlement& s) {
  std::vector<double> gain(n.reservation.size());
  bargaining::gains_of(n, s, gain);
  return gain;
}

class Bargain {
 public:
  // None as settle_context.
  static Answer<Bargain> over(const Case& c, const WorldTable& table, PartyId party, std::size_t worlds,
                              const RunControl& control) {
    Bargain bargain;
    const WorldTable first = first_worlds(table, worlds);
    for (std::size_t t = 0; t < c.types[party.index()].size(); ++t) {
      WorldTable& held = bargain.tables_.emplace_back(first);
      held.type[party.index()].assign(held.worlds, static_cast<std::uint16_t>(t));
      Answer<SettleContext> context = settle_context(c, held, false, control);
      if (!context) return context.reason();
      bargain.contexts_.push_back(*std::move(context));
    }
    const auto& parties = bargain.contexts_.front().parties;
    bargain.sender_ =
        static_cast<std::size_t>(std::find(parties.begin(), parties.end(), party) - parties.begin());
    return bargain;
  }

  const bargaining::UncertainProblem& problem() const { return contexts_.front().problem; }
  std::size_t types() const { return contexts_.size(); }
  bool feasible(const Settlement& s) const { return bargaining::feasible(problem(), s); }

  Payoffs payoffs(const Settlement& s) const { return payoffs(s, 0, problem().worlds); }
  Payoffs payoffs(const Settlement& s, std::size_t begin, std::size_t end) const {
    const std::size_t worlds = problem().worlds, veto = contexts_.front().veto_count;
    std::vector<double> others(worlds, 0.0), least(worlds, 1e300);
    for (std::size_t n = 0; n < veto; ++n) {
      if (n == sender_) continue;
      const std::vector<double> gain = gains(problem().negotiators[n], s);
      for (std::size_t w = 0; w < worlds; ++w) {
        others[w] += gain[w];
        least[w] = std::min(least[w], gain[w]);
      }
    }
    Payoffs result;
    for (const SettleContext& context : contexts_) {
      const std::vector<double> own = gains(context.problem.negotiators[sender_], s);
      WorldSet crossed(worlds);
      for (const bargaining::UncertainRedLine& line : context.problem.red_lines) {
        if (line.never.holds(s)) crossed |= line.binds;
      }
      double sender = 0.0, listener = 0.0, near = 0.0;
      for (std::size_t w = begin; w < end; ++w) {
        const double worst = std::min(own[w], least[w]);
        if (!crossed.contains(w) && bargaining::meets_reservation(worst, 0.0)) {
          sender += own[w];
          listener += others[w];
        } else {
          near += std::min(worst, 0.0) - (crossed.contains(w) ? 1.0 : 0.0);
        }
      }
      const double points = 100.0 / static_cast<double>(end - begin);
      result.sender.push_back(sender * points);
      result.listener.push_back(listener * points);
      result.nearness.push_back(near * points);
    }
    return result;
  }

 private:
  Bargain() = default;

  std::deque<WorldTable> tables_;  // contexts refer to them; a deque that moves leaves them in place
  std::deque<SettleContext> contexts_;
  std::size_t sender_ = 0;
};

// Best offer against believed types: more expected payoff, then nearer to acceptance.
using Worth = std::pair<double, double>;
using Weights = std::vector<double>;
Worth worth(const Payoffs& p, const Weights& belief) {
  Worth sum{0.0, 0.0};
  for (std::size_t t = 0; t < belief.size(); ++t) {
    sum.first += belief[t] * p.listener[t];
    sum.second += belief[t] * p.nearness[t];
  }
  return sum;
}

Settlement climb(const Bargain& bargain, Settlement at, const Weights& group) {
  Worth best = worth(bargain.payoffs(at), group);
  for (bool better = true; better;) {
    better = false;
    const Settlement from = at;
    for (std::size_t issue = 0; issue < from.size(); ++issue) {
      for (std::size_t option = 0; option < bargain.problem().space.axis(issue).size(); ++option) {
        Settlement next = from;
        next[issue] = static_cast<std::uint16_t>(option);
        if (option == from[issue] || !bargain.feasible(next)) continue;
        const Worth value = worth(bargain.payoffs(next), group);
        if (value <= best) continue;
        best = value;
        at = std::move(next);
        better = true;
      }
    }
  }
  return at;
}

std::set<Settlement> every_offer(const Bargain& bargain) {
  std::set<Settlement> offers;
  const bargaining::Space& space = bargain.problem().space;
  for (std::uint64_t i = 0; i < space.exact_size().value_or(0); ++i) {
    Settlement s = space.settlement(i);
    if (bargain.feasible(s)) offers.insert(std::move(s));
  }
  return offers;
}

std::vector<Settlement> starts(const Bargain& bargain, std::size_t count, std::uint64_t seed) {
  std::vector<Settlement> found;
  RandomStream random({.seed = seed, .stream = kTalkStream});
  for (std::size_t n = 0; n < kTries && found.size() < count; ++n) {
    Settlement s;
    for (const bargaining::Axis& axis : bargain.problem().space.axes()) {
      s.push_back(static_cast<std::uint16_t>(random.index(static_cast<std::uint32_t>(axis.size()))));
    }
    if (bargain.feasible(s)) found.push_back(std::move(s));
  }
  return found;
}

std::set<Settlement> good_offers(const Bargain& bargain, const Weights& belief, const TalkOptions& options,
                                 std::uint64_t seed, const RunControl& control) {
  std::set<Settlement> offers;
  const std::vector<Settlement> from = starts(bargain, options.starts, seed);
  for (unsigned bits = 1; bits < 1u << bargain.types(); ++bits) {
    Weights group = belief;
    for (std::size_t t = 0; t < group.size(); ++t) group[t] *= bits >> t & 1u;
    std::vector<Settlement> begin(from);
    begin.insert(begin.end(), offers.begin(), offers.end());
    std::optional<Settlement> best;
    for (const Settlement& start : begin) {
      if (control.stop.stop_requested()) throw Stopped{};
      Settlement top = climb(bargain, start, group);
      if (!best || worth(bargain.payoffs(top), group) > worth(bargain.payoffs(*best), group)) {
        best = std::move(top);
      }
    }
    if (best) offers.insert(*best);
  }
  return offers;
}

evidence::TalkIncentives incentives_of(const Bargain& bargain, const std::vector<TalkAnswer>& answers,
                                       std::size_t begin, std::size_t end, const RunControl& control) {
  evidence::TalkIncentives result;
  result.actions = answers.size();
  result.sender.assign(bargain.types() * answers.size(), 0.0);
  result.receiver = result.sender;
  for (std::size_t a = 1; a < answers.size(); ++a) {
    if (control.stop.stop_requested()) throw Stopped{};
    const Payoffs p = bargain.payoffs(*answers[a].offer, begin, end);
    for (std::size_t t = 0; t < bargain.types(); ++t) {
      result.sender[t * answers.size() + a] = p.sender[t];
      result.receiver[t * answers.size() + a] = p.listener[t];
    }
  }
  return result;
}

TalkStakes none(std::string because) {
  TalkStakes stakes;
  stakes.none_because = std::move(because);
  return stakes;
}

TalkStakes derived(const Case& c, const WorldTable& table, PartyId party, const Weights& belief,
                   const TalkOptions& options, const RunControl& control) {
  const Answer<Bargain> posed = Bargain::over(c, table, party, options.worlds, control);
  if (!posed) return none(posed.because());
  const Bargain& bargain = *posed;
  TalkStakes stakes;
  stakes.basis = TalkStakes::Basis::derived;
  stakes.exhaustive = bargain.problem().space.size() <= options.list_limit;
  const std::set<Settlement> offers =
      stakes.exhaustive ? every_offer(bargain) : good_offers(bargain, belief, options, table.seed, control);
  stakes.answers.push_back({});  // no offer comes first, so that it wins ties
  for (const Settlement& s : offers) stakes.answers.push_back({{}, s});
  const std::size_t worlds = bargain.problem().worlds, half = worlds / 2;
  stakes.incentives = incentives_of(bargain, stakes.answers, 0, worlds, control);
  if (half > 0) {
    stakes.halves = {incentives_of(bargain, stakes.answers, 0, half, control),
                     incentives_of(bargain, stakes.answers, half, worlds, control)};
  }
  return stakes;
}

double mean_of(const WorldTable& table, InputId input) {
  double sum = 0.0;
  for (std::size_t w = 0; w < table.worlds; ++w) sum += table.at(input, w);
  return sum / static_cast<double>(table.worlds);
}

TalkStakes stated(const Case& c, const WorldTable& table, const TalkPayoffs& talk) {
  TalkStakes stakes;
  stakes.basis = TalkStakes::Basis::stated;
  for (const Option& answer : talk.answers) stakes.answers.push_back({answer.name, {}});
  stakes.incentives.actions = talk.answers.size();
  for (const InputId id : talk.speaker) stakes.incentives.sender.push_back(mean_of(table, id));
  for (const InputId id : talk.listener) stakes.incentives.receiver.push_back(mean_of(table, id));
  const std::size_t types = c.types[talk.party.index()].size();
  for (std::size_t t = 0; t < types; ++t) {
    const double cost = talk.lying[t] ? mean_of(table, *talk.lying[t]) : 0.0;
    for (std::size_t claimed = 0; claimed < types; ++claimed) {
      stakes.incentives.lying_cost.push_back(claimed == t ? 0.0 : cost);
    }
  }
  return stakes;
}

TalkStakes stakes_of(const Case& c, const WorldTable& table, PartyId party, const Weights& belief,
                     const TalkOptions& options, const RunControl& control) {
  if (c.types[party.index()].size() > evidence::kMaxTalkTypes) {
    return none("it may be of more than eight types");
  }
  for (const TalkPayoffs& talk : c.talk) {
    if (talk.party == party) return stated(c, table, talk);
  }
  if (!c.parties[party.index()].veto) {
    return none(
        "it has no veto, so what the others would offer does not depend on its type; the case does not state "
        "what else it gains by being believed");
  }
  if (c.veto_players().size() < 2) return none("there is no other veto player who could answer its words");
  return derived(c, table, party, belief, options, control);
}

}  // namespace

TalkStakes talk_stakes(const Case& c, const WorldTable& table, PartyId party,
                       const std::vector<double>& belief, const TalkOptions& options,
                       const RunControl& control) {
  TalkStakes stakes = stakes_of(c, table, party, belief, options, control);
  const auto set = [&](evidence::TalkIncentives& incentives) {
    incentives.margin = options.margin;
    incentives.strict = true;
  };
  set(stakes.incentives);
  for (evidence::TalkIncentives& half : stakes.halves) set(half);
  return stakes;
}

}  // namespace offramp
