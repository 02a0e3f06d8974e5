// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// What one cell of a table says, however a spreadsheet wrote it.
namespace offramp::evidence {

/// Without the blanks around it: space, tab, and the blanks that word processors and spreadsheets put there
/// (no-break space U+00A0, narrow no-break space U+202F, thin space U+2009, byte-order mark U+FEFF).
std::string_view trimmed(std::string_view text);

/// Whether the cell says nothing: empty, or one of the words by which programs write that (NULL, NA, N/A,
/// NaN, None, nil, `.` and `-`, whatever their case).
bool is_blank(std::string_view text);

/// A number in decimal writing, with blanks around it: `-10.0`, `+4`, `7,4` (decimal comma), U+2212 as minus,
/// and an exponent. Nothing for any other text, for a thousands separator (`1.234,5`, `1 000`) or for no
/// finite number.
std::optional<double> parse_decimal(std::string_view text);

/// A name as it is compared: ASCII letters small, digits; all else left out ("Event Date", "Event.Date",
/// "event_date").
std::string plain_name(std::string_view text);

/// Whether two texts are the same but for the case of ASCII letters.
bool same_letters(std::string_view a, std::string_view b);

/// Text of a file for a message: its first 60 characters, as printable() shows them (base/unicode/unicode.h).
std::string shown(std::string_view text);

}  // namespace offramp::evidence
