// SPDX-License-Identifier: Apache-2.0
// Hostile texts in small through every importer: the counts agree, and what is said shows everything.
#include <gtest/gtest.h>

#include "offramp/base/testing/hostile_texts.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/evidence/import/events.h"
#include "offramp/evidence/import/evidence_csv.h"

namespace offramp::evidence {
namespace {

TEST(HostileTexts, AreImportedOrRefused) {
  for (const auto* texts : {&testing::hostile_marks(), &testing::hostile_tables()}) {
    for (const testing::HostileText& hostile : *texts) {
      const std::string text = hostile.text(3000);
      const EvidenceImport rows = import_evidence(text, hostile.name);
      EXPECT_EQ(rows.rows.size() + rows.rows_skipped, rows.rows_read) << hostile.name;
      const std::string said = rows.diagnostics.to_text();
      EXPECT_EQ(printable_lines(said, false), said) << hostile.name;
      const EventImport events = import_events(text);
      EXPECT_LE(events.problems.size(), events.malformed) << hostile.name;
    }
  }
}

TEST(HostileTexts, SoundRowsAreRead) {
  for (const testing::HostileText& hostile : testing::hostile_tables()) {
    if (hostile.name != "table-rows") continue;
    const EvidenceImport import = import_evidence(hostile.text(3000), hostile.name);
    EXPECT_GT(import.rows.size(), 50u);
    EXPECT_EQ(import.rows_skipped, 0u) << import.diagnostics.to_text();
  }
}

}  // namespace
}  // namespace offramp::evidence
