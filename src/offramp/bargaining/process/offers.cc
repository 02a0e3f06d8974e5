// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <stdexcept>

#include "offramp/bargaining/process/agents.h"
#include "offramp/bargaining/process/process.h"
#include "offramp/bargaining/process/summary.h"
#include "offramp/bargaining/process/table.h"
#include "offramp/base/run/parallel.h"

namespace offramp::bargaining {
namespace {

constexpr std::uint32_t kStream = 0x0ffe;
constexpr std::size_t kRunsInBlock = 1024;

void check(const OutcomeTable& table, const std::vector<AgentSpec>& agents) {
  if (agents.size() != table.parties() || agents.size() < 2) {
    throw std::invalid_argument(fmt::format("simulate_offers: {} agents for {} parties; one each, at least 2",
                                            agents.size(), table.parties()));
  }
  for (const AgentSpec& agent : agents) {
    if (!(agent.beta > 0.0) || !(agent.beta <= 1e6) || !(agent.initial >= 0.0 && agent.initial <= 1.0) ||
        !(agent.window >= 0.0)) {
      throw std::invalid_argument(
          fmt::format("simulate_offers: beta = {}, initial = {}, window = {}; they must be in (0, 1e6], "
                      "[0, 1] and >= 0",
                      agent.beta, agent.initial, agent.window));
    }
  }
}

// One negotiation; `agents` are reused.
ProcessRun negotiate(const OutcomeTable& table, std::vector<Agent>& agents, std::uint32_t rounds,
                     std::size_t first, RandomStream& random) {
  const std::size_t parties = agents.size();
  for (Agent& agent : agents) {
    if (agent.helpless()) return {ProcessRun::kNone, 0};
    agent.begin();
  }
  std::uint32_t standing = 0;
  std::size_t agreed = 0;  // parties behind the standing offer, its speaker among them
  for (std::uint32_t round = 0; round < rounds; ++round) {
    for (std::size_t turn = 0; turn < parties; ++turn) {
      const std::size_t p = first + turn < parties ? first + turn : first + turn - parties;
      const std::uint32_t planned = agents[p].plan(round, random);
      if (agreed > 0 && agents[p].takes(standing, planned)) {
        if (++agreed == parties) return {table.raw_index(standing), round + 1};
        continue;
      }
      agents[p].offered(planned);
      standing = planned;
      agreed = 1;
      for (std::size_t q = 0; q < parties; ++q) {
        if (q != p) agents[q].hear(p, planned);
      }
    }
  }
  return {ProcessRun::kNone, rounds};
}

}  // namespace

ProcessSummary simulate_offers(const Problem& problem, const std::vector<AgentSpec>& agents,
                               const ProcessOptions& options, const RunControl& control) {
  check_process(options);
  const OutcomeTable table(problem, options.max_settlements, control);
  check(table, agents);
  std::vector<ProcessRun> runs(options.runs);
  parallel_blocks(options.runs, kRunsInBlock, control, "negotiating",
                  [&](std::size_t, std::size_t begin, std::size_t end) {
                    std::vector<Agent> players;
                    for (std::size_t p = 0; p < agents.size(); ++p) {
                      players.emplace_back(table, p, agents[p], options.rounds);
                    }
                    for (std::size_t run = begin; run < end; ++run) {
                      RandomStream random({options.seed, kStream, static_cast<std::uint32_t>(run),
                                           static_cast<std::uint32_t>(run >> 32)});
                      runs[run] = negotiate(table, players, options.rounds, run % agents.size(), random);
                    }
                  });
  return summarise(problem, &table, options, std::move(runs), "alternating offers");
}

}  // namespace offramp::bargaining
