// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/model/factors.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "offramp/base/number/elementary.h"
#include "offramp/base/run/parallel.h"
#include "offramp/case/model/clauses.h"

namespace offramp {
namespace {

constexpr double kLeastRest = 1e-9;  // so that what follows a factor alone is still a chance

double rest_of(double squares) {
  return std::sqrt(std::max(1.0 - squares, 0.0));
}

double moved(double x, std::span<const Pull> pulls, const WorldTable& table, std::size_t world, double sign) {
  if (pulls.empty()) return x;
  double sum = 0.0, squares = 0.0;
  for (const Pull& pull : pulls) {
    sum += pull.strength * table.factor[pull.factor][world];
    squares += pull.strength * pull.strength;
  }
  return normal_cdf(rest_of(squares) * normal_quantile(x) + sign * sum);
}

// How the hidden thing is in a world, as an index into its chances.
std::size_t now(const WorldTable& table, const Hidden& hidden, std::size_t world) {
  switch (hidden.kind) {
    case Hidden::Kind::type:
      return table.type[hidden.index][world];
    case Hidden::Kind::circumstance:
      return table.circumstance[hidden.index][world] ? 0 : 1;
    case Hidden::Kind::red_line:
      return table.red_line_holds[hidden.index][world] ? 0 : 1;
  }
  return 0;
}

// Where a share `u` of the weights lies on [0, 1], cut into as many equal parts as there are weights.
double place_of(std::span<const double> weights, double u) {
  double total = 0.0;
  for (const double weight : weights) total += weight;
  double left = u * total;
  std::size_t part = 0;
  while (part + 1 < weights.size() && left >= weights[part]) left -= weights[part++];
  const double inside = weights[part] > 0.0 ? std::clamp(left / weights[part], 0.0, 1.0) : 0.5;
  return (static_cast<double>(part) + inside) / static_cast<double>(weights.size());
}

}  // namespace

Pulls::Pulls(const Case& c, bool factors) {
  const std::size_t sizes[4] = {c.inputs.size(), c.parties.size(), c.circumstances.size(),
                                c.red_lines.size()};
  for (std::size_t kind = 0; kind < 4; ++kind) list_[kind].resize(sizes[kind]);
  if (!factors) return;
  for (std::size_t f = 0; f < c.factors.size(); ++f) {
    for (const Loading& loading : c.factors[f].loads)
      list_[static_cast<std::size_t>(loading.kind)][loading.index].push_back({f, loading.strength});
  }
}

std::span<const Pull> Pulls::of(const Hidden& hidden) const {
  switch (hidden.kind) {
    case Hidden::Kind::type:
      return of(Loading::Kind::type, hidden.index);
    case Hidden::Kind::circumstance:
      return of(Loading::Kind::circumstance, hidden.index);
    case Hidden::Kind::red_line:
      return of(Loading::Kind::red_line, hidden.index);
  }
  return {};
}

double pulled(double x, std::span<const Pull> pulls, const WorldTable& table, std::size_t world) {
  return moved(x, pulls, table, world, 1.0);
}

double pulled_down(double x, std::span<const Pull> pulls, const WorldTable& table, std::size_t world) {
  return moved(x, pulls, table, world, -1.0);
}

std::vector<double> chances_before(const Case& c, const WorldTable& table, const Hidden& hidden,
                                   std::size_t world) {
  if (hidden.kind == Hidden::Kind::type) {
    std::vector<double> chances;
    double total = 0.0;
    for (const PartyType& type : c.types[hidden.index]) {
      chances.push_back(table.at(type.prior, world));
      total += chances.back();
    }
    for (double& chance : chances) chance /= total;
    return chances;
  }
  const double yes = hidden.kind == Hidden::Kind::circumstance
                         ? clause_value(c, table, c.circumstances[hidden.index].chance, world)
                         : clause_value(c, table, *c.red_lines[hidden.index].unacceptable_to, world);
  return {yes, 1.0 - yes};
}

std::vector<double> chances_given(std::span<const double> before, Hidden::Kind kind, double strength,
                                  double score) {
  // It is so where its coordinate is low; a type stands late where its coordinate is high.
  const double pull = kind == Hidden::Kind::type ? strength * score : -strength * score;
  const double rest = std::max(rest_of(strength * strength), kLeastRest);
  std::vector<double> chances;
  double below = 0.0, reached = 0.0;
  for (std::size_t h = 0; h < before.size(); ++h) {
    reached += before[h];
    const bool last = h + 1 == before.size();
    const double up_to =
        last ? 1.0 : normal_cdf((normal_quantile(std::clamp(reached, 0.0, 1.0)) - pull) / rest);
    chances.push_back(std::max(up_to - below, 0.0));
    below = up_to;
  }
  return chances;
}

double factor_score(std::size_t part) {
  return normal_quantile((static_cast<double>(part) + 0.5) / static_cast<double>(kFactorParts));
}

std::vector<bool> redraw_factors(const Case& c, const Pulls& pulls, std::span<const Hidden> drawn,
                                 WorldTable& table, const RunControl& control) {
  std::vector<double> scores(kFactorParts);
  for (std::size_t part = 0; part < kFactorParts; ++part) scores[part] = factor_score(part);
  std::vector<bool> redrawn(c.factors.size());
  for (std::size_t f = 0; f < c.factors.size(); ++f) {
    std::vector<std::pair<Hidden, double>> loaded;
    for (const Hidden& hidden : drawn) {
      for (const Pull& pull : pulls.of(hidden)) {
        if (pull.factor == f) loaded.emplace_back(hidden, pull.strength);
      }
    }
    if (loaded.empty()) continue;
    redrawn[f] = true;
    parallel_blocks(table.worlds, 64, control, "drawing common causes",
                    [&](std::size_t, std::size_t begin, std::size_t end) {
                      std::vector<double> weights(kFactorParts);
                      for (std::size_t w = begin; w < end; ++w) {
                        std::fill(weights.begin(), weights.end(), 1.0);
                        for (const auto& [hidden, strength] : loaded) {
                          const std::vector<double> before = chances_before(c, table, hidden, w);
                          const std::size_t at = now(table, hidden, w);
                          for (std::size_t part = 0; part < kFactorParts; ++part)
                            weights[part] *= chances_given(before, hidden.kind, strength, scores[part])[at];
                        }
                        table.factor[f][w] = normal_quantile(
                            std::clamp(place_of(weights, table.factor_coordinate[f][w]), 1e-12, 1.0 - 1e-12));
                      }
                    });
  }
  return redrawn;
}

}  // namespace offramp
