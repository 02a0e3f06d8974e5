// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/talk/talk_stakes.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "offramp/analysis/worlds/case_problem.h"
#include "offramp/bargaining/worlds/settlement_in_worlds.h"
#include "offramp/base/number/random.h"
#include "offramp/base/run/parallel.h"

namespace offramp {
namespace {

using bargaining::Settlement;

constexpr std::uint32_t kTalkStream = 0x7a1c;
constexpr std::size_t kTries = 4000;  // for a feasible start
constexpr std::size_t kOfferBlock = 16;

// Mean payoffs of one offer, and how near it comes to being accepted.
struct Payoffs {
  std::vector<double> sender, listener, nearness;  // [type]
};

class Bargain {
 public:
  // Over the first `worlds` worlds at most.
  Bargain(const CaseProblem& posed, PartyId party, std::size_t worlds)
      : posed_(posed), worlds_(std::min(worlds, posed.table.worlds)) {
    const auto& parties = posed.parties;
    sender_ = static_cast<std::size_t>(std::find(parties.begin(), parties.end(), party) - parties.begin());
    for (std::size_t t = 0; t < posed.c.types[party.index()].size(); ++t) add_type(TypeId(t));
  }

  const bargaining::UncertainProblem& problem() const { return posed_.problem; }
  std::size_t worlds() const { return worlds_; }
  std::size_t types() const { return types_.size(); }
  bool feasible(const Settlement& s) const { return bargaining::feasible(problem(), s); }

  // Means over the ranges [begin, end) of worlds, one after the other.
  using Range = std::pair<std::size_t, std::size_t>;
  std::vector<Payoffs> payoffs(const Settlement& s, const std::vector<Range>& ranges) const {
    std::vector<double> others(worlds_, 0.0), least(worlds_, 1e300), own(worlds_);
    for (std::size_t n = 0; n < posed_.veto_count; ++n) {
      if (n == sender_) continue;
      bargaining::gains_of(problem().negotiators[n], s, own);
      for (std::size_t w = 0; w < worlds_; ++w) {
        others[w] += own[w];
        least[w] = std::min(least[w], own[w]);
      }
    }
    std::vector<Payoffs> result(ranges.size());
    for (const Held& type : types_) {
      bargaining::gains_of(type.sender, s, own);
      WorldSet crossed(problem().worlds);
      for (std::size_t r = 0; r < problem().red_lines.size(); ++r) {
        if (problem().red_lines[r].negotiator >= posed_.veto_count) continue;
        if (problem().red_lines[r].never.holds(s)) crossed |= type.binds[r];
      }
      for (std::size_t r = 0; r < ranges.size(); ++r) add(own, others, least, crossed, ranges[r], result[r]);
    }
    return result;
  }

 private:
  static void add(const std::vector<double>& own, const std::vector<double>& others,
                  const std::vector<double>& least, const WorldSet& crossed, Range range, Payoffs& payoffs) {
    double sender = 0.0, listener = 0.0, near = 0.0;
    for (std::size_t w = range.first; w < range.second; ++w) {
      const double worst = std::min(own[w], least[w]);
      if (!crossed.contains(w) && bargaining::meets_reservation(worst, 0.0)) {
        sender += own[w];
        listener += others[w];
      } else {
        near += std::min(worst, 0.0) - (crossed.contains(w) ? 1.0 : 0.0);
      }
    }
    const double points = 100.0 / static_cast<double>(range.second - range.first);
    payoffs.sender.push_back(sender * points);
    payoffs.listener.push_back(listener * points);
    payoffs.nearness.push_back(near * points);
  }

  // What the party held to one type wants, and which lines of the problem bind then.
  struct Held {
    bargaining::UncertainNegotiator sender;
    std::vector<WorldSet> binds;
  };

  void add_type(TypeId type) {
    Held held{negotiator_of(posed_.c, posed_.table, posed_.parties[sender_], worlds_, type), {}};
    for (std::size_t r = 0; r < problem().red_lines.size(); ++r) {
      const bargaining::UncertainRedLine& line = problem().red_lines[r];
      WorldSet& binds = held.binds.emplace_back(line.binds);
      if (line.negotiator != sender_) continue;
      binds.clear();
      for (std::size_t w = 0; w < worlds_; ++w) {
        if (posed_.table.binds(posed_.c, posed_.red_lines[r], w, type)) binds.insert(w);
      }
    }
    types_.push_back(std::move(held));
  }

