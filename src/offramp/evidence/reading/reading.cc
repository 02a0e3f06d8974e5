// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/reading/reading.h"

#include <fmt/format.h>

namespace offramp::evidence {
namespace {

std::string label(const Dossier& dossier, std::size_t subject) {
  const std::string& name = dossier.model().subjects[subject].name;
  return name.empty() ? fmt::format("subject {}", subject) : name;
}

void note_limits(const Dossier& dossier, Reading& reading) {
  const Items& items = dossier.model().items;
  for (std::size_t s = 0; s < dossier.subjects(); ++s) {
    if (!dossier.model().subjects[s].of.empty()) continue;
    bool any = false, costly = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (dossier.subject_of(i) != s) continue;
      any = true;
      costly = costly || items.kind(i) != Kind::word;
    }
    if (!any) {
      reading.notes.push_back(
          fmt::format("{}: no evidence; what is believed is the prior and what linked subjects imply",
                      label(dossier, s)));
    } else if (!costly) {
      reading.notes.push_back(fmt::format(
          "{}: all evidence is words; a speaker who knows this can say anything", label(dossier, s)));
    }
  }
  std::vector<bool> told(dossier.subjects(), false);
  for (const Flip& flip : reading.removals.items.false_flips) {
    if (told[flip.subject] || !dossier.model().subjects[flip.subject].of.empty()) continue;
    told[flip.subject] = true;
    reading.notes.push_back(
        fmt::format("{}: the reading hangs on single items; without item {} another hypothesis leads",
                    label(dossier, flip.subject), flip.index));
  }
}

}  // namespace

Reading read(const Dossier& dossier, const std::vector<Watch>& watches, const ReadingParts& parts,
             const RunControl& control) {
  Reading reading;
  reading.posterior = posterior(dossier, {}, control);
  reading.watch = value_of_watching(reading.posterior, watches);
  if (parts.trajectory) reading.trajectory = trajectory(dossier, {}, control);
  if (parts.contrast) reading.contrast = contrast(dossier, control);
  if (parts.weights) reading.weights = weights(dossier, control);
  if (parts.waterfall) reading.waterfall = waterfall(dossier, {}, control);
  if (parts.removals) reading.removals = removals(dossier, control);
  for (std::size_t s = 0; s < dossier.subjects() && parts.ach; ++s) {
    reading.ach.push_back(ach_matrix(dossier, s, parts.scale));
  }
  note_limits(dossier, reading);
  return reading;
}

}  // namespace offramp::evidence
