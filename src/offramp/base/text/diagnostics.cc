// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "offramp/base/text/scan.h"
#include "offramp/base/unicode/unicode.h"

namespace offramp {
namespace {

// The part of a long line that is shown, and the caret line under it.
struct Excerpt {
  std::string line;
  std::size_t before = 0;  // columns before the caret
  std::size_t under = 1;   // columns that the caret line underlines
};

// What a person sees of one character; a tab is one space, so that the line stays short.
std::string cell(std::string_view line, std::size_t at, std::size_t bytes) {
  return line[at] == '\t' ? std::string(" ") : printable(line.substr(at, bytes));
}

std::size_t width(std::string_view shown) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < shown.size();) {
    const Character c = character_at(shown, at);
    columns += columns_of(c.code);
    at += c.bytes;
  }
  return columns;
}

// Gives parts of lines, asked for in the order of their places: one walk over the text for all of them.
class PlaceReader {
 public:
  explicit PlaceReader(std::string_view text) : text_(text) {}
  // The line from its character `first` (from 0) on; empty behind the end of the line or of the text.
  std::string_view from(int line, std::size_t first) {
    for (; number_ < line && begin_ < text_.size(); ++number_) {
      begin_ = std::min(text_.find('\n', begin_), text_.size() - 1) + 1;
      index_ = 0;
    }
    if (number_ != line) return {};
    std::size_t end = std::min(text_.find('\n', begin_), text_.size());
    if (end > begin_ && text_[end - 1] == '\r') --end;
    for (; index_ < first && begin_ < end; ++index_) begin_ += character_at(text_, begin_).bytes;
    return text_.substr(begin_, end - begin_);
  }

 private:
  std::string_view text_;
  std::size_t begin_ = 0, index_ = 0;
  int number_ = 1;
};

Excerpt excerpt(PlaceReader& reader, const Place& place) {
  constexpr std::size_t kWidth = 100;
  const auto column = static_cast<std::size_t>(std::max(place.column, 1)) - 1;
  const auto length = static_cast<std::size_t>(std::max(place.length, 1));
  const std::size_t first = column > kWidth - 20 ? column - (kWidth - 40) : 0;
  const std::string_view line = reader.from(place.line, first);
  Excerpt out;
  std::size_t index = first, under = 0;
  for (std::size_t at = 0; at < line.size() && index < first + kWidth; ++index) {
    const std::size_t bytes = character_at(line, at).bytes;
    const std::string shown = cell(line, at, bytes);
    if (index < column) out.before += width(shown);
    if (index >= column && index < column + length) under += width(shown);
    out.line += shown;
    at += bytes;
  }
  if (index < column) out.before += column - index;  // a place behind the line's end
  out.under = std::max<std::size_t>(under, 1);
  return out;
}

// Beyond them nobody looks for a slip of the hand, and the time to look grows with their product.
constexpr std::size_t kLongestName = 200, kMostCandidates = 1000;

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

// A message may repeat a text of the file; a long one is cut in the middle.
std::string brief(std::string_view text) {
  constexpr std::size_t kBegin = 1500, kEnd = 500;
  if (text.size() <= kBegin + kEnd) return printable(text);
  const auto boundary = [&](std::size_t at) {
    while ((static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u && at > 0) --at;
    return at;
  };
  return fmt::format("{} ... {}", printable(text.substr(0, boundary(kBegin))),
                     printable(text.substr(boundary(text.size() - kEnd))));
}

}  // namespace

Diagnostics::Diagnostics(std::string file_name, std::string text)
    : file_name_(std::move(file_name)), text_(std::move(text)) {}

void Diagnostics::error(Place place, std::string message, std::string hint) {
  list_.push_back({Severity::error, place, std::move(message), std::move(hint), {}});
  ++errors_;
}

void Diagnostics::warning(Place place, std::string message, std::string hint, std::string name) {
  list_.push_back({Severity::warning, place, std::move(message), std::move(hint), std::move(name)});
}

const Diagnostics::Beside* Diagnostics::beside_of(int line) const {
  const auto after =
      std::find_if(beside_.begin(), beside_.end(), [&](const Beside& part) { return part.line > line; });
  return after == beside_.begin() ? nullptr : &*(after - 1);
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> list = in_order();
  for (Diagnostic& d : list) {
    const Beside* part = beside_of(d.place.line);
    if (part == nullptr) continue;
    d.in = part->name;
    d.place.line -= part->line - 1;
  }
  return list;
}

std::vector<Diagnostic> Diagnostics::in_order() const {
  std::vector<Diagnostic> list = list_;
  std::stable_sort(list.begin(), list.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  return list;
}

std::string Diagnostics::to_text(bool colour) const {
  const auto paint = [colour](std::string_view code, std::string_view text) {
    return colour ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
  };
  const std::string name = printable(file_name_);
  PlaceReader reader(text_);
  std::string out;
  for (const Diagnostic& d : in_order()) {
    const bool is_error = d.severity == Severity::error;
    const Beside* part = beside_of(d.place.line);
    const std::string where = d.place.line == 0 ? name
                              : part == nullptr ? fmt::format("{}:{}:{}", name, d.place.line, d.place.column)
                                                : fmt::format("{}:{}:{}", printable(part->name),
                                                              d.place.line - part->line + 1, d.place.column);
    const std::string bracket = d.name.empty() ? std::string() : fmt::format(" [{}]", brief(d.name));
    out += fmt::format("{}: {}: {}{}\n", where,
                       paint(is_error ? "1;31" : "1;33", is_error ? "error" : "warning"), brief(d.message),
                       bracket);
    if (d.place.line > 0 && !text_.empty()) {
      const Excerpt shown = excerpt(reader, d.place);
      out += fmt::format("    {}\n    {}{}\n", shown.line, std::string(shown.before, ' '),
                         paint("1;32", fmt::format("^{:~<{}}", "", shown.under - 1)));
    }
    if (!d.hint.empty()) out += fmt::format("    hint: {}\n", brief(d.hint));
  }
  if (!list_.empty()) {
    out += fmt::format("{}: {}, {}\n", name, counted(errors(), "error"), counted(warnings(), "warning"));
  }
  return out;
}

std::string_view nearest_name(std::string_view name, std::span<const std::string> candidates) {
  if (candidates.size() > kMostCandidates) return {};
  std::string_view best;
  std::size_t best_distance = 0;
  for (const std::string& candidate : candidates) {
    const std::size_t longest = std::max(name.size(), candidate.size());
    const std::size_t most = std::max<std::size_t>(1, longest / 3);
    if (longest > kLongestName || longest - std::min(name.size(), candidate.size()) > most) continue;
    const std::size_t distance = edit_distance(name, candidate);
    if (distance > most) continue;
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
