// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/styled.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/document/text.h"

namespace offramp::briefing {
namespace {

constexpr std::string_view kMinus = "\xE2\x88\x92";
constexpr std::size_t kShortFigure = 13;  // "under 0.1 %", "over 99.9 %"

// A space at which no line may break: U+00A0 until it is painted.
constexpr std::string_view kGlue = "\xC2\xA0";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

bool is_signed(Format format) {
  return format == Format::gain || format == Format::tenth || format == Format::change;
}

Ink ink_of(const Span& span, Ink ink) {
  if (span.kind == Span::Kind::figure && is_signed(span.format)) {
    if (span.text.find('+') != std::string::npos) return Ink::good;
    if (span.text.find(kMinus) != std::string::npos) return Ink::bad;
  }
  return span.strong ? Ink::strong : ink;
}

void append(StyledLine& line, std::string_view text, Ink ink) {
  if (!line.empty() && line.back().ink == ink) {
    line.back().text += text;
  } else {
    line.push_back({std::string(text), ink});
  }
}

std::vector<StyledLine> words_of(const StyledLine& text) {
  std::vector<StyledLine> words;
  bool open = false;
  for (const Piece& piece : text) {
    for (std::size_t at = 0; at < piece.text.size();) {
      if (piece.text[at] == ' ') {
        open = false;
        ++at;
        continue;
      }
      const std::size_t end = std::min(piece.text.find(' ', at), piece.text.size());
      if (!open) words.emplace_back();
      append(words.back(), std::string_view(piece.text).substr(at, end - at), piece.ink);
      open = true;
      at = end;
    }
  }
  return words;
}

/// The part of a word that fits, taken off it; at least one character.
StyledLine take(StyledLine& word, std::size_t columns) {
  StyledLine head;
  std::size_t used = 0;
  while (!word.empty()) {
    Piece& piece = word.front();
    std::size_t end = 0;
    while (end < piece.text.size()) {
      std::size_t next = end + 1;
      while (next < piece.text.size() && (static_cast<unsigned char>(piece.text[next]) & 0xC0u) == 0x80u)
        ++next;
      const std::size_t width = display_width(std::string_view(piece.text).substr(end, next - end));
      if (used + width > columns && used > 0) {
        append(head, std::string_view(piece.text).substr(0, end), piece.ink);
        piece.text.erase(0, end);
        return head;
      }
      used += width;
      end = next;
    }
    append(head, piece.text, piece.ink);
    word.erase(word.begin());
  }
  return head;
}

}  // namespace

StyledLine styled(const Text& text, Ink ink) {
  StyledLine line;
  for (const Span& span : text) {
    if (span.aside || span.text.empty()) continue;
    const bool whole = span.kind == Span::Kind::figure && display_width(span.text) <= kShortFigure;
    append(line, whole ? replaced(span.text, " ", kGlue) : span.text, ink_of(span, ink));
  }
  return line;
}

std::size_t display_width(const StyledLine& line) {
  std::size_t width = 0;
  for (const Piece& piece : line) width += display_width(std::string_view(piece.text));
  return width;
}

std::size_t widest_word(const StyledLine& text) {
  std::size_t widest = 0;
  for (const StyledLine& word : words_of(text)) widest = std::max(widest, display_width(word));
  return widest;
}

std::vector<StyledLine> wrap(const StyledLine& text, std::size_t columns, std::size_t hang) {
  std::vector<StyledLine> lines(1);
  std::size_t room = columns, used = 0;
  const auto new_line = [&] {
    lines.emplace_back();
    room = columns - hang;
    used = 0;
  };
  for (StyledLine& word : words_of(text)) {
    std::size_t width = display_width(word);
    if (used > 0 && used + 1 + width > room) new_line();
    if (used > 0) {
      append(lines.back(), " ", lines.back().back().ink == word.front().ink ? word.front().ink : Ink::plain);
      ++used;
    }
    while (width > room) {
      const StyledLine head = take(word, room);
      lines.back().insert(lines.back().end(), head.begin(), head.end());
      new_line();
      width = display_width(word);
    }
    for (const Piece& piece : word) append(lines.back(), piece.text, piece.ink);
    used += width;
  }
  return lines;
}

std::string painted(const StyledLine& line, bool colour) {
  std::string out;
  for (const Piece& piece : line) {
    const std::string text = replaced(piece.text, kGlue, " ");
    if (!colour || piece.ink == Ink::plain || text.empty()) {
      out += text;
      continue;
    }
    const char* code = piece.ink == Ink::strong ? "1"
                       : piece.ink == Ink::soft ? "2"
                       : piece.ink == Ink::good ? "34"
                                                : "33";
    out += fmt::format("\x1b[{}m{}\x1b[0m", code, text);
  }
  return out;
}

}  // namespace offramp::briefing
