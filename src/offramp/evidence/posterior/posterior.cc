// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/posterior/posterior.h"

#include <algorithm>
#include <stdexcept>

#include "offramp/base/number/elementary.h"
#include "offramp/base/run/parallel.h"

namespace offramp::evidence {
namespace {

constexpr std::size_t kWorldBlock = 64;

void finish_subject(const Dossier& dossier, std::size_t s, SubjectPosterior& subject) {
  const std::size_t worlds = dossier.worlds();
  const std::size_t count = dossier.hypotheses(s);
  const auto& bad = dossier.model().subjects[s].bad_faith;
  std::vector<double> world(worlds), feint(worlds, 0.0), best(worlds, -1.0);
  std::vector<std::uint32_t> first(worlds, 0);
  for (std::size_t h = 0; h < count; ++h) {
    for (std::size_t k = 0; k < worlds; ++k) {
      world[k] = portable_exp(subject.log_per_world[h * worlds + k]);
      if (!bad.empty() && bad[h]) feint[k] += world[k];
      if (world[k] > best[k]) {
        best[k] = world[k];
        first[k] = static_cast<std::uint32_t>(h);
      }
    }
    subject.hypotheses.push_back(summarise(world));
    if (subject.hypotheses[h].mean > subject.hypotheses[subject.leader].mean)
      subject.leader = static_cast<std::uint32_t>(h);
  }
  for (double& p : feint) p = std::min(p, 1.0);
  subject.bad_faith = summarise(feint);
  const auto leading = std::count(first.begin(), first.end(), subject.leader);
  subject.leads_in = static_cast<double>(leading) / static_cast<double>(worlds);
}

// Marginals of all worlds of a component into `out`; returns the mean of the cells over worlds.
std::vector<double> solve_component(const Dossier& dossier, std::size_t c,
                                    const std::vector<double>& evidence, std::vector<SubjectPosterior>& out,
                                    const RunControl& control) {
  const Component& component = dossier.components()[c];
  const std::size_t worlds = dossier.worlds();
  const std::vector<double> zero(component.cells, 0.0);
  auto mean = parallel_reduce(
      worlds, kWorldBlock, control, "posterior", zero,
      [&](std::size_t begin, std::size_t end) {
        std::vector<double> sum = zero, cells(component.cells), marginal;
        for (std::size_t k = begin; k < end; ++k) {
          dossier.log_cells(c, k, evidence, cells);
          for (std::size_t m = 0; m < component.subjects.size(); ++m) {
            marginal.resize(component.count[m]);
            dossier.log_marginal(c, m, cells, marginal);
            auto& logs = out[component.subjects[m]].log_per_world;
            for (std::size_t h = 0; h < marginal.size(); ++h) logs[h * worlds + k] = marginal[h];
          }
          normalise_logs(cells);
          for (std::size_t n = 0; n < cells.size(); ++n) sum[n] += cells[n];
        }
        return sum;
      },
      [](std::vector<double>& to, std::vector<double>&& part) {
        for (std::size_t n = 0; n < to.size(); ++n) to[n] += part[n];
      });
  for (double& p : mean) p /= static_cast<double>(worlds);
  return mean;
}

}  // namespace

Posterior posterior(const Dossier& dossier, const Selection& selection, const RunControl& control) {
  const std::vector<double> evidence = dossier.evidence(selection, control);
  Posterior result;
  result.worlds = dossier.worlds();
  result.subjects.resize(dossier.subjects());
  for (std::size_t s = 0; s < dossier.subjects(); ++s) {
    result.subjects[s].log_per_world.resize(dossier.hypotheses(s) * dossier.worlds());
  }
  for (std::size_t c = 0; c < dossier.components().size(); ++c) {
    result.joint.push_back(
        {dossier.components()[c], solve_component(dossier, c, evidence, result.subjects, control)});
  }
  for (std::size_t s = 0; s < dossier.subjects(); ++s) finish_subject(dossier, s, result.subjects[s]);
  return result;
}

std::vector<std::uint32_t> draw_types(const Dossier& dossier, std::span<const double> evidence,
                                      std::size_t world, std::span<const double> uniforms) {
  if (uniforms.size() != dossier.components().size()) {
    throw std::invalid_argument("draw_types: one uniform for each component is needed");
  }
  std::vector<std::uint32_t> types(dossier.subjects());
  std::vector<double> cells;
  for (std::size_t c = 0; c < dossier.components().size(); ++c) {
    const Component& component = dossier.components()[c];
    cells.resize(component.cells);
    dossier.log_cells(c, world, evidence, cells);
    normalise_logs(cells);
    double left = uniforms[c];
    std::size_t cell = 0;
    std::size_t last = 0;  // the last cell that is possible at all, should rounding leave a rest
    for (; cell < cells.size(); ++cell) {
      if (cells[cell] > 0.0) last = cell;
      if (left < cells[cell]) break;
      left -= cells[cell];
    }
    if (cell == cells.size()) cell = last;
    for (std::size_t m = 0; m < component.subjects.size(); ++m)
      types[component.subjects[m]] = component.hypothesis(cell, m);
  }
  return types;
}

}  // namespace offramp::evidence
