// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace offramp::evidence {

/// Probabilities given to the possible outcomes of one question, and which one came true.
struct Forecast {
  std::vector<double> probability;  ///< one per outcome, in [0, 1], summing to 1 within 1e-9
  std::uint32_t outcome = 0;
};

/// One line of a reliability table.
struct ReliabilityBin {
  double low = 0.0, high = 1.0;   ///< probabilities in [low, high); the last bin includes 1
  std::size_t count = 0;          ///< probabilities given in this range
  double mean_probability = 0.0;  ///< 0 when there are none
  double share_true = 0.0;        ///< of them, those that came true; 0 when there are none
};

/// How good forecasts were. Every outcome of every forecast is one statement "this will be the outcome,
/// with probability p", true or not, for the reliability table and Murphy's terms.
struct CalibrationScore {
  std::size_t forecasts = 0;
  double brier = 0.0;  ///< mean over forecasts of the sum over outcomes of (p - true)^2, in [0, 2] (Brier
                       ///< 1950); 0 is best
  double log_bits =
      0.0;  ///< mean of -log2 of the probability given to what came true (Good 1952); infinite if one was 0
  std::vector<ReliabilityBin> reliability_table;
  /// Murphy (1973): mean squared error of the statements = reliability - resolution + uncertainty, here
  /// with the bins of the table, plus `within_bins` for what the bins smear (Stephenson, Coelho and
  /// Jolliffe 2008, "Two Extra Components in the Brier Score Decomposition"); it is 0 when all
  /// probabilities of a bin are equal. The identity holds exactly:
  /// mean_square = reliability - resolution + uncertainty + within_bins.
  double mean_square = 0.0;
  double reliability = 0.0;
  double resolution = 0.0;
  double uncertainty = 0.0;
  double within_bins = 0.0;
};

/// @throws std::invalid_argument when there are no forecasts or bins, a probability is outside [0, 1], they
/// do not sum to 1, or an outcome does not exist.
CalibrationScore score(const std::vector<Forecast>& forecasts, std::size_t bins = 10);

}  // namespace offramp::evidence
