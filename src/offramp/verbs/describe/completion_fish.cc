// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/verbs/describe/describe.h"
#include "offramp/verbs/describe/offer.h"

namespace offramp::verbs {
namespace {

std::string fish_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string fish_seen(const Verb& verb) {
  if (verb.group().empty()) return fmt::format("__fish_seen_subcommand_from {}", verb.name);
  return fmt::format("__fish_seen_subcommand_from {}; and __fish_seen_subcommand_from {}", verb.group(),
                     verb.last_name());
}

/// -r: a file follows; -x: something else follows; nothing: no value.
std::string fish_value(const Option& option) {
  if (!takes_value(option)) return "";
  switch (offer_for(option)) {
    case Offer::files:
      return " -r";
    case Offer::folders:
      return " -x -a '(__fish_complete_directories)'";
    case Offer::words:
      return fmt::format(" -x -a {}", fish_quoted(joined(offered_words(option.form))));
    default:
      return " -x";
  }
}

std::string fish_operand(const Verb& verb) {
  switch (offer_for(verb.operand)) {
    case Offer::cases:
      return " -a '(offramp list --names 2>/dev/null)'";
    case Offer::words:
      return fmt::format(" -f -a {}", fish_quoted(joined(verb.operand.words)));
    case Offer::nothing:
      return " -f";
    default:
      return "";
  }
}

}  // namespace

std::string fish_completion(const Table& table) {
  std::string text =
      "# SPDX-License-Identifier: Apache-2.0\n"
      "# fish completion, printed by `offramp completion fish`\n"
      "complete -c offramp -l help -s h -d 'This help'\n"
      "complete -c offramp -n __fish_use_subcommand -l version -d 'The version'\n";
  const auto word = [&](std::string_view condition, std::string_view name, std::string_view words) {
    text += fmt::format("complete -c offramp -n {} -f -a {} -d {}\n", fish_quoted(condition), name,
                        fish_quoted(words));
  };
  for (const Verb& verb : table.verbs) {
    if (verb.group().empty()) word("__fish_use_subcommand", verb.name, verb.question);
  }
  for (const Group& group : table.groups) {
    word("__fish_use_subcommand", group.name, group.question);
    std::vector<std::string_view> names;
    for (const Verb* verb : members(table, group)) names.push_back(verb->last_name());
    const std::string none_yet = fmt::format(
        "__fish_seen_subcommand_from {}; and not __fish_seen_subcommand_from {}", group.name, joined(names));
    for (const Verb* verb : members(table, group)) word(none_yet, verb->last_name(), verb->question);
  }
  for (const Verb& verb : table.verbs) {
    const std::string seen = fish_quoted(fish_seen(verb));
    if (const std::string operand = fish_operand(verb); !operand.empty()) {
      text += fmt::format("complete -c offramp -n {}{}\n", seen, operand);
    }
    for (const Option& option : verb.options) {
      const std::string letter = option.letter == 0 ? "" : fmt::format(" -s {}", option.letter);
      text += fmt::format("complete -c offramp -n {}{} -l {}{} -d {}\n", seen, letter, option.name,
                          fish_value(option), fish_quoted(option.help));
    }
  }
  return text;
}

}  // namespace offramp::verbs
