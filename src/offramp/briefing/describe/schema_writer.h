// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>
#include <utility>

#include "offramp/briefing/describe/fields.h"

namespace offramp::briefing {

/// Makes a JSON Schema (draft 2020-12) from a description (fields.h), on default-constructed structs. Every
/// key is required but those of `when`; no other keys are allowed. Structs with a name (DescribedAs) stand
/// once, under $defs.
class SchemaWriter {
 public:
  using Json = nlohmann::ordered_json;

  /// Adds to `schema`, an object schema, and to `defs`.
  SchemaWriter(Json& schema, Json& defs) : schema_(schema), defs_(defs) {
    schema_ = {{"type", "object"},
               {"properties", Json::object()},
               {"required", Json::array()},
               {"additionalProperties", false}};
  }

  const Case& subject() const { return nothing<Case>(); }

  template <class T>
  void operator()(const char* key, const T&, const char* says) {
    property(key, schema_of(Of<T>{}), says, true);
  }
  template <class T>
  void maybe(const char* key, const T*, const char* says) {
    property(key, or_null(schema_of(Of<T>{})), says, true);
  }
  template <class T>
  void when(bool, const char* key, const T&, const char* says) {
    property(key, schema_of(Of<T>{}), says, false);
  }
  template <class Item>
  void list(const char* key, std::size_t, const Item&, const char* says) {
    using T = std::decay_t<std::invoke_result_t<Item, std::size_t>>;
    property(key, array_of(schema_of(Of<T>{})), says, true);
  }
  template <class T, class Fill>
  void table(const char* key, const Fill&, const char* says) {
    property(key, object_of(schema_of(Of<T>{})), says, true);
  }
  template <class T, class Fill>
  void entries(const Fill&) {
    schema_ = object_of(schema_of(Of<T>{}));
  }

 private:
  template <class T>
  struct Of {};

  static Json or_null(Json schema) { return {{"anyOf", {std::move(schema), {{"type", "null"}}}}}; }
  static Json array_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
  static Json object_of(Json values) {
    return {{"type", "object"}, {"additionalProperties", std::move(values)}};
  }

  void property(const char* key, Json schema, const char* says, bool required) {
    schema["description"] = says;
    schema_["properties"][key] = std::move(schema);
    if (required) schema_["required"].push_back(key);
  }

  template <class T>
  Json schema_of(Of<T>) {
    if constexpr (std::is_same_v<T, AnyObject>) {
      return {{"type", "object"}};
    } else if constexpr (std::is_same_v<T, bool>) {
      return {{"type", "boolean"}};
    } else if constexpr (std::is_integral_v<T>) {
      return {{"type", "integer"}};
    } else if constexpr (std::is_floating_point_v<T> || std::is_same_v<T, Whole>) {
      return {{"type", "number"}};
    } else if constexpr (std::is_same_v<T, MaybeInfinite>) {
      return {{"type", {"number", "null"}}};
    } else if constexpr (std::is_same_v<T, OptionOf> || std::is_same_v<T, Level>) {
      return {{"type", {"string", "number"}}};
    } else if constexpr (std::is_same_v<T, SettlementOf>) {
      return object_of({{"type", {"string", "number"}}});
    } else if constexpr (std::is_convertible_v<T, std::string> || std::is_same_v<T, Word> ||
                         std::is_same_v<T, TypeOf> || std::is_same_v<T, PartyId> ||
                         std::is_same_v<T, RedLineId> || std::is_same_v<T, SourceId> ||
                         std::is_same_v<T, IssueId>) {
      return {{"type", "string"}};
    } else {
      return struct_schema<T>();
    }
  }
  template <class T>
  Json schema_of(Of<std::vector<T>>) {
    return array_of(schema_of(Of<T>{}));
  }
  template <class T, std::size_t N>
  Json schema_of(Of<std::array<T, N>>) {
    return array_of(schema_of(Of<T>{}));
  }
  template <class T>
  Json schema_of(Of<std::optional<T>>) {
    return or_null(schema_of(Of<T>{}));
  }
  template <class T>
  Json schema_of(Of<ByType<T>>) {
    using Entry = std::conditional_t<std::is_same_v<T, double>, MaybeInfinite, T>;
    return object_of(schema_of(Of<Entry>{}));
  }

  template <class T>
  Json struct_schema() {
    const char* name = DescribedAs<T>::name;
    Json schema;
    if (name == nullptr) {
      SchemaWriter writer(schema, defs_);
      fields(writer, nothing<T>());
      return schema;
    }
    if (!defs_.contains(name)) {
      defs_[name] = nullptr;  // keeps its place
      SchemaWriter writer(schema, defs_);
      fields(writer, nothing<T>());
      defs_[name] = std::move(schema);
    }
    return {{"$ref", std::string("#/$defs/") + name}};
  }

  Json& schema_;
  Json& defs_;
};

/// The schema of a described result as a document of its own.
template <class T>
nlohmann::ordered_json described_schema(const std::string& title) {
  nlohmann::ordered_json body, defs = nlohmann::ordered_json::object();
  SchemaWriter writer(body, defs);
  fields(writer, nothing<T>());
  nlohmann::ordered_json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                                   {"title", title}};
  schema.update(body);
  if (!defs.empty()) schema["$defs"] = std::move(defs);
  return schema;
}

}  // namespace offramp::briefing
