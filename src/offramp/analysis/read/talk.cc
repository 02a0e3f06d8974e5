// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/read/talk.h"

#include <algorithm>
#include <utility>

#include "offramp/analysis/drawn/drawn.h"

namespace offramp {
namespace {

constexpr double kHardly = 1.0;  // decibans

// Mean log likelihood of the item under each type, in decibans, tempered by its grade; over all that it
// depends on besides, each alike.
std::vector<double> leaning(const evidence::Dossier& dossier, std::uint32_t item, std::size_t types) {
  const auto logs = dossier.log_likelihood(item);
  std::vector<double> mean(types, 0.0);
  const std::size_t each = logs.size() / types;
  for (std::size_t n = 0; n < logs.size(); ++n)
    mean[n / each] += evidence::decibans(logs[n]) / static_cast<double>(each);
  return mean;
}

WordClaim claim_of(const evidence::Dossier& dossier, std::size_t item, const evidence::TalkReport& talk) {
  const std::vector<double> lean = leaning(dossier, static_cast<std::uint32_t>(item), talk.claims.size());
  const auto most = std::max_element(lean.begin(), lean.end());
  WordClaim word{item, TypeId(static_cast<std::size_t>(most - lean.begin())),
                 WordClaim::Verdict::says_nothing};
  if (*most - *std::min_element(lean.begin(), lean.end()) < kHardly) return word;
  const evidence::Claim& claim = talk.claims[word.speaks_for.index()];
  word.verdict = !claim.wanted           ? WordClaim::Verdict::idle
                 : claim.self_signalling ? WordClaim::Verdict::believable
                                         : WordClaim::Verdict::tempted;
  return word;
}

AnswerView answer_view(const TalkStakes& stakes, std::size_t action, std::size_t types) {
  AnswerView view{stakes.answers[action], {}};
  for (std::size_t t = 0; t < types; ++t) {
    view.payoff.push_back(stakes.incentives.sender[t * stakes.incentives.actions + action]);
  }
  return view;
}

}  // namespace

DeceptionView deception_ends(const evidence::Contrast& contrast) {
  DeceptionView view;
  for (const evidence::Belief& belief : contrast.costly.hypotheses) view.discounted.push_back(belief.mean);
  for (const evidence::Belief& belief : contrast.all.hypotheses) view.face_value.push_back(belief.mean);
  view.no_bound_because = "it was not asked for";
  return view;
}

void bound_talk(CaseRun& run, std::size_t subject, PartyBelief& belief) {
  const Case& c = run.c();
  const evidence::Dossier& dossier = drawn_worlds(run).evidence->dossier;
  DeceptionView& view = belief.deception;
  const TalkBound& known = talk_bounds(run)[subject];
  const TalkStakes& stakes = known.stakes;
  view.basis = stakes.basis;
  view.exhaustive = stakes.exhaustive;
  view.no_bound_because = stakes.none_because;
  view.bound = known.bound;
  view.steady = known.steady;
  view.trust = known.trust;
  for (std::size_t t = 0; t < view.discounted.size(); ++t)
    view.credible.push_back(view.discounted[t] + view.trust * (view.face_value[t] - view.discounted[t]));
  if (!view.bound) return;
  const std::size_t types = dossier.hypotheses(subject);
  view.unheard = answer_view(stakes, view.bound->talk.babbling_action, types);
  for (const evidence::Claim& claim : view.bound->talk.claims) {
    view.if_taken_for.push_back(answer_view(stakes, claim.action, types));
  }
  for (std::size_t i = 0; i < c.evidence.size(); ++i) {
    const EvidenceItem& item = c.evidence[i];
    if (item.about_types() != belief.party || item.by != belief.party || item.kind != EvidenceKind::word)
      continue;
    view.words.push_back(claim_of(dossier, i, view.bound->talk));
  }
}

}  // namespace offramp
