// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/schema.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "offramp/case/file/sections.h"
#include "offramp/case/syntax/number.h"
#include "offramp/case/syntax/shape.h"

namespace offramp {
namespace {

using Json = nlohmann::ordered_json;
using case_file::Form;
using case_file::KeyRule;
using case_file::Shape;

constexpr const char* kName = "(?!(?:and|or|not|implies|in|true|false|null)$)[a-z][a-z0-9_]{0,63}";
constexpr const char* kUnsigned = "\\+?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?";
constexpr const char* kSigned = "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?";

class SchemaWriter {
 public:
  Json write(const Shape& root);

 private:
  Json reference(const Shape& shape);
  Json definition(const Shape& shape);
  Json record(const Shape& shape);
  Json dictionary(const Shape& shape);
  Json list(const Shape& shape);
  Json quantity(const Shape& shape);
  Json amount(const Shape& shape) const;
  Json described(const Shape& shape, std::string_view description);
  static Json text_pattern(const std::string& pattern) { return {{"type", "string"}, {"pattern", pattern}}; }

  std::map<const Shape*, std::string> names_;
  Json definitions_ = Json::object();
};

std::string slug(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out;
}

void set_bounds(Json& number, const Shape& shape) {
  const Domain& domain = shape.domain;
  const bool bounded = domain.kind == Domain::Kind::bounded;
  const double low = bounded                                 ? domain.low
                     : domain.kind == Domain::Kind::positive ? 0.0
                                                             : -case_file::kLargestNumber;
  const double high = bounded ? domain.high : case_file::kLargestNumber;
  const bool open_low = shape.open && domain.kind != Domain::Kind::real;
  number[open_low ? "exclusiveMinimum" : "minimum"] = low;
  number[shape.open && bounded ? "exclusiveMaximum" : "maximum"] = high;
}

std::string number_pattern(const Shape& shape) {
  return shape.domain.kind == Domain::Kind::real ? kSigned : kUnsigned;
}

// A number, or a text that is one (in percent where that has a meaning).
Json SchemaWriter::amount(const Shape& shape) const {
  Json number = {{"type", "number"}};
  set_bounds(number, shape);
  const std::string percent = shape.percent ? "\\s*%?" : "";
  return {{"anyOf", {number, text_pattern("^\\s*" + number_pattern(shape) + percent + "\\s*$")}}};
}

Json SchemaWriter::quantity(const Shape& shape) {
  Json number = {{"type", "number"}};
  set_bounds(number, shape);
  const std::string percent = shape.percent ? "\\s*%?" : "";
  const std::string one = number_pattern(shape) + percent;
  const Json text = text_pattern("^\\s*" + one + "(?:\\s+to\\s+" + one + ")?\\s*$");
  const Json part = amount(shape);
  const Json quantiles = {{"p5", part}, {"p50", part}, {"p95", part}};
  const Json required = {"p5", "p50", "p95"};
  Json inner = {
      {"type", "object"}, {"properties", quantiles}, {"required", required}, {"additionalProperties", false}};
  inner["description"] = "Three quantiles: 5 %, 50 % and 95 % of the belief lie below them.";
  Json properties = quantiles;
  properties["value"] = {{"description", "The number: `30`, `20 to 45` or {p5, p50, p95}."},
                         {"anyOf", {number, text, inner}}};
  for (const case_file::Field& field : shape.fields) {
    properties[std::string(field.key)] = described(*field.shape, field.description);
  }
  const Json by_value = {{"required", {"value"}},
                         {"properties", {{"p5", false}, {"p50", false}, {"p95", false}}}};
  const Json by_quantiles = {{"required", required}, {"properties", {{"value", false}}}};
  const Json object = {{"type", "object"},
                       {"properties", properties},
                       {"additionalProperties", false},
                       {"oneOf", {by_value, by_quantiles}}};
  return {{"anyOf", {number, text, object}}};
}

Json SchemaWriter::record(const Shape& shape) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const case_file::Field& field : shape.fields) {
    properties[std::string(field.key)] = described(*field.shape, field.description);
    if (field.required) required.push_back(std::string(field.key));
  }
  Json out = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  if (!required.empty()) out["required"] = required;
  Json all = Json::array();
  for (const KeyRule& rule : shape.rules) {
    const std::vector<std::string> keys(rule.keys.begin(), rule.keys.end());
    Json each = Json::array();
    for (const std::string& key : keys) each.push_back({{"required", {key}}});
    switch (rule.kind) {
      case KeyRule::Kind::exactly_one:
        all.push_back({{"oneOf", each}});
        break;
      case KeyRule::Kind::at_least_one:
        all.push_back({{"anyOf", each}});
        break;
      case KeyRule::Kind::at_most_one:
        all.push_back({{"not", {{"required", keys}}}});
        break;
      case KeyRule::Kind::needs:
        out["dependencies"][keys[0]] = Json::array({keys[1]});
        break;
    }
  }
  if (!all.empty()) out["allOf"] = all;
  return out;
}

