// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/space/report.h"
#include "offramp/briefing/describe/fields.h"

/// What the answers of `space` hold, field by field (describe/fields.h). Numbers that are not finite are
/// null.
namespace offramp::briefing {

/// A settlement of another program's file: issue to option, or null without one.
struct NamedSettlement {
  const std::vector<std::string>* issues = &nothing<std::vector<std::string>>();
  const std::vector<std::string>* options = &nothing<std::vector<std::string>>();
};
template <class V>
void fields(V& v, const NamedSettlement& of) {
  v.template entries<std::string>([&](const auto& put) {
    for (std::size_t i = 0; i < of.options->size(); ++i) put((*of.issues)[i], (*of.options)[i]);
  });
}
template <class V>
void settlement_field(V& v, const char* key, const std::vector<std::string>& issues,
                      const std::vector<std::string>& options, const char* says) {
  const NamedSettlement settlement{&issues, &options};
  v.maybe(key, options.empty() ? nullptr : &settlement, says);
}

struct SpacePointOf {
  const formats::SpacePoints* all = &nothing<formats::SpacePoints>();
  const formats::SpacePoint* point = &nothing<formats::SpacePoint>();
};
struct FrontierPointOf {
  const formats::SpaceFrontier* all = &nothing<formats::SpaceFrontier>();
  const formats::SpaceFrontierPoint* point = &nothing<formats::SpaceFrontierPoint>();
};
struct SpaceConcessionOf {
  const formats::SpaceProof* all = &nothing<formats::SpaceProof>();
  std::size_t k = 0;
};
struct FrequentOf {
  const formats::SpaceSimulation* all = &nothing<formats::SpaceSimulation>();
  std::size_t k = 0;
};

template <class V>
void fields(V& v, const formats::IssueFrame& issue) {
  using formats::IssueKind;
  const bool discrete = issue.kind == IssueKind::discrete;
  v("name", issue.name, "as in the file");
  v("type",
    Word{discrete                           ? "discrete"
         : issue.kind == IssueKind::integer ? "integer"
                                            : "real"},
    "discrete, integer or real");
  v.when(discrete, "options", issue.options, "of a discrete issue");
  v.when(!discrete, "range", std::vector<double>{issue.low, issue.high}, "of numbers: both ends");
}

template <class V>
void fields(V& v, const formats::PartyInfo& party) {
  v("name", party.name, "of the profile");
  v("reservation", party.reservation, "utility without agreement");
  v("discount", party.discount, "by round or time");
  v("utility_at_least", party.worst, "over all settlements");
  v("utility_at_most", party.best, "over all settlements");
  v("additive", party.additive, "false: the utilities are bounds");
  v("hyper_rectangles", party.boxes, "how many");
}

template <class V>
void fields(V& v, const formats::SpaceInfo& info) {
  v("name", info.name, "of the domain");
  v("files", info.files, "what each file holds");
  v("settlements", MaybeInfinite{info.settlements}, "how many; null with a real issue");
  v("issues", info.issues, "in the order of the domain");
  v("parties", info.parties, "in the order of the files");
}

template <class V>
void fields(V& v, const SpacePointOf& of) {
  const formats::SpacePoint& point = *of.point;
  v("idea", point.idea, "of fairness");
  v("standing", Word{std::string(standing_text(point.standing))}, "how the answer stands");
  v("value", MaybeInfinite{point.value}, "what the idea makes largest");
  v("bound", MaybeInfinite{point.bound}, "no settlement has more");
  v("utility", point.utility, "of the parties");
  settlement_field(v, "settlement", of.all->issues, point.settlement,
                   "null for a lottery or if none was found");
  v("ties", MaybeInfinite{point.ties > 0.0 ? point.ties : std::nan("")},
    "settlements that do as well, or null");
  v("remark", point.remark, "what else is to be said");
}

/// Who wins what, with the name of the issue that is divided.
struct WinnerOf {
  const formats::SpacePoints* all = &nothing<formats::SpacePoints>();
};
template <class V>
void fields(V& v, const WinnerOf& of) {
  const formats::SpaceWinner& winner = of.all->winner ? *of.all->winner : nothing<formats::SpaceWinner>();
  v("share_of_first", winner.share, "of each issue, in [0, 1]");
  v("points", winner.points, "of each party, of 100");
  v.maybe("divided", winner.divided ? &of.all->issues[*winner.divided] : nullptr, "the issue that is split");
}

template <class V>
void fields(V& v, const formats::SpacePatience& patience) {
  v("round", patience.round, "share of the time over which the files' factors discount");
  v("discount", patience.discount, "of one round, for each party");
  v("shares", patience.shares, "by who offers first, of each party");
  v("limit", patience.limit, "of each party, rounds ever shorter");
}

template <class V>
void fields(V& v, const formats::SpacePoints& points) {
  v("parties", points.parties, "in the order of the files");
  v("reservation", points.reservation, "of the parties");
  v.list(
      "points", points.points.size(),
      [&](std::size_t i) {
        return SpacePointOf{&points, &points.points[i]};
      },
      "one for each idea");
  const WinnerOf winner{&points};
  v.maybe("adjusted_winner", points.winner ? &winner : nullptr, "whole issues won; two additive parties");
  v("offers_in_turn", points.patience, "what patience gives; two parties with discount factors");
}

template <class V>
void fields(V& v, const FrontierPointOf& of) {
  v("utility", of.point->utility, "of the parties");
  v.when(!of.point->to.empty(), "to", of.point->to, "other end of a piece");
  settlement_field(v, "settlement", of.all->issues, of.point->settlement, "that has these utilities");
}

template <class V>
void fields(V& v, const formats::SpaceFrontier& frontier) {
  v("parties", frontier.parties, "in the order of the files");
  v("standing", Word{std::string(standing_text(frontier.standing))}, "how the answer stands");
  v("epsilon", frontier.epsilon, "each true point is at most this much better, by party");
  v("size", frontier.size, "points, or pieces");
  v("pieces", frontier.pieces, "lines between points rather than points");
  v("remark", frontier.remark, "what else is to be said");
  v.list(
      "points", frontier.points.size(),
      [&](std::size_t i) {
        return FrontierPointOf{&frontier, &frontier.points[i]};
      },
      "best for the first party first");
}

template <class V>
void fields(V& v, const SpaceConcessionOf& of) {
  const bargaining::Concession& c = at_or_nothing(of.all->proof.concessions, of.k);
  v("constraint", c.constraint, "position in constraints");
  v("lower_by", MaybeInfinite{c.lower_by}, "how far a reservation must fall");
  v("lower_by_share", MaybeInfinite{c.lower_by_share}, "the same, of the party's range");
  settlement_field(v, "opens", of.all->issues, at_or_nothing(of.all->opens, of.k), "the settlement it opens");
  v("proven", c.proven, "no less would do");
}

template <class V>
void fields(V& v, const formats::SpaceProof& result) {
  using Verdict = bargaining::ProofSummary::Verdict;
  const bargaining::ProofSummary& proof = result.proof;
  v("verdict",
    Word{proof.verdict == Verdict::possible     ? "possible"
         : proof.verdict == Verdict::impossible ? "impossible"
                                                : "unknown"},
    "possible, impossible or unknown");
  v("reason", proof.reason, "why it stopped");
  v("on_grid", result.grid, "real issues stand on a grid");
  v("parties", result.parties, "in the order of the files");
  v("reservation", result.reservation, "of the parties");
  settlement_field(v, "settlement", result.issues, result.witness, "that meets every reservation");
  v("utility", result.witness_utility, "of the parties there");
  v("constraints", result.constraints, "in words");
  v("clashes", proof.clashes, "minimal sets of constraints that clash");
  v("corrections", proof.corrections, "minimal sets to give up");
  v("complete", proof.complete, "no set is missing");
  v.list(
      "concessions", proof.concessions.size(),
      [&](std::size_t k) {
        return SpaceConcessionOf{&result, k};
      },
      "each opens the zone alone");
}

template <class V>
void fields(V& v, const FrequentOf& of) {
  const bargaining::FrequentAgreement& agreement = at_or_nothing(of.all->summary.frequent, of.k);
  v("count", agreement.count, "runs that ended there");
  v("utility", agreement.utility, "of the parties");
  settlement_field(v, "settlement", of.all->issues, at_or_nothing(of.all->frequent, of.k), "what was agreed");
}

template <class V>
void fields(V& v, const formats::SpaceSimulation& result) {
  const bargaining::ProcessSummary& s = result.summary;
  v("protocol", result.protocol, "of the talks");
  v("parties", result.parties, "in the order of the files");
  v("agents", result.agents, "who plays for each party");
  v("runs", s.runs, "played");
  v("rounds", result.options.process.rounds, "at most in each");
  v("seed", s.seed, "of the runs");
  v("agreements", s.agreements, "runs that ended in one");
  v("mean_rounds", s.mean_rounds, "of all runs");
  v("mean_utility", s.mean_utility, "of the parties, all runs");
  v("mean_utility_of_agreements", s.mean_agreed, "of the parties");
  v("frontier_distance", s.frontier_distance, "mean over agreements, or null");
  v("nash_distance", s.nash_distance, "mean over agreements, or null");
  v("efficient_share", s.efficient_share, "of the agreements, or null");
  v("nash_utility", s.nash_utility, "of the parties at the Nash point");
  v("on_grid", result.grid, "real issues stand on a grid");
  v.list(
      "frequent", result.frequent.size(),
      [&](std::size_t k) {
        return FrequentOf{&result, k};
      },
      "most frequent agreements first");
}

}  // namespace offramp::briefing
