// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/text/date.h"
#include "offramp/case/sections/hidden/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kContact = record(
    "contact", "A person or office that can still be asked at `as_of`: not a book.",
    shapes::block({{"who", &shapes::text, "Person or office.", true},
                   {"about", &shapes::names, "Parties it knows.", true},
                   {"until", &shapes::date, "Last date on which it can be asked; not before `as_of`."}}));
const Shape kContacts = list("contacts", "Who could be asked.", kContact);

void add_party(Reading& r, const Node& node, Contact& contact) {
  const std::optional<PartyId> party = party_of(r, node);
  if (!party) return;
  if (std::find(contact.about.begin(), contact.about.end(), *party) != contact.about.end()) {
    r.problems.error(place_of(r, node), fmt::format("`{}` is named twice", node.text));
    return;
  }
  contact.about.push_back(*party);
}

void read_contact(Reading& r, const Node& node, std::set<std::string>& seen) {
  Contact contact;
  contact.who = text_at(r, node, "who");
  const Node* who = scalar_at(r, node, "who");
  unique(r, seen, contact.who, place_of(r, who == nullptr ? node : *who), "contact");
  contact.provenance = provenance_of(r, node, {});
  if (const Node* about = list_at(node, "about")) {
    for (const Node& item : about->items) add_party(r, item, contact);
    if (about->items.empty())
      r.problems.error(place_of(r, *about), "a contact that knows no party tells nothing");
  }
  contact.until = date_at(r, node, "until");
  if (!contact.until.empty() && surely_after(r.c.as_of, contact.until)) {
    r.problems.error(place_of(r, *scalar_at(r, node, "until")),
                     fmt::format("{} is before the date of the case, {}", contact.until, r.c.as_of),
                     "a contact is somebody who can still be asked");
  }
  r.c.contacts.push_back(std::move(contact));
}

void read(Reading& r) {
  const Node* node = list_at(r.root, "contacts");
  if (node == nullptr) return;
  std::set<std::string> seen;
  for (const Node& item : node->items) {
    if (item.is_map()) read_contact(r, item, seen);
  }
}

}  // namespace

Section contacts_section() {
  return {
      .fields = {{"contacts", &kContacts, "Persons and offices that can still be asked."}},
      .read = read,
      .example = R"(contacts:                # who can still be asked at the date of the case, and about whom
  - {who: Office of the envoy, about: [party_a, envoy], source: placeholder}
)"};
}

}  // namespace offramp::case_file
