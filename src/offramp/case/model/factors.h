// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "offramp/case/model/case.h"
#include "offramp/case/model/world.h"

/// How factors move what loads on them, world by world.
namespace offramp {

/// How strongly one factor pulls at one thing.
struct Pull {
  std::size_t factor = 0;
  double strength = 0.0;  ///< Loading::strength
};

/// The loadings of a case by what loads.
class Pulls {
 public:
  /// Without `factors` nothing is pulled.
  explicit Pulls(const Case& c, bool factors = true);
  /// Squares of strengths sum to at most 1.
  std::span<const Pull> of(Loading::Kind kind, std::size_t index) const {
    return list_[static_cast<std::size_t>(kind)][index];
  }
  std::span<const Pull> of(const Hidden& hidden) const;

 private:
  std::vector<std::vector<Pull>> list_[4];  // [kind][index]
};

/// The coordinate x in (0, 1) of a number or type as the factors of a world move it: P(Phi^-1(x') <= z) is
/// normal again, and its correlation with each factor is the pull's strength. Nothing that pulls leaves x as
/// it is, bit for bit.
double pulled(double x, std::span<const Pull> pulls, const WorldTable& table, std::size_t world);
/// Of something that obtains, or holds, where its coordinate lies below its chance: pulled the other way, so
/// that it does the more often the higher the factor is.
double pulled_down(double x, std::span<const Pull> pulls, const WorldTable& table, std::size_t world);

/// The coordinate between 0 and 1 by which types are laid out: [type of the party] in the order of the file,
/// or {it is so, it is not}, with the chances that it has before the evidence in one world.
std::vector<double> chances_before(const Case& c, const WorldTable& table, const Hidden& hidden,
                                   std::size_t world);
/// The same where the one factor that pulls at it has the given score.
std::vector<double> chances_given(std::span<const double> before, Hidden::Kind kind, double strength,
                                  double score);

/// Scores at which a factor is looked at where it is integrated out: the middles of so many equally likely
/// parts.
inline constexpr std::size_t kFactorParts = 64;
double factor_score(std::size_t part);

/// Draws each factor that something hidden loads on again, from its distribution given how those things are
/// in each world, by the factor's own coordinate: kFactorParts equally likely parts weighed by how likely
/// they make what is, linear in probability inside a part. For worlds in which the hidden things were drawn
/// from what the evidence says. Returns which factors were drawn.
std::vector<bool> redraw_factors(const Case& c, const Pulls& pulls, std::span<const Hidden> drawn,
                                 WorldTable& table, const RunControl& control);

}  // namespace offramp
