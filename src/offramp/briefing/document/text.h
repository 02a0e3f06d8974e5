// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text from a case file made safe and fitted for the faces: HTML, Markdown, SVG, a terminal.
namespace offramp::briefing {

/// One line of plain text: runs of white space become one space, ends are trimmed, other characters that act
/// unseen (control characters, marks of direction) become escapes as by `printable`, bytes that are not
/// UTF-8 become U+FFFD.
std::string clean_text(std::string_view text);

/// For element content and for attribute values in double or single quotes.
std::string escape_html(std::string_view text);

/// Inline Markdown (CommonMark with GitHub's tables) that shows the text and nothing else: no link, no
/// emphasis, no HTML, no table cell border.
std::string escape_markdown(std::string_view text);

/// A fragment identifier made of [a-z0-9_-]; every other byte becomes `.` and two hexadecimal digits, so
/// different names give different identifiers.
std::string anchor_part(std::string_view name);

/// Whether a URL may become a link: http or https, no white space or character that acts unseen.
bool is_web_url(std::string_view url);

/// Columns in a terminal: 0 for combining marks, 2 for East Asian wide characters and emoji, else 1.
std::size_t display_width(std::string_view text);

/// At most `columns` wide, ending in an ellipsis if cut. columns >= 1.
std::string elide(std::string_view text, std::size_t columns);

/// Lines at most `columns` wide, broken at spaces, within a word only if it is longer than a line.
/// columns >= 1; at least one line.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

/// Padded with spaces to `columns`; longer text is elided.
std::string pad_right(std::string_view text, std::size_t columns);
std::string pad_left(std::string_view text, std::size_t columns);

/// Approximate width of a sans-serif text in pixels, on the safe side (DejaVu Sans, a wide face).
double text_pixels(std::string_view text, double font_size);

/// Lines that fit `pixels` by `text_pixels`; at most `max_lines`, the last one elided.
std::vector<std::string> wrap_pixels(std::string_view text, double font_size, double pixels,
                                     std::size_t max_lines);

}  // namespace offramp::briefing
