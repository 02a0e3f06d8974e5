// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/compare/compare.h"
#include "offramp/briefing/describe/fields.h"
#include "offramp/briefing/names/rung_words.h"

/// What the answer of `compare` holds, field by field (describe/fields.h).
namespace offramp::briefing {

struct CompareAnswer {
  const CompareResult* result = &nothing<CompareResult>();
};

/// One of the two versions.
struct VersionOf {
  const ComparedAnswer* answer = &nothing<ComparedAnswer>();
};

/// The share of one block in each rung that was split.
struct BlockShare {
  double share = 0, error = 0;
};

template <>
struct DescribedAs<Moved> {
  static constexpr const char* name = "moved";
};
template <class V>
void fields(V& v, const Moved& m) {
  v("before", m.before, "in the first version, mean over the seeds");
  v("after", m.after, "in the second");
  v("change", m.change, "the second less the first, on the same draws");
  v("error", m.error, "standard error of the change, from its spread over the seeds");
}

template <>
struct DescribedAs<VersionOf> {
  static constexpr const char* name = "version";
};
template <class V>
void fields(V& v, const VersionOf& of) {
  const Case& c = of.answer->c;
  const SettleResult& r = of.answer->settled;
  v("file", c.file, "that was read");
  v("title", c.title, "of the case");
  v("as_of", c.as_of, "date of the case");
  v("settings", c.settings, "changes made to the file for this answer");
  v.template table<std::string>(
      "leads",
      [&](const auto& put) {
        if (r.ranked.empty()) return;
        for (std::size_t i = 0; i < c.issues.size(); ++i)
          put(c.issues[i].id, c.issues[i].options[r.ranked.front().settlement[i]].id);
      },
      "the text that leads with the first seed: issue to option");
  v.list(
      "crux", r.crux.issues.size(), [&](std::size_t i) { return c.issues[r.crux.issues[i].index()].id; },
      "issues that the parties divide on, with the first seed");
}

template <class V>
void fields(V& v, const CaseDifference& d) {
  v("path", d.path, "into the case file");
  v("before", d.before, "as written; null: not there");
  v("after", d.after, "as written; null: not there");
  v("bears", d.bears, "a share of worlds can depend on it; false: words, sources, what only pages show");
}

template <class V>
void fields(V& v, const MovedNoDeal& n) {
  v("party", n.party, "whose");
  fields(v, n.worth);
}

template <class V>
void fields(V& v, const BlockShare& s) {
  v("share", s.share, "what the block adds to the change of the rung, over all orders of the blocks");
  v("error", s.error, "its standard error, over the seeds and the orders drawn");
}

template <class V>
void fields(V& v, const ChangeBlock& b) {
  v("path", b.path, "what its changes have in common");
  v("differences", b.differences, "its changes: positions in `differences`, from 0");
  for (std::size_t r = 0; r < kSplitRungs; ++r)
    v(kRungKeys[r], BlockShare{b.share[r], b.error[r]}, "of that rung; over blocks it sums to its change");
}

/// The rungs of the ladder, each moved.
struct MovedRungs {
  const std::array<Moved, kRungs>* rungs = nullptr;
};
template <class V>
void fields(V& v, const MovedRungs& of) {
  for (std::size_t r = 0; r < kRungs; ++r) {
    v(kRungKeys[r], of.rungs == nullptr ? Moved{} : (*of.rungs)[r],
      r < kSplitRungs ? "share of worlds" : "share of worlds, of the text that leads each version");
  }
}

template <class V>
void fields(V& v, const CompareAnswer& answer) {
  const CompareResult& r = *answer.result;
  v("verb", "compare", "which verb answered");
  v("seed", r.seed, "the first of the seeds");
  v("seeds", r.seeds, "samples of worlds");
  v("worlds", r.worlds, "in each sample; half choose texts, half judge them");
  v("nothing_changed", r.differences.empty(), "the two say the same, but for order, comments and layout");
  v("before", VersionOf{&r.before}, "the first version");
  v("after", VersionOf{&r.after}, "the second version");
  v("differences", r.differences, "what the two do not have alike");
  v("rungs", MovedRungs{&r.rungs}, "what they did to the ladder");
  v("no_deal", r.no_deal, "what they did to no deal: utilities of veto players, 0 to 1");
  v("blocks", r.blocks, "which change did it: largest part of `exists` first");
  v("searched", r.searched,
    "a version has too many settlements to list: texts are the best that a search found");
  v("exact", r.exact, "every combination of blocks was asked; false: orders were drawn");
  v("orders", r.orders, "of blocks, drawn; 0 if exact");
  v("no_split_because", r.no_split_because, "why there are no blocks where something bears; else empty");
}

}  // namespace offramp::briefing
