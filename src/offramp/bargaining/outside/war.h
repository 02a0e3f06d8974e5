// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

/// What fighting on is worth to one side, from how and when it may end.
namespace offramp::bargaining {

/// One way in which the fighting ends.
struct WarEnd {
  double worth = 0.0;   ///< of that state of affairs to the side, in points
  double chance = 0.0;  ///< as the side sees it, >= 0; chances of all ends are scaled to sum 1
  double months = 0.0;  ///< until it comes, >= 0
};

/// How a side weighs gains and losses (Kahneman and Tversky 1979, "Prospect Theory"; Tversky and Kahneman
/// 1992, "Advances in Prospect Theory", who found exponents of .88 and a loss aversion of 2.25): V(x) = ref +
/// (x - ref)^gains above the reference, ref - loss_aversion (ref - x)^losses below. As it stands, V(x) = x:
/// expected utility.
struct Attitude {
  double reference = 0.0;      ///< what it takes for neither gain nor loss, in points
  double loss_aversion = 1.0;  ///< above 0; 1: none
  double gains = 1.0;          ///< exponent, above 0
  double losses = 1.0;         ///< exponent, above 0
  double lost = 0.0;           ///< points that fighting has cost it so far
  double sunk = 0.0;           ///< share of what was lost by which the reference has moved up: sunk cost
};

/// Fighting on, as one side sees it. Points throughout; any scale, as long as all of it is on the same one.
struct War {
  double now = 0.0;       ///< worth of things as they stand while fighting lasts
  double cost = 0.0;      ///< what a month of fighting costs against that, in points
  double discount = 1.0;  ///< worth today of a point in a month, in (0, 1]
  std::vector<WarEnd> ends;
  std::optional<Attitude> attitude;  ///< absent: expected utility
};

/// Worth of fighting until an end comes after `months`: the way there and what it leads to,
/// now + d^T (worth - now) - cost (1 - d^T) / (-ln d), and - cost T without discount.
double worth_of_end(const War& war, double worth, double months);

/// The certain worth that the side would take for fighting on, `elapsed` months from now: V^-1(sum of chance
/// V(x)) over the ends that have not come by then, each so much nearer. Ends are past if they were to come
/// before that; if all are, the latest of them is what there is. If the chances left sum to 0, they count as
/// equal. What was lost grows by the cost of the months elapsed. Requires at least one end.
double war_value(const War& war, double elapsed = 0.0);

}  // namespace offramp::bargaining
