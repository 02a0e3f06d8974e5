// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/describe/offer.h"

#include <fmt/format.h>

namespace offramp::verbs {

Offer offer_for(const Option& option) {
  if (!offered_words(option.form).empty()) return Offer::words;
  if (std::holds_alternative<InFile>(option.form) || std::holds_alternative<OutFile>(option.form)) {
    return Offer::files;
  }
  return std::holds_alternative<OutFolder>(option.form) ? Offer::folders : Offer::nothing;
}

Offer offer_for(const Operand& operand) {
  switch (operand.kind) {
    case Operand::Kind::none:
      return Offer::nothing;
    case Operand::Kind::case_name:
    case Operand::Kind::cases:
      return Offer::cases;
    case Operand::Kind::file:
      return Offer::files;
    case Operand::Kind::new_name:
      return Offer::folders;
    case Operand::Kind::word:
      return Offer::words;
  }
  return Offer::nothing;
}

std::string joined(std::span<const std::string_view> words) {
  return fmt::format("{}", fmt::join(words, " "));
}

bool takes_value(const Option& option) {
  return !option.metavar.empty();
}

std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::vector<std::string_view> first_words(const Table& table) {
  std::vector<std::string_view> words;
  for (const Verb& verb : table.verbs) {
    if (verb.group().empty()) words.push_back(verb.name);
  }
  for (const Group& group : table.groups) words.push_back(group.name);
  return words;
}

std::vector<const Verb*> members(const Table& table, const Group& group) {
  std::vector<const Verb*> found;
  for (const Verb& verb : table.verbs) {
    if (verb.group() == group.name) found.push_back(&verb);
  }
  return found;
}

}  // namespace offramp::verbs
