// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/model/option.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "offramp/base/text/scan.h"

namespace offramp::verbs {
namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

std::string out_of_range(std::string_view text, const Form& form) {
  return fmt::format("{} is out of range; it must be {}", text, range_text(form));
}

ParsedValue parse(const Whole& whole, std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return {{}, fmt::format("{} is not a whole number", text)};
  }
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value < whole.least || value > whole.most)
    return {{}, out_of_range(text, whole)};
  return {value, {}};
}

/// Decimal notation, with or without an exponent; neither "nan" nor "inf" nor "0x1p3".
ParsedValue parse_decimal(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole_text = end == text.data() + text.size();
  if (error == std::errc::result_out_of_range && whole_text) {
    return {{}, fmt::format("{} is out of range", text)};
  }
  if (error != std::errc() || !whole_text || !std::isfinite(value)) {
    return {{}, fmt::format("{} is not a number", text.empty() ? "``" : text)};
  }
  return {value, {}};
}

ParsedValue parse(const Real& real, std::string_view text) {
  ParsedValue parsed = parse_decimal(text);
  if (!parsed.problem.empty()) return parsed;
  const double value = std::get<double>(parsed.value);
  if (value < real.least || (real.above && value == real.least)) return {{}, out_of_range(text, real)};
  return parsed;
}

ParsedValue parse(const Numbers&, std::string_view text) {
  std::vector<double> numbers;
  for (const std::string& part : split(text, ',')) {
    ParsedValue parsed = parse_decimal(part);
    if (!parsed.problem.empty()) return {{}, parsed.problem};
    numbers.push_back(std::get<double>(parsed.value));
  }
  return {numbers, {}};
}

ParsedValue parse(const Words&, std::string_view text) {
  std::vector<std::string> words = split(text, text.find(';') == std::string_view::npos ? ',' : ';');
  for (std::string& word : words) {
    const std::size_t first = word.find_first_not_of(" \t");
    if (first == std::string::npos) return {{}, fmt::format("`{}` has an empty word", text)};
    word = word.substr(first, word.find_last_not_of(" \t") + 1 - first);
  }
  return {std::move(words), {}};
}

ParsedValue parse(const Choice& choice, std::string_view text) {
  if (std::find(choice.words.begin(), choice.words.end(), text) == choice.words.end()) {
    return {{}, fmt::format("{} is not one of {}", text, fmt::join(choice.words, ", "))};
  }
  return {std::string(text), {}};
}

ParsedValue parse_name(std::string_view text) {
  if (text.empty()) return {{}, "an empty name"};
  return {std::string(text), {}};
}

// Of several; whoever reads the command line puts them together.
ParsedValue parse_one(std::string_view text) {
  if (text.empty()) return {{}, "an empty text"};
  return {std::vector<std::string>{std::string(text)}, {}};
}

}  // namespace

ParsedValue parse_value(const Form& form, std::string_view text) {
  return std::visit(
      Overloaded{
          [](const Flag&) {
            return ParsedValue{true, {}};
          },
          [&](const Whole& f) { return parse(f, text); }, [&](const Real& f) { return parse(f, text); },
          [&](const Choice& f) { return parse(f, text); }, [&](const Texts&) { return parse_one(text); },
          [&](const Numbers& f) { return parse(f, text); }, [&](const Words& f) { return parse(f, text); },
          [&](const auto&) { return parse_name(text); }},
      form);
}

std::string standard_text(const Form& form) {
  return std::visit(
      Overloaded{[](const Whole& f) { return fmt::format("{}", f.standard); },
                 // Nought stands for "no limit" where only larger values can be asked for.
                 [](const Real& f) { return f.above ? std::string() : fmt::format("{}", f.standard); },
                 [](const Text& f) { return std::string(f.standard); },
                 [](const Choice& f) { return std::string(f.words.front()); },
                 [](const Words& f) { return std::string(f.standard); },
                 [](const auto&) { return std::string(); }},
      form);
}

std::string range_text(const Form& form) {
  return std::visit(
      Overloaded{[](const Whole& f) { return fmt::format("{} to {}", f.least, f.most); },
                 [](const Real& f) { return fmt::format("{} {}", f.above ? "above" : "at least", f.least); },
                 [](const Choice& f) { return fmt::format("{}", fmt::join(f.words, ", ")); },
                 [](const auto&) { return std::string(); }},
      form);
}

std::string_view form_name(const Form& form) {
  constexpr std::array<std::string_view, std::variant_size_v<Form>> kNames = {
      "flag",  "whole", "real",       "text",        "choice",       "numbers",
      "words", "texts", "input_file", "output_file", "output_folder"};
  return kNames[form.index()];
}

std::span<const std::string_view> offered_words(const Form& form) {
  if (const auto* choice = std::get_if<Choice>(&form)) return choice->words;
  if (const auto* words = std::get_if<Words>(&form)) return words->usual;
  return {};
}

}  // namespace offramp::verbs
