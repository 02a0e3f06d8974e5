// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/process/agents.h"

#include <algorithm>

#include "offramp/base/number/elementary.h"

namespace offramp::bargaining {

using Kind = AgentSpec::Kind;

Agent::Agent(const OutcomeTable& table, std::size_t party, const AgentSpec& spec, std::uint32_t rounds)
    : table_(table), party_(party), spec_(spec) {
  if (helpless()) return;
  high_ = table.utility(party, table.ranking(party).front());
  low_ = table.utility(party, table.ranking(party).back());
  heard_.resize(table.parties());
  given_.resize(table.parties());
  spoke_.resize(table.parties());
  if (spec.kind == Kind::micro) {
    different_.resize(table.parties());
    seen_.assign(table.parties(), std::vector<std::uint32_t>(table.outcomes(), 0));
  }
  if (spec.kind != Kind::time_dependent) return;
  for (std::uint32_t round = 0; round < rounds; ++round) {
    const double t = rounds > 1 ? static_cast<double>(round) / static_cast<double>(rounds - 1) : 1.0;
    const double power = t > 0.0 ? portable_exp(portable_log(t) / spec.beta) : 0.0;
    const double conceded = spec.initial + (1.0 - spec.initial) * power;
    by_round_.push_back(near(low_ + (high_ - low_) * (1.0 - conceded)));
  }
}

void Agent::begin() {
  aim_ = high_ - spec_.initial * (high_ - low_);
  made_ = 0;
  ++run_;
  std::fill(spoke_.begin(), spoke_.end(), static_cast<unsigned char>(0));
  std::fill(given_.begin(), given_.end(), 0.0);
  std::fill(different_.begin(), different_.end(), 0u);
}

Agent::Ranks Agent::near(double aim) const {
  const double slack = 1e-12 * (high_ - low_);  // the aim itself may be rounded past the best or worst
  const std::size_t end = std::max<std::size_t>(1, table_.count_at_least(party_, aim - slack));
  std::size_t begin = table_.count_at_least(party_, aim + spec_.window * (high_ - low_) + slack);
  if (begin >= end) begin = end - 1;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::uint32_t Agent::pick(Ranks ranks, RandomStream& random) const {
  const std::uint32_t count = ranks.end - ranks.begin;
  return table_.ranking(party_)[ranks.begin + (count > 1 ? random.index(count) : 0)];
}

void Agent::hear(std::size_t speaker, std::uint32_t outcome) {
  if (spec_.kind == Kind::tit_for_tat) {
    const double now = table_.utility(party_, outcome);
    given_[speaker] = spoke_[speaker] != 0 ? now - heard_[speaker] : 0.0;
    heard_[speaker] = now;
    spoke_[speaker] = 1;
  } else if (spec_.kind == Kind::micro) {
    std::uint32_t& seen = seen_[speaker][outcome];
    if (seen != run_) {
      seen = run_;
      ++different_[speaker];
    }
  }
}

bool Agent::may_concede() const {
  for (std::size_t p = 0; p < different_.size(); ++p) {
    if (p != party_ && different_[p] < made_) return false;
  }
  return made_ < table_.ranking(party_).size();
}

std::uint32_t Agent::plan(std::uint32_t round, RandomStream& random) {
  if (spec_.kind == Kind::time_dependent) return pick(by_round_[round], random);
  if (spec_.kind == Kind::micro) {
    if (may_concede()) return table_.ranking(party_)[made_];
    return table_.ranking(party_)[random.index(made_)];
  }
  // Tit for tat: as much as the least that anybody gave since its own last turn.
  double least = high_ - low_;
  for (std::size_t p = 0; p < given_.size(); ++p) {
    if (p != party_) least = std::min(least, given_[p]);
  }
  std::fill(given_.begin(), given_.end(), 0.0);
  aim_ = std::clamp(aim_ - least, low_, high_);
  return pick(near(aim_), random);
}

bool Agent::takes(std::uint32_t standing, std::uint32_t planned) const {
  if (!table_.acceptable(party_, standing)) return false;
  double least = table_.utility(party_, planned);
  if (spec_.kind == Kind::micro && made_ > 0) {
    least = std::min(least, table_.utility(party_, table_.ranking(party_)[made_ - 1]));
  }
  return table_.utility(party_, standing) >= least;
}

void Agent::offered(std::uint32_t outcome) {
  if (spec_.kind == Kind::micro && may_concede() && table_.ranking(party_)[made_] == outcome) ++made_;
}

}  // namespace offramp::bargaining
