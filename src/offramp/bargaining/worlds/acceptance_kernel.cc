// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/worlds/acceptance_kernel.h"

#include <bit>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "offramp/bargaining/worlds/acceptance_kernel.cc"
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

void SubtractWorlds(const double* before, const double* value, std::size_t worlds, double* after) {
  const hn::ScalableTag<double> lanes;
  const std::size_t step = hn::Lanes(lanes);
  std::size_t w = 0;
  for (; w + step <= worlds; w += step)
    hn::StoreU(hn::Sub(hn::LoadU(lanes, before + w), hn::LoadU(lanes, value + w)), lanes, after + w);
  for (; w < worlds; ++w) after[w] = before[w] - value[w];
}

void AddWorlds(const double* HWY_RESTRICT value, std::size_t worlds, double* HWY_RESTRICT sum) {
  const hn::ScalableTag<double> lanes;
  const std::size_t step = hn::Lanes(lanes);
  std::size_t w = 0;
  for (; w + step <= worlds; w += step)
    hn::StoreU(hn::Add(hn::LoadU(lanes, sum + w), hn::LoadU(lanes, value + w)), lanes, sum + w);
  for (; w < worlds; ++w) sum[w] += value[w];
}

std::size_t CountWorldsWithout(const std::uint64_t* HWY_RESTRICT set,
                               const std::uint64_t* HWY_RESTRICT without, std::size_t words) {
  const hn::ScalableTag<std::uint64_t> lanes;
  const std::size_t step = hn::Lanes(lanes);
  auto counts = hn::Zero(lanes);
  std::size_t word = 0;
  for (; word + step <= words; word += step) {
    const auto left = hn::AndNot(hn::LoadU(lanes, without + word), hn::LoadU(lanes, set + word));
    counts = hn::Add(counts, hn::PopulationCount(left));
  }
  std::size_t count = hn::GetLane(hn::SumOfLanes(lanes, counts));
  for (; word < words; ++word) count += static_cast<std::size_t>(std::popcount(set[word] & ~without[word]));
  return count;
}

}  // namespace offramp::bargaining::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace offramp::bargaining {

HWY_EXPORT(CompareWorlds);
HWY_EXPORT(SubtractWorlds);
HWY_EXPORT(AddWorlds);
HWY_EXPORT(CountWorldsWithout);

void compare_worlds(const double* value, const double* need, std::size_t words, std::uint64_t* bits) {
  HWY_DYNAMIC_DISPATCH(CompareWorlds)(value, need, words, bits);
}

void subtract_worlds(const double* before, const double* value, std::size_t worlds, double* after) {
  HWY_DYNAMIC_DISPATCH(SubtractWorlds)(before, value, worlds, after);
}

void add_worlds(const double* value, std::size_t worlds, double* sum) {
  HWY_DYNAMIC_DISPATCH(AddWorlds)(value, worlds, sum);
}

std::size_t count_worlds_without(const std::uint64_t* set, const std::uint64_t* without, std::size_t words) {
  return HWY_DYNAMIC_DISPATCH(CountWorldsWithout)(set, without, words);
}

}  // namespace offramp::bargaining
#endif
