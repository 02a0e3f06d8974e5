// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/syntax/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/base/unicode/look_alike.h"
#include "offramp/base/unicode/unicode.h"

namespace offramp::case_file {
namespace {

std::string shown(std::string_view text) {
  constexpr std::size_t kMost = 40;
  const std::string_view first = first_characters(text, kMost);
  return first.size() == text.size() ? std::string(text) : std::string(first) + "...";
}

// Longer texts are no slip of the hand in a number.
constexpr std::size_t kLongestNumber = 200;

struct Amount {
  std::optional<double> value;
  bool percent = false;
};

Amount parse_amount(std::string_view text) {
  Amount amount;
  text = trimmed(text);
  if (!text.empty() && text.back() == '%') {
    amount.percent = true;
    text = trimmed(text.substr(0, text.size() - 1));
  }
  amount.value = parse_number(text);
  return amount;
}

// A number as a reader understands it.
bool is_number_or_interval(std::string_view text) {
  const std::size_t to = text.find(" to ");
  if (to == std::string_view::npos) return parse_amount(text).value.has_value();
  return parse_amount(text.substr(0, to)).value && parse_amount(text.substr(to + 4)).value;
}

std::string hint_for(std::string_view text);

// For a number in look-alikes of digits and signs; empty if there are none.
std::string plain_hint(std::string_view text) {
  if (text.size() > kLongestNumber) return {};
  const PlainText plain = plain_text(text);
  if (!plain.first) return {};
  const std::string words = look_alike_words(*plain.first);
  const std::string_view meant = trimmed(plain.text);
  if (is_number_or_interval(meant)) return fmt::format("write {}: {}", meant, words);
  const std::string hint = hint_for(meant);
  return hint.starts_with("write ") ? fmt::format("{}: {}", hint, words) : words;
}

// What a reader probably meant by a text that is no number.
std::string hint_for(std::string_view text) {
  const auto two = [&](std::string_view separator) -> std::string {
    const std::size_t at = text.find(separator, 1);
    if (at == std::string_view::npos) return {};
    const Amount a = parse_amount(text.substr(0, at));
    const Amount b = parse_amount(text.substr(at + separator.size()));
    if (!a.value || !b.value) return {};
    return fmt::format("write {} to {}{}", number_text(*a.value), number_text(*b.value),
                       b.percent ? " %" : "");
  };
  if (text.size() > 1) {
    for (const std::string_view separator : {"-", "\u2013", "\u2014", "..", " and ", "to"}) {
      if (std::string hint = two(separator); !hint.empty()) return hint;
    }
    if (text.front() == '~') return "write an interval: `20 to 45`";
  }
  std::string digits(text);
  std::erase(digits, ',');
  std::erase(digits, '_');
  if (digits.size() < text.size() && parse_number(digits)) {
    return text.find(',') != std::string_view::npos && text.size() - text.find(',') != 4
               ? "write decimals with a point"
               : "write " + digits;
  }
  if (std::string hint = plain_hint(text); !hint.empty()) return hint;
  return "a number is `30`, `20 to 45`, or {p5: 20, p50: 28, p95: 45}";
}

// Sign, digits with at most one point, and perhaps an exponent.
bool spelt_like_a_number(std::string_view text) {
  const auto digits = [&] {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(end);
    return end;
  };
  const auto skip = [&](std::string_view any) {
    if (!text.empty() && any.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  };
  skip("+-");
  std::size_t count = digits();
  skip(".");
  count += digits();
  if (count == 0) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  skip("+-");
  return digits() > 0 && text.empty();
}

NumberError not_a_number(std::string_view text) {
  if (spelt_like_a_number(text)) {
    return {fmt::format("`{}` is beyond the range of numbers", shown(text)),
            text.find("e-") == std::string_view::npos ? "numbers go up to 1e12" : "write 0 for it"};
  }
  return {fmt::format("`{}` is not a number", shown(text)), hint_for(text)};
}

// Largest magnitudes, and percent where it has a meaning.
std::optional<NumberError> size_problem(double value, bool percent, const Shape& shape) {
  if (percent && !shape.percent) {
    return NumberError{"a percentage has no meaning here", "write the number alone"};
  }
  if (std::fabs(value) > kLargestNumber) {
    return NumberError{fmt::format("{} is too large; numbers go up to 1e12", number_text(value)),
                       "use a larger unit"};
  }
  return std::nullopt;
}

std::string exact_hint(double value, const Shape& shape) {
  const Domain& domain = shape.domain;
  if (shape.percent && value >= 2.0 && value <= 100.0) return fmt::format("write {} %", number_text(value));
  if (domain.kind != Domain::Kind::bounded) return {};
  if (shape.open && value <= domain.low) return "write a small number such as 0.01";
  if (shape.open && value >= domain.high) return "write a number near 1 such as 0.99";
  return {};
}

std::optional<NumberError> exact_problem(double value, const Shape& shape) {
  if (const auto text = Quantity::problem(value, shape.domain))
    return NumberError{*text, exact_hint(value, shape)};
  const Domain& domain = shape.domain;
  if (!shape.open) return std::nullopt;
  if (domain.kind == Domain::Kind::positive && value == 0.0) return NumberError{"0 is not above 0", {}};
  if (domain.kind == Domain::Kind::bounded && (value <= domain.low || value >= domain.high)) {
    return NumberError{fmt::format("{} is not strictly between {} and {}", number_text(value),
                                   number_text(domain.low), number_text(domain.high)),
                       exact_hint(value, shape)};
  }
  return std::nullopt;
}

std::string interval_hint(double p5, double p95, const Shape& shape) {
  const Domain& domain = shape.domain;
  if (shape.percent && p5 >= 0.0 && p95 > 1.0 && p95 <= 100.0) {
    return fmt::format("write {} % to {} %", number_text(p5), number_text(p95));
  }
  if (p5 == p95) return fmt::format("write {}", number_text(p5));
  if (p5 > p95) return fmt::format("write {} to {}", number_text(p95), number_text(p5));
  if (domain.kind == Domain::Kind::positive && p5 == 0.0) {
    return fmt::format("write {} to {}", number_text(p95 > 1.0 ? 0.1 : p95 / 10.0), number_text(p95));
  }
  if (domain.kind == Domain::Kind::bounded && p5 >= domain.low && p95 <= domain.high) {
    const double margin = (domain.high - domain.low) / 100.0;
    const double low = p5 > domain.low ? p5 : domain.low + std::min(margin, (p95 - p5) / 2.0);
    const double high = p95 < domain.high ? p95 : domain.high - std::min(margin, (p95 - p5) / 2.0);
    return fmt::format("write {} to {}", number_text(low), number_text(high));
  }
  return {};
}

std::optional<NumberError> interval_problem(double p5, double p95, const Shape& shape) {
  if (const auto text = Quantity::problem(p5, p95, shape.domain))
    return NumberError{*text, interval_hint(p5, p95, shape)};
  if (shape.domain.kind == Domain::Kind::positive && p5 < kSmallestPositive) {
    return NumberError{
        fmt::format("{} is too small; an interval for a positive quantity begins at 1e-12 or more", p5), {}};
  }
  return std::nullopt;
}

struct TextQuantity {
  std::optional<Quantity> value;
  NumberError error;
};

TextQuantity parse_interval(Amount a, Amount b, const Shape& shape) {
  const bool percent = b.percent || a.percent;
  if (a.percent && !b.percent)
    return {{}, {"the interval mixes percent with a plain number", "write `60 % to 72 %`"}};
  const double scale = percent ? 100.0 : 1.0;
  for (const double value : {*a.value, *b.value}) {
    if (auto error = size_problem(value, percent, shape)) return {{}, *error};
  }
  const double p5 = *a.value / scale;
  const double p95 = *b.value / scale;
  if (auto error = interval_problem(p5, p95, shape)) return {{}, *error};
  return {Quantity::interval(p5, p95, shape.domain), {}};
}

TextQuantity parse_text(std::string_view text, const Shape& shape) {
  text = trimmed(text);
  std::size_t to = text.find(" to ");
  if (to == std::string_view::npos) to = text.find("\tto");
  if (to != std::string_view::npos) {
    const Amount a = parse_amount(text.substr(0, to));
    const Amount b = parse_amount(text.substr(to + 3));
    if (!a.value || !b.value) return {{}, not_a_number(text)};
    return parse_interval(a, b, shape);
  }
  const Amount amount = parse_amount(text);
  if (!amount.value) return {{}, not_a_number(text)};
  if (auto error = size_problem(*amount.value, amount.percent, shape)) return {{}, *error};
  const double value = amount.percent ? *amount.value / 100.0 : *amount.value;
  if (auto error = exact_problem(value, shape)) return {{}, *error};
  return {Quantity::exactly(value, shape.domain), {}};
}

void report(Problems* problems, const Node& node, NumberError error) {
  if (problems == nullptr) return;
  problems->error(problems->source().place(node.begin, node.end), std::move(error.message),
                  std::move(error.hint));
}

std::optional<Quantity> parse_quantiles(const Node& node, const Shape& shape, Problems* problems) {
  double p[3] = {};
  bool percent = false;
  bool sound = true;
  const char* const keys[] = {"p5", "p50", "p95"};
  for (int i = 0; i < 3; ++i) {
    const Node* child = node.at(keys[i]);
    if (child == nullptr) {
      report(problems, node,
             {fmt::format("`{}` is missing; quantiles are given as p5, p50 and p95", keys[i]), {}});
      sound = false;
      continue;
    }
    const Amount amount = child->is_scalar() ? parse_amount(child->text) : Amount{};
    std::optional<NumberError> error;
    if (!child->is_scalar())
      error = NumberError{"a number is expected here", {}};
    else if (!amount.value)
      error = not_a_number(child->text);
    else
      error = size_problem(*amount.value, amount.percent, shape);
    if (error) report(problems, *child, *error);
    if (error) sound = false;
    if (amount.value) p[i] = amount.percent ? *amount.value / 100.0 : *amount.value;
    percent = percent || amount.percent;
  }
  if (!sound) return std::nullopt;
  if (const auto text = Quantity::problem(p[0], p[1], p[2], shape.domain)) {
    report(problems, node, {*text, p[0] < p[2] ? interval_hint(p[0], p[2], shape) : std::string()});
    return std::nullopt;
  }
  if (auto error = interval_problem(p[0], p[2], shape)) {
    report(problems, node, *error);
    return std::nullopt;
  }
  return Quantity::quantiles(p[0], p[1], p[2], shape.domain);
}

std::optional<Quantity> parse_map(const Node& node, const Shape& shape, Problems* problems) {
  const Node* value = node.at("value");
  const bool quantiles = node.at("p5") != nullptr || node.at("p50") != nullptr || node.at("p95") != nullptr;
  if (value != nullptr && quantiles) {
    report(problems, node, {"`value` and quantiles exclude each other", "keep one of them"});
    return std::nullopt;
  }
  if (quantiles) return parse_quantiles(node, shape, problems);
  if (value == nullptr) {
    report(problems, node,
           {"a number with its source needs `value`", "write {value: 20 to 45, source: ...}"});
    return std::nullopt;
  }
  if (value->is_map() && value->at("value") != nullptr) {
    report(problems, *value,
           {"`value` holds a `value` again", "write the number, an interval or {p5, p50, p95}"});
    return std::nullopt;
  }
  return parse_quantity(*value, shape, problems);
}

}  // namespace

NumberResult parse_certain(std::string_view text, const Shape& shape) {
  const std::optional<double> value = parse_number(trimmed(text));
  if (!value)
    return {{},
            {fmt::format("`{}` is not a number", shown(text)), "a certain number stands here, such as 30"}};
  if (auto error = size_problem(*value, false, shape)) return {{}, *error};
  if (auto error = exact_problem(*value, shape)) return {{}, *error};
  return {value, {}};
}

std::optional<Quantity> parse_quantity(const Node& node, const Shape& shape, Problems* problems) {
  if (node.is_map()) return parse_map(node, shape, problems);
  if (node.is_list()) {
    report(problems, node, {"a list is not a number", "write an interval as `20 to 45`"});
    return std::nullopt;
  }
  if (node.is_null()) {
    report(problems, node, {"a number is missing", {}});
    return std::nullopt;
  }
  TextQuantity parsed = parse_text(node.text, shape);
  if (!parsed.value) report(problems, node, std::move(parsed.error));
  return parsed.value;
}

}  // namespace offramp::case_file
