// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "offramp/briefing/document/figure_text.h"

/// The briefing before it has a face: sections of paragraphs, lists, tables and figures, composed once
/// and rendered to HTML, Markdown and JSON. Texts are plain Unicode; renderers escape them.
namespace offramp::briefing {

struct Span {
  enum class Kind {
    words,   ///< written by us; holds no digit, so that every number is a figure or somebody's text
    quoted,  ///< from the case file or from an engine's description
    figure,  ///< a number of the result
    link,    ///< our words or the case's, leading somewhere
  };
  Kind kind = Kind::words;
  std::string text;
  bool strong = false;
  std::string target = {};   ///< of figures and links: "#id" in this document or a web address; may be empty
  std::string pointer = {};  ///< of figures: JSON pointer (RFC 6901) into the briefing's JSON
  Format format = Format::count;  ///< of figures
  bool aside = false;  ///< only leads to another place: left out where nobody can follow it, as in a terminal
};

using Text = std::vector<Span>;

/// Writes a Text from left to right. Case text is cleaned on the way in.
class Prose {
 public:
  Prose() = default;
  Prose(std::string_view words) { say(words); }  // NOLINT: a sentence is a text
  Prose(const char* words) { say(words); }       // NOLINT

  Prose& say(std::string_view words);
  Prose& strong(std::string_view words);
  Prose& quote(std::string_view text, bool strong = false);
  /// Text of the case that has been cleaned; spaces at its ends are kept.
  Prose& verbatim(std::string clean);
  Prose& link(std::string_view text, std::string target);
  /// A sentence that only leads to another place of the page.
  Prose& aside(std::string_view sentence, std::string target);
  Prose& figure(Format format, double value, std::string pointer, std::string target = {});
  Prose& add(const Text& text);
  /// The last span made strong.
  Prose& heavy();

  const Text& text() const { return text_; }
  operator Text() const { return text_; }  // NOLINT: the point of the class

 private:
  Text text_;
};

/// The characters of a text without its structure.
std::string plain(const Text& text);

/// A small picture in a table cell: from a base line to a value on a scale of 0 to 1, with an interval.
struct Spark {
  double from = 0, to = 0, low = 0, high = 0;
};

struct Cell {
  Text text;
  std::optional<Spark> spark;

  Cell() = default;
  Cell(Text t) : text(std::move(t)) {}                    // NOLINT
  Cell(const Prose& p) : text(p.text()) {}                // NOLINT
  Cell(const char* words) : text(Prose(words).text()) {}  // NOLINT
};

enum class Align { left, right };

struct Column {
  std::string head;
  Align align = Align::left;
  double share = 0;  ///< of the table's width, in percent; 0: by content
};

struct Row {
  std::string id;  ///< empty: nothing refers to it
  std::vector<Cell> cells;
  bool group = false;  ///< a heading across all columns; one cell
};

struct Table {
  std::string id;
  Text caption;
  std::vector<Column> columns;
  std::vector<Row> rows;
  bool small = false;  ///< reference material: smaller type
};

/// A drawing at two widths, with a table that says the same for readers who do not see it.
struct Figure {
  std::string id;
  Text title;
  Text caption;
  std::string description;  ///< what the picture shows, in a sentence or two
  std::string wide;         ///< SVG about 720 px wide
  std::string narrow;       ///< SVG about 350 px wide
  Table data;
};

struct Paragraph {
  enum class Style { body, lead, note };
  Text text;
  Style style = Style::body;
};

struct Heading {
  std::string id;
  Text text;
};

struct Bullets {
  std::vector<Text> items;
  std::vector<std::string> ids;  ///< as many as items, or none
  bool numbered = false;
  bool small = false;
};

using Block = std::variant<Paragraph, Heading, Bullets, Table, Figure>;

struct Section {
  std::string id;
  std::string title;  ///< empty: its blocks stand without a heading
  std::vector<Block> blocks;
  bool opening = false;       ///< the bottom line: shown on the first screen
  bool front = false;         ///< on the two pages, which come first and are complete in themselves
  std::string audience = {};  ///< of the annex: whom it is for, a sentence; may be empty

  void add(Paragraph block);
  void add(Heading block);
  void add(Bullets block);
  void add(Table block);
  void add(Figure block);
};

struct Document {
  std::string title, question;
  std::string marking;            ///< who may see it, on every page; empty: not said
  std::vector<Text> facts;        ///< date, author, perspective, worlds and seed
  std::vector<Section> sections;  ///< those of the front first
};

/// The two pages alone: what only leads into the annex leads nowhere and is taken off.
Document front_of(Document document);

}  // namespace offramp::briefing
