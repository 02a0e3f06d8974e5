// SPDX-License-Identifier: Apache-2.0
#include "offramp/evidence/import/table/cell.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "offramp/base/unicode/unicode.h"

namespace offramp::evidence {
namespace {

constexpr std::string_view kBlanks[] = {" ",           "\t", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89",
                                        "\xEF\xBB\xBF"};
constexpr std::string_view kMinus = "\xE2\x88\x92";

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };
  for (bool more = true; more && !text.empty() && !(plain(text.front()) && plain(text.back()));) {
    more = false;
    for (const std::string_view blank : kBlanks) {
      if (text.starts_with(blank)) {
        text.remove_prefix(blank.size());
        more = true;
      }
      if (text.ends_with(blank)) {
        text.remove_suffix(blank.size());
        more = true;
      }
    }
  }
  return text;
}

bool is_blank(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return true;
  if (text.size() > 4) return false;
  for (const std::string_view word : {"null", "na", "n/a", "nan", "none", "nil", ".", "-"}) {
    if (same_letters(text, word)) return true;
  }
  return false;
}

std::optional<double> parse_decimal(std::string_view text) {
  text = trimmed(text);
  std::string plain;
  if (text.starts_with(kMinus)) {
    plain = "-";
    text.remove_prefix(kMinus.size());
  } else if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  plain += text;
  const std::size_t comma = plain.find(',');
  if (comma != std::string::npos) {
    const bool between =
        comma > 0 && comma + 1 < plain.size() && is_digit(plain[comma - 1]) && is_digit(plain[comma + 1]);
    if (!between || plain.find('.') != std::string::npos) return std::nullopt;
    plain[comma] = '.';
  }
  double value = 0.0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc{} || end != plain.data() + plain.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::string plain_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const char letter = small(c);
    if ((letter >= 'a' && letter <= 'z') || is_digit(letter)) name += letter;
  }
  return name;
}

bool same_letters(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return small(x) == small(y); });
}

std::string shown(std::string_view text) {
  constexpr std::size_t kMost = 60;
  const std::string_view first = first_characters(text, kMost);
  return printable(first) + (first.size() < text.size() ? "\xE2\x80\xA6" : "");
}

}  // namespace offramp::evidence
