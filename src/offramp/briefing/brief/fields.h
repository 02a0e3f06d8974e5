// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/briefing/check/fields.h"
#include "offramp/briefing/read/fields.h"
#include "offramp/briefing/settle/fields.h"
#include "offramp/briefing/weigh/fields.h"

/// What the JSON of a briefing holds besides its document (describe/fields.h).
namespace offramp::briefing {

template <>
struct DescribedAs<SettleAnswer> {
  static constexpr const char* name = "settle";
};
template <>
struct DescribedAs<BeliefAnswer> {
  static constexpr const char* name = "read";
};
template <>
struct DescribedAs<WeighAnswer> {
  static constexpr const char* name = "weigh";
};

/// The figures that a document's pointers lead to.
struct FiguresAnswer {
  SettleAnswer settle;
  const BeliefResult* belief = nullptr;
  const WeighResult* weighed = nullptr;
  const EventSeries* events = nullptr;
  CaseCounts counts;
};
struct BriefAnswer {};

template <class V>
void fields(V& v, const FiguresAnswer& f) {
  v("settle", f.settle, "as of offramp settle");
  v.when(f.belief != nullptr, "read", BeliefAnswer{f.belief ? f.belief : &nothing<BeliefResult>()},
         "as of offramp read, without events");
  v.when(f.weighed != nullptr, "weigh", WeighAnswer{f.weighed ? f.weighed : &nothing<WeighResult>()},
         "as of offramp weigh, without indices, value of information, robust choice and boxes");
  v.when(f.events != nullptr, "events", f.events ? *f.events : nothing<EventSeries>(),
         "coded events, with --events");
  v("case", f.counts, "what went in");
}

template <class V>
void fields(V& v, const BriefAnswer&) {
  v("verb", "brief", "which verb answered");
  v("document", AnyObject{}, "the briefing: title, question, facts, sections");
  fields(v, FiguresAnswer{});
}

}  // namespace offramp::briefing
