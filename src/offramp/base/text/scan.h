// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small steps of reading and writing text that every reader takes.
namespace offramp {

/// Space, tab and the ends of lines.
bool is_blank(char c);
/// Without blanks at its ends.
std::string_view trimmed(std::string_view text);
/// Without blanks at its ends, every run of blanks and line breaks inside one blank.
std::string one_line(std::string_view text);
/// The parts between separators, empty ones too; one part if there is none.
std::vector<std::string> split(std::string_view text, char separator);

/// A decimal number as YAML 1.2 and JSON write it, with an exponent if need be (`1.5e3`), a leading `+`
/// or `.` allowed; never hexadecimal, octal, with separators, infinite or not a number. Independent of
/// the locale; zero has no sign. Nothing if the text is anything else or too large for a double.
std::optional<double> parse_number(std::string_view text);

/// "1 party", "2 parties"; `many` is `one` with an s if not given.
std::string counted(std::size_t count, std::string_view one, std::string_view many = {});

}  // namespace offramp
