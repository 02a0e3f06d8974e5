// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/worlds/worlds.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "offramp/analysis/worlds/evidence_model.h"
#include "offramp/base/number/elementary.h"
#include "offramp/evidence/posterior/posterior.h"

namespace offramp {
namespace {

evidence::Selection words_apart() {
  evidence::Selection selection;
  selection.kinds = {.word = false};
  return selection;
}

// Of a component: the least trust of what it holds.
double trust_of(const evidence::Component& component, const WordTrust& trust) {
  double least = 1.0;
  for (const std::uint32_t s : component.subjects) {
    if (s < trust.size()) least = std::min(least, trust[s]);
  }
  return least;
}

// Summed evidence with and without words; either is empty if nobody asks for it.
struct Sums {
  std::vector<double> all, without_words;
};

std::vector<double> chances_by(const evidence::Dossier& dossier, std::size_t component, std::size_t world,
                               const std::vector<double>& evidence) {
  std::vector<double> chance(dossier.components()[component].cells);
  dossier.log_cells(component, world, evidence, chance);
  evidence::normalise_logs(chance);
  return chance;
}

// What the evidence says of the things that hang together, one group for each component of the dossier.
std::vector<HiddenChances> posterior_groups(const Case& c, const evidence::Dossier& dossier, const Sums& sums,
                                            const WordTrust& trust) {
  const std::vector<Hidden> things = hidden_things(c);
  std::vector<HiddenChances> groups;
  for (std::size_t i = 0; i < dossier.components().size(); ++i) {
    const evidence::Component& component = dossier.components()[i];
    HiddenChances group;
    for (const std::uint32_t s : component.subjects) {
      if (s < things.size()) group.members.push_back(things[s]);  // the others combine these
    }
    group.chances = [&dossier, &sums, i, trusted = trust_of(component, trust)](const WorldTable&,
                                                                               std::size_t world) {
      if (trusted == 1.0) return chances_by(dossier, i, world, sums.all);
      std::vector<double> chance = chances_by(dossier, i, world, sums.without_words);
      if (trusted == 0.0) return chance;
      const std::vector<double> all = chances_by(dossier, i, world, sums.all);
      for (std::size_t cell = 0; cell < chance.size(); ++cell)
        chance[cell] += trusted * (all[cell] - chance[cell]);
      return chance;
    };
    groups.push_back(std::move(group));
  }
  return groups;
}

void redraw(const Case& c, const evidence::Dossier& dossier, const WordTrust& trust, WorldTable& table,
            const RunControl& control) {
  Sums sums;
  const auto any = [&](auto asks) { return std::any_of(trust.begin(), trust.end(), asks); };
  if (trust.empty() || any([](double theta) { return theta > 0.0; }))
    sums.all = dossier.evidence({}, control);
  if (any([](double theta) { return theta < 1.0; }))
    sums.without_words = dossier.evidence(words_apart(), control);
  redraw_hidden(c, posterior_groups(c, dossier, sums, trust), table, control);
}

// What is believed of hypothesis h of a subject, world by world between the two readings.
evidence::Belief mixed(const evidence::SubjectPosterior& all, const evidence::SubjectPosterior& without,
                       std::size_t h, std::size_t worlds, double trusted) {
  if (trusted == 1.0) return all.hypotheses[h];
  if (trusted == 0.0) return without.hypotheses[h];
  std::vector<double> chance(worlds);
  for (std::size_t w = 0; w < worlds; ++w) {
    const double low = portable_exp(without.log_per_world[h * worlds + w]);
    chance[w] = low + trusted * (portable_exp(all.log_per_world[h * worlds + w]) - low);
  }
  return evidence::summarise(chance);
}

evidence::Selection nothing() {
  evidence::Selection selection;
  selection.until = std::numeric_limits<std::int32_t>::min();
  return selection;
}

}  // namespace

DrawnWorlds sample_evidence(const Case& c, const RunOptions& options, const RunControl& control) {
  DrawnWorlds result;
  result.table =
      sample(c, {options.seed, options.worlds, options.factors, options.days, options.places}, control);
  if (hidden_things(c).empty()) return result;
  evidence::Dossier dossier(evidence_model(c, result.table), options.reading, control);
  evidence::Posterior before = evidence::posterior(dossier, nothing(), control);
  evidence::Posterior after = evidence::posterior(dossier, {}, control);
  evidence::Posterior without = evidence::posterior(dossier, words_apart(), control);
  result.evidence = std::make_shared<const DrawnEvidence>(
      DrawnEvidence{std::move(dossier), std::move(before), std::move(after), std::move(without)});
  return result;
}

void draw_hidden(const Case& c, const DrawnEvidence& evidence, const WordTrust& trust, WorldTable& table,
                 const RunControl& control) {
  redraw(c, evidence.dossier, trust, table, control);
}

void draw_from_evidence(const Case& c, WordTrust trust, DrawnWorlds& drawn, const RunControl& control) {
  if (drawn.evidence == nullptr) return;
  const DrawnEvidence& read = *drawn.evidence;
  const std::vector<Hidden> things = hidden_things(c);
  for (std::size_t s = 0; s < things.size(); ++s) {
    const double trusted = trust_of(read.dossier.components()[read.dossier.component_of(s)], trust);
    const auto& prior = read.before.subjects[s].hypotheses;
    std::vector<evidence::Belief> posterior;
    for (std::size_t h = 0; h < prior.size(); ++h)
      posterior.push_back(
          mixed(read.after.subjects[s], read.without_words.subjects[s], h, drawn.table.worlds, trusted));
    if (things[s].kind == Hidden::Kind::type) {
      drawn.beliefs.push_back({PartyId(things[s].index), prior, std::move(posterior)});
    } else {
      drawn.yes_no.push_back({things[s], prior.front(), posterior.front()});
    }
  }
  drawn.trust = std::move(trust);
  if (c.evidence.empty()) return;
  drawn.types_from_evidence = true;
  draw_hidden(c, read, drawn.trust, drawn.table, control);
}

DrawnWorlds draw_worlds(const Case& c, const RunOptions& options, const RunControl& control,
                        const WordTrust& trust) {
  DrawnWorlds result = sample_evidence(c, options, control);
  draw_from_evidence(c, trust, result, control);
  return result;
}

WorldTable draw_at(const Case& c, std::span<const WorldDimension> dimensions, std::span<const double> points,
                   const StopToken& stop, const SampleOptions& options, const WordTrust& trust) {
  RunControl control;
  control.threads = 1;
  control.stop = stop;
  WorldTable table = sample_at(c, dimensions, points, options, control);
  if (c.evidence.empty() || hidden_things(c).empty()) return table;
  redraw(c, evidence::Dossier(evidence_model(c, table), {}, control), trust, table, control);
  return table;
}

}  // namespace offramp
