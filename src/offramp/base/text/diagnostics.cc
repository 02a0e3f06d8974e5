// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace offramp {
namespace {

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}

// Splits into Unicode characters; control characters become '?', a tab one space, so that the caret
// stands under the place it means.
std::vector<std::string> printable_characters(std::string_view line) {
  std::vector<std::string> characters;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (continues_character(c) && !characters.empty()) {
      characters.back() += c;
    } else if (c == '\t') {
      characters.emplace_back(" ");
    } else if (byte < 0x20 || byte == 0x7f) {
      characters.emplace_back("?");
    } else {
      characters.emplace_back(1, c);
    }
  }
  return characters;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  std::iota(d[0].begin(), d[0].end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

Diagnostics::Diagnostics(std::string file_name, std::string text)
    : file_name_(std::move(file_name)), text_(std::move(text)) {}

void Diagnostics::error(Place place, std::string message, std::string hint) {
  list_.push_back({Severity::error, place, std::move(message), std::move(hint)});
  ++errors_;
}

void Diagnostics::warning(Place place, std::string message, std::string hint) {
  list_.push_back({Severity::warning, place, std::move(message), std::move(hint)});
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> list = list_;
  std::stable_sort(list.begin(), list.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  return list;
}

std::string Diagnostics::source_line(int line) const {
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) {
    begin = text_.find('\n', begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  std::string found = text_.substr(begin, text_.find('\n', begin) - begin);
  if (!found.empty() && found.back() == '\r') found.pop_back();
  return found;
}

std::string Diagnostics::to_text(bool colour) const {
  constexpr std::size_t kWidth = 100;
  const auto paint = [colour](std::string_view code, std::string_view text) {
    return colour ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
  };
  std::string out;
  for (const Diagnostic& d : sorted()) {
    const bool is_error = d.severity == Severity::error;
    const std::string where =
        d.place.line == 0 ? file_name_ : fmt::format("{}:{}:{}", file_name_, d.place.line, d.place.column);
    out += fmt::format("{}: {}: {}\n", where,
                       paint(is_error ? "1;31" : "1;33", is_error ? "error" : "warning"), d.message);
    if (d.place.line > 0 && !text_.empty()) {
      const auto characters = printable_characters(source_line(d.place.line));
      const auto column = static_cast<std::size_t>(std::max(d.place.column, 1)) - 1;
      const std::size_t first = column > kWidth - 20 ? column - (kWidth - 40) : 0;
      const std::size_t last = std::min(characters.size(), first + kWidth);
      std::string shown;
      for (std::size_t i = first; i < last; ++i) shown += characters[i];
      const std::size_t length =
          std::clamp<std::size_t>(static_cast<std::size_t>(std::max(d.place.length, 1)), 1,
                                  std::max<std::size_t>(last, column + 1) - column);
      out += fmt::format("    {}\n    {}{}\n", shown, std::string(column - first, ' '),
                         paint("1;32", fmt::format("^{:~<{}}", "", length - 1)));
    }
    if (!d.hint.empty()) out += fmt::format("    hint: {}\n", d.hint);
  }
  if (!list_.empty()) {
    out +=
        fmt::format("{}: {}, {}\n", file_name_, counted(errors(), "error"), counted(warnings(), "warning"));
  }
  return out;
}

std::string_view nearest_name(std::string_view name, std::span<const std::string> candidates) {
  std::string_view best;
  std::size_t best_distance = 0;
  for (const std::string& candidate : candidates) {
    const std::size_t longest = std::max(name.size(), candidate.size());
    if (longest > 200) continue;
    const std::size_t distance = edit_distance(name, candidate);
    if (distance > std::max<std::size_t>(1, longest / 3)) continue;
    if (best.empty() || distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string suggestion(std::string_view name, std::span<const std::string> candidates) {
  const std::string_view near = nearest_name(name, candidates);
  return near.empty() ? std::string() : fmt::format("did you mean `{}`?", near);
}

}  // namespace offramp
