// SPDX-License-Identifier: Apache-2.0
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
            {"violent", &shapes::boolean, "Serious clashes or war; default true."},
            {"mediated", &shapes::boolean, "Somebody mediates by `as_of`; default false."}});

void read(Reading& r) {
  const Node* node = map_at(r.root, "crisis");
  if (node == nullptr) return;
  Crisis crisis;
  crisis.kind = word_at<CrisisKind>(r, *node, "kind").value_or(CrisisKind::international);
  crisis.violent = node->at("violent") == nullptr || flag_at(r, *node, "violent");
  crisis.mediated = flag_at(r, *node, "mediated");
  r.c.crisis = crisis;
}

}  // namespace

Section crisis_section() {
  return {
      .fields = {{"crisis", &kCrisis, "Of what sort it is."}},
      .read = read,
      .example =
          R"(crisis: {kind: internal, violent: true, mediated: false}   # what became of others like it stands beside the answer
)"};
}

}  // namespace offramp::case_file
