// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/testing/toy_report.h"

#include <fmt/format.h>

namespace offramp::verbs::toy {

std::string count_text(const CountResult& result) {
  return fmt::format("{} of {} parties can say no\n", result.vetoes, result.parties);
}

std::string count_json(const CountResult& result) {
  return fmt::format("{{\"verb\": \"count\", \"parties\": {}, \"vetoes\": {}}}\n", result.parties,
                     result.vetoes);
}

}  // namespace offramp::verbs::toy
