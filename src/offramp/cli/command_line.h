// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "offramp/verbs/model/verb.h"

namespace offramp::cli {

/// What a command line asks for: a verb, or else text to print.
struct CommandLine {
  const verbs::Verb* verb = nullptr;
  verbs::Values asked;
  std::string text;  ///< --help or --version
};

/// Words of the command line, told apart by the table. @throws verbs::Failure bad_usage, with a line for the
/// user.
CommandLine parse_command_line(int argc, const char* const* argv, const verbs::Table& table,
                               const std::string& version);

}  // namespace offramp::cli
