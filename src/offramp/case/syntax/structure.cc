// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/syntax/structure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <concepts>

#include "offramp/base/text/date.h"
#include "offramp/base/unicode/look_alike.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/case/syntax/number.h"

namespace offramp::case_file {
namespace {

std::string_view kind_text(const Node& node) {
  if (node.is_list()) return "a list";
  if (node.is_map()) return "a map";
  return node.is_null() ? "nothing" : "a text";
}

bool fits_kind(const Shape& shape, const Node& node) {
  switch (shape.form) {
    case Form::record:
    case Form::dictionary:
    case Form::changes:
      return node.is_map();
    case Form::list:
      return node.is_list();
    case Form::quantity:
      return !node.is_list();
    case Form::either:
      return alternative(shape, node) != nullptr;
    default:
      return node.is_scalar();
  }
}

std::string listed(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

// What was meant by a word that is none of `words`: look-alikes written plainly, or the nearest.
std::string word_hint(std::string_view text, const std::vector<std::string>& words) {
  const PlainText plain = plain_text(first_characters(text, 64));
  if (plain.first) return look_alike_words(*plain.first);
  return suggestion(text, words);
}

// Whether a scalar is a word, or an unquoted number that equals it: 1.0 is 1.
bool means_word(const Node& node, const std::string& word) {
  if (node.text == word) return true;
  const auto wanted = parse_number(word), given = parse_number(node.text);
  return node.plain && wanted && given && *wanted == *given;
}

std::vector<std::string> copies(const std::vector<std::string_view>& words) {
  return {words.begin(), words.end()};
}

// `owner` is the key under which a value stands; problems of a whole record are shown there.
struct Spot {
  const Node& owner;
  std::string_view label;
  bool keyed = true;  // false for the root and for the items of a list, which have no key of their own
};

class Checker {
 public:
  Checker(const Node& root, Problems& problems) : root_(&root), problems_(problems) {}
  void check(const Node& node, const Shape& shape, Spot spot);
  Structure take() { return std::move(found_); }

 private:
  void record(const Node& node, const Shape& shape, Spot spot);
  void unknown_key(const Entry& entry, const Shape& shape, const std::vector<std::string>& keys);
  void key_rules(const Node& node, const Shape& shape, Spot spot);
  void dictionary(const Node& node, const Shape& shape, Spot spot);
  void dictionary_key(const Node& key, const Shape& shape);
  void list(const Node& node, const Shape& shape, Spot spot);
  void quantity(const Node& node, const Shape& shape);
  void scalar(const Node& node, const Shape& shape, Spot spot);
  void choice(const Node& node, const Shape& shape, Spot spot);
  void name(const Node& node, std::string_view what);
  void text(const Node& node, Spot spot);
  void citation(const Node& node, Spot spot);
  void wrong_kind(const Node& node, const Shape& shape, Spot spot);
  void fail(const Node& node, std::string message, std::string hint = {}) {
    fail(node, std::move(message), [&] { return std::move(hint); });
  }
  // `hint` returns the text, for those that take a search.
  template <std::invocable Hint>
  void fail(const Node& node, std::string message, const Hint& hint) {
    found_.unsound.insert(&node);
    problems_.error(place(node), std::move(message), hint);
  }
  Place place(const Node& node) const { return problems_.source().place(node.begin, node.end); }

  const Node* root_;
  Problems& problems_;
  Structure found_;
};

// What YAML of 2005 and people take for a truth value.
std::string meant_by(std::string_view text) {
  for (const std::string_view yes : {"yes", "Yes", "YES", "y", "on", "On", "ON", "1"}) {
    if (text == yes) return "write true";
  }
  for (const std::string_view no : {"no", "No", "NO", "n", "off", "Off", "OFF", "0"}) {
    if (text == no) return "write false";
  }
  return {};
}

void Checker::wrong_kind(const Node& node, const Shape& shape, Spot spot) {
  if (node.is_null()) {
    found_.unsound.insert(&node);
    problems_.error(place(spot.owner),
                    fmt::format("`{}` has no value; expected: {}", spot.label, shape.name));
    return;
  }
  const auto hint = [&]() -> std::string {
    if (node.is_list() && shape.form == Form::quantity) return "write an interval as `20 to 45`";
    const std::size_t to = node.text.find(" to ");
    const bool pair =
        shape.form == Form::list && shape.at_least == 2 && node.is_scalar() && to != std::string::npos;
    return pair ? fmt::format("write [{}, {}]", node.text.substr(0, to), node.text.substr(to + 4)) : "";
  };
  fail(node, fmt::format("`{}` is {}; expected: {}", spot.label, kind_text(node), shape.name), hint);
}

void Checker::check(const Node& node, const Shape& shape, Spot spot) {
  if (shape.form == Form::either) {
    const Shape* chosen = alternative(shape, node);
    if (chosen == nullptr || node.is_null()) return wrong_kind(node, shape, spot);
    return check(node, *chosen, spot);
  }
  if (!fits_kind(shape, node) || node.is_null()) return wrong_kind(node, shape, spot);
  switch (shape.form) {
    case Form::record:
      return record(node, shape, spot);
    case Form::dictionary:
      return dictionary(node, shape, spot);
    case Form::list:
      return list(node, shape, spot);
    case Form::quantity:
      return quantity(node, shape);
    case Form::changes:  // what they lead to is compared when they are made
      if (node.entries.empty()) fail(spot.owner, fmt::format("`{}` is empty", spot.label));
      return;
    default:
      return scalar(node, shape, spot);
  }
}

void Checker::unknown_key(const Entry& entry, const Shape& shape, const std::vector<std::string>& keys) {
  fail(entry.key, fmt::format("unknown key `{}` in {}", entry.key.text, shape.name), [&]() -> std::string {
    std::string hint = word_hint(entry.key.text, keys);
    if (!hint.empty()) return hint;
    if (entry.value.is_null()) {
      return "a comma separates entries inside braces: a text with a comma must stand in quotes";
    }
    return fmt::format("keys: {}", listed(keys));
  });
}

void Checker::record(const Node& node, const Shape& shape, Spot spot) {
  std::vector<std::string> keys;
  for (const Field& field : shape.fields) keys.emplace_back(field.key);
  for (const Entry& entry : node.entries) {
    const auto field = std::find_if(shape.fields.begin(), shape.fields.end(),
                                    [&](const Field& f) { return f.key == entry.key.text; });
    if (field == shape.fields.end()) {
      unknown_key(entry, shape, keys);
    } else {
      check(entry.value, *field->shape, {entry.key, entry.key.text});
    }
  }
  for (const Field& field : shape.fields) {
    if (!field.required || node.at(field.key) != nullptr) continue;
    found_.unsound.insert(&node);
    const Place where = &node == root_ ? Place{} : place(spot.owner);
    const std::string owner =
        spot.keyed ? fmt::format("{} `{}`", shape.name, spot.label) : std::string(shape.name);
    problems_.error(where, fmt::format("`{}` is missing in {}", field.key, owner),
                    std::string(field.description));
  }
  key_rules(node, shape, spot);
}

void Checker::key_rules(const Node& node, const Shape& shape, Spot spot) {
  for (const KeyRule& rule : shape.rules) {
    std::size_t given = 0;
    for (const std::string_view key : rule.keys) given += node.at(key) != nullptr ? 1 : 0;
    const std::string words = fmt::format("{}", fmt::join(rule.keys, "` or `"));
    std::string message;
    if (rule.kind == KeyRule::Kind::needs) {
      if (node.at(rule.keys[0]) == nullptr || node.at(rule.keys[1]) != nullptr) continue;
      message = fmt::format("`{}` has a meaning only with `{}`", rule.keys[0], rule.keys[1]);
    } else if (given == 0 && rule.kind != KeyRule::Kind::at_most_one) {
      message = fmt::format("{} `{}` needs `{}`", shape.name, spot.label, words);
    } else if (given > 1 && rule.kind != KeyRule::Kind::at_least_one) {
      message = fmt::format("{} `{}` has more than one of `{}`", shape.name, spot.label, words);
    } else {
      continue;
    }
    found_.unsound.insert(&node);
    problems_.error(place(spot.owner), message);
  }
}

void Checker::dictionary_key(const Node& key, const Shape& shape) {
  if (!shape.choices.empty()) {
    const std::vector<std::string> words = copies(shape.choices);
    if (std::find(words.begin(), words.end(), key.text) != words.end()) return;
    fail(key, fmt::format("unknown key `{}` in the {}", key.text, shape.name), [&] {
      std::string hint = word_hint(key.text, words);
      return hint.empty() ? "one of " + listed(words) : hint;
    });
  } else if (!(shape.option_keys && parse_number(key.text))) {
    name(key, shape.name);
  }
}

void Checker::dictionary(const Node& node, const Shape& shape, Spot spot) {
  for (const Entry& entry : node.entries) {
    dictionary_key(entry.key, shape);
    check(entry.value, *shape.element, {entry.key, entry.key.text});
  }
  if (node.entries.size() < shape.at_least) {
    found_.unsound.insert(&node);
    problems_.error(place(spot.owner), shape.at_least == 1 ? fmt::format("`{}` is empty", spot.label)
                                                           : fmt::format("`{}` needs at least {} entries",
                                                                         spot.label, shape.at_least));
  }
}

void Checker::list(const Node& node, const Shape& shape, Spot spot) {
  for (const Node& item : node.items) check(item, *shape.element, {item, spot.label, false});
  if (node.items.size() < shape.at_least || (shape.at_most > 0 && node.items.size() > shape.at_most)) {
    fail(node, fmt::format("`{}` has {} entries; expected: {}", spot.label, node.items.size(), shape.name));
  }
}

void Checker::quantity(const Node& node, const Shape& shape) {
  if (std::optional<Quantity> parsed = parse_quantity(node, shape, &problems_)) {
    found_.quantities.emplace(&node, *std::move(parsed));
  } else {
    found_.unsound.insert(&node);
  }
  if (!node.is_map()) return;
  std::vector<std::string> keys = copies(quantity_keys());
  const std::vector<Field>& fields = shape.fields;
  for (const Field& field : fields) keys.emplace_back(field.key);
  for (const Entry& entry : node.entries) {
    const auto field =
        std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.key == entry.key.text; });
    if (field != fields.end()) {
      check(entry.value, *field->shape, {entry.key, entry.key.text});
    } else if (std::find(keys.begin(), keys.end(), entry.key.text) == keys.end()) {
      fail(entry.key, fmt::format("unknown key `{}` in a number", entry.key.text), [&] {
        std::string hint = word_hint(entry.key.text, keys);
        return hint.empty() ? "keys: " + listed(keys) : hint;
      });
    }
  }
  const Node* value = node.at("value");
  if (value == nullptr || !value->is_map()) return;
  for (const Entry& entry : value->entries) {
    if (entry.key.text != "p5" && entry.key.text != "p50" && entry.key.text != "p95" &&
        entry.key.text != "value") {
      fail(entry.key, fmt::format("unknown key `{}` in the quantiles of a number", entry.key.text),
           "keys: p5, p50, p95");
    }
  }
}

void Checker::text(const Node& node, Spot spot) {
  if (node.truth()) {
    fail(node, fmt::format("`{}` is {}, which is not a text", spot.label, node.text), "write it in quotes");
  } else if (node.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    fail(node, fmt::format("`{}` is empty", spot.label));
  }
}

void Checker::citation(const Node& node, Spot spot) {
  std::string_view id = std::string_view(node.text).substr(0, node.text.find(','));
  while (!id.empty() && (id.front() == ' ' || id.front() == '\n')) id.remove_prefix(1);
  while (!id.empty() && (id.back() == ' ' || id.back() == '\n')) id.remove_suffix(1);
  if (is_identifier(id) && !is_reserved(id)) return;
  fail(node, fmt::format("`{}` does not begin with the identifier of a source", spot.label),
       "an identifier from `sources`; a place may follow a comma: `hosmer2001, ch. 4`");
}

void Checker::name(const Node& node, std::string_view what) {
  if (!is_identifier(node.text)) {
    const PlainText plain = plain_text(first_characters(node.text, 64));
    fail(node, fmt::format("`{}` cannot be an identifier in {}", first_characters(node.text, 64), what),
         plain.first ? look_alike_words(*plain.first)
                     : "lower-case letters, digits and _, beginning with a letter, at most 64");
  } else if (is_reserved(node.text)) {
    fail(node, fmt::format("`{}` is a reserved word", node.text), "choose another identifier");
  }
}

void Checker::choice(const Node& node, const Shape& shape, Spot spot) {
  const std::vector<std::string> words = copies(shape.choices);
  const auto same = [&](const std::string& word) { return means_word(node, word); };
  if (std::any_of(words.begin(), words.end(), same)) return;
  fail(node, fmt::format("`{}` cannot be `{}`", spot.label, node.text), [&] {
    // One letter is near to many codes: a guess would be as good as any other.
    std::string hint =
        node.text.size() > 1 || words.size() <= 10 ? word_hint(node.text, words) : std::string();
    if (!hint.empty()) return hint;
    return words.size() <= 10 ? "one of " + listed(words) : std::string(shape.description);
  });
}

void Checker::scalar(const Node& node, const Shape& shape, Spot spot) {
  switch (shape.form) {
    case Form::boolean:
      if (!node.truth()) {
        fail(node, fmt::format("`{}` is `{}`; true or false is expected", spot.label, node.text),
             meant_by(node.text));
      }
      return;
    case Form::number: {
      if (!node.plain)
        return fail(node, fmt::format("`{}` is a text; a number is expected", spot.label),
                    "write it without quotes");
      const NumberResult result = parse_certain(node.text, shape);
      if (!result.value) return fail(node, result.error.message, result.error.hint);
      found_.numbers.emplace(&node, *result.value);
      return;
    }
    case Form::day:
      if (!date_span(node.text) || node.text.size() != 10) {
        fail(node, fmt::format("`{}` is not a date", node.text), "write YYYY-MM-DD, a day of the calendar");
      }
      return;
    case Form::date:
      if (!date_of(node)) {
        fail(node, fmt::format("`{}` is not a date", node.text),
             "write YYYY-MM-DD, a day of the calendar; YYYY-MM or YYYY where no more is known");
      }
      return;
    case Form::condition:
      if (node.plain && parse_number(node.text)) return fail(node, "a number is not a condition");
      return text(node, spot);
    case Form::citation:
      return citation(node, spot);
    case Form::choice:
      return choice(node, shape, spot);
    case Form::name:
      return name(node, fmt::format("`{}`", spot.label));
    case Form::option:
      if (!parse_number(node.text) && node.text != kNotApplicable)
        name(node, fmt::format("`{}`", spot.label));
      return;
    default:
      return text(node, spot);
  }
}

}  // namespace

const Shape* alternative(const Shape& either, const Node& node) {
  const Shape* fallback = nullptr;
  for (const Shape* candidate : either.alternatives) {
    if (!fits_kind(*candidate, node)) continue;
    if (candidate->marks.empty() || !node.is_map()) {
      if (fallback == nullptr) fallback = candidate;
      continue;
    }
    for (const std::string_view mark : candidate->marks) {
      if (node.at(mark) != nullptr) return candidate;
    }
  }
  return fallback;
}

std::optional<std::string> date_of(const Node& node) {
  const std::optional<double> number = parse_number(node.text);
  if (node.plain && number && *number >= 1.0 && *number <= 9999.0 && *number == std::floor(*number))
    return fmt::format("{:04.0f}", *number);
  return date_span(node.text) ? std::optional(node.text) : std::nullopt;
}

Structure check_structure(const Node& root, const Shape& shape, Problems& problems) {
  Checker checker(root, problems);
  checker.check(root, shape, {root, shape.name, false});
  return checker.take();
}

}  // namespace offramp::case_file
