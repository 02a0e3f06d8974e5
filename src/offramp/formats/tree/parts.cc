// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/tree/parts.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <set>

namespace offramp::formats {
namespace {

constexpr std::size_t kMostOfOneKind = 100;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Length of the valid UTF-8 character at the front, 0 if there is none (Unicode 15, table 3-7).
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned lead = byte(0);
  if (lead < 0x80u) return 1;
  if (lead >= 0xC2u && lead <= 0xDFu) return tail(1) ? 2 : 0;
  if (lead >= 0xE0u && lead <= 0xEFu) {
    if (!tail(1) || !tail(2)) return 0;
    if (lead == 0xE0u && byte(1) < 0xA0u) return 0;
    if (lead == 0xEDu && byte(1) > 0x9Fu) return 0;
    return 3;
  }
  if (lead >= 0xF0u && lead <= 0xF4u) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    if (lead == 0xF0u && byte(1) < 0x90u) return 0;
    if (lead == 0xF4u && byte(1) > 0x8Fu) return 0;
    return 4;
  }
  return 0;
}

}  // namespace

std::string_view file_kind_text(FileKind kind) {
  switch (kind) {
    case FileKind::genius_domain:
      return "Genius domain";
    case FileKind::genius_profile:
      return "Genius profile";
    case FileKind::geniusweb_domain:
      return "GeniusWeb domain";
    case FileKind::geniusweb_profile:
      return "GeniusWeb profile";
    case FileKind::negolog_profile:
      return "NegoLog profile";
    case FileKind::negolog_specs:
      return "NegoLog specification";
    case FileKind::negmas_domain:
      return "NegMAS outcome space";
    case FileKind::negmas_profile:
      return "NegMAS utility function";
    case FileKind::unknown:
      break;
  }
  return "unknown file";
}

void add_error(Diagnostics& diagnostics, Place place, std::string message, std::string hint) {
  if (diagnostics.errors() < kMostOfOneKind) {
    diagnostics.error(place, std::move(message), std::move(hint));
  } else if (diagnostics.errors() == kMostOfOneKind) {
    diagnostics.error({}, "more errors follow; they are not listed");
  }
}

void add_warning(Diagnostics& diagnostics, Place place, std::string message, std::string hint) {
  if (diagnostics.warnings() < kMostOfOneKind) {
    diagnostics.warning(place, std::move(message), std::move(hint));
  } else if (diagnostics.warnings() == kMostOfOneKind) {
    diagnostics.warning({}, "more warnings follow; they are not listed");
  }
}

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double number = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(number)) return std::nullopt;
  return number;
}

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string clean_text(std::string_view text) {
  text = trimmed(text);
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    clean += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return clean;
}

void check_domain(const DomainPart& domain, Place place, Diagnostics& diagnostics) {
  if (domain.issues.empty()) add_error(diagnostics, place, "the domain has no issue");
  if (domain.issues.size() > kMaxIssues) {
    add_error(diagnostics, place,
              fmt::format("{} issues; at most {} are read", domain.issues.size(), kMaxIssues));
  }
  std::set<std::string_view> names;
  for (const IssueFrame& issue : domain.issues) {
    if (!names.insert(issue.name).second) {
      add_error(diagnostics, place, fmt::format("two issues have the name `{}`", issue.name));
    }
    if (issue.kind == IssueKind::discrete) {
      if (issue.options.empty()) {
        add_error(diagnostics, place, fmt::format("issue `{}` has no option", issue.name));
      } else if (issue.options.size() > kMaxFileOptions) {
        add_error(diagnostics, place,
                  fmt::format("issue `{}` has {} options; at most {} are read", issue.name,
                              issue.options.size(), kMaxFileOptions));
      }
      continue;
    }
    if (!(issue.low <= issue.high)) {
      add_error(diagnostics, place,
                fmt::format("issue `{}`: the lower bound {} is above the upper bound {}", issue.name,
                            issue.low, issue.high));
    } else if (issue.kind == IssueKind::integer &&
               (issue.high - issue.low >= static_cast<double>(kMaxFileOptions) ||
                std::fabs(issue.low) > 1e15 || std::fabs(issue.high) > 1e15)) {
      add_error(diagnostics, place,
                fmt::format("issue `{}` has {} integer values; at most {} are read", issue.name,
                            issue.high - issue.low + 1.0, kMaxFileOptions));
    } else if (!std::isfinite(issue.high - issue.low)) {
      add_error(diagnostics, place, fmt::format("issue `{}`: the range is too wide", issue.name));
    }
  }
}

}  // namespace offramp::formats
