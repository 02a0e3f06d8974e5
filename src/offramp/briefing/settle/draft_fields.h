// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/standing/result.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/settle/deal_fields.h"
#include "offramp/briefing/settle/names_fields.h"

/// Texts on the table, and where no-deal values stand, field by field (describe/fields.h).
namespace offramp::briefing {

struct DraftOf {
  const DraftStanding* standing = &nothing<DraftStanding>();
};

template <class V>
void fields(V& v, const DraftChange& change) {
  v("party", change.party, "whom it wins");
  v("text", SettlementOf{&change.text}, "the draft with the change");
  v("issues", change.issues, "that are changed: the fewest that win it in half of the worlds");
  v("accepts", change.accepts, "worlds in which the party then signs");
  v("accepted_by_all", change.accepted_by_all, "worlds in which every veto player then does");
}

template <class V>
void fields(V& v, const DraftOf& of) {
  const DraftStanding& d = *of.standing;
  const auto& drafts = v.subject().drafts;
  const DraftText& text = d.draft < drafts.size() ? drafts[d.draft] : nothing<DraftText>();
  v("id", text.id, "of the draft");
  v("name", text.name, "what a reader sees");
  v("by", text.by, "who tabled it");
  v("date", text.date, "when");
  v("feasible", d.feasible, "false: it breaks the case's logic");
  v("settlement", SettlementOf{&d.report.settlement}, "issue to option, with what it leaves open filled in");
  v("filled", d.filled, "issues that it leaves open: filled in as all sign most often");
  v("signed", d.report.accepted_by_all, "worlds in which every veto player signs");
  v("meant", d.report.meant, "as in a report");
  v("ratified", d.report.ratified, "as in a report");
  v("not_wrecked", d.report.not_wrecked, "as in a report");
  v("rank", d.rank, "by that, 1 is best; 0 if not enumerated or not feasible");
  v("tied", d.tied, "settlements with the same count");
  v("refusals", d.refusals, "of the veto players");
  v("changes", d.changes,
    "smallest changes that win a party that refuses it in most worlds, the nearest first");
}

template <class V>
void fields(V& v, const ReversedTypes& pair) {
  v("party", pair.party, "whose types");
  v("more", TypeOf{pair.party, pair.more}, "has clearly more without a deal and yet accepts clearly more");
  v("less", TypeOf{pair.party, pair.less}, "than this one");
}

template <class V>
void fields(V& v, const NoDealStanding& s) {
  v("party", s.party, "whose");
  const TypeOf type{s.party, s.type.value_or(TypeId())};
  v.maybe("type", s.type ? &type : nullptr, "if it is of that type; null if it has no types");
  v("value", s.value, "of no deal, in [0, 1], mean over worlds");
  v("percentile", s.percentile, "share of feasible settlements that are worth less to it than no deal");
  v("accepts", s.accepts, "share of feasible settlements that it accepts");
}

}  // namespace offramp::briefing
