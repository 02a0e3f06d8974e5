// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "offramp/base/testing/paths.h"
#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/json_text.h"
#include "offramp/briefing/render/markdown.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/briefing/testing/briefing_fixture.h"

namespace offramp::briefing {
namespace {

/// What was approved stands in tests/expected and is reviewed as a diff. OFFRAMP_UPDATE_EXPECTED=1 writes
/// it anew.
void expect_approved(const std::string& name, const std::string& made) {
  const std::string path = checkout::root() + "/tests/expected/" + name;
  if (const char* update = std::getenv("OFFRAMP_UPDATE_EXPECTED");
      update != nullptr && std::string(update) == "1") {
    std::ofstream(path, std::ios::binary) << made;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path << " is missing; run the test with OFFRAMP_UPDATE_EXPECTED=1";
  const std::string approved{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_TRUE(approved == made)
      << name << " has changed; run the test with OFFRAMP_UPDATE_EXPECTED=1 and look at the diff";
}

struct Approval : testing::Test {
  Case c = fixture::the_case();
  SettleResult r = fixture::solve(c);
};

TEST_F(Approval, Html) {
  expect_approved("briefing_fixture.html", render_html(compose_briefing(c, r)));
}
TEST_F(Approval, Markdown) {
  expect_approved("briefing_fixture.md", render_markdown(compose_briefing(c, r)));
}
TEST_F(Approval, Json) {
  expect_approved("briefing_fixture.json", json_text(briefing_json(c, r)));
}
TEST_F(Approval, Terminal) {
  expect_approved("briefing_fixture.txt", fixture::settle_text(c, r));
}

}  // namespace
}  // namespace offramp::briefing
