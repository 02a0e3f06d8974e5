// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/verbs/model/verb.h"

namespace offramp::cli {

/// Parses the command line, asks one verb of the table, writes what it found, returns the exit code.
int run_program(int argc, const char* const* argv, const verbs::Table& table);

}  // namespace offramp::cli
