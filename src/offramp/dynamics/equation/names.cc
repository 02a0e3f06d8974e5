// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/equation/names.h"

#include <algorithm>

#include "offramp/base/text/scan.h"
#include "offramp/base/unicode/unicode.h"

namespace offramp::dynamics {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool plain(unsigned char c) {
  return c >= 0x80 || c == '_' || c == '$' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}

}  // namespace

std::string canonical_name(std::string_view name) {
  std::string_view rest = trimmed(name);
  const bool quoted = rest.size() >= 2 && rest.front() == '"' && rest.back() == '"';
  if (quoted) rest = rest.substr(1, rest.size() - 2);
  std::string out;
  out.reserve(rest.size());
  bool gap = false;
  const auto put = [&](std::string_view part) {
    if (gap && !out.empty()) out += '_';
    gap = false;
    out += part;
  };
  while (!rest.empty()) {
    std::size_t used = 1;
    if (is_blank(rest[0]) || rest[0] == '_') {
      gap = true;
    } else if (rest.starts_with(kNoBreakSpace) || rest.starts_with("\\n")) {
      gap = true;
      used = 2;
    } else if (rest.size() > 1 && rest[0] == '\\' && (rest[1] == '"' || rest[1] == '\\')) {
      put(rest.substr(1, 1));
      used = 2;
    } else {
      put(rest.substr(0, 1));
    }
    rest.remove_prefix(used);
  }
  return folded(out);
}

std::string quoted_name(std::string_view name) {
  const bool bare =
      !name.empty() && (name[0] < '0' || name[0] > '9') && name[0] != '.' &&
      std::all_of(name.begin(), name.end(), [](char c) { return plain(static_cast<unsigned char>(c)); });
  if (bare) return std::string(name);
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace offramp::dynamics
