// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "offramp/bargaining/process/process.h"
#include "offramp/bargaining/process/table.h"
#include "offramp/base/number/random.h"

namespace offramp::bargaining {

/// One party's side of a negotiation by offers. One object serves many runs, one after another.
class Agent {
 public:
  Agent(const OutcomeTable& table, std::size_t party, const AgentSpec& spec, std::uint32_t rounds);
  void begin();
  /// Nothing that it accepts: it cannot bargain.
  bool helpless() const { return table_.ranking(party_).empty(); }
  /// Another party has offered this outcome.
  void hear(std::size_t speaker, std::uint32_t outcome);
  /// What it would offer in this round.
  std::uint32_t plan(std::uint32_t round, RandomStream& random);
  /// Whether it takes `standing` rather than make the planned offer.
  bool takes(std::uint32_t standing, std::uint32_t planned) const;
  /// It makes the planned offer.
  void offered(std::uint32_t outcome);

 private:
  struct Ranks {
    std::uint32_t begin, end;  // ranks to choose from
  };
  Ranks near(double aim) const;
  std::uint32_t pick(Ranks ranks, RandomStream& random) const;
  bool may_concede() const;

  const OutcomeTable& table_;
  std::size_t party_;
  AgentSpec spec_;
  std::vector<Ranks> by_round_;                   // time-dependent: fixed by the round
  double high_ = 0.0, low_ = 0.0;                 // its best and worst acceptable utility
  double aim_ = 0.0;                              // tit for tat
  std::vector<double> heard_;                     // [party]: last offer's utility in its eyes
  std::vector<double> given_;                     // [party]: how much the last offer rose
  std::vector<unsigned char> spoke_;              // [party]
  std::uint32_t made_ = 0;                        // MiCRO: its different offers
  std::vector<std::uint32_t> different_;          // MiCRO, [party]: different offers heard
  std::vector<std::vector<std::uint32_t>> seen_;  // MiCRO, [party][outcome]: run in which it was heard
  std::uint32_t run_ = 0;
};

}  // namespace offramp::bargaining
