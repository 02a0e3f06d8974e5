// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/talk/contrast.h"

#include <cmath>

#include "offramp/base/number/elementary.h"
#include "offramp/evidence/model/information.h"

namespace offramp::evidence {
namespace {

constexpr double kWeighs = 0.01;

double feint(const Subject& subject, std::span<const double> p) {
  double sum = 0.0;
  for (std::size_t h = 0; h < p.size(); ++h) {
    if (!subject.bad_faith.empty() && subject.bad_faith[h]) sum += p[h];
  }
  return sum;
}

Gap gap(const Subject& subject, const SubjectPosterior& from, const SubjectPosterior& to,
        std::size_t worlds) {
  const std::size_t count = subject.size();
  std::vector<double> p(count), q(count), bits(worlds), variation(worlds), bad(worlds);
  for (std::size_t k = 0; k < worlds; ++k) {
    for (std::size_t h = 0; h < count; ++h) {
      p[h] = portable_exp(from.log_per_world[h * worlds + k]);
      q[h] = portable_exp(to.log_per_world[h * worlds + k]);
    }
    bits[k] = jensen_shannon_bits(p, q);
    variation[k] = total_variation(p, q);
    bad[k] = feint(subject, q) - feint(subject, p);
  }
  return {summarise(bits), summarise(variation), summarise(bad)};
}

View view(const SubjectPosterior& subject) {
  return {subject.hypotheses, subject.bad_faith};
}

}  // namespace

std::vector<Contrast> contrast(const Dossier& dossier, const RunControl& control) {
  const auto look = [&](Kinds kinds) { return posterior(dossier, {kinds}, control); };
  const Posterior prior = look({false, false, false, false});
  const Posterior words = look(Kinds::own_words());
  const Posterior sunk = look({false, true, false, false});
  const Posterior tied = look({false, false, true, false});
  const Posterior signals = look(Kinds::costly_signals());
  const Posterior deeds = look(Kinds::deeds());
  const Posterior costly = look(Kinds::costly());
  const Posterior all = look(Kinds::all());
  std::vector<Contrast> result(dossier.subjects());
  for (std::size_t s = 0; s < result.size(); ++s) {
    const Subject& subject = dossier.model().subjects[s];
    Contrast& c = result[s];
    c.prior = view(prior.subjects[s]);
    c.words = view(words.subjects[s]);
    for (std::size_t h = 0; h < subject.size(); ++h)
      c.words_weigh |= std::fabs(c.words.hypotheses[h].mean - c.prior.hypotheses[h].mean) >= kWeighs;
    c.sunk_costs = view(sunk.subjects[s]);
    c.tied_hands = view(tied.subjects[s]);
    c.costly_signals = view(signals.subjects[s]);
    c.deeds = view(deeds.subjects[s]);
    c.costly = view(costly.subjects[s]);
    c.all = view(all.subjects[s]);
    c.words_deeds = gap(subject, words.subjects[s], deeds.subjects[s], dossier.worlds());
    c.words_costly = gap(subject, words.subjects[s], costly.subjects[s], dossier.worlds());
  }
  const Items& items = dossier.model().items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    Contrast& c = result[dossier.subject_of(i)];
    if (items.kind(i) != Kind::word) c.has_costly = true;
    if (items.kind(i) == Kind::word && items.own(i)) c.has_words = true;
    if (items.kind(i) == Kind::deed) c.has_deeds = true;
  }
  return result;
}

}  // namespace offramp::evidence
