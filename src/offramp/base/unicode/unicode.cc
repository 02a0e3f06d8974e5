// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/unicode/unicode.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace offramp {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

std::string escaped(char32_t code) {
  switch (code) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  const auto value = static_cast<std::uint32_t>(code);
  if (value < 0x10000u) return fmt::format("\\u{:04X}", value);
  const std::uint32_t above = value - 0x10000u;  // UTF-16, as in JSON
  return fmt::format("\\u{:04X}\\u{:04X}", 0xD800u + (above >> 10), 0xDC00u + (above & 0x3FFu));
}

// Length of "ESC [ 1;31 m" at the front; 0 if something else stands there.
std::size_t colour_length(std::string_view text) {
  if (!text.starts_with("\x1b[")) return 0;
  const std::size_t end = text.find_first_not_of("0123456789;", 2);
  return end != std::string_view::npos && text[end] == 'm' ? end + 1 : 0;
}

template <class Keep>
std::string shown(std::string_view text, Keep keep) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t kept = keep(text.substr(at)); kept > 0) {
      out += text.substr(at, kept);
      at += kept;
      continue;
    }
    const Character c = character_at(text, at);
    if (!c.valid) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[at]));
    } else if (acts_unseen(c.code)) {
      out += escaped(c.code);
    } else {
      out += text.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  return out;
}

}  // namespace

Character character_at(std::string_view text, std::size_t offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80u) return {first, 1, true};
  utf8proc_int32_t code = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + offset);
  const utf8proc_ssize_t length =
      utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - offset), &code);
  if (length <= 0) return {kReplacement, 1, false};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(length), true};
}

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (!c.valid) return false;
    at += c.bytes;
  }
  return true;
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += character_at(text, at).bytes) ++count;
  return count;
}

std::string_view first_characters(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (; at < text.size() && most > 0; --most) at += character_at(text, at).bytes;
  return text.substr(0, at);
}

std::string to_utf8(char32_t code) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto value = static_cast<utf8proc_int32_t>(code);
  if (!utf8proc_codepoint_valid(value)) {
    throw std::invalid_argument(
        fmt::format("to_utf8: U+{:04X} is no character", static_cast<std::uint32_t>(code)));
  }
  const auto length = static_cast<std::size_t>(utf8proc_encode_char(value, bytes.data()));
  return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)};
}

std::size_t columns_of(char32_t code) {
  if (code >= 0x20 && code < 0x7F) return 1;
  // The library gives no width to what acts unseen nor to unassigned characters; a face that prints them
  // anyway needs room.
  const utf8proc_property_t* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(code));
  switch (property->category) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
      return 0;
    default:
      return std::max<std::size_t>(1, property->charwidth);
  }
}

bool acts_unseen(char32_t code) {
  if (code < 0x20) return true;
  if (code < 0x7F) return false;
  const utf8proc_property_t* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(code));
  switch (property->category) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    case UTF8PROC_CATEGORY_CF:
      return property->ignorable != 0 && code != 0x200C && code != 0x200D;
    default:
      return false;
  }
}

std::string printable(std::string_view text) {
  return shown(text, [](std::string_view) { return std::size_t{0}; });
}

std::string printable_lines(std::string_view text, bool colour) {
  return shown(text, [colour](std::string_view rest) -> std::size_t {
    if (rest.front() == '\n' || rest.front() == '\t') return 1;
    return colour ? colour_length(rest) : 0;
  });
}

std::string folded(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
  const utf8proc_ssize_t length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                               static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (length < 0) return std::string(text);
  const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(mapped, std::free);
  return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
}

}  // namespace offramp