Json SchemaWriter::dictionary(const Shape& shape) {
  Json out = {{"type", "object"}};
  const Json element = reference(*shape.element);
  if (!shape.choices.empty()) {
    for (const std::string_view key : shape.choices) out["properties"][std::string(key)] = element;
  } else {
    const std::string key = shape.option_keys ? fmt::format("(?:{}|{})", kName, kSigned) : kName;
    out["patternProperties"] = {{"^" + key + "$", element}};
  }
  out["additionalProperties"] = false;
  if (shape.at_least > 0) out["minProperties"] = shape.at_least;
  return out;
}

Json SchemaWriter::list(const Shape& shape) {
  Json out = {{"type", "array"}, {"items", reference(*shape.element)}};
  if (shape.at_least > 0) out["minItems"] = shape.at_least;
  if (shape.at_most > 0) out["maxItems"] = shape.at_most;
  return out;
}

Json SchemaWriter::definition(const Shape& shape) {
  switch (shape.form) {
    case Form::text:
      return {{"type", {"string", "number"}}, {"pattern", "\\S"}};
    case Form::boolean:
      return {{"type", "boolean"}};
    case Form::number: {
      Json out = {{"type", "number"}};
      set_bounds(out, shape);
      return out;
    }
    case Form::quantity:
      return quantity(shape);
    case Form::day:
      return text_pattern("^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$");
    case Form::date: {  // an editor takes a plain year for a number
      const Json year = {{"type", "integer"}, {"minimum", 1}, {"maximum", 9999}};
      return {{"anyOf",
               {text_pattern("^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?$"), year}}};
    }
    case Form::name:
      return text_pattern(fmt::format("^{}$", kName));
    case Form::condition:
      return text_pattern("\\S");
    case Form::citation:
      return text_pattern(
          "^[ \\n]*(?!(?:and|or|not|implies|in|true|false|null)[ \\n]*(?:,|$))[a-z][a-z0-9_]{0,63}[ "
          "\\n]*(?:,.*)?$");
    case Form::option:
      return {{"type", {"string", "number"}},
              {"pattern", fmt::format("^(?:{}|{}|{})$", case_file::kNotApplicable, kName, kSigned)}};
    case Form::choice: {
      Json words = Json::array();
      for (const std::string_view word : shape.choices) {
        if (const auto number = parse_number(word)) words.push_back(static_cast<int>(*number));
        words.push_back(std::string(word));
      }
      return {{"enum", words}};
    }
    case Form::record:
      return record(shape);
    case Form::dictionary:
      return dictionary(shape);
    case Form::list:
      return list(shape);
    case Form::changes:
      return {{"type", "object"}, {"minProperties", 1}};
    case Form::either: {
      Json any = Json::array();
      for (const Shape* one : shape.alternatives) any.push_back(reference(*one));
      return {{"anyOf", any}};
    }
  }
  return Json::object();
}

// Every shape is defined once, under its name.
Json SchemaWriter::reference(const Shape& shape) {
  const auto [entry, inserted] = names_.try_emplace(&shape, slug(shape.name));
  const std::string name = entry->second;
  if (inserted) {
    definitions_[name] = nullptr;  // keeps its place in the order of first use
    Json body = {{"description", std::string(shape.description)}};
    body.update(definition(shape));
    definitions_[name] = std::move(body);
  }
  return {{"$ref", "#/definitions/" + name}};
}

// In draft-07 a $ref hides its neighbours, so that a description needs a wrapper.
Json SchemaWriter::described(const Shape& shape, std::string_view description) {
  return {{"description", std::string(description)}, {"allOf", Json::array({reference(shape)})}};
}

Json SchemaWriter::write(const Shape& root) {
  Json out = {{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", "Offramp case"},
              {"description", std::string(root.description)}};
  out.update(record(root));
  out["definitions"] = std::move(definitions_);
  return out;
}

}  // namespace

std::string case_schema_json() {
  return case_schema_json(case_file::all_sections());
}

std::string case_schema_json(case_file::SectionList sections) {
  return SchemaWriter().write(case_file::file_shape(sections)).dump(2) + "\n";
}

}  // namespace offramp
