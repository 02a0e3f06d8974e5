// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/pool/pool.h"
#include "offramp/briefing/describe/fields.h"

/// What `pool` answers with, field by field (describe/fields.h).
namespace offramp::briefing {

struct PoolAnswer {
  const PoolResult* result = &nothing<PoolResult>();
};

template <class V>
void fields(V& v, const AnalystStanding& a) {
  v("name", a.name, "of the analyst: analysts/NAME.yaml, or file for the case's own numbers");
  v("weight", a.weight, "in the pool; they sum to 1");
  v.maybe("calibration", a.performance ? &a.performance->calibration : nullptr,
          "Cooke's score on the calibration questions, in [0, 1]; null without answers");
  v.maybe("information", a.performance ? &a.performance->information : nullptr,
          "how narrow the answers were, in nats; null without answers");
  v.maybe("hits", a.hits ? &a.hits->hits : nullptr, "90 % intervals that held the truth; null likewise");
  v.maybe("questions", a.hits ? &a.hits->questions : nullptr, "answered; null likewise");
  v("numbers", a.numbers, "that differ from the case's own");
  v("signed", a.pool_text, "worlds of this analyst in which all sign the pool's text");
  v("own_text", SettlementOf{&a.own_text}, "what most of these worlds sign: issue to option");
  v("own", a.own, "worlds of this analyst in which all sign that");
  v("exists", a.exists, "worlds of this analyst in which all would sign some settlement");
}

/// What one analyst believes of one number.
struct OneBelief {
  const Quantity* quantity = &nothing<Quantity>();
};
template <class V>
void fields(V& v, const OneBelief& of) {
  v("p5", of.quantity->p5(), "5 % of the belief lie below; the number itself where it is known exactly");
  v("p50", of.quantity->median(), "the middle");
  v("p95", of.quantity->p95(), "5 % of the belief lie above");
}

struct NumberOf {
  const PoolResult* result = &nothing<PoolResult>();
  const PooledNumber* number = &nothing<PooledNumber>();
};
template <class V>
void fields(V& v, const NumberOf& of) {
  const PooledNumber& n = *of.number;
  v("path", n.path, "of the number");
  v("apart", n.apart, "how far apart the farthest two lie, as a share of the pool's 90 % width");
  v("p5", n.p5, "of the pool");
  v("p50", n.p50, "of the pool");
  v("p95", n.p95, "of the pool");
  v.template table<OneBelief>(
      "of",
      [&](const auto& put) {
        for (std::size_t a = 0; a < n.of.size(); ++a) {
          if (n.of[a]) put(of.result->analysts[a].name, OneBelief{&*n.of[a]});
        }
      },
      "analyst to belief; who has no such number is left out");
}

struct BlockOf {
  const PoolResult* result = &nothing<PoolResult>();
  const BlockEffect* block = &nothing<BlockEffect>();
};
template <class V>
void fields(V& v, const BlockOf& of) {
  const BlockEffect& b = *of.block;
  v("block", b.block, "numbers changed together, all others being the case's own");
  v("numbers", b.numbers, "in it of which analysts differ");
  v.template table<double>(
      "signed",
      [&](const auto& put) {
        for (std::size_t a = 0; a < b.signed_by_all.size(); ++a)
          put(of.result->analysts[a].name, b.signed_by_all[a]);
      },
      "analyst to share of worlds in which all sign the pool's text");
  v("change", b.change, "between the largest and the smallest of these");
  v("error", b.error, "standard error of the change, the worlds being the same");
}

template <class V>
void fields(V& v, const PoolAnswer& answer) {
  const PoolResult& r = *answer.result;
  v("verb", "pool", "which verb answered");
  v("title", v.subject().title, "of the case");
  v("seed", r.seed, "of the worlds");
  v("worlds", r.worlds,
    "sampled for each analyst; the first half chooses the text, shares are of the second");
  v("weights", std::string(r.by_performance ? "performance" : "equal"), "how people were weighed");
  v("widened", r.widened, "whether intervals were stretched by what hit rates say");
  v.when(!r.equal_because.empty(), "equal_because", r.equal_because,
         "why they were not weighed by performance, where that was asked for");
  v("text", SettlementOf{&r.text}, "what the pool's worlds sign most often: issue to option");
  v("one_text", r.one_text, "share of the pool's worlds in which all sign it");
  v("one_text_error", r.one_text_error, "standard error");
  v("exists", r.exists, "share of the pool's worlds in which all would sign some settlement");
  v("exists_error", r.exists_error, "standard error");
  v("file", r.file, "worlds in which all sign the text with the numbers of the case file alone");
  v("analyst_index", r.analyst_index, "share of the variance of signing that goes with whose numbers count");
  v("apart", r.apart, "signing with the numbers of who signs most, less with those of who signs least");
  v("apart_error", r.apart_error, "standard error, the worlds being the same");
  v("analysts", r.analysts, "in order of name");
  v.list(
      "numbers", r.numbers.size(),
      [&](std::size_t i) {
        return NumberOf{&r, &r.numbers[i]};
      },
      "of which they differ, those farthest apart first");
  v("split_worlds", r.split_worlds, "the first so many were used for blocks, and for the file");
  v.list(
      "blocks", r.blocks.size(),
      [&](std::size_t i) {
        return BlockOf{&r, &r.blocks[i]};
      },
      "what each disagreement does alone, largest change first");
  v("unsplit", r.unsplit,
    "blocks that are not the same list of numbers for everybody, and were not changed alone");
}

}  // namespace offramp::briefing
