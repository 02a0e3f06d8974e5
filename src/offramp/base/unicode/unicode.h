// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// UTF-8 (RFC 3629: shortest form, no surrogates, at most U+10FFFF) and the properties of characters after
/// the Unicode Character Database, both by utf8proc.
namespace offramp {

/// The character at an offset of a text. A byte that begins none counts as one, which is not valid.
struct Character {
  char32_t code = 0;      ///< U+FFFD if not valid
  std::size_t bytes = 1;  ///< how many it takes, 1 to 4
  bool valid = false;
};

/// Requires offset < text.size(). Linear walks take `offset += character_at(text, offset).bytes`.
Character character_at(std::string_view text, std::size_t offset);

bool valid_utf8(std::string_view text);
/// Number of characters, bytes that begin none included.
std::size_t character_count(std::string_view text);
/// The first `most` characters; the whole text if it has no more.
std::string_view first_characters(std::string_view text, std::size_t most);
/// @throws std::invalid_argument if `code` is no character.
std::string to_utf8(char32_t code);

/// The text with differences of case folded away and its characters composed (Unicode's full case folding,
/// then NFC), so that names which differ only in case or in how an accent is written are the same bytes. A
/// text that is not UTF-8 comes back as it is.
std::string folded(std::string_view text);

/// Columns in a terminal: 0 for marks that combine, 2 for East Asian wide characters and emoji, else 1.
std::size_t columns_of(char32_t code);

/// Whether a character shows nothing of itself but may act on what stands around it: control characters
/// (C0, DEL, C1), line and paragraph separators, marks that change the direction of writing, and other
/// invisible format characters. The joiners U+200C and U+200D, which Persian, Indic scripts and emoji
/// need, are none of them.
bool acts_unseen(char32_t code);

/// One line that shows every character: those that act unseen as JSON would escape them (`\n`, `\u009B`,
/// `\u202E`), bytes that are not UTF-8 as `\xFF`. All else stays as it is, the backslash too, so the
/// original cannot always be told from the result. Everything that a person will see and that came from a
/// file, its name or an argument goes through here.
std::string printable(std::string_view text);

/// The same for text of several lines which we composed: line ends and tabs stay, and with `colour` so do
/// sequences that choose colours (ESC [ digits and semicolons m).
std::string printable_lines(std::string_view text, bool colour);

}  // namespace offramp
