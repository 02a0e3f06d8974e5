// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/acceptance/acceptance_kernel.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "offramp/bargaining/acceptance/acceptance_kernel.cc"
#include <hwy/foreach_target.h>
// After foreach_target, which includes this file once for each target.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace offramp::bargaining::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

void CompareWorlds(const double* HWY_RESTRICT value, const double* HWY_RESTRICT need, std::size_t words,
                   std::uint64_t* HWY_RESTRICT bits) {
  const hn::CappedTag<double, 8> lanes;  // a byte of mask at most
  const std::size_t step = hn::Lanes(lanes);
  for (std::size_t word = 0; word < words; ++word) {
    std::uint64_t packed = 0;
    for (std::size_t i = 0; i < 64; i += step) {
      std::uint8_t mask[8] = {};
      const std::size_t at = word * 64 + i;
      hn::StoreMaskBits(lanes, hn::Ge(hn::LoadU(lanes, value + at), hn::LoadU(lanes, need + at)), mask);
      packed |= static_cast<std::uint64_t>(mask[0]) << i;
    }
    bits[word] = packed;
  }
}

}  // namespace offramp::bargaining::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace offramp::bargaining {

HWY_EXPORT(CompareWorlds);

void compare_worlds(const double* value, const double* need, std::size_t words, std::uint64_t* bits) {
  HWY_DYNAMIC_DISPATCH(CompareWorlds)(value, need, words, bits);
}

}  // namespace offramp::bargaining
#endif
