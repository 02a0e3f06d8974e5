// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/standing/base_rate.h"

namespace offramp {
namespace {

constexpr const char* kIcb =
    "International Crisis Behavior, version 14, system level (Brecher, Wilkenfeld, Beardsley, James and "
    "Quinn); our "
    "count";
constexpr const char* kUcdp = "UCDP Conflict Termination 3-2021 (Kreutz 2010); our count";

}  // namespace

BaseRate base_rate(const Crisis& crisis) {
  if (crisis.kind == CrisisKind::internal)
    return {0.1011, 435, "endings of fighting inside a state, 1946 to 2020", "by a peace agreement", kUcdp};
  const char* ended = "in a formal agreement";
  if (crisis.violent) {
    if (crisis.mediated)
      return {0.4881, 84, "violent international crises in which somebody mediated, 1918 to 2017", ended,
              kIcb};
    return {0.1130, 115, "violent international crises in which nobody mediated, 1918 to 2017", ended, kIcb};
  }
  if (crisis.mediated)
    return {0.4379, 153, "international crises in which somebody mediated, 1918 to 2017", ended, kIcb};
  return {0.1069, 290, "international crises in which nobody mediated, 1918 to 2017", ended, kIcb};
}

}  // namespace offramp
