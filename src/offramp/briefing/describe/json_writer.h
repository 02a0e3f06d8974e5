// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>
#include <utility>

#include "offramp/briefing/describe/fields.h"

namespace offramp::briefing {

/// Whole numbers without a decimal point as long as a double counts exactly.
nlohmann::ordered_json whole_json(double value);
/// An option by its identifier; the number itself on a range, a whole one with ".0" if `decimals`.
nlohmann::ordered_json option_json(const Case& c, std::size_t issue, std::size_t option,
                                   bool decimals = false);

/// Makes JSON from a description (fields.h): keys in the order described, identifiers looked up in the case.
/// Heavy to compile: include it only where a whole answer is written.
class JsonWriter {
 public:
  using Json = nlohmann::ordered_json;

  /// Writes into `out`, which becomes an object. The case must outlive the writer.
  JsonWriter(const Case& c, Json& out) : c_(c), out_(out) { out_ = Json::object(); }

  const Case& subject() const { return c_; }

  template <class T>
  void operator()(const char* key, const T& value, const char*) {
    out_[key] = json_of(value);
  }
  template <class T>
  void maybe(const char* key, const T* value, const char*) {
    out_[key] = value == nullptr ? Json() : json_of(*value);
  }
  template <class T>
  void when(bool holds, const char* key, const T& value, const char*) {
    if (holds) out_[key] = json_of(value);
  }
  template <class Item>
  void list(const char* key, std::size_t n, const Item& item, const char*) {
    Json array = Json::array();
    for (std::size_t i = 0; i < n; ++i) array.push_back(json_of(item(i)));
    out_[key] = std::move(array);
  }
  template <class T, class Fill>
  void table(const char* key, const Fill& fill, const char*) {
    Json object = Json::object();
    fill([&](const std::string& name, const T& value) { object[name] = json_of(value); });
    out_[key] = std::move(object);
  }
  template <class T, class Fill>
  void entries(const Fill& fill) {
    fill([&](const std::string& name, const T& value) { out_[name] = json_of(value); });
  }

 private:
  template <class T>
  Json json_of(const T& value) const {
    if constexpr (std::is_arithmetic_v<T> || std::is_convertible_v<T, std::string>) {
      return Json(value);
    } else {
      Json object;
      JsonWriter writer(c_, object);
      fields(writer, value);
      return object;
    }
  }
  template <class T>
  Json json_of(const std::vector<T>& values) const {
    Json array = Json::array();
    for (const auto& value : values) array.push_back(json_of(value));
    return array;
  }
  template <class T, std::size_t N>
  Json json_of(const std::array<T, N>& values) const {
    Json array = Json::array();
    for (const T& value : values) array.push_back(json_of(value));
    return array;
  }
  template <class T>
  Json json_of(const std::optional<T>& value) const {
    return value ? json_of(*value) : Json();
  }
  template <class T>
  Json json_of(const ByType<T>& by) const {
    Json object = Json::object();
    for (std::size_t t = 0; t < by.values->size(); ++t)
      object[c_.types[by.party.index()][t].id] = json_of((*by.values)[t]);
    return object;
  }
  Json json_of(const ByType<double>& by) const {
    Json object = Json::object();
    for (std::size_t t = 0; t < by.values->size(); ++t)
      object[c_.types[by.party.index()][t].id] = json_of(MaybeInfinite{(*by.values)[t]});
    return object;
  }
  Json json_of(PartyId id) const { return c_.parties[id.index()].id; }
  Json json_of(RedLineId id) const { return c_.red_lines[id.index()].id; }
  Json json_of(SourceId id) const { return c_.sources[id.index()].id; }
  Json json_of(IssueId id) const { return c_.issues[id.index()].id; }
  Json json_of(const TypeOf& of) const { return c_.types[of.party.index()][of.type.index()].id; }
  Json json_of(const OptionOf& of) const { return option_json(c_, of.issue, of.option); }
  Json json_of(const SettlementOf& of) const {
    Json object = Json::object();
    for (std::size_t i = 0; i < of.settlement->size(); ++i)
      object[c_.issues[i].id] = option_json(c_, i, (*of.settlement)[i], of.decimals);
    return object;
  }
  Json json_of(const Whole& whole) const { return whole_json(whole.value); }
  Json json_of(const MaybeInfinite& number) const {
    return std::isfinite(number.value) ? Json(number.value) : Json();
  }
  Json json_of(const Level& level) const {
    if (level.kind == Level::Kind::number) return level.value;
    if (level.kind == Level::Kind::type) return json_of(level.type);
    return level.value > 0.5 ? "held" : "open";
  }
  Json json_of(const Word& word) const { return word.text; }

  const Case& c_;
  Json& out_;
};

/// The JSON of a described result of a case.
template <class T>
nlohmann::ordered_json described_json(const Case& c, const T& result) {
  nlohmann::ordered_json json;
  JsonWriter writer(c, json);
  fields(writer, result);
  return json;
}

}  // namespace offramp::briefing
