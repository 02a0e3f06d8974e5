// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/worlds/worlds.h"

#include <limits>
#include <stdexcept>
#include <utility>

#include "offramp/analysis/worlds/evidence_model.h"
#include "offramp/evidence/posterior/posterior.h"

namespace offramp {
namespace {

// The joint posterior of all parties in one world: independent components multiplied, in the order that
// TypeWeights asks for (party order, last fastest).
class PosteriorWeights {
 public:
  PosteriorWeights(const evidence::Dossier& dossier, std::vector<double> evidence)
      : dossier_(dossier), evidence_(std::move(evidence)), stride_(dossier.subjects()) {
    for (std::size_t s = stride_.size(); s-- > 0;) {
      stride_[s] = combinations_;
      combinations_ *= dossier.hypotheses(s);
      if (combinations_ > evidence::kMaxCombinations) {
        throw std::invalid_argument("draw_worlds: more than 65536 combinations of types");
      }
    }
  }

  std::vector<double> operator()(std::size_t world) const {
    std::vector<double> weight(combinations_, 1.0), cells;
    for (std::size_t i = 0; i < dossier_.components().size(); ++i) {
      const evidence::Component& component = dossier_.components()[i];
      cells.resize(component.cells);
      dossier_.log_cells(i, world, evidence_, cells);
      evidence::normalise_logs(cells);
      for (std::size_t at = 0; at < combinations_; ++at) weight[at] *= cells[cell_of(component, at)];
    }
    return weight;
  }

 private:
  std::size_t cell_of(const evidence::Component& component, std::size_t combination) const {
    std::size_t cell = 0;
    for (std::size_t m = 0; m < component.subjects.size(); ++m) {
      cell += combination / stride_[component.subjects[m]] % component.count[m] * component.stride[m];
    }
    return cell;
  }

  const evidence::Dossier& dossier_;
  std::vector<double> evidence_;
  std::vector<std::size_t> stride_;
  std::size_t combinations_ = 1;
};

evidence::Selection nothing() {
  evidence::Selection selection;
  selection.until = std::numeric_limits<std::int32_t>::min();
  return selection;
}

}  // namespace

DrawnWorlds draw_worlds(const Case& c, const RunOptions& options, const RunControl& control) {
  DrawnWorlds result;
  result.table = sample(c, {options.seed, options.worlds, {}}, control);
  const std::vector<PartyId> parties = typed_parties(c);
  if (parties.empty()) return result;
  evidence::Dossier dossier(evidence_model(c, result.table), options.reading, control);
  evidence::Posterior before = evidence::posterior(dossier, nothing(), control);
  evidence::Posterior after = evidence::posterior(dossier, {}, control);
  const auto read = std::make_shared<const DrawnEvidence>(
      DrawnEvidence{std::move(dossier), std::move(before), std::move(after)});
  result.evidence = read;
  for (std::size_t s = 0; s < parties.size(); ++s) {
    result.beliefs.push_back(
        {parties[s], read->before.subjects[s].hypotheses, read->after.subjects[s].hypotheses});
  }
  if (c.evidence.empty()) return result;
  result.types_from_evidence = true;
  const PosteriorWeights weights(read->dossier, read->dossier.evidence({}, control));
  redraw_types(
      c, [&](const WorldTable&, std::size_t world) { return weights(world); }, result.table, control);
  return result;
}

const DrawnWorlds& drawn_worlds(CaseRun& run) {
  return run.once<DrawnWorlds>([&] { return draw_worlds(run.c(), run.options(), run.control()); });
}

WorldTable draw_at(const Case& c, std::span<const WorldDimension> dimensions, std::span<const double> points,
                   const StopToken& stop) {
  RunControl control;
  control.threads = 1;
  control.stop = stop;
  WorldTable table = sample_at(c, dimensions, points, {}, control);
  if (c.evidence.empty() || typed_parties(c).empty()) return table;
  const evidence::Dossier dossier(evidence_model(c, table), {}, control);
  const PosteriorWeights weights(dossier, dossier.evidence({}, control));
  redraw_types(
      c, [&](const WorldTable&, std::size_t world) { return weights(world); }, table, control);
  return table;
}

}  // namespace offramp
