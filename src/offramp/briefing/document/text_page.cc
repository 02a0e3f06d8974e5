// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/document/text_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/document/text.h"

namespace offramp::briefing {

std::string TextPage::ink(std::string_view text, Ink ink) const {
  if (!colour_ || ink == Ink::plain || text.empty()) return std::string(text);
  const char* code = ink == Ink::strong ? "1" : ink == Ink::soft ? "2" : ink == Ink::good ? "34" : "33";
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

void TextPage::blank() {
  out_ += '\n';
}

void TextPage::heading(std::string_view text) {
  blank();
  line(ink(elide(text, columns_), Ink::strong));
  std::string rule;
  for (std::size_t i = 0; i < columns_; ++i) rule += "\xE2\x94\x80";
  line(ink(rule, Ink::soft));
}

void TextPage::paragraph(std::string_view text, std::size_t indent, std::size_t hang, Ink colour) {
  // The first line may start further left than the rest; it is wrapped with the rest's width, so both fit.
  const std::size_t widest = std::max(indent, hang);
  std::size_t start = indent;
  for (const std::string& part : wrap(text, columns_ - widest)) {
    line(std::string(start, ' ') + ink(part, colour));
    start = hang;
  }
}

void TextPage::line(const std::string& text) {
  const std::size_t end = text.find_last_not_of(' ');
  out_ += text.substr(0, end == std::string::npos ? 0 : end + 1);
  out_ += '\n';
}

void TextPage::row(const std::string& figures, std::string_view words) {
  const std::size_t left = display_width(figures);
  const auto lines = wrap(words, columns_ - left);
  for (std::size_t l = 0; l < lines.size(); ++l) line((l == 0 ? figures : std::string(left, ' ')) + lines[l]);
}

}  // namespace offramp::briefing
