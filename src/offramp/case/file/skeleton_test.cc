// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/skeleton.h"

#include <gtest/gtest.h>

#include "offramp/case/file/reader.h"

namespace offramp {
namespace {

TEST(Skeleton, IsReadWithoutAWord) {
  for (const char* name :
       {"panama-1974", "", "a \"quoted\" name: #\\ \n x", "---", "\xff\xfe", "no", "1974"}) {
    const LoadedCase result = read_case("case.yaml", case_skeleton(name));
    EXPECT_TRUE(result.value) << name;
    EXPECT_EQ(result.diagnostics.to_text(), "") << name;
  }
}

TEST(Skeleton, CarriesTheNameAsTitle) {
  EXPECT_EQ(read_case("case.yaml", case_skeleton("panama-1974")).value.value().title, "panama-1974");
  EXPECT_EQ(read_case("case.yaml", case_skeleton("../..")).value.value().title, "A new case");
}

TEST(Skeleton, ItsCommentedSectionsAreSoundToo) {
  std::string text = case_skeleton("x");
  const std::size_t from = text.find("# evidence:");
  ASSERT_NE(from, std::string::npos);
  std::string rest;
  for (std::size_t at = from; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    rest += text.substr(at + (text.compare(at, 2, "# ") == 0 ? 2 : 1), end - at);
    if (!rest.empty() && rest.back() != '\n') rest += '\n';
    at = end + 1;
  }
  const LoadedCase result = read_case("case.yaml", text.substr(0, from) + rest);
  EXPECT_TRUE(result.value);
  EXPECT_EQ(result.diagnostics.to_text(), "");
}

}  // namespace
}  // namespace offramp
