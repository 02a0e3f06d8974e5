// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/drawn/drawn.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "offramp/analysis/worlds/evidence_model.h"

namespace offramp {
namespace {

struct Sampled {
  DrawnWorlds worlds;  // before the evidence
};

const DrawnWorlds& sampled(CaseRun& run) {
  return run.once<Sampled>([&] { return Sampled{sample_evidence(run.c(), run.options(), run.control())}; })
      .worlds;
}

std::vector<double> means(const evidence::SubjectPosterior& subject) {
  std::vector<double> result;
  for (const evidence::Belief& belief : subject.hypotheses) result.push_back(belief.mean);
  return result;
}

double trust_within(const evidence::DeceptionBound& bound) {
  const std::vector<double>& all = bound.face_value;
  const auto lead = static_cast<std::size_t>(std::max_element(all.begin(), all.end()) - all.begin());
  const double from = bound.discounted[lead], step = all[lead] - from;
  if (std::fabs(step) < 1e-12) return 1.0;
  const double limit = std::clamp(all[lead], bound.low[lead], bound.high[lead]);
  const double share = (limit - from) / step;
  // A bound that is only rounding away from an end is that end.
  return share < 1e-9 ? 0.0 : share > 1.0 - 1e-9 ? 1.0 : share;
}

TalkBound bound_of(const std::vector<double>& without, const std::vector<double>& all, TalkStakes stakes) {
  TalkBound result;
  result.stakes = std::move(stakes);
  if (result.stakes.basis == TalkStakes::Basis::none) return result;
  result.bound = evidence::bound_deception(without, all, result.stakes.incentives);
  for (const evidence::TalkIncentives& half : result.stakes.halves) {
    const bool babbling = evidence::bound_deception(without, all, half).talk.only_babbling;
    result.steady = result.steady && babbling == result.bound->talk.only_babbling;
  }
  return result;
}

std::vector<TalkBound> bounds_of(CaseRun& run) {
  const Case& c = run.c();
  const DrawnWorlds& before = sampled(run);
  std::vector<TalkBound> bounds;
  if (before.evidence == nullptr) return bounds;
  const TalkOptions& options = run.options<TalkOptions>();
  WorldTable table =
      between(before.table, 0, std::clamp<std::size_t>(options.worlds, 1, before.table.worlds));
  if (!c.evidence.empty())
    draw_hidden(c, *before.evidence, WordTrust(hidden_things(c).size(), 0.0), table, run.control());
  const Answer<CaseProblem> posed = case_problem(c, table, true, run.control());
  const std::vector<PartyId> parties = typed_parties(c);
  for (std::size_t s = 0; s < parties.size(); ++s) {
    const std::vector<double> without = means(before.evidence->without_words.subjects[s]);
    TalkBound bound = bound_of(without, means(before.evidence->after.subjects[s]),
                               talk_stakes(c, table, posed, parties[s], without, options, run.control()));
    if (spoken_of(c, {Hidden::Kind::type, parties[s].index()}))
      bound.trust = bound.bound && bound.steady ? trust_within(*bound.bound) : 0.0;
    bounds.push_back(std::move(bound));
  }
  return bounds;
}

WordTrust trust_in(CaseRun& run) {
  const std::size_t things = hidden_things(run.c()).size();
  if (run.options().words == Credence::all) return WordTrust(things, 1.0);
  if (run.options().words == Credence::none) return WordTrust(things, 0.0);
  return credible_words(run);
}

}  // namespace

bool spoken_of(const Case& c, const Hidden& hidden) {
  return std::any_of(c.evidence.begin(), c.evidence.end(), [&](const EvidenceItem& item) {
    return item.kind == EvidenceKind::word && item.about == hidden;
  });
}

const std::vector<TalkBound>& talk_bounds(CaseRun& run) {
  return run.once<std::vector<TalkBound>>([&] { return bounds_of(run); });
}

WordTrust credible_words(CaseRun& run) {
  const Case& c = run.c();
  const std::vector<Hidden> things = hidden_things(c);
  WordTrust trust(things.size(), 1.0);
  bool said = false;
  for (std::size_t s = 0; s < things.size(); ++s) {
    if (!spoken_of(c, things[s])) continue;
    said = true;
    trust[s] = 0.0;
  }
  if (!said) return trust;  // nobody need be asked
  const std::vector<TalkBound>& bounds = talk_bounds(run);
  for (std::size_t s = 0; s < bounds.size(); ++s) trust[s] = bounds[s].trust;
  return trust;
}

const DrawnWorlds& drawn_worlds(CaseRun& run) {
  return run.once<DrawnWorlds>([&] {
    DrawnWorlds drawn = sampled(run);
    draw_from_evidence(run.c(), trust_in(run), drawn, run.control());
    return drawn;
  });
}

const Answer<CaseProblem>& case_problem(CaseRun& run) {
  return run.once<Answer<CaseProblem>>(
      [&] { return case_problem(run.c(), drawn_worlds(run).table, true, run.control()); });
}

}  // namespace offramp
