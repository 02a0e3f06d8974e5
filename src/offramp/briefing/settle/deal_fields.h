// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/standing/result.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/settle/names_fields.h"
#include "offramp/briefing/settle/report_fields.h"

/// Packages from the side of each veto player, field by field (describe/fields.h).
namespace offramp::briefing {

struct FallbackOf {
  const Fallback* fallback = &nothing<Fallback>();
  bool whole_space = true;
};

template <class V>
void fields(V& v, const CrossedLine& line) {
  v("id", line.line, "a red line that the text crosses");
  v("crossed", line.crossed, "worlds in which it binds");
}

template <class V>
void fields(V& v, const Refusal& refusal) {
  v("party", refusal.party, "a veto player");
  v("refuses", refusal.refuses, "worlds in which it does not sign");
  v("crosses_line", refusal.crosses_line, "because one of its red lines is crossed");
  v("too_little", refusal.too_little, "because it has less than it asks for, no line being crossed");
  v("lines", refusal.lines, "its red lines that the text crosses, the one that binds most first");
}

template <class V>
void fields(V& v, const PartyInDeal& stance) {
  v("refusal", stance.refusal, "who, how often and why it does not sign");
  v("give_get", stance.give_get, "by issue, largest get first");
  v("explanations", stance.explanations, "what it could say at home");
}

template <class V>
void fields(V& v, const Deal& deal) {
  v("ranked", deal.ranked, "position in ranked");
  v("parties", deal.parties, "veto players, in party order");
}

template <class V>
void fields(V& v, const FallbackOf& of) {
  const Fallback& f = *of.fallback;
  v("refuses", f.refuses, "the veto player that accepts the leading text least often");
  v("refused", f.refused, "worlds in which it refuses that");
  v("signed_then", f.signed_then, "of these worlds: all sign the text to fall back to");
  v("differs", f.differs, "issues on which it differs from the leading text");
  v("report", ReportOf{&f.report, of.whole_space}, "how that text stands over all worlds");
}

}  // namespace offramp::briefing
