// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/verbs/describe/describe.h"
#include "offramp/verbs/describe/offer.h"

namespace offramp::verbs {
namespace {

std::string zsh_offer(Offer offer, std::span<const std::string_view> words) {
  switch (offer) {
    case Offer::nothing:
      return " ";
    case Offer::words:
      return fmt::format("({})", joined(words));
    case Offer::files:
      return "_files";
    case Offer::folders:
      return "_files -/";
    case Offer::cases:
      return "_offramp_cases";
  }
  return " ";
}

/// Inside [...] of an option's description.
std::string zsh_words(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// The name in front of a colon, where a colon ends it.
std::string zsh_entry(std::string_view name, std::string_view words) {
  return single_quoted(fmt::format("{}:{}", name, words));
}

std::string zsh_arguments(const Verb& verb) {
  std::string text = fmt::format("    {}) _arguments", single_quoted(verb.name));
  for (const Option& option : verb.options) {
    std::string words = fmt::format("[{}]", zsh_words(option.help));
    if (takes_value(option)) {
      words +=
          fmt::format(":{}:{}", option.metavar, zsh_offer(offer_for(option), offered_words(option.form)));
    }
    const std::string names =
        option.letter == 0
            ? std::string()
            : fmt::format(" \\\n      {}", single_quoted(fmt::format("-{}{}", option.letter, words)));
    text += fmt::format("{} \\\n      {}", names, single_quoted(fmt::format("--{}{}", option.name, words)));
  }
  text += " \\\n      '--help[This help]'";
  if (verb.operand.kind != Operand::Kind::none) {
    text += fmt::format(" \\\n      {}",
                        single_quoted(fmt::format("*:{}:{}", verb.operand.metavar,
                                                  zsh_offer(offer_for(verb.operand), verb.operand.words))));
  }
  return text + " ;;\n";
}

}  // namespace

std::string zsh_completion(const Table& table) {
  std::string text =
      "#compdef offramp\n"
      "# SPDX-License-Identifier: Apache-2.0\n"
      "# zsh completion, printed by `offramp completion zsh`\n"
      "_offramp_cases() {\n"
      "  _files\n"
      "  compadd -- ${(f)\"$(offramp list --names 2>/dev/null)\"}\n"
      "}\n"
      "_offramp() {\n"
      "  local -a verbs=(\n";
  for (const Verb& verb : table.verbs) {
    if (verb.group().empty()) text += fmt::format("    {}\n", zsh_entry(verb.name, verb.question));
  }
  for (const Group& group : table.groups) {
    text += fmt::format("    {}\n", zsh_entry(group.name, group.question));
  }
  text +=
      "  )\n"
      "  if ((CURRENT == 2)); then\n"
      "    _describe verb verbs\n"
      "    _arguments '--help[This help]' '--version[The version]'\n"
      "    return\n"
      "  fi\n"
      "  local verb=$words[2]\n";
  for (const Group& group : table.groups) {
    text += fmt::format("  if [[ $verb == {} ]]; then\n    local -a members=(\n", group.name);
    for (const Verb* verb : members(table, group)) {
      text += fmt::format("      {}\n", zsh_entry(verb->last_name(), verb->question));
    }
    text += fmt::format(
        "    )\n    if ((CURRENT == 3)); then\n      _describe verb members\n      return\n    fi\n"
        "    verb=\"{} $words[3]\"\n  fi\n",
        group.name);
  }
  text += "  case $verb in\n";
  for (const Verb& verb : table.verbs) text += zsh_arguments(verb);
  return text + "  esac\n}\n_offramp \"$@\"\n";
}

}  // namespace offramp::verbs
