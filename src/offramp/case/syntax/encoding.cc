// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/base/unicode/unicode.h"
#include "offramp/case/syntax/node.h"

namespace offramp::case_file {
namespace {

constexpr int kShown = 10;  // a file in another encoding has thousands of bad bytes

bool is_forbidden_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
}

bool looks_like_utf16(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const bool mark = (bytes[0] == '\xFF' && bytes[1] == '\xFE') || (bytes[0] == '\xFE' && bytes[1] == '\xFF');
  return mark || (bytes[0] != 0 && bytes[1] == 0) || (bytes[0] == 0 && bytes[1] != 0);
}

}  // namespace

bool check_encoding(const SourceText& source, Problems& problems) {
  const std::string_view bytes = source.bytes();
  if (looks_like_utf16(bytes)) {
    problems.error({}, "the file is UTF-16 or binary; a case file is UTF-8", "save the file as UTF-8");
    return false;
  }
  int found = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const Character c = character_at(bytes, i);
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (!c.valid) {
      if (++found <= kShown) {
        problems.error(source.place(i, i + 1), fmt::format("byte 0x{:02X} is not UTF-8", byte),
                       "save the file as UTF-8");
      }
    } else if (is_forbidden_control(bytes[i]) && ++found <= kShown) {
      problems.error(source.place(i, i + 1), fmt::format("control character U+{:04X} is not allowed", byte),
                     "delete it");
    }
    i += c.bytes;
  }
  if (found > kShown) {
    problems.error({}, fmt::format("{} further bytes are not allowed in a text", found - kShown));
  }
  return found == 0;
}

}  // namespace offramp::case_file
