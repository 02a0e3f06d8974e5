// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

/// The words of an enumeration, once: files are read by them, JSON and pages are written with them, schemas
/// list them. Beside the enumeration stands its table:
///
///     enum class Role { party, mediator };
///     template <>
///     struct EnumWords<Role> {
///       static constexpr EnumWord<Role> table[] = {{Role::party, "party"}, {Role::mediator, "mediator"}};
///     };
///
/// A value that nobody can write (say, `unstated`) has no row.
namespace offramp {

/// One value and how it is written.
template <class E>
struct EnumWord {
  E value;
  std::string_view word;
};

/// To be specialised with a `table`, in the order in which words are listed to a reader.
template <class E>
struct EnumWords;

/// How a value is written; empty if it has no word.
template <class E>
constexpr std::string_view word_of(E value) {
  for (const EnumWord<E>& row : EnumWords<E>::table) {
    if (row.value == value) return row.word;
  }
  return {};
}

/// The value that a word stands for; nothing for any other text, so that no word silently means the first.
template <class E>
constexpr std::optional<E> from_word(std::string_view word) {
  for (const EnumWord<E>& row : EnumWords<E>::table) {
    if (row.word == word) return row.value;
  }
  return std::nullopt;
}

/// All words, in the order of the table.
template <class E>
std::vector<std::string_view> words_of() {
  std::vector<std::string_view> words;
  for (const EnumWord<E>& row : EnumWords<E>::table) words.push_back(row.word);
  return words;
}

}  // namespace offramp
