// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "offramp/bargaining/worlds/uncertain_problem.h"
#include "offramp/base/run/progress.h"

/// Who accepts what in which world, by enumeration: every feasible settlement of a space against every
/// party in every one of K worlds. Exact (up to kTieTolerance of utility.h) for those worlds.
namespace offramp::bargaining {

/// What is counted besides.
struct AcceptanceClasses {
  WorldSet feints;                      ///< where a signature is not meant
  std::vector<std::uint32_t> class_of;  ///< [world]: its class, from 0; empty: no classes
  std::size_t classes = 0;
  std::vector<WorldSet> parts;  ///< any sets of worlds, that may overlap, whose best row is wanted
  bool of_worlds = false;       ///< whether best_in_world is wanted
};

/// The settlement that every veto player accepts in most worlds of a class; the first of several.
struct BestOfClass {
  std::size_t row = 0;  ///< in the table
  std::uint32_t worlds = 0;
};

/// Counts are of worlds. A negotiator accepts a settlement in a world when none of its binding red lines
/// is crossed and its utility is at least its reservation.
struct AcceptanceTable {
  std::vector<std::uint64_t> settlement;            ///< [feasible]: raw index in the space, increasing
  std::vector<std::uint32_t> all;                   ///< [feasible]: every veto player accepts
  std::vector<std::vector<std::uint32_t>> accepts;  ///< [negotiator][feasible]
  std::vector<std::vector<std::uint32_t>>
      crosses;  ///< [negotiator][feasible]: one of its red lines is crossed
  /// [negotiator][feasible]: it accepts and no red line of any other negotiator is crossed.
  std::vector<std::vector<std::uint32_t>> accepts_clear;
  std::vector<std::vector<double>> expected_utility;  ///< [negotiator][feasible]: mean over worlds
  std::vector<double> expected_reservation;           ///< [negotiator]
  std::vector<std::uint32_t> zone_size;               ///< [world]: settlements that every veto player accepts
  /// [red line]: worlds with a settlement that all veto players accept once this one line is dropped.
  std::vector<WorldSet> agreement_without;
  std::vector<std::uint32_t> meant;        ///< [feasible]: of `all`, outside AcceptanceClasses::feints
  std::vector<BestOfClass> best_of_class;  ///< [class]
  std::vector<BestOfClass> best_in_part;   ///< [part]: the same
  /// [world]: of the rows that every veto player accepts in it the one that is accepted in most worlds, and
  /// in how many; none where `worlds` is 0. Together these rows cover every world that can be covered.
  std::vector<BestOfClass> best_in_world;
};

/// Largest raw space that is enumerated.
inline constexpr std::uint64_t kEnumerationLimit = 10'000'000;

/// `meant` equals `all` where `classes` names no feint.
/// Work: one comparison for each settlement, negotiator and world; memory: about (16 + 20 n) bytes a
/// settlement for n negotiators. Same result for any number of threads.
/// @throws std::invalid_argument as check_problem, or when the space is above kEnumerationLimit; Stopped.
AcceptanceTable enumerate_acceptance(const UncertainProblem& problem, const RunControl& control = {},
                                     const AcceptanceClasses& classes = {});

/// The same rows for given feasible settlements, in their order, whatever the size of the space;
/// `settlement`, zone_size and agreement_without stay empty. One thread. No check of the problem.
AcceptanceTable acceptance_of(const UncertainProblem& problem, const std::vector<Settlement>& settlements,
                              const AcceptanceClasses& classes = {});

/// For a problem whose zone is empty in every world: the inclusion-minimal sets of red lines that close
/// it in every world while all other lines are dropped, smallest first, ties in lexicographic order; an
/// empty set if the reservations (and feasibility) close it alone. At most `limit` sets are returned.
/// Minimal hitting sets of the crossed lines of every settlement that would do but for red lines (Reiter
/// 1987; Berge 1989, Hypergraphs, on transversals).
std::vector<std::vector<std::size_t>> closing_red_lines(const UncertainProblem& problem, std::size_t limit,
                                                        const RunControl& control = {});

}  // namespace offramp::bargaining
