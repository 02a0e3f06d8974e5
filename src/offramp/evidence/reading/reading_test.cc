// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/reading/reading.h"

#include <gtest/gtest.h>

#include "offramp/evidence/testing/models.h"

namespace offramp::evidence {
namespace {

TEST(Reading, SaysWhatLimitsIt) {
  Model model = one_subject({0.4, 0.6});
  model.subjects.push_back({"other", {"x", "y"}, {0.5, 0.5}, {}});
  add(model, {.day = 1, .kind = Kind::word}, {0.8, 0.2});
  const Reading r = read(Dossier(model), {{0, {0.9, 0.1}, {1.0}}});
  EXPECT_THAT(r.notes,
              testing::ElementsAre(
                  "party: all evidence is words; a speaker who knows this can say anything",
                  "other: no evidence; what is believed is the prior and what linked subjects imply",
                  "party: the reading hangs on single items; without item 0 another hypothesis leads"));
  EXPECT_EQ(r.ach.size(), 2u);
  EXPECT_EQ(r.watch.watches.size(), 1u);
  EXPECT_EQ(r.trajectory.at(r.trajectory.steps() - 1, 0).mean, r.posterior.subjects[0].hypotheses[0].mean);
}

TEST(Reading, LeavesOutWhatIsNotAskedFor) {
  Model model = one_subject({0.4, 0.6});
  add(model, {.day = 1}, {0.8, 0.2});
  const Reading r = read(Dossier(model), {}, {false, false, false, false, false, false, {}});
  EXPECT_TRUE(r.contrast.empty() && r.ach.empty() && r.weights.begin.empty() && r.waterfall.items.empty());
  EXPECT_TRUE(r.trajectory.beliefs.empty() && r.removals.items.without.empty() && r.notes.empty());
}

TEST(Reading, StopsWhenAsked) {
  Model model = one_subject({0.4, 0.6});
  add(model, {.day = 1}, {0.8, 0.2});
  const Dossier dossier(model);
  StopSource source;
  source.request_stop();
  const RunControl control{{}, source.token(), 1};
  EXPECT_THROW(read(dossier, {}, {}, control), Stopped);
  EXPECT_THROW(trajectory(dossier, {}, control), Stopped);
  EXPECT_THROW(waterfall(dossier, {}, control), Stopped);
}

}  // namespace
}  // namespace offramp::evidence
