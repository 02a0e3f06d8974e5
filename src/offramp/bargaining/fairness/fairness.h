// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "offramp/bargaining/fairness/objective.h"
#include "offramp/bargaining/model/table.h"

/// The fairness ideas: each is named, explained, sourced and turned into numbers here and nowhere else.
namespace offramp::bargaining {

/// u_i is a party's utility, r_i its reservation, g_i = u_i - r_i its gain; A the acceptable settlements
/// (feasible, no red line crossed, every reservation met); ideal_i the largest g_i over A.
enum class Fairness {
  nash,               ///< max of the product of g_i^weight_i over A (Nash 1950; weights: Kalai 1977)
  kalai_smorodinsky,  ///< leximin of g_i / ideal_i over A (Kalai and Smorodinsky 1975; the leximin form
                      ///< serves non-convex sets and n parties: Imai 1983). A party that can gain nothing is
                      ///< left out
  egalitarian,        ///< leximin of g_i over A: max-min, then the second smallest and so on (Kalai 1977)
  utilitarian,        ///< max of the sum of weight_i u_i over A (Harsanyi 1955)
  relative_utilitarian,  ///< max of the sum of (u_i - least_i) / (most_i - least_i), least and most over the
                         ///< feasible settlements that cross no red line (Dhillon and Mertens 1999)
  gupta_livne,  ///< leximin of (u_i - interim_i) / (r_i + ideal_i - interim_i) over A (Gupta and Livne 1988)
  equal_loss,   ///< leximin of g_i - ideal_i over A: equal losses from the ideal (Chun 1988)
};

/// What is fixed about an idea.
struct FairnessIdea {
  Fairness fairness;
  std::string_view name;           ///< as reports say it: "Kalai-Smorodinsky"
  std::string_view definition;     ///< in words, of veto players and expected utilities
  std::string_view source;         ///< author (year)
  bool weighted = false;           ///< takes weights of the parties
  bool from_ideal = false;         ///< needs the ideals
  bool from_interim = false;       ///< needs an interim agreement
  bool below_reservation = false;  ///< may be asked with reservations left aside
};
/// The six that need nothing but the problem, in the order in which reports list them.
std::span<const FairnessIdea> plain_fairness_ideas();
/// Any of the seven.
const FairnessIdea& idea_of(Fairness fairness);

/// What an idea measures a settlement against, [party] in each. Gains and ranges are in units of the party's
/// own (see Scaling; 1 where they are utilities), the rest in utility.
struct FairnessScale {
  std::vector<double> units;  ///< of 1 in utility
  std::vector<double> reservation;
  std::vector<double> weights;     ///< empty: all 1
  std::vector<double> ideal_gain;  ///< in units; where from_ideal
  std::vector<double> least,
      most;                     ///< gains in units; for relative_utilitarian, and so that weights stay whole
  std::vector<double> interim;  ///< where from_interim
  std::vector<double> least_gain;  ///< in units; what is below is no candidate
  bool whole = true;               ///< gains are whole numbers, compared exactly
};

/// The idea as an objective over gains in units. Weights of sums are whole numbers where a common factor
/// makes them so and gains are whole: then sums compare exactly.
/// @throws std::invalid_argument when the interim agreement gives a party more than its ideal.
Objective fairness_objective(Fairness fairness, const FairnessScale& scale);

/// A level of that objective as the public value: Nash the product, leximin ideas the smallest of the
/// compared numbers, the others the sum; in utility.
double fairness_value(Fairness fairness, const FairnessScale& scale, const Objective& objective,
                      double level);

/// The definition in plain numbers, for settlements that are listed with their utilities and gains [party]:
/// what the idea compares from the front, larger better, so that leximin needs no special case. scale.units
/// are not read, ideal_gain is in utility, least and most are utilities themselves, not gains. Gains below 0
/// by rounding count as 0, but for equal_loss. A party that can gain nothing has 1, its whole share, under
/// kalai_smorodinsky; if nobody can, all have 0.
std::vector<double> fairness_criterion(Fairness fairness, const FairnessScale& scale,
                                       const std::vector<double>& utility, const std::vector<double>& gain);

}  // namespace offramp::bargaining
