// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace offramp {

/// A probability estimated as a share of worlds, with its Monte-Carlo error.
struct Share {
  double value = 0.0;  ///< count / worlds, in [0, 1]
  double standard_error =
      0.0;           ///< sqrt(value (1 - value) / worlds); for scrambled Sobol worlds an upper guide
  double low = 0.0;  ///< 95 % Wilson score interval (Wilson 1927), which stays honest at 0 and 1
  double high = 1.0;
};

/// @throws std::invalid_argument if worlds is 0 or count exceeds worlds.
Share share_of(std::size_t count, std::size_t worlds);

/// The likelihood word of Intelligence Community Directive 203 (2015), section 6.e.(2)(a), for a
/// probability in [0, 1]: almost no chance up to .05, very unlikely up to .20, unlikely up to .45,
/// roughly even chance up to .55, likely up to .80, very likely up to .95, almost certain above. The
/// directive leaves 0 to .01 and .99 to 1 open; the outer words cover them. A boundary belongs to the
/// word nearer to even chance.
std::string_view likelihood_word(double probability);

/// "63 %", "0.4 %", "under 0.1 %", "over 99.9 %"; "0 %" and "100 %" only for exactly 0 and 1.
std::string percent_text(double probability);

}  // namespace offramp
