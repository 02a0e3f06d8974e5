// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/briefing/document/document.h"

/// Text for a terminal: pieces in an ink, wrapped by display width before any colour code is put in.
namespace offramp::briefing {

/// Drawn as ANSI bold, dim, blue and yellow; blue and yellow stay apart for eyes that confuse red and green.
enum class Ink { plain, strong, soft, good, bad };

struct Piece {
  std::string text;
  Ink ink = Ink::plain;
};

/// Pieces that stand beside one another on one line.
using StyledLine = std::vector<Piece>;

/// A document's text in pieces. Strong spans are strong; figures with a sign are good above nought and bad
/// below; everything else is in `ink`. Spans that only lead elsewhere (Span::aside) are left out.
StyledLine styled(const Text& text, Ink ink = Ink::plain);

/// Columns in a terminal.
std::size_t display_width(const StyledLine& line);

/// Width of the widest part that may not be broken: a word, or a short figure as a whole ("62 %").
std::size_t widest_word(const StyledLine& text);

/// Lines at most `columns` wide, broken at spaces; words that are longer than a line are cut between
/// characters. Every line after the first is `hang` columns narrower. At least one line.
/// Requires columns > hang.
std::vector<StyledLine> wrap(const StyledLine& text, std::size_t columns, std::size_t hang = 0);

/// With ANSI codes if `colour`.
std::string painted(const StyledLine& line, bool colour);

}  // namespace offramp::briefing
