// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/verbs/model/verb.h"

/// The table of verbs as text for people, shells and programs. Every one of these is made from the table
/// alone.
namespace offramp::verbs {

/// What the exit status says, one row each: of the manual, --help and docs/cli.md.
struct ExitStatus {
  int code;
  std::string_view meaning;
};
std::span<const ExitStatus> exit_statuses();

/// --help of the program, of a group, of a verb; 80 columns.
std::string program_help(const Table& table);
std::string group_help(const Table& table, const Group& group);
std::string verb_help(const Verb& verb);
/// "offramp settle CASE [options]".
std::string usage_line(const Verb& verb);
/// The help of an option with its standard and range: "Settlements listed (10; 1 to 1000)".
std::string full_help(const Option& option);

std::string bash_completion(const Table& table);
std::string zsh_completion(const Table& table);
std::string fish_completion(const Table& table);
/// man(7) source.
std::string manual(const Table& table);
/// {"verbs": [{"name", "question", ...}]}; keys in docs/json.md.
std::string table_json(const Table& table);

Verb verbs_verb();
Verb completion_verb();
Verb manual_verb();

}  // namespace offramp::verbs
