// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/verbs/model/verb.h"

namespace offramp::cli {

/// What the program returns to the shell; verbs::exit_statuses() says what they mean.
enum ExitCode : int {
  kDone = 0,
  kBadInput = 1,
  kBadUsage = 2,
  kFileTrouble = 3,
  kNoAnswer = 4,
  kInterrupted = 130,
};

constexpr ExitCode exit_code(verbs::Reason reason) {
  switch (reason) {
    case verbs::Reason::bad_input:
      return kBadInput;
    case verbs::Reason::bad_usage:
      return kBadUsage;
    case verbs::Reason::file_trouble:
      return kFileTrouble;
    case verbs::Reason::no_answer:
      return kNoAnswer;
  }
  return kNoAnswer;
}

}  // namespace offramp::cli
