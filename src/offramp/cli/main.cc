// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/session.h"

int main(int argc, char** argv) {
  return offramp::cli::run_program(argc, argv);
}
