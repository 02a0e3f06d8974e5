// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/base/text/enum_words.h"
#include "offramp/case/syntax/shape.h"

/// Short ways to write down shapes. Elements and alternatives must outlive the shape.
namespace offramp::case_file {

/// A map with these keys, and rules about which go together.
inline Shape record(std::string_view name, std::string_view description, std::vector<Field> fields,
                    std::vector<KeyRule> rules = {}) {
  return {.form = Form::record,
          .name = name,
          .description = description,
          .fields = std::move(fields),
          .rules = std::move(rules)};
}
/// A map from identifiers to elements, at least so many of them.
inline Shape dictionary(std::string_view name, std::string_view description, const Shape& element,
                        std::size_t at_least = 1) {
  return {.form = Form::dictionary,
          .name = name,
          .description = description,
          .element = &element,
          .at_least = at_least};
}
/// Elements one after the other; at_most 0: any number.
inline Shape list(std::string_view name, std::string_view description, const Shape& element,
                  std::size_t at_least = 0, std::size_t at_most = 0) {
  return {.form = Form::list,
          .name = name,
          .description = description,
          .element = &element,
          .at_least = at_least,
          .at_most = at_most};
}
/// A dictionary whose keys are options, or numbers of a range.
inline Shape by_option(std::string_view name, std::string_view description, const Shape& element) {
  Shape shape = dictionary(name, description, element);
  shape.option_keys = true;
  return shape;
}
/// One of several shapes, told apart by the kind of value; the first that fits.
inline Shape either(std::string_view name, std::string_view description,
                    std::vector<const Shape*> alternatives) {
  return {.form = Form::either,
          .name = name,
          .description = description,
          .alternatives = std::move(alternatives)};
}

/// One of the words of an enumeration.
template <class E>
Shape choice(std::string_view name, std::string_view description) {
  return {.form = Form::choice, .name = name, .description = description, .choices = words_of<E>()};
}

/// A number of the case, with `open` ends or in percent; `beside`: what may stand beside its `value`.
inline Shape quantity(std::string_view name, std::string_view description, Domain domain,
                      std::vector<Field> beside, bool open = false, bool percent = false) {
  return {.form = Form::quantity,
          .name = name,
          .description = description,
          .fields = std::move(beside),
          .marks = quantity_keys(),
          .domain = domain,
          .open = open,
          .percent = percent};
}

}  // namespace offramp::case_file
