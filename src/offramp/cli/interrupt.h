// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/base/run/progress.h"

/// Ctrl-C and termination. The first asks every computation to stop; whatever has not ended 0.15 seconds
/// later is cut off, so that nothing can keep a person waiting. Both ways nothing half-written stays and the
/// exit status is 130.
namespace offramp::cli {

/// Takes over SIGINT and SIGTERM. Call it once, before anything long.
void catch_interrupts();
StopToken interrupt_token();

/// From now on an interrupt no longer says that nothing was written.
void files_are_written();

/// While one lives, the program is not cut off: names of files are changing.
class HoldInterrupts {
 public:
  HoldInterrupts();
  ~HoldInterrupts();
  HoldInterrupts(const HoldInterrupts&) = delete;
  HoldInterrupts& operator=(const HoldInterrupts&) = delete;
};

}  // namespace offramp::cli
