// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "offramp/base/number/quantity.h"

/// The format of a file as data: from one tree of shapes the reader takes what may stand where, and the JSON
/// Schema is written. Meaning (cross-references, sums, logic) is not here, and no shape of a certain section:
/// those stand in case/sections.
namespace offramp::case_file {

enum class Form {
  text,        ///< one text; a number may stand for it
  boolean,     ///< true or false
  number,      ///< a certain number
  quantity,    ///< number, interval, quantiles, with or without provenance
  day,         ///< YYYY-MM-DD
  date,        ///< YYYY-MM-DD, YYYY-MM or YYYY
  name,        ///< an identifier of the file
  condition,   ///< logic over issues
  citation,    ///< a source, perhaps with a place in it
  choice,      ///< one of `choices`
  option,      ///< an option's identifier, a number of a range, or kNotApplicable
  record,      ///< a map with the keys in `fields`
  dictionary,  ///< a map from identifiers, option names or `choices` to `element`
  list,        ///< a list of `element`
  changes,     ///< a map from paths of the file to what is to stand there (case/changes)
  either,      ///< one of `alternatives`, told apart by the kind of value and by `marks`
};

struct Shape;

/// One key of a record.
struct Field {
  std::string_view key;          ///< as written in the file
  const Shape* shape;            ///< of its value
  std::string_view description;  ///< one sentence, for the schema and for who leaves it out
  bool required = false;
};

/// A rule about which keys of a record go together.
struct KeyRule {
  enum class Kind { exactly_one, at_least_one, at_most_one, needs };
  Kind kind;
  std::vector<std::string_view> keys;  ///< needs: the first key needs the second
};

/// What may stand at one place of the file. Plain data; what it points to must outlive it.
struct Shape {
  Form form;
  std::string_view name;           ///< "a date": for messages; also the name in the schema
  std::string_view description;    ///< for the schema
  std::vector<Field> fields = {};  ///< of a record; of a quantity: what may stand beside `value`
  std::vector<KeyRule> rules = {};
  const Shape* element = nullptr;
  std::vector<const Shape*> alternatives = {};
  std::vector<std::string_view> marks =
      {};  ///< of an alternative: a map is of this shape if it has such a key
  std::vector<std::string_view> choices = {};  ///< of a choice, or the keys of a dictionary
  bool option_keys = false;                    ///< of a dictionary: keys are options or numbers
  std::size_t at_least = 0, at_most = 0;       ///< entries of a dictionary or list; at_most 0: no bound
  Domain domain = Domain::real();              ///< of a quantity or number
  bool open = false;                           ///< of a quantity: the ends of the domain are not allowed
  bool percent = false;                        ///< of a quantity: may be written in percent
};

/// Keys that make a map a quantity: value, p5, p50, p95.
const std::vector<std::string_view>& quantity_keys();

/// In a settlement, for an issue that the other choices leave no choice on.
inline constexpr std::string_view kNotApplicable = "not applicable";
/// Of a draft: it leaves the issue open.
inline constexpr std::string_view kOpen = "open";

/// Most options, or grid values, of one issue.
inline constexpr std::size_t kMaxIssueOptions = 1000;

/// Identifiers: lower-case letters, digits and `_`, beginning with a letter, at most 64 characters.
bool is_identifier(std::string_view text);
/// Words of the condition language and of YAML, which cannot name anything.
bool is_reserved(std::string_view text);

}  // namespace offramp::case_file
