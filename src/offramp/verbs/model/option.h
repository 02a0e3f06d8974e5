// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What may be asked along with a verb. An option is plain data: the command line, the completions, the
/// manual and every other face are made from it, and all of them read values through `parse_value`.
namespace offramp::verbs {

/// There or not there.
struct Flag {
  using Value = bool;
};
/// Decimal digits only; out of range is refused, never clamped.
struct Whole {
  using Value = std::uint64_t;
  Value standard = 0, least = 0, most = std::numeric_limits<Value>::max();
};
/// Finite, in decimal notation; at least `least`, or above it.
struct Real {
  using Value = double;
  Value standard = 0.0, least = 0.0;
  bool above = false;
};
struct Text {
  using Value = std::string;
  std::string_view standard = {};
};
/// One of a few words; the first is the standard.
struct Choice {
  using Value = std::string;
  std::span<const std::string_view> words;
};
/// Numbers between commas, "0.4,0.3"; nothing if not given.
struct Numbers {
  using Value = std::vector<double>;
};
/// Words between commas, "RUS,UKR", or between semicolons if there are any, for words that hold commas;
/// blanks around a word are no part of it, and none is empty. `usual` are offered, others are taken too.
struct Words {
  using Value = std::vector<std::string>;
  std::string_view standard = {};
  std::span<const std::string_view> usual = {};
};
/// Texts, one each time the option is given, in that order; taken as they are, commas and all.
struct Texts {
  using Value = std::vector<std::string>;
};
/// A file that is read; no output may replace it.
struct InFile {
  using Value = std::string;
};
/// A file that is written.
struct OutFile {
  using Value = std::string;
};
struct OutFolder {
  using Value = std::string;
};
using Form = std::variant<Flag, Whole, Real, Text, Choice, Numbers, Words, Texts, InFile, OutFile, OutFolder>;

struct Option {
  std::string_view name;     ///< without dashes: "worlds"
  std::string_view metavar;  ///< what stands for the value, "N"; empty for a flag
  std::string_view help;     ///< one line with a capital and no full stop; without standard and range
  Form form;
  char letter = 0;              ///< "-o" beside "--output"; 0: none
  std::string_view needs = {};  ///< name of an option without which this one means nothing
};

/// An option that knows the type of its value; `Values` is asked with it.
template <class F>
struct Key {
  std::string_view name, metavar, help;
  F form = {};
  char letter = 0;
  std::string_view needs = {};
  constexpr operator Option() const { return {name, metavar, help, form, letter, needs}; }
};

using Value =
    std::variant<bool, std::uint64_t, double, std::string, std::vector<double>, std::vector<std::string>>;

/// The value, or in words for the user what is wrong with the text: "12x is not a whole number".
struct ParsedValue {
  Value value;
  std::string problem;  ///< empty: none
};
ParsedValue parse_value(const Form& form, std::string_view text);

/// What holds when the option is not given, as one would type it; empty: nothing, and for a flag.
std::string standard_text(const Form& form);
/// "1 to 16777216", "above 0", "offers, single-text"; empty: anything goes.
std::string range_text(const Form& form);
/// "flag", "whole", ...: the form's name in `offramp verbs --json`.
std::string_view form_name(const Form& form);
/// The words to offer as value; none for most forms.
std::span<const std::string_view> offered_words(const Form& form);

}  // namespace offramp::verbs
