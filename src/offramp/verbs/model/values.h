// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/verbs/model/option.h"

namespace offramp::verbs {

/// What was asked: the operands as written and the value of every option that was given. An option that was
/// not given has its standard value.
class Values {
 public:
  std::vector<std::string> operands;

  /// `value` must be what `parse_value` made for the option.
  void set(const Option& option, Value value) { given_.insert_or_assign(option.name, std::move(value)); }

  template <class F>
  bool given(const Key<F>& key) const {
    return given_.contains(key.name);
  }
  bool given(std::string_view name) const { return given_.contains(name); }
  /// Adds to the texts of an option that may be given several times.
  void add(const Option& option, Value value) {
    const auto [entry, first] = given_.try_emplace(option.name, value);
    if (first) return;
    auto& texts = std::get<std::vector<std::string>>(entry->second);
    for (std::string& text : std::get<std::vector<std::string>>(value)) texts.push_back(std::move(text));
  }

  /// The value given for an option, if any.
  const Value* find(std::string_view name) const {
    const auto found = given_.find(name);
    return found == given_.end() ? nullptr : &found->second;
  }

  template <class F>
  typename F::Value operator[](const Key<F>& key) const {
    if (const Value* value = find(key.name)) {
      assert(std::holds_alternative<typename F::Value>(*value));
      return std::get<typename F::Value>(*value);
    }
    return standard(key.form);
  }

 private:
  static bool standard(const Flag&) { return false; }
  static std::uint64_t standard(const Whole& form) { return form.standard; }
  static double standard(const Real& form) { return form.standard; }
  static std::string standard(const Text& form) { return std::string(form.standard); }
  static std::string standard(const Choice& form) { return std::string(form.words.front()); }
  static std::vector<double> standard(const Numbers&) { return {}; }
  static std::vector<std::string> standard(const Texts&) { return {}; }
  static std::vector<std::string> standard(const Words& form) {
    if (form.standard.empty()) return {};
    return std::get<std::vector<std::string>>(parse_value(form, form.standard).value);
  }
  template <class F>
  static std::string standard(const F&) {
    return {};
  }

  std::map<std::string_view, Value, std::less<>> given_;  // names live as long as the table of verbs
};

}  // namespace offramp::verbs
