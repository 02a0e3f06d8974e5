// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "offramp/bargaining/model/space.h"
#include "offramp/base/ids.h"
#include "offramp/base/number/share.h"
#include "offramp/case/model/case.h"
#include "offramp/evidence/model/belief.h"
#include "offramp/sensitivity/fit/table.h"

/// A result struct describes its fields once, in a function template that any visitor can run:
///
///   template <class V> void fields(V& v, const Standing& s) {
///     v("party", s.party, "who");
///     v("accepts", s.accepts, "no red line crossed and worth at least no deal");
///   }
///
/// JsonWriter (json_writer.h) makes the JSON of a result from it, SchemaWriter (schema_writer.h) the JSON
/// Schema, and from that come the tables of docs/json.md. What a visitor V offers:
///
///   v(key, value, says)             a field; a std::optional is null where it is absent
///   v.maybe(key, pointer, says)     null where the pointer is null
///   v.when(holds, key, value, says) the key itself is absent where it does not hold
///   v.list(key, n, item, says)      an array of item(0) ... item(n - 1)
///   v.table<T>(key, fill, says)     an object with keys of its own: fill(put) calls put(key, T)
///   v.entries<T>(fill)              the object itself has keys of its own
///   v.subject()                     the case in which identifiers are looked up
///
/// Values may be numbers, texts, identifiers (PartyId, RedLineId, SourceId, IssueId), vectors, the wrappers
/// below, or structs with fields of their own. A description must run on a default-constructed struct, for
/// that is all a schema has: what is looked up in the case stands in a wrapper or in `list` and `table`.
namespace offramp::briefing {

/// One for everybody: what stands behind a pointer of a view until there is a result.
template <class T>
const T& nothing() {
  static const T none{};
  return none;
}

/// The element, or one with nothing in it where a description runs without a case.
template <class T>
const T& at_or_nothing(const std::vector<T>& list, std::size_t i) {
  return i < list.size() ? list[i] : nothing<T>();
}

/// A type by its identifier.
struct TypeOf {
  PartyId party;
  TypeId type;
};

/// An option by its identifier, or the number itself on a range.
struct OptionOf {
  std::size_t issue = 0, option = 0;
};

/// A settlement as an object: issue to option.
struct SettlementOf {
  const bargaining::Settlement* settlement = &nothing<bargaining::Settlement>();
  bool decimals = false;  ///< whole numbers of a range with ".0", as `weigh` has always written them
};

/// An object with one entry for each type of a party.
template <class T>
struct ByType {
  PartyId party;
  const std::vector<T>* values = &nothing<std::vector<T>>();
};

/// A double that counts: without a decimal point as long as a double counts exactly.
struct Whole {
  double value = 0;
};

/// A number that may be infinite, and is null then.
struct MaybeInfinite {
  double value = 0;
};

/// A value of an input of `weigh`: a number, a type, or "held" above a half and "open" below.
struct Level {
  enum class Kind { number, type, red_line };
  Kind kind = Kind::number;
  double value = 0;
  TypeOf type;
};

/// An object whose shape is told elsewhere.
struct AnyObject {};

/// One of a few words.
struct Word {
  std::string text;
};

/// Structs that stand in many places have a name in schema and documentation: a specialisation gives it.
template <class T>
struct DescribedAs {
  static constexpr const char* name = nullptr;
};

template <>
struct DescribedAs<Share> {
  static constexpr const char* name = "share";
};
template <class V>
void fields(V& v, const Share& s) {
  v("value", s.value, "share of worlds, in [0, 1]");
  v("standard_error", s.standard_error, "of the share");
  v("low", s.low, "lower end of the 95 % Wilson interval");
  v("high", s.high, "upper end of it");
}

template <>
struct DescribedAs<sensitivity::Estimate> {
  static constexpr const char* name = "estimate";
};
template <class V>
void fields(V& v, const sensitivity::Estimate& e) {
  v("value", e.value, "the estimate");
  v("standard_error", e.standard_error, "of the estimate");
  v("low", e.low, "lower end of the 95 % interval");
  v("high", e.high, "upper end of it");
}

template <>
struct DescribedAs<evidence::Belief> {
  static constexpr const char* name = "belief";
};
template <class V>
void fields(V& v, const evidence::Belief& b) {
  v("mean", MaybeInfinite{b.mean}, "over worlds");
  v("p5", MaybeInfinite{b.p5}, "5 % of worlds have less");
  v("p50", MaybeInfinite{b.p50}, "median over worlds");
  v("p95", MaybeInfinite{b.p95}, "5 % of worlds have more");
}

template <>
struct DescribedAs<Setting> {
  static constexpr const char* name = "setting";
};
template <class V>
void fields(V& v, const Setting& s) {
  v("path", s.path, "into the case file");
  v("value", s.value, "what stands there for this answer, as written");
  v.when(!s.variant.empty(), "variant", s.variant, "whose change it is; absent: asked for by hand");
}

template <>
struct DescribedAs<AddedItems> {
  static constexpr const char* name = "added";
};
template <class V>
void fields(V& v, const AddedItems& a) {
  v("file", a.file, "of evidence that was read beside the case");
  v("items", a.items, "taken from it");
}

/// What was changed in the case before it was asked; absent where nothing was.
template <class V>
void settings_field(V& v) {
  v.when(!v.subject().settings.empty(), "settings", v.subject().settings,
         "changes made to the case file for this answer");
  v.when(!v.subject().added.empty(), "added", v.subject().added, "evidence that is not in the case file");
}

}  // namespace offramp::briefing
