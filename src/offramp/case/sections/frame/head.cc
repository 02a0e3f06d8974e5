// SPDX-License-Identifier: Apache-2.0
// Version, title, question, date, perspective and notes: each a key of its own.
#include <fmt/format.h>

#include "offramp/case/sections/frame/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kVersion{
    .form = Form::choice, .name = "version 1", .description = "Version of this format: 1.", .choices = {"1"}};
const Shape kNotes =
    either("text or list of texts", "Free text, shown in the briefing.", {&shapes::text, &shapes::texts});

void read(Reading& r) {
  r.c.title = text_at(r, r.root, "title");
  r.c.question = text_at(r, r.root, "question");
  r.c.as_of = text_at(r, r.root, "as_of");
  r.c.perspective = text_at(r, r.root, "perspective");
  const Node* notes = r.root.at("notes");
  if (notes == nullptr) return;
  if (notes->is_scalar()) r.c.notes.push_back(text_at(r, r.root, "notes"));
  for (const Node& item : notes->items) {
    if (item.is_scalar()) r.c.notes.push_back(item.text);
  }
}

// Once the parties are known.
void check(Reading& r) {
  const Node* perspective = scalar_at(r, r.root, "perspective");
  if (perspective == nullptr || perspective->text == "mediator") return;
  const std::optional<PartyId> party = party_of(r, *perspective);
  if (party && !r.c.can_judge(*party)) {
    r.problems.error(
        place_of(r, *perspective),
        fmt::format("`{}` can have no page: it has no interests or no no-deal value", perspective->text),
        "`mediator` is the page of whoever mediates");
  }
}

}  // namespace

Section head_section() {
  return {.fields = {{"offramp", &kVersion, "Version of this format: 1.", true},
                     {"title", &shapes::text, "Title of the case.", true},
                     {"question", &shapes::text, "The question that the case is to answer."},
                     {"as_of", &shapes::day, "Date of the case: nothing known only later is an input.", true},
                     {"perspective", &shapes::name,
                      "mediator, or a party: whose page it is, which decides what leads."},
                     {"notes", &kNotes, "Free text or a list of texts, shown in the briefing."}},
          .read = read,
          .check = check,
          .skeleton = R"(question: Which settlements could both parties prefer to going on?
as_of: 2000-01-01          # nothing known only later is an input
perspective: mediator      # or a party: whose page it is, which decides what leads
)"};
}

}  // namespace offramp::case_file
