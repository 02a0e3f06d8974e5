// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "offramp/bargaining/model/utility.h"
#include "offramp/base/run/progress.h"

/// Negotiations played out: what agents who follow simple rules would agree on, and how good that is.
/// Heuristic by nature; reproducible: run k of a seed is the same for any number of threads.
namespace offramp::bargaining {

/// How one party bargains.
struct AgentSpec {
  enum class Kind {
    /// Concedes with time (Faratin, Sierra and Jennings 1998, polynomial family): at relative time t in
    /// [0, 1] it aims at low + (high - low) (1 - F(t)), F(t) = k + (1 - k) t^(1/beta); low and high are the
    /// least and most utility among what it accepts. It offers, at random, one of its acceptable
    /// settlements within `window` (high - low) above its aim, or else the next better one, and accepts
    /// what is at least as good for it as the offer it would make now.
    time_dependent,
    /// Absolute tit for tat of the same paper, here on utilities, not on single issues: its aim falls by as
    /// much as the others' last offers rose in its own eyes (with several others: the one that gave
    /// least). Offers and accepts as above.
    tit_for_tat,
    /// MiCRO (de Jonge 2022): offers its settlements from the best down, one further whenever the others
    /// have made as many different offers as itself (each of them, if there are several: ours); otherwise
    /// repeats one of its earlier offers at random. Accepts what is at least as good as the least it has
    /// offered or would offer now.
    micro,
  };
  Kind kind = Kind::time_dependent;
  double beta = 1.0;     ///< > 0; below 1 Boulware (holds out), 1 linear, above 1 Conceder
  double initial = 0.0;  ///< k in [0, 1]: conceded at once
  double window = 0.01;  ///< >= 0, of the party's own range
};

/// How often, how long, and with which chance.
struct ProcessOptions {
  std::uint64_t runs = 1000;
  std::uint64_t seed = 1;
  std::uint32_t rounds = 100;  ///< deadline; in a round every party acts once (mediated: one proposal)
  bool keep_runs = false;      ///< list every run in the summary
  /// Settlements enumerated at most for alternating offers; @throws std::invalid_argument beyond.
  std::uint64_t max_settlements = 10'000'000;
};

/// What one negotiation ended with.
struct ProcessRun {
  static constexpr std::uint64_t kNone = ~std::uint64_t{0};
  std::uint64_t settlement = kNone;  ///< raw index in the space
  std::uint32_t rounds = 0;
};

struct FrequentAgreement {
  Settlement settlement;
  std::uint64_t count = 0;
  std::vector<double> utility;  ///< [party]
};

struct ProcessSummary {
  std::string message;  ///< in a line: what was run
  std::uint64_t seed = 0;
  std::uint64_t runs = 0;
  std::uint64_t agreements = 0;
  double mean_rounds = 0.0;          ///< of all runs; a run without agreement lasts to the deadline
  std::vector<double> mean_utility;  ///< [party]: of all runs; reservation where there was no agreement
  std::vector<double> mean_agreed;   ///< [party]: of the agreements; empty if there is none
  /// Of the agreements: mean Euclidean distance, in utility, to the nearest Pareto-optimal settlement
  /// (feasible and acceptable to all) and to the Nash point, and the share that is itself Pareto-optimal
  /// (within kTieTolerance). Not known when no settlement is acceptable to all, or none was agreed.
  std::optional<double> frontier_distance, nash_distance, efficient_share;
  std::vector<double> nash_utility;         ///< [party]; empty if unknown
  std::vector<FrequentAgreement> frequent;  ///< at most 10, by falling count, then index
  std::vector<ProcessRun> listed;           ///< [run], if asked for
};

/// Alternating offers until one is accepted by all or the deadline passes: two parties, or more in stacks
/// (Aydogan, Festen, Hindriks and Jonker 2017): parties act in a fixed circle, each accepts the standing
/// offer or replaces it, and an offer that goes round unreplaced is the agreement. Run k is begun by party
/// k mod n. A party never offers or accepts what is infeasible, crosses its red lines or is below its
/// reservation; without anything acceptable it breaks off at once.
/// Tables: every feasible settlement's utilities and each party's settlements by falling utility, about
/// 8 n + 16 n bytes a settlement.
/// @throws std::invalid_argument for malformed problems, agents.size() != parties, fewer than 2 parties, or
/// options out of range; Stopped.
ProcessSummary simulate_offers(const Problem& problem, const std::vector<AgentSpec>& agents,
                               const ProcessOptions& options = {}, const RunControl& control = {});

/// A mediator proposes changes of one text and the parties vote.
struct MediationOptions {
  enum class Protocol {
    /// Each proposal changes one issue of the text at random; it replaces the text if all accept (Klein,
    /// Faratin, Sayama and Bar-Yam 2003). A hill climber accepts what is no worse than the text for it.
    single_text,
    /// The same, but mixed votes do not end it: votes are strong or weak, a change that someone likes
    /// strongly and nobody strongly dislikes is kept with a chance that falls to 0 (in the manner of Klein,
    /// Faratin, Sayama and Bar-Yam 2002, "Using an annealing mediator"; the voting rule here is ours: a
    /// vote is strong when the change is worth more than the temperature).
    annealing_mediator,
    /// The mediator moves to the neighbour (one or two issues changed) that makes the smallest gain
    /// largest, as long as nobody loses and someone gains: joint improvements in the manner of Ehtamo,
    /// Kettunen and Hamalainen 2001, who follow compromise directions over continuous issues; ends when
    /// no such neighbour is left. Gains are compared as shares of each party's range of values.
    joint_improvement,
  };
  Protocol protocol = Protocol::single_text;
  /// single_text, [party]: start temperature of a party that anneals: it also accepts a loss L with
  /// probability exp(-L / T), T falling linearly to 0 over the rounds. 0 or empty: a hill climber.
  std::vector<double> temperature = {};
  double mediator_temperature = 0.1;  ///< annealing_mediator, in utility; falls linearly to 0
  /// The text to begin with; empty: drawn at random among feasible settlements for each run.
  Settlement start = {};
};

/// As simulate_offers, for mediated talks; `rounds` is the number of proposals. The text at the end is the
/// agreement if every party accepts it (feasible, no red line, at least its reservation), else there is
/// none. A start is sought in at most 10,000 draws; without a feasible one the run ends without agreement.
/// Works on spaces of any size with at most 2^63 settlements; the distances to frontier and Nash point are
/// given where the space has at most options.max_settlements.
ProcessSummary simulate_mediation(const Problem& problem, const MediationOptions& mediation,
                                  const ProcessOptions& options = {}, const RunControl& control = {});

}  // namespace offramp::bargaining
