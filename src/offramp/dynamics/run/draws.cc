// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/draws.h"

#include <Random123/philox.h>

#include "offramp/base/number/elementary.h"

namespace offramp::dynamics {

double DrawKey::uniform(std::uint64_t path, std::uint32_t step, DrawKind kind, std::uint32_t draw) const {
  const std::uint64_t key_bits = philox();
  const r123::Philox4x32::key_type key = {
      {static_cast<std::uint32_t>(key_bits), static_cast<std::uint32_t>(key_bits >> 32)}};
  const r123::Philox4x32::ctr_type counter = {{(static_cast<std::uint32_t>(kind) << 28) | draw, step,
                                               static_cast<std::uint32_t>(path),
                                               static_cast<std::uint32_t>(path >> 32)}};
  const r123::Philox4x32::ctr_type drawn = r123::Philox4x32()(counter, key);
  const std::uint64_t cell = (static_cast<std::uint64_t>(drawn[0]) << 20) | (drawn[1] >> 12);
  return (static_cast<double>(cell) + 0.5) * 0x1p-52;
}

double DrawKey::normal(std::uint64_t path, std::uint32_t step, DrawKind kind, std::uint32_t draw) const {
  return normal_quantile(uniform(path, step, kind, draw));
}

}  // namespace offramp::dynamics