  const CaseProblem& posed_;
  std::size_t worlds_;
  std::size_t sender_ = 0;
  std::vector<Held> types_;
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

// Payoffs of offers over all worlds, each offer's worked out once.
class Judged {
 public:
  Judged(const Bargain& bargain, const RunControl& control) : bargain_(bargain), control_(control) {
    control_.progress = {};
  }

  const Bargain& bargain() const { return bargain_; }
  Worth worth_of(const Settlement& offer, const Weights& belief) {
    judge({offer});
    return worth(known_.at(offer), belief);
  }
  // Several at once, on all threads.
  void judge(const std::vector<Settlement>& offers) {
    std::vector<Payoffs*> places;
    std::vector<const Settlement*> fresh;
    for (const Settlement& offer : offers) {
      const auto [place, first] = known_.try_emplace(offer);
      if (!first) continue;
      fresh.push_back(&place->first);
      places.push_back(&place->second);
    }
    parallel_blocks(fresh.size(), 1, control_, "offers", [&](std::size_t i, std::size_t, std::size_t) {
      *places[i] = std::move(bargain_.payoffs(*fresh[i], {{0, bargain_.worlds()}}).front());
    });
  }

 private:
  const Bargain& bargain_;
  RunControl control_;
  std::map<Settlement, Payoffs> known_;
};

Settlement climb(Judged& judged, Settlement at, const Weights& group) {
  const Bargain& bargain = judged.bargain();
  Worth best = judged.worth_of(at, group);
  for (bool better = true; better;) {
    better = false;
    std::vector<Settlement> around;
    for (std::size_t issue = 0; issue < at.size(); ++issue) {
      for (std::size_t option = 0; option < bargain.problem().space.axis(issue).size(); ++option) {
        Settlement next = at;
        next[issue] = static_cast<std::uint16_t>(option);
        if (option != at[issue] && bargain.feasible(next)) around.push_back(std::move(next));
      }
    }
    judged.judge(around);
    for (Settlement& next : around) {
      const Worth value = judged.worth_of(next, group);
      if (value <= best) continue;
      best = value;
      at = std::move(next);
      better = true;
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
  Judged judged(bargain, control);
  const std::vector<Settlement> from = starts(bargain, options.starts, seed);
  for (unsigned bits = 1; bits < 1u << bargain.types(); ++bits) {
    Weights group = belief;
    for (std::size_t t = 0; t < group.size(); ++t) group[t] *= bits >> t & 1u;
    std::vector<Settlement> begin(from);
    begin.insert(begin.end(), offers.begin(), offers.end());
    std::optional<Settlement> best;
    for (const Settlement& start : begin) {
      if (control.stop.stop_requested()) throw Stopped{};
      Settlement top = climb(judged, start, group);
      if (!best || judged.worth_of(top, group) > judged.worth_of(*best, group)) {
        best = std::move(top);
      }
    }
    if (best) offers.insert(*best);
  }
  return offers;
}

// The game of these answers over each range of worlds.
std::vector<evidence::TalkIncentives> incentives_of(const Bargain& bargain,
                                                    const std::vector<TalkAnswer>& answers,
                                                    const std::vector<Bargain::Range>& ranges,
                                                    const RunControl& control) {
  std::vector<evidence::TalkIncentives> games(ranges.size());
  for (evidence::TalkIncentives& game : games) {
    game.actions = answers.size();
    game.sender.assign(bargain.types() * answers.size(), 0.0);
    game.receiver = game.sender;
  }
  parallel_blocks(answers.size(), kOfferBlock, control, "offers",
                  [&](std::size_t, std::size_t begin, std::size_t end) {
                    for (std::size_t a = begin; a < end; ++a) {
                      if (!answers[a].offer) continue;
                      const std::vector<Payoffs> payoffs = bargain.payoffs(*answers[a].offer, ranges);
                      for (std::size_t g = 0; g < games.size(); ++g) {
                        for (std::size_t t = 0; t < bargain.types(); ++t) {
                          games[g].sender[t * answers.size() + a] = payoffs[g].sender[t];
                          games[g].receiver[t * answers.size() + a] = payoffs[g].listener[t];
                        }
                      }
                    }
                  });
  return games;
}

TalkStakes none(std::string because) {
  TalkStakes stakes;
  stakes.none_because = std::move(because);
  return stakes;
}

TalkStakes derived(const CaseProblem& posed, PartyId party, const Weights& belief, const TalkOptions& options,
                   const RunControl& control) {
  const Bargain bargain(posed, party, options.worlds);
  TalkStakes stakes;
  stakes.basis = TalkStakes::Basis::derived;
  stakes.exhaustive = bargain.problem().space.size() <= options.list_limit;
  const std::set<Settlement> offers = stakes.exhaustive
                                          ? every_offer(bargain)
                                          : good_offers(bargain, belief, options, posed.table.seed, control);
  stakes.answers.push_back({});  // no offer comes first, so that it wins ties
  for (const Settlement& s : offers) stakes.answers.push_back({{}, s});
  const std::size_t worlds = bargain.worlds(), half = worlds / 2;
  std::vector<Bargain::Range> ranges{{0, worlds}};
  if (half > 0) ranges.insert(ranges.end(), {{0, half}, {half, worlds}});
  stakes.halves = incentives_of(bargain, stakes.answers, ranges, control);
  stakes.incentives = std::move(stakes.halves.front());
  stakes.halves.erase(stakes.halves.begin());
  return stakes;
}

TalkStakes stated(const Case& c, const WorldTable& table, const TalkPayoffs& talk, std::size_t most_worlds) {
  const std::size_t worlds = std::min(most_worlds, table.worlds);
  const auto mean_of = [&](InputId input) {
    double sum = 0.0;
    for (std::size_t w = 0; w < worlds; ++w) sum += table.at(input, w);
    return sum / static_cast<double>(worlds);
  };
  TalkStakes stakes;
  stakes.basis = TalkStakes::Basis::stated;
  for (const Option& answer : talk.answers) stakes.answers.push_back({answer.name, {}});
  stakes.incentives.actions = talk.answers.size();
  for (const InputId id : talk.speaker) stakes.incentives.sender.push_back(mean_of(id));
  for (const InputId id : talk.listener) stakes.incentives.receiver.push_back(mean_of(id));
  const std::size_t types = c.types[talk.party.index()].size();
  for (std::size_t t = 0; t < types; ++t) {
    const double cost = talk.lying[t] ? mean_of(*talk.lying[t]) : 0.0;
    for (std::size_t claimed = 0; claimed < types; ++claimed) {
      stakes.incentives.lying_cost.push_back(claimed == t ? 0.0 : cost);
    }
  }
  return stakes;
}

TalkStakes stakes_of(const Case& c, const WorldTable& table, const Answer<CaseProblem>& posed, PartyId party,
                     const Weights& belief, const TalkOptions& options, const RunControl& control) {
  if (c.types[party.index()].size() > evidence::kMaxTalkTypes) {
    return none("it may be of more than eight types");
  }
  for (const TalkPayoffs& talk : c.talk) {
    if (talk.party == party) return stated(c, table, talk, options.worlds);
  }
  if (!c.parties[party.index()].veto) {
    return none(
        "it has no veto, so what the others would offer does not depend on its type; the case does not state "
        "what else it gains by being believed");
  }
  if (c.veto_players().size() < 2) return none("there is no other veto player who could answer its words");
  return posed ? derived(*posed, party, belief, options, control) : none(posed.because());
}

}  // namespace

TalkStakes talk_stakes(const Case& c, const WorldTable& table, const Answer<CaseProblem>& posed,
                       PartyId party, const std::vector<double>& belief, const TalkOptions& options,
                       const RunControl& control) {
  if (options.worlds == 0) throw std::invalid_argument("talk_stakes: worlds = 0; at least 1 is needed");
  TalkStakes stakes = stakes_of(c, table, posed, party, belief, options, control);
  const auto set = [&](evidence::TalkIncentives& incentives) {
    incentives.margin = options.margin;
    incentives.strict = true;
  };
  set(stakes.incentives);
  for (evidence::TalkIncentives& half : stakes.halves) set(half);
  return stakes;
}

}  // namespace offramp
