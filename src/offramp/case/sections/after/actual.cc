// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/base/text/date.h"
#include "offramp/case/sections/after/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kAgreement = choice<Agreement>("agreement", "reached, or none by that date.");
const Shape kSeenEntry =
    record("outcome of a watch item", "Whether it was seen within its lead time.",
           {{"seen", &shapes::boolean, "Whether it was seen.", true},
            {"date", &shapes::date, "When it was seen, or until when it was looked for.", true},
            shapes::source,
            shapes::because});
const Shape kSeen = dictionary("outcomes of watch items", "By the identifier of a watch item.", kSeenEntry);
const Shape kActual =
    record("outcome", "For history: what happened. Never an input.",
           {{"date", &shapes::date, "When.", true},
            {"settlement", &shapes::settlement, "One option or number for every issue."},
            {"agreement", &kAgreement, "In place of a settlement: reached, or none by that date."},
            {"seen", &kSeen, "Which watch items were seen within their lead time."},
            shapes::source,
            shapes::because,
            {"note", &shapes::text, "Free text."}},
           {{KeyRule::Kind::exactly_one, {"settlement", "agreement"}}});

void read_seen(Reading& r, const Entry& entry, Outcome& into) {
  const auto& [key, value] = entry;
  if (!value.is_map()) return;
  const auto watch = r.places.position("watch." + key.text);
  if (!watch) {
    r.problems.error(place_of(r, key), fmt::format("`{}` is not a watch item", key.text), "see `watch`");
    return;
  }
  r.places.add("actual.seen." + key.text, place_of(r, key));
  into.seen.push_back(
      {*watch, flag_at(r, value, "seen"), date_at(r, value, "date"), provenance_of(r, value, {})});
}

void read(Reading& r) {
  const Node* node = map_at(r.root, "actual");
  if (node == nullptr) return;
  Outcome outcome;
  outcome.date = date_at(r, *node, "date");
  outcome.note = text_at(r, *node, "note");
  outcome.provenance = provenance_of(r, *node, {});
  r.places.add("actual", place_of(r, r.root.entry("actual")->key));
  if (const Node* date = scalar_at(r, *node, "date")) r.places.add("actual.date", place_of(r, *date));
  outcome.agreement = word_at<Agreement>(r, *node, "agreement") != Agreement::none;
  if (const Node* where = map_at(*node, "settlement")) {
    auto named = settlement_of(r, *where, place_of(r, node->entry("settlement")->key), "`actual`",
                               SettlementForm::off_grid);
    if (named) {
      outcome.settlement = std::move(named->settlement);
      outcome.off_grid = std::move(named->off_grid);
    }
  }
  if (const Node* seen = map_at(*node, "seen")) {
    for (const Entry& entry : seen->entries) read_seen(r, entry, outcome);
  }
  r.c.actual = std::move(outcome);
}

void check(Reading& r) {
  if (!r.c.actual) return;
  const Outcome& actual = *r.c.actual;
  if (surely_after(r.c.as_of, actual.date)) {
    warn(r, {"before_case", "actual"}, r.places.at("actual.date"),
         fmt::format("the actual outcome of {} lies before as_of {}", actual.date, r.c.as_of),
         "a case looks ahead from as_of");
  }
  for (const SeenOutcome& seen : actual.seen) {
    const auto looked = date_span(seen.date);
    if (!looked || r.c.as_of.empty() || looked->last > r.c.as_of) continue;
    const std::string& id = r.c.watch[seen.watch].id;
    r.problems.error(r.places.at("actual.seen." + id),
                     fmt::format("`{}` is recorded for {}, not after as_of {}", id, seen.date, r.c.as_of),
                     "what was known by as_of is evidence");
  }
}

}  // namespace

Section actual_section() {
  return {.fields = {{"actual", &kActual, "For history: what happened. Never an input."}},
          .read = read,
          .check = check,
          .example = R"(actual:                  # for history: what happened. Never an input.
  date: 2000-06-01
  settlement: {control: shared, withdrawal: 50}          # or agreement: none (by that date) or reached
  seen: {brigade_leaves: {seen: true, date: 2000-01-05, source: placeholder}}
  source: placeholder
)"};
}

}  // namespace offramp::case_file
