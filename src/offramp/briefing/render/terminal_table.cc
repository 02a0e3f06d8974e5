// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/terminal_table.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "offramp/briefing/document/text.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kGap = 2;         // between columns
constexpr std::size_t kShortText = 12;  // what is no wider than this does not wrap
constexpr std::size_t kLongText = 36;   // a column of wider text is worth a line of its own ...
constexpr std::size_t kSqueezed = 36;   // ... where it would get less than this
constexpr std::size_t kPictures = 20;   // a drawing at its best
constexpr std::size_t kSmallest = 10;   // a drawing that still says something
constexpr std::size_t kUnder = 4;       // indent of text that stands under its row
constexpr std::size_t kHang = 2;        // of what wraps in the first column, so that rows can be told apart

struct Track {
  bool shown = true;
  bool drawing = false;   // nothing but small pictures
  std::size_t least = 0;  // no word is broken at this width
  std::size_t most = 0;   // nothing wraps at this width
  std::size_t area = 0;   // columns of text in all its cells
  std::size_t width = 0;  // what it gets
};

struct Grid {
  std::vector<Track> tracks;
  std::optional<std::size_t> under;  // the column whose text stands under its row
  bool fits = true;
};

StyledLine cell_text(const Row& row, std::size_t k) {
  return k < row.cells.size() ? styled(row.cells[k].text) : StyledLine{};
}

StyledLine head_text(const Column& column) {
  return column.head.empty() ? StyledLine{} : StyledLine{{column.head, Ink::soft}};
}

Track measure(const Table& table, std::size_t k) {
  Track track;
  const StyledLine head = head_text(table.columns[k]);
  bool any_text = false, any_drawing = false;
  std::size_t widest = 0;
  for (const Row& row : table.rows) {
    if (row.group || k >= row.cells.size()) continue;
    const StyledLine text = cell_text(row, k);
    const std::size_t width = display_width(text);
    any_drawing |= row.cells[k].spark.has_value();
    any_text |= width > 0;
    widest = std::max(widest, width);
    track.area += width;
    // Figures stay whole.
    track.least = std::max(track.least, table.columns[k].align == Align::right ? width : widest_word(text));
  }
  if (widest <= kShortText) track.least = std::max(track.least, widest);
  track.drawing = any_drawing && !any_text;
  track.shown = any_text || any_drawing;
  track.least = std::max(track.least, widest_word(head));
  // A head may take two lines.
  track.most = std::max({widest, track.least, (display_width(head) + 1) / 2});
  if (k == 0 && table.columns[k].align == Align::left && track.most > track.least) track.least += kHang;
  if (track.drawing) track.least = track.most = 0;
  return track;
}

bool takes_part(const Grid& grid, std::size_t k) {
  const Track& track = grid.tracks[k];
  return track.shown && !track.drawing && grid.under != k;
}

/// Gives every column its least and then, column by column, one more to the one with most text for its width.
bool spread(Grid& grid, std::size_t columns) {
  std::size_t used = 0, count = 0;
  for (std::size_t k = 0; k < grid.tracks.size(); ++k) {
    grid.tracks[k].width = 0;
    if (!takes_part(grid, k)) continue;
    grid.tracks[k].width = grid.tracks[k].least;
    used += grid.tracks[k].least + (count++ > 0 ? kGap : 0);
  }
  if (used > columns) return false;
  for (; used < columns; ++used) {
    Track* neediest = nullptr;
    for (std::size_t k = 0; k < grid.tracks.size(); ++k) {
      Track& track = grid.tracks[k];
      if (!takes_part(grid, k) || track.width >= track.most) continue;
      if (neediest == nullptr || track.area * neediest->width > neediest->area * track.width)
        neediest = &track;
    }
    if (neediest == nullptr) break;
    ++neediest->width;
  }
  return true;
}

void place_drawings(Grid& grid, std::size_t columns) {
  std::size_t used = 0, drawings = 0;
  for (std::size_t k = 0; k < grid.tracks.size(); ++k) {
    if (takes_part(grid, k)) used += grid.tracks[k].width + kGap;
    drawings += grid.tracks[k].drawing ? 1u : 0u;
  }
  if (drawings == 0) return;
  const std::size_t room = columns > used ? (columns - used) / drawings : 0;
  for (Track& track : grid.tracks) {
    if (!track.drawing) continue;
    track.width = std::min(kPictures, room > kGap ? room - kGap : 0);
    track.shown = track.width >= kSmallest;
  }
}

Grid lay_out(const Table& table, std::size_t columns) {
  Grid grid;
  for (std::size_t k = 0; k < table.columns.size(); ++k) grid.tracks.push_back(measure(table, k));
  grid.fits = spread(grid, columns);
  std::size_t shown = 0;
  for (std::size_t k = 0; k < grid.tracks.size(); ++k) shown += takes_part(grid, k) ? 1u : 0u;
  for (std::size_t k = grid.tracks.size(); k-- > 1 && shown > 2;) {
    const Track& track = grid.tracks[k];
    const bool squeezed = takes_part(grid, k) && table.columns[k].align == Align::left &&
                          track.most > kLongText && (!grid.fits || track.width < kSqueezed);
    if (!squeezed) continue;
    grid.under = k;
    grid.fits = spread(grid, columns);
    break;
  }
  place_drawings(grid, columns);
  return grid;
}

