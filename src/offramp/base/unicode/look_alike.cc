// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/unicode/look_alike.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "offramp/base/unicode/unicode.h"

namespace offramp {
namespace {

struct Row {
  char32_t code;
  const char* name;
  const char* plain;
};

// In increasing order of code.
constexpr std::array kRows = std::to_array<Row>({
    {0x00A0, "no-break space", " "},
    {0x00AB, "double angle quote", "\""},
    {0x00AD, "soft hyphen", ""},
    {0x00B4, "acute accent", "'"},
    {0x00BB, "double angle quote", "\""},
    {0x00D7, "multiplication sign", "x"},
    {0x02BC, "modifier apostrophe", "'"},
    {0x02D7, "modifier minus sign", "-"},
    {0x03BD, "Greek nu", "v"},
    {0x03BF, "Greek omicron", "o"},
    {0x0410, "Cyrillic A", "A"},
    {0x0430, "Cyrillic a", "a"},
    {0x0435, "Cyrillic ie", "e"},
    {0x043E, "Cyrillic o", "o"},
    {0x0440, "Cyrillic er", "p"},
    {0x0441, "Cyrillic es", "c"},
    {0x0443, "Cyrillic u", "y"},
    {0x0445, "Cyrillic ha", "x"},
    {0x0455, "Cyrillic dze", "s"},
    {0x0456, "Cyrillic i", "i"},
    {0x0458, "Cyrillic je", "j"},
    {0x04BB, "Cyrillic shha", "h"},
    {0x0501, "Cyrillic komi de", "d"},
    {0x066A, "Arabic percent sign", "%"},
    {0x066B, "Arabic decimal point", "."},
    {0x2010, "hyphen", "-"},
    {0x2011, "no-break hyphen", "-"},
    {0x2012, "figure dash", "-"},
    {0x2013, "en dash", "-"},
    {0x2014, "em dash", "-"},
    {0x2015, "horizontal bar", "-"},
    {0x2018, "curly quote", "'"},
    {0x2019, "curly quote", "'"},
    {0x201A, "low quote", "'"},
    {0x201B, "curly quote", "'"},
    {0x201C, "curly double quote", "\""},
    {0x201D, "curly double quote", "\""},
    {0x201E, "low double quote", "\""},
    {0x201F, "curly double quote", "\""},
    {0x2024, "one dot leader", "."},
    {0x2026, "ellipsis", "..."},
    {0x2032, "prime", "'"},
    {0x2033, "double prime", "\""},
    {0x2043, "hyphen bullet", "-"},
    {0x2044, "fraction slash", "/"},
    {0x2212, "minus sign", "-"},
    {0x2215, "division slash", "/"},
    {0x2236, "ratio sign", ":"},
    {0x2260, "not-equal sign", "!="},
    {0x2264, "less-or-equal sign", "<="},
    {0x2265, "greater-or-equal sign", ">="},
    {0x2A7D, "less-or-equal sign", "<="},
    {0x2A7E, "greater-or-equal sign", ">="},
    {0x3001, "ideographic comma", ","},
    {0x3002, "ideographic full stop", "."},
    {0xFE58, "small em dash", "-"},
    {0xFE63, "small hyphen", "-"},
});

bool is_digit(std::int32_t code) {
  return code >= 0 && utf8proc_get_property(code)->category == UTF8PROC_CATEGORY_ND;
}

// Decimal digits stand in runs of ten from 0 (Unicode Standard, 4.6); some runs follow each other, and each
// of those begins at a multiple of ten from the first.
std::string digit_of(std::int32_t code) {
  std::int32_t first = code;
  while (is_digit(first - 1)) --first;
  return std::string(1, static_cast<char>('0' + (code - first) % 10));
}

}  // namespace

std::optional<LookAlike> look_alike(char32_t code) {
  if (code < 0x80) return std::nullopt;
  const auto row =
      std::lower_bound(kRows.begin(), kRows.end(), code, [](const Row& r, char32_t c) { return r.code < c; });
  if (row != kRows.end() && row->code == code) return LookAlike{code, row->name, row->plain};
  if (code >= 0xFF01 && code <= 0xFF5E) {
    const auto plain = static_cast<char>(code - 0xFF01 + '!');
    return LookAlike{code, fmt::format("full-width {}", plain), std::string(1, plain)};
  }
  const auto value = static_cast<std::int32_t>(code);
  const utf8proc_property_t* property = utf8proc_get_property(value);
  if (property->category == UTF8PROC_CATEGORY_ZS) return LookAlike{code, "wide or narrow space", " "};
  if (property->category == UTF8PROC_CATEGORY_ND) {
    const std::string digit = digit_of(value);
    return LookAlike{code, fmt::format("digit {} of another script", digit), digit};
  }
  if (acts_unseen(code)) return LookAlike{code, "invisible character", ""};
  return std::nullopt;
}

PlainText plain_text(std::string_view text) {
  PlainText plain;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (auto found = c.valid ? look_alike(c.code) : std::nullopt) {
      plain.text += found->plain;
      if (!plain.first) plain.first = std::move(found);
    } else {
      plain.text += text.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  return plain;
}

std::string look_alike_words(const LookAlike& found) {
  const auto code = static_cast<std::uint32_t>(found.code);
  if (found.plain.empty()) return fmt::format("U+{:04X} ({}) is not seen: delete it", code, found.name);
  if (found.plain == " ")
    return fmt::format("U+{:04X} ({}) stands in place of a plain space", code, found.name);
  return fmt::format("U+{:04X} ({}) stands in place of `{}`", code, found.name, found.plain);
}

}  // namespace offramp
