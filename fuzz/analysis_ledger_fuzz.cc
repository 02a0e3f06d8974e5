// SPDX-License-Identifier: Apache-2.0
// Any bytes as a ledger of sealed statements and as the journal of an interview: what was read of either is
// whole, and a ledger that is read again from what was read of it is the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "offramp/analysis/ask/journal.h"
#include "offramp/analysis/ledger/ledger.h"

namespace {

void require(bool truth) {
  if (!truth) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const offramp::Ledger ledger = offramp::read_ledger(bytes);
  require(ledger.whole <= size);
  if (ledger.problem.empty()) {
    const offramp::Ledger again = offramp::read_ledger(bytes.substr(0, ledger.whole));
    require(again.problem.empty() && again.records.size() == ledger.records.size() &&
            again.last == ledger.last);
    // What is added behind it is taken.
    if (!ledger.records.empty()) {
      const std::string longer = std::string(bytes.substr(0, ledger.whole)) +
                                 offramp::ledger_line(ledger.records.front(), ledger.last) + "\n";
      require(offramp::read_ledger(longer).problem.empty());
    }
  }
  const offramp::Journal journal = offramp::read_journal(bytes);
  require(journal.whole <= size);
  require(offramp::standing_answers(journal).size() <= journal.entries.size());
  return 0;
}
