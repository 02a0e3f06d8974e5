// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>

#include "offramp/analysis/read/events.h"
#include "offramp/analysis/read/score.h"
#include "offramp/briefing/describe/fields.h"

/// What `read --score` and `--events` hold, field by field (describe/fields.h).
namespace offramp::briefing {

struct ScoreAnswer {
  const ScoreResult* result = &nothing<ScoreResult>();
};
struct ScoreOf {
  const ScoreResult* result = &nothing<ScoreResult>();
};

template <class V>
void fields(V& v, const evidence::ReliabilityBin& bin) {
  v("low", bin.low, "end of the range of probabilities given");
  v("high", bin.high, "the other end");
  v("count", bin.count, "probabilities given in this range");
  v("mean_probability", bin.mean_probability, "of them");
  v("share_true", bin.share_true, "of them, came true");
}

template <>
struct DescribedAs<evidence::CalibrationScore> {
  static constexpr const char* name = "calibration";
};
template <class V>
void fields(V& v, const evidence::CalibrationScore& s) {
  v("forecasts", s.forecasts, "how many");
  v("brier", s.brier, "Brier score, 0 best, 2 worst");
  v("log_bits", MaybeInfinite{s.log_bits}, "log score in bits, 0 best; null where infinite");
  v("reliability", s.reliability, "Murphy's term");
  v("resolution", s.resolution, "Murphy's term");
  v("uncertainty", s.uncertainty, "Murphy's term");
  v("within_bins", s.within_bins, "what the bins smear");
  v("reliability_table", s.reliability_table, "by range of the chance given");
}

template <class V>
void fields(V& v, const SeenScore& item) {
  v("id", item.id, "the item to watch");
  v("chance", item.chance, "that it would be seen");
  v("seen", item.seen, "whether it was");
}

template <class V>
void fields(V& v, const SettledStatement& s) {
  v("sealed", s.when, "when, UTC");
  v("id", s.statement.id, "watch.ID");
  v("what", s.statement.what, "in words");
  v("chance", s.statement.chance, "given to it beforehand");
  v("base", s.statement.base, "what was said without the case's evidence");
  v("base_of", s.statement.base_of, "where that comes from");
  v("came", s.came, "whether it came true");
}

template <class V>
void fields(V& v, const SealedScore& s) {
  v("statements", s.statements, "sealed beforehand and known by now, of each the one sealed last");
  v("chances", s.chances, "mean squared error of the chances given");
  v("base", s.base, "of the base rates");
  v("better", s.better, "the second less the first");
  v("better_error", s.better_error, "its standard error over statements");
}

template <class V>
void fields(V& v, const CaseScore& s) {
  v("file", s.file, "of the case");
  v("title", s.title, "of the case");
  v("agreement", s.agreement, "chance that some settlement is accepted by every veto player");
  v("reached", s.reached, "a settlement was reached");
  v.maybe("recorded_accepted", s.recorded ? &s.recorded_accepted : nullptr,
          "chance that every veto player accepts the one that came; null if none is recorded");
  v.maybe("rank", s.rank == 0 ? nullptr : &s.rank, "of the one that came; null if ruled out or not listed");
  v("feasible", s.feasible, "settlements that obey the case's logic");
  v("seen", s.seen, "items to watch, in the order of the recorded outcome");
  v("sealed", s.sealed, "statements of the ledger beside the case that are known by now");
}

template <class V>
void fields(V& v, const ScoreOf& of) {
  const ScoreResult& r = *of.result;
  v("cases", r.cases, "with a recorded outcome, in the order given");
  v("unscored", r.unscored, "titles of cases without one");
  v("agreement", r.agreement, "“there is a settlement that all veto players accept”");
  v("recorded_accepted", r.recorded, "“all veto players accept the one that came”");
  v("seen", r.seen, "“this will be seen within its lead time”");
  v("together", r.together, "agreement and seen");
  v("sealed", r.sealed, "all statements that were sealed beforehand");
  v("limits", r.limits, "what the scores cannot show, a sentence each");
}

template <class V>
void fields(V& v, const ScoreAnswer& answer) {
  v("verb", "read", "which verb answered");
  v("seed", answer.result->seed, "of the worlds");
  v("worlds", answer.result->worlds, "sampled for each case");
  v("score", ScoreOf{answer.result}, "the scores");
}

template <class V>
void fields(V& v, const evidence::EventMonth& m) {
  v("month", fmt::format("{:04}-{:02}", m.year, m.month), "YYYY-MM");
  v("verbal_cooperation", m.count[0], "events");
  v("material_cooperation", m.count[1], "events");
  v("verbal_conflict", m.count[2], "events");
  v("material_conflict", m.count[3], "events");
  v("net_verbal", m.verbal(), "net Goldstein score of what was said");
  v("net_material", m.material(), "net Goldstein score of what was done");
}

template <class V>
void fields(V& v, const EventSeries& s) {
  v("file", s.file, "read from");
  v("layout", s.layout, "GDELT 2.0 or ICEWS");
  v("actors", s.actors, "between which events count; empty: all");
  v("rows", s.rows, "in the file");
  v("matching", s.matching, "between the actors");
  v("malformed", s.malformed, "skipped");
  v("notes", s.notes, "on the file, a sentence each");
  v("months", s.months, "from the first event's to the last event's");
}

}  // namespace offramp::briefing
