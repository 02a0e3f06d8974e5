// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/verbs/describe/describe.h"
#include "offramp/verbs/describe/offer.h"

namespace offramp::verbs {
namespace {

std::string bash_offer(Offer offer, std::span<const std::string_view> words) {
  switch (offer) {
    case Offer::nothing:
      return ":";
    case Offer::words:
      return fmt::format("offer \"{}\"", joined(words));
    case Offer::files:
      return "files -f";
    case Offer::folders:
      return "files -d";
    case Offer::cases:
      return "files -f; cases";
  }
  return ":";
}

}  // namespace

std::string bash_completion(const Table& table) {
  std::string text =
      "# SPDX-License-Identifier: Apache-2.0\n"
      "# bash completion, printed by `offramp completion bash`\n"
      "_offramp() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]:-}\n"
      "  offer() { mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W \"$1\" -- \"$word\"); }\n"
      "  files() { compopt -o filenames 2>/dev/null\n"
      "    mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen \"$1\" -- \"$word\"); }\n"
      "  cases() { offer \"$(\"${COMP_WORDS[0]}\" list --names 2>/dev/null)\"; }\n"
      "  COMPREPLY=()\n";
  text += fmt::format("  [ \"$COMP_CWORD\" -gt 1 ] || {{ offer \"{} --help --version\"; return; }}\n",
                      joined(first_words(table)));
  for (const Group& group : table.groups) {
    std::vector<std::string_view> names;
    for (const Verb* verb : members(table, group)) names.push_back(verb->last_name());
    text += fmt::format(
        "  if [ \"$verb\" = {} ]; then\n"
        "    [ \"$COMP_CWORD\" -gt 2 ] || {{ offer \"{} --help\"; return; }}\n"
        "    verb=\"{} ${{COMP_WORDS[2]}}\"\n"
        "  fi\n",
        group.name, joined(names), group.name);
  }
  std::string values, options, operands;
  for (const Verb& verb : table.verbs) {
    options += fmt::format("      {}) offer \"--help", single_quoted(verb.name));
    for (const Option& option : verb.options) {
      options += fmt::format(" --{}", option.name);
      if (!takes_value(option)) continue;
      const std::string letter =
          option.letter == 0 ? std::string() : fmt::format(" | '{} -{}'", verb.name, option.letter);
      values += fmt::format("    '{} --{}'{}) {}; return ;;\n", verb.name, option.name, letter,
                            bash_offer(offer_for(option), offered_words(option.form)));
    }
    options += "\" ;;\n";
    operands += fmt::format("      {}) {} ;;\n", single_quoted(verb.name),
                            bash_offer(offer_for(verb.operand), verb.operand.words));
  }
  text += "  case \"$verb $before\" in\n" + values + "  esac\n";
  text += "  case $word in\n    -*) case $verb in\n" + options + "    esac ;;\n";
  text += "    *) case $verb in\n" + operands + "    esac ;;\n  esac\n}\n";
  return text + "complete -F _offramp offramp\n";
}

}  // namespace offramp::verbs
