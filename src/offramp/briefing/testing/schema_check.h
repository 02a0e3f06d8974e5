// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

/// As much of JSON Schema as the schemas of answers use: type, properties, required, additionalProperties,
/// items, anyOf, $ref.
namespace offramp::briefing::expect {

class SchemaCheck {
 public:
  using Json = nlohmann::ordered_json;
  explicit SchemaCheck(Json root) : root_(std::move(root)) {}

  /// Where and how a value breaks the schema; empty if it does not.
  std::string problem(const Json& value) const { return problem(value, root_, ""); }

 private:
  static bool is(const Json& value, const std::string& type) {
    if (type == "number") return value.is_number();
    if (type == "integer") return value.is_number_integer();
    return type == value.type_name();
  }

  std::string problem(const Json& value, const Json& schema, const std::string& at) const {
    if (schema.contains("$ref"))
      return problem(value, root_.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1))), at);
    if (schema.contains("anyOf")) {
      std::string first;
      for (const Json& option : schema["anyOf"]) {
        const std::string found = problem(value, option, at);
        if (found.empty()) return {};
        if (first.empty()) first = found;
      }
      return first;
    }
    if (schema.contains("type")) {
      const Json& type = schema["type"];
      const bool right =
          type.is_array() ? std::any_of(type.begin(), type.end(), [&](const Json& t) { return is(value, t); })
                          : is(value, type);
      if (!right) return at + ": " + value.type_name() + " in place of " + type.dump();
    }
    return value.is_object()                              ? object_problem(value, schema, at)
           : value.is_array() && schema.contains("items") ? list_problem(value, schema["items"], at)
                                                          : std::string();
  }

  std::string list_problem(const Json& value, const Json& items, const std::string& at) const {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const std::string found = problem(value[i], items, at + "/" + std::to_string(i));
      if (!found.empty()) return found;
    }
    return {};
  }

  std::string object_problem(const Json& value, const Json& schema, const std::string& at) const {
    static const Json none = Json::object();
    const Json& known = schema.contains("properties") ? schema["properties"] : none;
    if (schema.contains("required")) {
      for (const Json& key : schema["required"])
        if (!value.contains(key.get<std::string>())) return at + ": no " + key.get<std::string>();
    }
    for (const auto& [key, below] : value.items()) {
      std::string found;
      if (known.contains(key)) {
        found = problem(below, known[key], at + "/" + key);
      } else if (schema.contains("additionalProperties")) {
        const Json& other = schema["additionalProperties"];
        if (other.is_boolean()) {
          if (!other.get<bool>()) return at + ": nobody knows " + key;
        } else {
          found = problem(below, other, at + "/" + key);
        }
      }
      if (!found.empty()) return found;
    }
    return {};
  }

  Json root_;
};

}  // namespace offramp::briefing::expect
