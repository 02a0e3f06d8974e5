// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/fairness/point.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>
#include <utility>

namespace offramp::bargaining {

void check_options(const PointOptions& options, std::size_t parties) {
  const FairnessIdea& idea = idea_of(options.fairness);
  if (!options.weights.empty()) {
    double sum = 0.0;
    bool fits = idea.weighted && options.weights.size() == parties;
    for (double w : options.weights) {
      fits = fits && std::isfinite(w) && w >= 0.0;
      sum += w;
    }
    if (!fits || !(sum > 0.0)) {
      throw std::invalid_argument(
          "PointOptions::weights: one finite weight >= 0 for each party, some positive, and only for the "
          "Nash "
          "and utilitarian points");
    }
  }
  if (options.interim.size() != (idea.from_interim ? parties : 0)) {
    throw std::invalid_argument("PointOptions::interim: one utility for each party, for Gupta-Livne only");
  }
  if (!options.individually_rational && !idea.below_reservation) {
    throw std::invalid_argument("PointOptions::individually_rational: this idea needs the reservations");
  }
  if (options.width == 0 || !(options.max_nodes >= 1.0) || options.max_relaxations == 0 ||
      !(options.tolerance > 0.0) || !(options.nash_tolerance > 0.0)) {
    throw std::invalid_argument(
        fmt::format("PointOptions: width = {}, max_nodes = {} and max_relaxations = {} must be at least 1, "
                    "tolerance = {} "
                    "and nash_tolerance = {} above 0",
                    options.width, options.max_nodes, options.max_relaxations, options.tolerance,
                    options.nash_tolerance));
  }
  if (options.max_listed == 0 || options.max_width == 0 || options.max_width > (1u << 26) ||
      options.max_merged > (1u << 28)) {
    throw std::invalid_argument(fmt::format(
        "PointOptions: max_listed = {} (at least 1), max_width = {} (1 to 2^26), max_merged = {} (at "
        "most 2^28)",
        options.max_listed, options.max_width, options.max_merged));
  }
}

void finish(PointSummary& summary, PointSummary::Stop stop, std::string message) {
  summary.stop = stop;
  summary.message = std::move(message);
}

}  // namespace offramp::bargaining
