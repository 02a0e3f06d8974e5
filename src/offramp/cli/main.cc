// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/program.h"
#include "offramp/verbs/registry.h"

int main(int argc, char** argv) {
  return offramp::cli::run_program(argc, argv, offramp::verbs::registry());
}
