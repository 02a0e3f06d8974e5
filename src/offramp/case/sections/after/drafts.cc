// SPDX-License-Identifier: Apache-2.0
// Texts on the table (case/model/outcome.h).
#include <fmt/format.h>

#include "offramp/base/text/date.h"
#include "offramp/case/sections/after/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kDraft =
    record("draft", "A text on the table: a side's offer, a communique, a mediator's text.",
           shapes::in_confidence({{"name", &shapes::text, "What a reader sees."},
                                  {"by", &shapes::text, "Who tabled it: a party, or in words."},
                                  {"date", &shapes::date, "When, not after `as_of`.", true},
                                  {"settlement", &shapes::settlement,
                                   "One option or number for every issue; `open` where it leaves one.", true},
                                  shapes::source,
                                  shapes::because}));
const Shape kDrafts = dictionary("drafts", "Texts on the table by their identifiers.", kDraft);

std::string tabled_by(const Reading& r, const std::string& by) {
  for (const Party& party : r.c.parties) {
    if (party.id == by) return party.name;
  }
  return by;
}

void read_draft(Reading& r, const Entry& entry) {
  const auto& [key, node] = entry;
  if (!node.is_map()) return;
  DraftText draft;
  draft.id = key.text;
  draft.name = text_at(r, node, "name");
  if (draft.name.empty()) draft.name = draft.id;
  draft.by = tabled_by(r, text_at(r, node, "by"));
  draft.date = date_at(r, node, "date");
  draft.provenance = provenance_of(r, node, {});
  const std::string path = "drafts." + draft.id;
  r.places.add(path, place_of(r, key), r.c.drafts.size());
  const Node* date = scalar_at(r, node, "date");
  if (date != nullptr && surely_after(draft.date, r.c.as_of)) {
    r.problems.error(place_of(r, *date),
                     fmt::format("`{}` is of {}, after as_of {}", draft.id, draft.date, r.c.as_of),
                     "a text that was not on the table yet belongs under `actual`, if anywhere");
  }
  if (draft.provenance.sources.empty() && draft.provenance.because.empty())
    warn(r, {"unsourced", path}, fmt::format("the draft `{}` has no source", draft.id));
  const Node* settlement = map_at(node, "settlement");
  if (settlement == nullptr) return;
  auto named = settlement_of(r, *settlement, place_of(r, node.entry("settlement")->key), "`" + path + "`",
                             SettlementForm::open);
  if (!named) return;
  draft.settlement = std::move(named->settlement);
  draft.open = std::move(named->open);
  r.c.drafts.push_back(std::move(draft));
}

void read(Reading& r) {
  const Node* node = map_at(r.root, "drafts");
  if (node == nullptr) return;
  for (const Entry& entry : node->entries) read_draft(r, entry);
}

}  // namespace

Section drafts_section() {
  return {.fields = {{"drafts", &kDrafts, "Texts on the table, compared with what could be agreed."}},
          .read = read,
          .example = R"(drafts:                  # texts on the table: compared, never an input
  last_offer: {name: Last offer of party A, by: party_a, date: 1999-12-01, settlement: {control: shared, withdrawal: open}, source: placeholder}
)"};
}

}  // namespace offramp::case_file
