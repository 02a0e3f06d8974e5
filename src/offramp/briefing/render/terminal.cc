// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/terminal.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>
#include <variant>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/render/styled.h"
#include "offramp/briefing/render/terminal_table.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kNarrowest = 40;

class Page {
 public:
  explicit Page(const TextOptions& options) : options_(options) {}

  std::size_t columns() const { return options_.columns; }
  const std::string& text() const { return out_; }

  /// Between two blocks; never two, and none at the top.
  void blank() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }
  void line(const StyledLine& line) {
    std::string text = painted(line, options_.colour);
    text.erase(text.find_last_not_of(' ') + 1);
    out_ += text + '\n';
  }
  /// The first line begins with `mark`, all others are indented as far.
  void paragraph(const StyledLine& text, std::string_view mark = {}) {
    const std::size_t indent = display_width(mark);
    std::string begin(mark);
    for (StyledLine part : wrap(text, columns() - indent)) {
      if (indent > 0) part.insert(part.begin(), {begin, Ink::plain});
      line(part);
      begin.assign(indent, ' ');
    }
  }
  void rule() {
    std::string dashes;
    for (std::size_t i = 0; i < columns(); ++i) dashes += "\xE2\x94\x80";
    line({{dashes, Ink::soft}});
  }

 private:
  TextOptions options_;
  std::string out_;
};

bool is_empty(const StyledLine& line) {
  return display_width(line) == 0;
}

// Blocks after one another: a list or a table that follows a sentence belongs to it.
class Blocks {
 public:
  explicit Blocks(Page& page) : page_(page) {}

  void operator()(const Paragraph& p) {
    separate(heads_);
    heads_ = false;
    const Ink ink = p.style == Paragraph::Style::lead   ? Ink::strong
                    : p.style == Paragraph::Style::note ? Ink::soft
                                                        : Ink::plain;
    page_.paragraph(styled(p.text, ink));
    introduces_ = true;
  }
  void operator()(const Heading& h) {
    separate(false);
    page_.paragraph(styled(h.text, Ink::strong));
    introduces_ = heads_ = true;
  }
  void operator()(const Bullets& b) {
    separate(true);
    heads_ = false;
    for (std::size_t i = 0; i < b.items.size(); ++i)
      page_.paragraph(styled(b.items[i]), b.numbered ? fmt::format("{:2}. ", i + 1) : "- ");
  }
  void operator()(const Table& table) {
    separate(true);
    heads_ = false;
    caption(table.caption);
    for (const StyledLine& line : table_lines(table, page_.columns())) page_.line(line);
  }
  void operator()(const Figure& f) {
    separate(true);
    heads_ = false;
    page_.paragraph(styled(f.title, Ink::strong));
    caption(f.caption);
    caption(f.data.caption);
    for (const StyledLine& line : table_lines(f.data, page_.columns())) page_.line(line);
  }

 private:
  void separate(bool belongs) {
    if (!first_ && !(belongs && introduces_)) page_.blank();
    first_ = introduces_ = false;
  }
  void caption(const Text& text) {
    const StyledLine line = styled(text, Ink::soft);
    if (!is_empty(line)) page_.paragraph(line);
  }

  Page& page_;
  bool first_ = true;
  bool introduces_ = false;  // the block before is a sentence or a heading
  bool heads_ = false;       // it is a heading
};

}  // namespace

std::string render_terminal(const Document& document, const TextOptions& options) {
  if (options.columns < kNarrowest) {
    throw std::invalid_argument(
        fmt::format("render_terminal: columns = {}; need at least {}", options.columns, kNarrowest));
  }
  Page page(options);
  page.paragraph({{document.title, Ink::strong}});
  if (!document.question.empty()) page.paragraph({{document.question, Ink::soft}});
  StyledLine facts;
  for (const Text& fact : document.facts) {
    if (!facts.empty()) facts.push_back({" \xC2\xB7 ", Ink::soft});
    for (Piece& piece : styled(fact, Ink::soft)) facts.push_back(std::move(piece));
  }
  if (!facts.empty()) page.paragraph(facts);
  for (const Section& section : document.sections) {
    page.blank();
    if (!section.title.empty()) {
      page.paragraph({{section.title, Ink::strong}});
      page.rule();
    }
    Blocks blocks(page);
    for (const Block& block : section.blocks) std::visit([&](const auto& b) { blocks(b); }, block);
  }
  return page.text();
}

}  // namespace offramp::briefing
