// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/case/sections/frame/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kEntry = record("rule", "A condition with its reason.",
                            {{"rule", &shapes::condition, "What every settlement must obey.", true},
                             shapes::because,
                             shapes::source});
const Shape kRule = either("condition, or {rule, because, source}", "What every settlement must obey.",
                           {&shapes::condition, &kEntry});
const Shape kFeasible = list("list of conditions", "What every settlement must obey.", kRule);

void read(Reading& r) {
  const Node* node = list_at(r.root, "feasible");
  if (node == nullptr) return;
  for (const Node& item : node->items) {
    const Node* condition = item.is_map() ? scalar_at(r, item, "rule") : &item;
    if (condition == nullptr) continue;
    const std::string address = fmt::format("feasible.{}", r.c.feasible.size() + 1);
    std::optional<Rule> rule = rule_at(r, *condition, item.is_map() ? &item : nullptr, address);
    if (!rule) continue;
    r.c.feasible.push_back(*std::move(rule));
    r.places.add(address, place_of(r, *condition));
  }
}

}  // namespace

Section feasible_section() {
  return {.fields = {{"feasible", &kFeasible, "What every settlement must obey."}},
          .read = read,
          .skeleton = R"(feasible:                  # what every settlement must obey
  - control = b implies withdrawal >= 50
)"};
}

}  // namespace offramp::case_file
