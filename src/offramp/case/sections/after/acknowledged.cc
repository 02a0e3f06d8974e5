// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/case/sections/after/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kAcknowledged = record(
    "acknowledgement", "A warning of `offramp check` that is to stand.",
    {{"warning", &shapes::name, "Its kind: in `[uncited of sources.hosmer2001]` the first word.", true},
     {"of", &shapes::text, "What it is about: in `[uncited of sources.hosmer2001]` the last word.", true},
     {"because", &shapes::text, "Why it is to stand.", true}});
const Shape kList =
    list("list of acknowledgements", "Warnings that were looked at and are to stand.", kAcknowledged);

void read(Reading& r) {
  const Node* node = list_at(r.root, "acknowledged");
  if (node == nullptr) return;
  std::set<std::string> seen;
  for (const Node& item : node->items) {
    if (!item.is_map()) continue;
    Acknowledged entry{text_at(r, item, "warning"), text_at(r, item, "of"), text_at(r, item, "because")};
    if (entry.warning.empty() || entry.of.empty()) continue;
    const std::string name = fmt::format("{} of {}", entry.warning, entry.of);
    unique(r, seen, name, place_of(r, item), "acknowledgement");
    r.places.add("acknowledged." + name, place_of(r, item));
    r.c.acknowledged.push_back(std::move(entry));
  }
}

}  // namespace

Section acknowledged_section() {
  return {
      .fields = {{"acknowledged", &kList, "Warnings that were looked at and are to stand."}},
      .read = read,
      .example =
          R"(acknowledged:            # warnings of `offramp check` that are to stand, as it names them in brackets
  - {warning: unsourced, of: talk.party_b, because: say why it is to stand}
)"};
}

}  // namespace offramp::case_file
