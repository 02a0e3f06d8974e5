// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>

namespace offramp {

/// Why a question has no answer for what was given, as a person reads it: "nothing in the case is uncertain".
struct Unanswered {
  std::string because;
};

/// An answer, or why there is none. For questions that sound input may leave without an answer: wrong input
/// is a diagnostic, a wrong argument an exception, our own mistake an assertion.
template <class T>
class [[nodiscard]] Answer {
 public:
  Answer(T answer) : value_(std::move(answer)) {}
  Answer(Unanswered reason) : reason_(std::move(reason)) {}

  /// Whether there is an answer.
  explicit operator bool() const { return value_.has_value(); }

  /// The answer. Requires that there is one.
  const T& operator*() const& { return value(*this); }
  T operator*() && { return std::move(value(*this)); }
  const T* operator->() const { return &value(*this); }

  /// Requires that there is no answer.
  const Unanswered& reason() const {
    assert(!value_.has_value() && "the other side of an Answer was asked for");
    return reason_;
  }
  const std::string& because() const { return reason().because; }

 private:
  template <class Self>
  static auto& value(Self& self) {
    assert(self.value_.has_value() && "the other side of an Answer was asked for");
    return *self.value_;
  }

  std::optional<T> value_;
  Unanswered reason_;
};

}  // namespace offramp
