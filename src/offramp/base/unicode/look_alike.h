// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Characters that look like those of a keyboard and are others: what word processors, web pages and other
/// scripts put in their place (after Unicode Technical Standard 39, confusables).
namespace offramp {

struct LookAlike {
  char32_t code = 0;
  std::string name;   ///< "minus sign", "no-break space", "full-width 8"
  std::string plain;  ///< what to write instead: ASCII; empty for what should be deleted
  friend bool operator==(const LookAlike&, const LookAlike&) = default;
};

/// Hyphens, dashes and minus signs; blanks; quotes; full-width forms; digits of other scripts; Cyrillic and
/// Greek letters shaped like Latin ones; invisible characters; ≤, ≥, ≠ and × for `<=`, `>=`, `!=` and `x`.
std::optional<LookAlike> look_alike(char32_t code);

/// A text with each look-alike written plainly, and the first one that it had.
struct PlainText {
  std::string text;
  std::optional<LookAlike> first;
};
PlainText plain_text(std::string_view text);

/// "U+2212 (minus sign) stands in place of `-`", "U+200B (invisible character) is not seen: delete it".
std::string look_alike_words(const LookAlike& found);

}  // namespace offramp
