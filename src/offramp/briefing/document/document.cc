// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/document/document.h"

#include <utility>

#include "offramp/briefing/document/text.h"

namespace offramp::briefing {

Prose& Prose::say(std::string_view words) {
  text_.push_back({.kind = Span::Kind::words, .text = std::string(words)});
  return *this;
}

Prose& Prose::strong(std::string_view words) {
  return say(words).heavy();
}

Prose& Prose::quote(std::string_view text, bool strong) {
  text_.push_back({.kind = Span::Kind::quoted, .text = clean_text(text), .strong = strong});
  return *this;
}

Prose& Prose::verbatim(std::string clean) {
  text_.push_back({.kind = Span::Kind::quoted, .text = std::move(clean)});
  return *this;
}

Prose& Prose::link(std::string_view text, std::string target) {
  text_.push_back({.kind = Span::Kind::link, .text = clean_text(text), .target = std::move(target)});
  return *this;
}

Prose& Prose::aside(std::string_view sentence, std::string target) {
  link(sentence, std::move(target)).say(".");
  text_[text_.size() - 2].aside = text_.back().aside = true;
  return *this;
}

Prose& Prose::figure(Format format, double value, std::string pointer, std::string target) {
  text_.push_back({.kind = Span::Kind::figure,
                   .text = format_figure(format, value),
                   .target = std::move(target),
                   .pointer = std::move(pointer),
                   .format = format});
  return *this;
}

Prose& Prose::add(const Text& text) {
  text_.insert(text_.end(), text.begin(), text.end());
  return *this;
}

Prose& Prose::heavy() {
  if (!text_.empty()) text_.back().strong = true;
  return *this;
}

void Section::add(Paragraph block) {
  blocks.emplace_back(std::move(block));
}
void Section::add(Heading block) {
  blocks.emplace_back(std::move(block));
}
void Section::add(Bullets block) {
  blocks.emplace_back(std::move(block));
}
void Section::add(Table block) {
  blocks.emplace_back(std::move(block));
}
void Section::add(Figure block) {
  blocks.emplace_back(std::move(block));
}

std::string plain(const Text& text) {
  std::string out;
  for (const Span& span : text) out += span.text;
  return out;
}

}  // namespace offramp::briefing
