// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "offramp/bargaining/worlds/uncertain_problem.h"

/// Certain situations taken out of an uncertain one, of its veto players only, in their order.
namespace offramp::bargaining {

/// One world after another as a Problem. Conditions are copied when this is made; from world to world they
/// only move between the problem and a store, so that a proof in each world costs no trees.
class WorldProblem {
 public:
  /// Refers to the problem, which must pass check_problem.
  explicit WorldProblem(const UncertainProblem& from);

  /// The situation in a world: what each asks for as its reservation, with the red lines that bind there;
  /// `without` leaves one line of the uncertain problem out. Bonuses that are 0 there are not listed. Good
  /// until the next call.
  const Problem& in(std::size_t world, std::optional<std::size_t> without = {});

 private:
  struct Party {
    std::size_t negotiator = 0;        // in from_
    std::vector<Condition> when;       // [bonus], while it is not in the problem
    std::vector<std::size_t> listed;   // bonuses in the problem
    std::vector<std::size_t> lines;    // its red lines in from_
    std::vector<Condition> never;      // [line of the party], while it is not in the problem
    std::vector<std::size_t> binding;  // lines of the party in the problem
  };
  void take_back(std::size_t party);
  void fill(std::size_t party, std::size_t world, std::optional<std::size_t> without);

  const UncertainProblem& from_;
  std::vector<Party> parties_;
  Problem problem_;
};

/// The expected situation: mean utilities and reservations, and the lines that bind in most worlds.
struct ExpectedProblem {
  Problem problem;
  std::vector<std::vector<std::size_t>>
      lines;  ///< [veto player][its red line]: position in the uncertain one
};
ExpectedProblem expected_problem(const UncertainProblem& from);

}  // namespace offramp::bargaining
