// SPDX-License-Identifier: Apache-2.0
// Any bytes: the reader must return, without a crash, a leak or undefined behaviour; a case comes back
// only without errors, and then can be sampled.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "offramp/case/file/reader.h"
#include "offramp/case/model/world.h"

namespace {

void require(bool truth) {
  if (!truth) std::abort();
}

void exercise(const offramp::Case& c) {
  offramp::RunControl control;
  control.threads = 1;
  const offramp::WorldTable table = offramp::sample(c, {1, 2, {}}, control);
  for (const offramp::PartyId party : c.veto_players()) {
    for (std::size_t world = 0; world < table.worlds; ++world) {
      const offramp::PartyWorld view = offramp::party_world(c, table, party, world);
      require(view.value.size() == c.issues.size());
      require(view.reservation == view.reservation);  // not NaN
    }
  }
  for (std::size_t line = 0; line < c.red_lines.size(); ++line) table.binds(c, offramp::RedLineId(line), 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const offramp::LoadedCase result =
      offramp::read_case("fuzz.yaml", std::string_view(reinterpret_cast<const char*>(data), size));
  require(result.value.has_value() == !result.diagnostics.has_errors());
  require(result.value || !result.diagnostics.to_text().empty());
  if (result.value) exercise(*result.value);
  return 0;
}
