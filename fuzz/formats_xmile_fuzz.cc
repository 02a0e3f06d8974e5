// SPDX-License-Identifier: Apache-2.0
// Any bytes as an XMILE model: read, compiled, and run for a few steps.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "offramp/dynamics/compile/program.h"
#include "offramp/dynamics/run/simulate.h"
#include "offramp/formats/xmile/xmile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  offramp::formats::ModelReading reading = offramp::formats::read_xmile(text, "fuzz.xmile");
  const auto program = offramp::dynamics::compile(reading.model, reading.diagnostics);
  (void)reading.diagnostics.to_text();
  if (!program || program->steps() > 100 || program->slots > 1000) return 0;
  try {
    (void)offramp::dynamics::simulate_path(*program, {}, 0);
  } catch (const offramp::dynamics::BadNumber& bad) {
    (void)bad.text();
  }
  return 0;
}
