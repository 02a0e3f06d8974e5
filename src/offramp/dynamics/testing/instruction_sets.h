// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <hwy/highway.h>

#include <cstdint>
#include <string>

#include "offramp/dynamics/lanes/kernels.h"

/// Runs tests once for each instruction set that the kernels are compiled for; what this processor lacks is
/// skipped by name.
namespace offramp::dynamics::testing {

/// Makes Highway choose one instruction set, and afterwards the best one again.
class InstructionSets : public ::testing::TestWithParam<std::int64_t> {
 protected:
  void SetUp() override {
    hwy::SetSupportedTargetsForTest(0);
    const bool always = GetParam() == HWY_SCALAR || GetParam() == HWY_EMU128;
    if (!always && (hwy::SupportedTargets() & GetParam()) == 0) {
      GTEST_SKIP() << "this processor has no " << hwy::TargetName(GetParam());
    }
    hwy::SetSupportedTargetsForTest(GetParam());
    hwy::GetChosenTarget().Update(GetParam());
    ASSERT_EQ(kernels_name(), hwy::TargetName(GetParam()));
  }
  void TearDown() override {
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  }
};

inline auto instruction_sets() {
#if HWY_ARCH_X86
  return ::testing::Values(HWY_SCALAR, HWY_SSE4, HWY_AVX2, HWY_AVX3);
#else
  return ::testing::Values(static_cast<std::int64_t>(HWY_STATIC_TARGET));
#endif
}

inline std::string instruction_set_name(const ::testing::TestParamInfo<std::int64_t>& info) {
  return hwy::TargetName(info.param);
}

}  // namespace offramp::dynamics::testing
