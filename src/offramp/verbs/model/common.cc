// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {

std::vector<Option> sampling_options(std::vector<Option> own) {
  own.insert(own.begin(),
             {kWorlds, kSeed, kWords, kSet, kVariant, kAnalyst, kEvidence, kJson, kThreads, kQuiet});
  return own;
}

std::vector<Option> case_options(std::vector<Option> own) {
  own.insert(own.begin(), {kSet, kVariant, kAnalyst, kJson, kThreads, kQuiet});
  return own;
}

std::vector<Option> reading_options(std::vector<Option> own) {
  own.insert(own.begin(), {kJson, kThreads, kQuiet});
  return own;
}

}  // namespace offramp::verbs
