// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "offramp/case/model/input.h"

/// What lies behind several numbers at once: states of the world that no party controls, and common causes.
namespace offramp {

namespace roles {
inline constexpr InputRole circumstance{"chance of a circumstance", Bearing::belief};
}  // namespace roles

/// A named state of the world outside the parties, such as a ground force that is credible: it obtains or
/// not.
struct Circumstance {
  std::string id;           ///< unique among circumstances and parties
  std::string name;         ///< what a reader sees; the identifier by default
  std::string description;  ///< may be empty
  InputId chance;           ///< [0, 1]: that it obtains, before the evidence
};

/// Something hidden that is one way or another in each world and that evidence may speak about.
struct Hidden {
  enum class Kind { type, circumstance, red_line };
  Kind kind = Kind::type;
  std::size_t index = 0;  ///< of the party, circumstance or red line in its list
  friend auto operator<=>(const Hidden&, const Hidden&) = default;
};

/// How strongly something goes with a factor.
struct Loading {
  enum class Kind { input, type, circumstance, red_line };
  Kind kind = Kind::input;
  std::size_t index = 0;  ///< InputId, PartyId, position of the circumstance, RedLineId
  /// In [-1, 1], not 0: the correlation of its normal score with the factor. Where the factor is high, a
  /// number is high, a type late in the file's order, and what may obtain or hold does, if it is positive.
  double strength = 0.0;
  Provenance provenance = {};  ///< of the factor where the load has none of its own
};

/// A common cause, standard normal in each world and independent of all others: what loads on it goes
/// together without any of its chances changing (Gaussian copula; Nelsen 2006, section 2.3; one factor:
/// Vasicek 1987).
struct Factor {
  std::string id;              ///< unique; of a default one the address that it stands for: "no_deal.fry"
  std::string name;            ///< what a reader sees
  std::vector<Loading> loads;  ///< each thing at most once
  bool by_default = false;     ///< not in the file
  Provenance provenance;
};

/// With what strength the parts of one no-deal value, and the red lines of one party or type, load on the
/// factor that they share by default: any two of them then correlate by its square, .49 (a judgement:
/// docs/decisions/0040-worlds.md). Of a stated war the worth while fighting lasts loads with it, the cost of
/// a month with its negative.
inline constexpr double kDefaultLoading = 0.7;

}  // namespace offramp
