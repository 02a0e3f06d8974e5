// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/tree/parts.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "offramp/base/unicode/unicode.h"

namespace offramp::formats {
namespace {

constexpr std::size_t kMostOfOneKind = 100;

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

std::string clean_text(std::string_view text) {
  text = trimmed(text);
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    clean += c.valid ? text.substr(at, c.bytes) : std::string_view("\xEF\xBF\xBD");
    at += c.bytes;
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
