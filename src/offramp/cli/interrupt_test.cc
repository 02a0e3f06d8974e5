// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/interrupt.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include "offramp/cli/exit_code.h"

namespace offramp::cli {
namespace {

// Whatever runs: here, something that never looks at its token.
[[noreturn]] void never_end() {
  for (;;) ::pause();
}

TEST(InterruptDeathTest, CutsOffWhatDoesNotEnd) {
  EXPECT_EXIT(
      {
        catch_interrupts();
        ::raise(SIGINT);
        if (!interrupt_token().stop_requested()) ::_exit(1);
        never_end();
      },
      testing::ExitedWithCode(kInterrupted), "offramp: interrupted; nothing was written");
}

TEST(InterruptDeathTest, WaitsWhileNamesOfFilesChange) {
  EXPECT_EXIT(
      {
        catch_interrupts();
        {
          const HoldInterrupts hold;
          ::raise(SIGALRM);  // what comes a moment after an interrupt
          (void)!::write(STDERR_FILENO, "held\n", 5);
        }
        never_end();
      },
      testing::ExitedWithCode(kInterrupted), "held\nofframp: interrupted");
}

}  // namespace
}  // namespace offramp::cli
