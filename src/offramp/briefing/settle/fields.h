// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/settle/settle.h"
#include "offramp/base/number/share.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/names/demand_phrase.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/draft_fields.h"
#include "offramp/briefing/settle/ladder_fields.h"
#include "offramp/briefing/settle/names_fields.h"
#include "offramp/briefing/settle/report_fields.h"

/// What the answer of `settle` holds, field by field (describe/fields.h). Utilities and gains are in [0, 1]
/// unless said to be points.
namespace offramp::briefing {

/// Fields of SettleResult are described through a view that carries what else they need of it.
struct SettleAnswer {
  const SettleResult* result = &nothing<SettleResult>();
};

struct AgreementOf {
  Share share;
};

struct NoDealOf {
  const SettleResult* result = &nothing<SettleResult>();
  std::size_t v = 0;  ///< veto player
};

struct ConcessionOf {
  const SingleConcession* concession = &nothing<SingleConcession>();
};

struct RobustOf {
  const RobustChoice* choice = &nothing<RobustChoice>();
  bool whole_space = true;
};

struct PointOf {
  const BargainingPoint* point = &nothing<BargainingPoint>();
  bool whole_space = true;
};

struct DisagreementOf {
  const Disagreement* gap = &nothing<Disagreement>();
  const std::vector<BargainingPoint>* points = &nothing<std::vector<BargainingPoint>>();
};

struct ActualOf {
  const ActualRank* actual = &nothing<ActualRank>();
  bool whole_space = true;
};

struct MapPointOf {
  const MapPoint* point = &nothing<MapPoint>();
  bool whole_space = true;
};

template <class V>
void fields(V& v, const AgreementOf& of) {
  fields(v, of.share);
  v("word", Word{std::string(likelihood_word(of.share.value))}, "the likelihood in the words of ICD 203");
}

template <class V>
void fields(V& v, const ZoneSize& z) {
  v("mean", z.mean, "over worlds");
  v("p5", Whole{z.p5}, "5 % of worlds have at most as many");
  v("p50", Whole{z.p50}, "half of the worlds have at most as many");
  v("p95", Whole{z.p95}, "95 % of worlds have at most as many");
  v("largest", z.largest, "in any world");
}

template <class V>
void fields(V& v, const PointOf& of) {
  const BargainingPoint& p = *of.point;
  v("name", p.name, "of the idea: Nash, Kalai-Smorodinsky, ...");
  v("definition", p.definition, "of the idea");
  v("source", p.source, "of the idea");
  v("value", p.value, "of the criterion");
  v("ties", p.ties, "settlements that reach the same value, this one included");
  v("report", ReportOf{&p.report, of.whole_space}, "how it stands");
}

template <class V>
void fields(V& v, const NoDealOf& of) {
  const SettleResult& r = *of.result;
  v("party", of.v < r.veto_players.size() ? r.veto_players[of.v] : PartyId(), "a veto player");
  v.maybe("expected", of.v < r.expected_reservation.size() ? &r.expected_reservation[of.v] : nullptr,
          "value of no deal, mean over worlds");
  v("quantiles",
    of.v < r.reservation_quantiles.size() ? r.reservation_quantiles[of.v] : nothing<std::vector<double>>(),
    "twenty equally likely values, increasing");
}

template <class V>
void fields(V& v, const Demand& d) {
  using Kind = Demand::Kind;
  const auto& rules = v.subject().feasible;
  v("kind",
    Word{d.kind == Kind::feasibility ? "feasibility"
         : d.kind == Kind::red_line  ? "red_line"
                                     : "no_deal"},
    "red_line, no_deal or feasibility");
  v.when(d.kind == Kind::feasibility, "rule", d.rule < rules.size() ? rules[d.rule].text : std::string(),
         "the rule as the case has it");
  v.when(d.kind != Kind::feasibility, "party", d.party, "whose demand it is");
  v.when(d.kind == Kind::red_line, "red_line", d.red_line, "the red line");
}

template <class V>
void fields(V& v, const ConcessionOf& of) {
  const SingleConcession& c = *of.concession;
  v("demand", c.demand, "what is given way on");
  v("lower_by", c.lower_by, "points of 0 to 100 by which a value of no deal must fall; 0 if dropped whole");
  v("opens", SettlementOf{&c.opens}, "the settlement it opens");
  v("least_surplus", c.least_surplus, "smallest gain of a veto player there, in [-1, 1]");
}

template <class V>
void fields(V& v, const Certificate& c) {
  const SettlementOf witness{&c.witness};
  v("verdict", Word{std::string(to_words(verdict_of(c)))}, "possible, impossible or undecided");
  v("complete", c.complete, "no clash or concession is missing");
  v.maybe("witness", c.possible ? &witness : nullptr, "a settlement inside every demand");
  v("clash_count", c.clashes.size(), "how many clashes");
  v("clashes", c.clashes, "minimal sets of demands that no settlement meets together");
  v.list(
      "concessions", c.concessions.size(), [&](std::size_t i) { return ConcessionOf{&c.concessions[i]}; },
      "each opens the zone alone; easiest first");
  v("method", c.method, "how it was found");
}

template <class V>
void fields(V& v, const RobustOf& of) {
  const RobustChoice& c = *of.choice;
  v("name", c.name, "largest share, worst case or tail");
  v("definition", c.definition, "of the idea");
  v("value", c.value, "a share of worlds, or utility above no deal");
  v("bound", c.bound, "no settlement has more; equal to the value when proven");
  v("worlds", c.worlds, "taken over the first so many");
  v("report", ReportOf{&c.report, of.whole_space}, "how it stands");
}

template <class V>
void fields(V& v, const DisagreementOf& of) {
  const auto name = [&](std::size_t i) {
    return i < of.points->size() ? (*of.points)[i].name : std::string();
  };
  v("first", name(of.gap->first), "an idea of fairness");
  v("second", name(of.gap->second), "another");
  v("issues", of.gap->issues, "on which they differ");
  v("largest_difference", of.gap->largest_difference, "of a veto player's expected utility");
}

template <class V>
void fields(V& v, const RedLinePrice& p) {
  const auto& lines = v.subject().red_lines;
  const RedLine& line = p.red_line.index() < lines.size() ? lines[p.red_line.index()] : nothing<RedLine>();
  v("id", p.red_line, "the red line");
  v("party", line.party, "whose it is");
  v("kind", Word{std::string(word_of(line.kind))}, "moral, strategic or domestic");
  v("binds", p.binds, "worlds in which it holds");
  v("agreement_without", p.agreement_without, "chance that a deal exists if it alone were dropped");
  v("change", p.change, "that chance less the chance that a deal exists; at least 0");
  v("change_error", p.change_error, "standard error of the change");
}

template <class V>
void fields(V& v, const AcceptanceByType& a) {
  v("party", a.party, "whose type it is");
  v("type", TypeOf{a.party, a.type}, "the type");
  v("worlds", a.worlds, "worlds with this type");
  v("prior", a.prior, "chance before the evidence, mean over worlds");
  v("posterior", a.posterior, "chance with the evidence, mean over worlds");
  v("agreement", a.agreement, "chance that a deal exists among them");
}

template <class V>
void fields(V& v, const ActualOf& of) {
  v("feasible", of.actual->feasible, "false: it breaks the case's logic, and there is no rank");
  v("rank", of.actual->rank, "1 is best; ties share the better rank; 0 if not enumerated");
  v("tied", of.actual->tied, "settlements with the same count of worlds, this one included");
  v("report", ReportOf{&of.actual->report, of.whole_space}, "how it stands");
}

template <class V>
void fields(V& v, const MapPointOf& of) {
  const MapPoint& p = *of.point;
  v.list(
      "settlement", p.settlement.size(),
      [&](std::size_t i) {
        return OptionOf{i, p.settlement[i]};
      },
      "options in issue order");
  v("utility", p.utility, "expected, of the veto players in party order");
  v("accepted_by_all", p.accepted_by_all, "share of worlds");
  v.maybe("pareto", of.whole_space ? &p.pareto : nullptr, "as in a report");
}

template <class V>
void fields(V& v, const NoDealCheck& check) {
  v("party", check.party, "whose");
  v("computed", check.computed, "from how the war may end, points, mean over worlds");
  v("stated", check.stated, "directly, likewise");
  v("computed_counts", check.computed_counts, "the computed one is used; false: the stated one");
}

template <class V>
void fields(V& v, const SettleAnswer& answer) {
  const SettleResult& r = *answer.result;
  const bool whole = r.enumerated;
  v("verb", "settle", "which verb answered");
  v.when(v.subject().placeholders() > 0, "placeholders", v.subject().placeholders(),
         "numbers that are there to be replaced: nothing here says anything about a conflict");
  settings_field(v);
  v("title", v.subject().title, "of the case");
  v("as_of", v.subject().as_of, "date of the case");
  v("method", r.method, "how it was computed");
  v("seed", r.seed, "of the worlds");
  v("worlds", r.worlds, "sampled; the first half chooses settlements, shares are of the second");
  v("days", r.days, "after as_of, at which no-deal values are read");
  v("space_size", Whole{r.space_size}, "all combinations of options");
  v("enumerated", whole, "every settlement was tried in every world");
  v.maybe("feasible", whole ? &r.feasible : nullptr, "that obey the case's logic; null if not enumerated");
  v.maybe("short_list", whole ? nullptr : &r.feasible,
          "settlements that the search tried; null if enumerated");
  v("undecided_worlds", r.undecided_worlds, "proven neither way; counted as without agreement");
  v("veto_players", r.veto_players, "in party order");
  v("weightiest_issues", r.weightiest_issues,
    "all issues, those first that weigh most with the veto players together");
  v("ladder", LadderOf{&r}, "how far agreement gets");
  v.maybe("outside", r.outside ? &*r.outside : nullptr,
          "what became of other crises of this sort: beside the answer, never in it; null if the case has no "
          "`crisis`");
  v("readings", ReadingsOf{&r}, "how words count");
  v("band", BandOf{&r}, "how far the ladder hangs on choices of modelling");
  v.maybe("perspective", r.perspective ? &*r.perspective : nullptr,
          "the party whose page it is, which decides what leads; null: a mediator's");
  v("mediator_leads", SettlementOf{&r.mediator_leads.settlement}, "what leads a mediator's page");
  v("tabled", r.tabled, "what each veto player, and the party of the page, would do best to table");
  v("ratifiers", r.ratifiers, "at the leading settlement");
  v("spoilers", r.spoilers, "at the leading settlement");
  v("considered", r.considered, "settlements looked at for that and for the last rung");
  v("agreement", AgreementOf{r.agreement}, "chance that the zone of agreement is not empty: ladder.exists");
  v.maybe("zone", whole ? &r.zone : nullptr,
          "how many settlements the zone of agreement holds, over worlds; null if not enumerated");
  v.maybe("pareto_count", whole ? &r.pareto_count : nullptr,
          "feasible settlements that are efficient on expected utilities; null if not enumerated");
  v.list(
      "ranked", r.ranked.size(),
      [&](std::size_t i) {
        return ReportOf{&r.ranked[i], whole};
      },
      "as they lead; the order is that of the worlds that choose");
  v("families", r.families, "of the ranked: the deal that each stands for");
  v("crux", r.crux, "what the parties divide on");
  v("deals", r.deals, "the first of the ranked, then the crux's rival, from the side of each veto player");
  const FallbackOf fallback{r.fallback ? &*r.fallback : &nothing<Fallback>(), whole};
  v.maybe("fallback", r.fallback ? &fallback : nullptr,
          "what to fall back to where the leading text is refused; null if nobody does or nothing is signed "
          "then");
  v.list(
      "robust", r.robust.size(),
      [&](std::size_t i) {
        return RobustOf{&r.robust[i], whole};
      },
      "best over all worlds at once, by each idea of robustness");
  v("no_deal_checks", r.no_deal_checks, "no-deal values that are given both computed and stated");
  v.list(
      "points", r.points.size(),
      [&](std::size_t i) {
        return PointOf{&r.points[i], whole};
      },
      "what each idea of fairness singles out");
  v("no_points_because", r.no_points_because, "why there is no point, when there is none");
  v.list(
      "disagreements", r.disagreements.size(),
      [&](std::size_t i) {
        return DisagreementOf{&r.disagreements[i], &r.points};
      },
      "every pair of points");
  v.list(
      "no_deal", r.veto_players.size(),
      [&](std::size_t i) {
        return NoDealOf{&r, i};
      },
      "what each veto player has without a deal");
  v("no_deal_stands", r.no_deal_stands,
    "where these values stand among the feasible settlements, by type; empty if not enumerated");
  v("reversed_types", r.reversed_types, "types whose order looks reversed: a question to the analyst");
  v.list(
      "drafts", r.drafts.size(), [&](std::size_t i) { return DraftOf{&r.drafts[i]}; },
      "texts on the table, in the order of the case");
  v.list(
      "off_ramps", r.off_ramps.size(),
      [&](std::size_t i) {
        return PartyOffRampsOf{&r.off_ramps[i], whole};
      },
      "of each veto player");
  v("certificate", r.certificate, "proof about the central situation");
  v("red_lines", r.red_lines, "their prices, in file order");
  v("closing_sets", r.closing_sets,
    "smallest sets of red lines that close the zone; only if the chance is nil");
  v("types_from_evidence", r.types_from_evidence,
    "types were drawn from what the evidence leaves of the prior");
  v("by_type", r.by_type, "the chance that a deal exists under each type");
  const ActualOf actual{r.actual ? &*r.actual : &nothing<ActualRank>(), whole};
  v.maybe("actual", r.actual ? &actual : nullptr, "the recorded outcome; null without one");
  v("names", NamesOf{}, "identifiers to the names that readers see");
  v("map_count", r.map.size(), "points of the map");
  v.list(
      "map", r.map.size(),
      [&](std::size_t i) {
        return MapPointOf{&r.map[i], whole};
      },
      "the Pareto set and the most accepted settlements");
}

}  // namespace offramp::briefing
