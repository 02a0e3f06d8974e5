// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/document/text.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/unicode/unicode.h"

namespace offramp::briefing {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/// Width in ems of one character of DejaVu Sans, by class.
double ems_of(char32_t c) {
  const std::size_t columns = columns_of(c);
  if (columns != 1) return columns == 0 ? 0.0 : 1.0;
  if (c >= 0x80) return 0.66;
  static constexpr std::string_view kNarrow = " iIjl.,:;'|!()[]-ftr/";
  static constexpr std::string_view kBroad = "mwMW%@";
  if (kNarrow.find(static_cast<char>(c)) != std::string_view::npos) return 0.37;
  if (kBroad.find(static_cast<char>(c)) != std::string_view::npos) return 0.95;
  if (c >= 'A' && c <= 'Z') return 0.70;
  return 0.62;
}

/// Breaks at spaces so that `width` of every line is at most `limit`.
template <class Width>
std::vector<std::string> wrap_by(std::string_view text, double limit, const Width& width) {
  std::vector<std::string> lines;
  std::string line;
  const auto flush = [&] {
    lines.push_back(line);
    line.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word(text.substr(at, end - at));
    at = end;
    if (!line.empty() && width(line + " " + word) > limit) flush();
    if (!line.empty()) line += ' ';
    for (std::size_t i = 0; i < word.size();) {
      const Character c = character_at(word, i);
      const std::string piece = word.substr(i, c.bytes);
      if (width(word) > limit && !line.empty() && width(line + piece) > limit) flush();
      line += piece;
      i += c.bytes;
    }
  }
  if (!line.empty() || lines.empty()) flush();
  return lines;
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (c.valid && is_space(c.code)) {
      if (!clean.empty() && clean.back() != ' ') clean += ' ';
    } else {
      clean += c.valid ? printable(text.substr(at, c.bytes)) : std::string(kReplacement);
    }
    at += c.bytes;
  }
  if (!clean.empty() && clean.back() == ' ') clean.pop_back();
  return clean;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string escape_markdown(std::string_view text) {
  static constexpr std::string_view kSpecial = "\\`*_[]<>|~#$";
  std::string out;
  out.reserve(text.size());
  bool start = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      out += "&amp;";
    } else if (kSpecial.find(c) != std::string_view::npos) {
      out += '\\';
      out += c;
    } else if (start && (c == '+' || c == '-' || c == '=' || c == ':')) {
      out += '\\';
      out += c;
    } else if ((c == '.' || c == ')') && i > 0 &&
               text.substr(0, i).find_first_not_of("0123456789") == std::string_view::npos) {
      out += '\\';
      out += c;
    } else {
      out += c;
    }
    start = false;
  }
  // GitHub turns bare addresses into links.
  for (const std::string_view scheme : {"://", "www.", "@"}) {
    for (std::size_t at = out.find(scheme); at != std::string::npos;) {
      const std::size_t mark = scheme == "www." ? at + 3 : at;
      const std::string coded = fmt::format("&#{};", static_cast<int>(out[mark]));
      out.replace(mark, 1, coded);
      at = out.find(scheme, mark + coded.size());
    }
  }
  return out;
}

std::string anchor_part(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    if (plain) {
      out += c;
    } else {
      out += fmt::format(".{:02x}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

bool is_web_url(std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
  if (printable(url) != url) return false;
  return std::all_of(url.begin(), url.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7F && c != '"' && c != '<' && c != '>' && c != '`' && c != '\\';
  });
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    width += columns_of(c.code);
    at += c.bytes;
  }
  return width;
}

std::string elide(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::string out;
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (width + columns_of(c.code) > columns - 1) break;
    width += columns_of(c.code);
    out += text.substr(at, c.bytes);
    at += c.bytes;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + std::string(kEllipsis);
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  return wrap_by(text, static_cast<double>(columns),
                 [](const std::string& s) { return static_cast<double>(display_width(s)); });
}

std::string pad_right(std::string_view text, std::size_t columns) {
  const std::string fitted = elide(text, columns);
  return fitted + std::string(columns - std::min(columns, display_width(fitted)), ' ');
}

std::string pad_left(std::string_view text, std::size_t columns) {
  const std::string fitted = elide(text, columns);
  return std::string(columns - std::min(columns, display_width(fitted)), ' ') + fitted;
}

double text_pixels(std::string_view text, double font_size) {
  double ems = 0.0;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    ems += ems_of(c.code);
    at += c.bytes;
  }
  return ems * font_size;
}

std::vector<std::string> wrap_pixels(std::string_view text, double font_size, double pixels,
                                     std::size_t max_lines) {
  std::vector<std::string> lines =
      wrap_by(text, pixels, [&](const std::string& s) { return text_pixels(s, font_size); });
  if (lines.size() <= max_lines) return lines;
  lines.resize(max_lines);
  std::string& last = lines.back();
  while (display_width(last) > 1 && text_pixels(last + std::string(kEllipsis), font_size) > pixels) {
    last = elide(last, display_width(last) - 1);
    last.resize(last.size() - kEllipsis.size());
  }
  last += kEllipsis;
  return lines;
}

}  // namespace offramp::briefing
