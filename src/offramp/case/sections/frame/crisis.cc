// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/case/sections/frame/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kKind = choice<CrisisKind>("kind of crisis", "international or internal.");
const Shape kCrisis =
    record("crisis", "Of what sort it is: what became of others like it stands beside the answer.",
           {{"kind", &kKind, "international: between states; internal: inside one.", true},
            {"violent", &shapes::boolean, "Between states: serious clashes or war; default true."},
            {"mediated", &shapes::boolean, "Between states: somebody mediates by `as_of`; default false."}});

void read(Reading& r) {
  const Node* node = map_at(r.root, "crisis");
  if (node == nullptr) return;
  Crisis crisis;
  crisis.kind = word_at<CrisisKind>(r, *node, "kind").value_or(CrisisKind::international);
  crisis.violent = node->at("violent") == nullptr || flag_at(r, *node, "violent");
  crisis.mediated = flag_at(r, *node, "mediated");
  r.c.crisis = crisis;
  if (crisis.kind != CrisisKind::internal) return;
  for (const char* key : {"violent", "mediated"}) {
    if (node->at(key) == nullptr) continue;
    warn(r, {"crisis_detail", std::string("crisis.") + key}, place_of(r, *node->at(key)),
         fmt::format(
             "`{}` tells nothing apart inside a state: the outside line counts all endings of fighting there",
             key),
         "leave it out");
  }
}

}  // namespace

Section crisis_section() {
  return {
      .fields = {{"crisis", &kCrisis, "Of what sort it is."}},
      .read = read,
      .example =
          R"(crisis: {kind: international, violent: true, mediated: false}   # or {kind: internal}: what became of others like it stands beside the answer
)"};
}

}  // namespace offramp::case_file
