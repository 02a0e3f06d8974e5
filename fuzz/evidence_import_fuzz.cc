// SPDX-License-Identifier: Apache-2.0
// Any bytes through every importer of evidence: no crash, and the counts always agree.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "offramp/evidence/import/events.h"
#include "offramp/evidence/import/evidence_csv.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_events(const offramp::evidence::EventImport& import) {
  require(import.problems.size() <= import.malformed);
  std::size_t counted = 0;
  for (const auto& month : offramp::evidence::by_month(import.events)) {
    for (const std::size_t count : month.count) counted += count;
  }
  require(counted == import.events.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto rows = offramp::evidence::import_evidence(bytes, "fuzz.csv");
  require(rows.rows.size() + rows.rows_skipped == rows.rows_read);
  require(rows.rows_skipped > 0 || rows.rows_read == 0 || !rows.diagnostics.has_errors());
  (void)rows.diagnostics.to_text();
  const auto all = offramp::evidence::import_events(bytes);
  require(all.events.size() + all.malformed + all.repeated == all.rows);
  require(all.refusal.empty() == !all.layout.empty());
  check_events(all);
  check_events(offramp::evidence::import_events(bytes, {{"R"}, {"U"}, true}));
  return 0;
}
