// SPDX-License-Identifier: Apache-2.0
// Version, title, question, date, perspective, authorship and notes: each a key of its own.
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

const Shape kReviewers =
    either("text or list of texts", "Who read the case critically.", {&shapes::text, &shapes::texts});

// One text, or a list of them.
std::vector<std::string> texts_at(const Reading& r, std::string_view key) {
  const Node* node = r.root.at(key);
  if (node == nullptr) return {};
  if (node->is_scalar()) return {text_at(r, r.root, key)};
  std::vector<std::string> texts;
  for (const Node& item : node->items) {
    if (item.is_scalar()) texts.push_back(item.text);
  }
  return texts;
}

void read(Reading& r) {
  r.c.title = text_at(r, r.root, "title");
  r.c.question = text_at(r, r.root, "question");
  r.c.as_of = text_at(r, r.root, "as_of");
  r.c.perspective = text_at(r, r.root, "perspective");
  r.c.by = {text_at(r, r.root, "author"), texts_at(r, "reviewers"), text_at(r, r.root, "version"),
            text_at(r, r.root, "marking")};
  r.c.notes = texts_at(r, "notes");
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
                     {"author", &shapes::text, "Who wrote the case."},
                     {"reviewers", &kReviewers, "Who read it critically: one or a list."},
                     {"version", &shapes::text, "Of the text of the case, in its author's own counting."},
                     {"marking", &shapes::text, "Who may see it: stands on every page."},
                     {"notes", &kNotes, "Free text or a list of texts, shown in the briefing."}},
          .read = read,
          .check = check,
          .skeleton = R"(question: Which settlements could both parties prefer to going on?
as_of: 2000-01-01          # nothing known only later is an input
perspective: mediator      # or a party: whose page it is, which decides what leads
# author: Who wrote this           # these four stand on the first page of a briefing
# reviewers: [Who read it critically]
# version: first draft
# marking: Who may see it
)"};
}

}  // namespace offramp::case_file
