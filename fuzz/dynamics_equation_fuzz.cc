// SPDX-License-Identifier: Apache-2.0
// Any bytes as an equation: parsed, and as the value of a model with a stock, a table and an array compiled
// and run.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "offramp/dynamics/equation/parse.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/dynamics/testing/builder.h"

namespace {

using namespace offramp;
using namespace offramp::dynamics;

Model around(std::string_view text) {
  testing::Builder b;
  b.time(0, 2, 0.5)
      .dimension("side", {"red", "blue"})
      .stock("x", "1", {"in"})
      .flow("in", "0.1")
      .aux("y", "", {})
      .table({0, 1, 2}, {0, 2, 3})
      .aux("men", "1", {"side"})
      .aux("value", std::string(text));
  return b.model;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const ParsedEquation parsed = parse_equation(text);
  // A fault stands inside its text, and there is an expression or a fault, never both.
  if (parsed.fault && (parsed.fault->begin > parsed.fault->end || parsed.fault->end > size)) std::abort();
  if (parsed.fault.has_value() == !parsed.expression.nodes.empty()) std::abort();
  const Model model = around(text);
  Diagnostics diagnostics("fuzz");
  const auto program = compile(model, diagnostics);
  (void)diagnostics.to_text();
  if (!program || program->slots > 2000) return 0;
  try {
    (void)simulate_path(*program, {}, 0);
  } catch (const BadNumber& bad) {
    (void)bad.text();
  }
  return 0;
}
