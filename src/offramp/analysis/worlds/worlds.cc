// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/worlds/worlds.h"

#include <limits>
#include <stdexcept>
#include <utility>

#include "offramp/analysis/worlds/evidence_model.h"
#include "offramp/evidence/posterior/posterior.h"

namespace offramp {
namespace {

// What the evidence says of the things that hang together, one group for each component of the dossier.
std::vector<HiddenChances> posterior_groups(const Case& c, const evidence::Dossier& dossier,
                                            const std::vector<double>& evidence) {
  const std::vector<Hidden> things = hidden_things(c);
  std::vector<HiddenChances> groups;
  for (std::size_t i = 0; i < dossier.components().size(); ++i) {
    const evidence::Component& component = dossier.components()[i];
    HiddenChances group;
    for (const std::uint32_t s : component.subjects) {
      if (s < things.size()) group.members.push_back(things[s]);  // the others combine these
    }
    group.chances = [&dossier, &evidence, i, cells = component.cells](const WorldTable&, std::size_t world) {
      std::vector<double> chance(cells);
      dossier.log_cells(i, world, evidence, chance);
      evidence::normalise_logs(chance);
      return chance;
    };
    groups.push_back(std::move(group));
  }
  return groups;
}

void redraw(const Case& c, const evidence::Dossier& dossier, WorldTable& table, const RunControl& control) {
  const std::vector<double> evidence = dossier.evidence({}, control);
  redraw_hidden(c, posterior_groups(c, dossier, evidence), table, control);
}

evidence::Selection nothing() {
  evidence::Selection selection;
  selection.until = std::numeric_limits<std::int32_t>::min();
  return selection;
}

}  // namespace

DrawnWorlds draw_worlds(const Case& c, const RunOptions& options, const RunControl& control) {
  DrawnWorlds result;
  result.table = sample(c, {options.seed, options.worlds, options.factors, options.days}, control);
  const std::vector<Hidden> things = hidden_things(c);
  if (things.empty()) return result;
  evidence::Dossier dossier(evidence_model(c, result.table), options.reading, control);
  evidence::Posterior before = evidence::posterior(dossier, nothing(), control);
  evidence::Posterior after = evidence::posterior(dossier, {}, control);
  const auto read = std::make_shared<const DrawnEvidence>(
      DrawnEvidence{std::move(dossier), std::move(before), std::move(after)});
  result.evidence = read;
  for (std::size_t s = 0; s < things.size(); ++s) {
    const auto& prior = read->before.subjects[s].hypotheses;
    const auto& posterior = read->after.subjects[s].hypotheses;
    if (things[s].kind == Hidden::Kind::type) {
      result.beliefs.push_back({PartyId(things[s].index), prior, posterior});
    } else {
      result.yes_no.push_back({things[s], prior.front(), posterior.front()});
    }
  }
  if (c.evidence.empty()) return result;
  result.types_from_evidence = true;
  redraw(c, read->dossier, result.table, control);
  return result;
}

const DrawnWorlds& drawn_worlds(CaseRun& run) {
  return run.once<DrawnWorlds>([&] { return draw_worlds(run.c(), run.options(), run.control()); });
}

WorldTable draw_at(const Case& c, std::span<const WorldDimension> dimensions, std::span<const double> points,
                   const StopToken& stop, const SampleOptions& options) {
  RunControl control;
  control.threads = 1;
  control.stop = stop;
  WorldTable table = sample_at(c, dimensions, points, options, control);
  if (c.evidence.empty() || hidden_things(c).empty()) return table;
  redraw(c, evidence::Dossier(evidence_model(c, table), {}, control), table, control);
  return table;
}

}  // namespace offramp