StyledLine drawing(const Spark& spark, std::size_t width) {
  const auto at = [&](double x) {
    return static_cast<std::size_t>(std::lround(std::clamp(x, 0.0, 1.0) * static_cast<double>(width - 1)));
  };
  std::vector<std::string_view> marks(width, "\xC2\xB7");  // ·
  const auto run = [&](double a, double b, std::string_view mark) {
    for (std::size_t i = std::min(at(a), at(b)); i <= std::max(at(a), at(b)); ++i) marks[i] = mark;
  };
  if (spark.high > spark.low) run(spark.low, spark.high, "\xE2\x95\x8C");  // ╌
  run(spark.from, spark.to, "\xE2\x94\x81");                               // ━
  marks[at(spark.from)] = "\xE2\x94\x82";                                  // │
  marks[at(spark.to)] = "\xE2\x97\x8F";                                    // ●
  std::string out;
  for (const std::string_view mark : marks) out += mark;
  return {{out, Ink::plain}};
}

void pad(StyledLine& line, std::size_t columns) {
  const std::size_t width = display_width(line);
  if (width < columns) line.push_back({std::string(columns - width, ' '), Ink::plain});
}

/// Cells beside one another; `bottom` lets short ones rest on the last line, as heads do.
void add_cells(const Table& table, const Grid& grid, const std::vector<StyledLine>& cells, bool bottom,
               std::vector<StyledLine>& out) {
  std::vector<std::vector<StyledLine>> wrapped(cells.size());
  std::size_t height = 0;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const Track& track = grid.tracks[k];
    if (!track.shown || grid.under == k || track.width == 0) continue;
    const bool hangs = k == 0 && table.columns[k].align == Align::left && track.width > kHang + 1;
    wrapped[k] = wrap(cells[k], track.width, hangs ? kHang : 0);
    for (std::size_t l = 1; l < wrapped[k].size() && hangs; ++l)
      wrapped[k][l].insert(wrapped[k][l].begin(), {std::string(kHang, ' '), Ink::plain});
    height = std::max(height, wrapped[k].size());
  }
  for (std::size_t l = 0; l < height; ++l) {
    StyledLine line;
    std::size_t start = 0;
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if (wrapped[k].empty()) continue;
      const Track& track = grid.tracks[k];
      const std::size_t above = bottom ? height - wrapped[k].size() : 0;
      pad(line, start);
      if (l >= above && l - above < wrapped[k].size()) {
        const StyledLine& part = wrapped[k][l - above];
        if (table.columns[k].align == Align::right) pad(line, start + track.width - display_width(part));
        line.insert(line.end(), part.begin(), part.end());
      }
      start += track.width + kGap;
    }
    out.push_back(std::move(line));
  }
}

void add_indented(const StyledLine& text, std::size_t indent, std::size_t columns,
                  std::vector<StyledLine>& out) {
  if (text.empty()) return;
  for (StyledLine line : wrap(text, columns - indent)) {
    line.insert(line.begin(), {std::string(indent, ' '), Ink::plain});
    out.push_back(std::move(line));
  }
}

void add_row(const Table& table, const Grid& grid, const Row& row, std::size_t columns,
             std::vector<StyledLine>& out) {
  std::vector<StyledLine> cells;
  for (std::size_t k = 0; k < table.columns.size(); ++k) {
    const bool draws =
        grid.tracks[k].drawing && grid.tracks[k].shown && k < row.cells.size() && row.cells[k].spark;
    cells.push_back(draws ? drawing(*row.cells[k].spark, grid.tracks[k].width) : cell_text(row, k));
  }
  add_cells(table, grid, cells, false, out);
  if (grid.under) add_indented(cells[*grid.under], kUnder, columns, out);
}

void add_heads(const Table& table, const Grid& grid, std::size_t columns, std::vector<StyledLine>& out) {
  std::vector<StyledLine> heads;
  bool any = false;
  for (const Column& column : table.columns) {
    heads.push_back(head_text(column));
    any |= !column.head.empty();
  }
  if (!any) return;
  add_cells(table, grid, heads, true, out);
  if (grid.under) add_indented(heads[*grid.under], kUnder, columns, out);
}

/// "First cell" and under it "Head: value; head: value".
void add_stacked(const Table& table, const Row& row, std::size_t columns, std::vector<StyledLine>& out) {
  StyledLine first = cell_text(row, 0);
  if (first.empty()) first.push_back({"\xE2\x80\x93", Ink::plain});
  for (Piece& piece : first) piece.ink = Ink::strong;
  for (StyledLine& line : wrap(first, columns)) out.push_back(std::move(line));
  StyledLine rest;
  for (std::size_t k = 1; k < table.columns.size(); ++k) {
    const StyledLine text = cell_text(row, k);
    if (text.empty()) continue;
    if (!rest.empty()) rest.push_back({"; ", Ink::plain});
    if (!table.columns[k].head.empty()) rest.push_back({table.columns[k].head + ": ", Ink::soft});
    rest.insert(rest.end(), text.begin(), text.end());
  }
  add_indented(rest, kUnder, columns, out);
}

}  // namespace

std::vector<StyledLine> table_lines(const Table& table, std::size_t columns) {
  std::vector<StyledLine> out;
  const Grid grid = lay_out(table, columns);
  if (grid.fits) add_heads(table, grid, columns, out);
  for (const Row& row : table.rows) {
    if (row.group) {
      StyledLine text = cell_text(row, 0);
      for (Piece& piece : text) piece.ink = Ink::strong;
      for (StyledLine& line : wrap(text, columns)) out.push_back(std::move(line));
    } else if (grid.fits) {
      add_row(table, grid, row, columns, out);
    } else {
      add_stacked(table, row, columns, out);
    }
  }
  return out;
}

}  // namespace offramp::briefing
