// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace offramp {

/// A place in a text file. Lines and columns count from 1, columns in Unicode characters; line 0 means
/// the file as a whole. `length` is how many characters the caret line underlines, at least 1.
struct Place {
  int line = 0;
  int column = 0;
  int length = 1;
  friend bool operator==(const Place&, const Place&) = default;
};

enum class Severity { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  Place place;
  std::string message;  ///< names the value and the rule that it breaks
  std::string hint;     ///< what to do; may be empty
  std::string name;     ///< of a warning that can be acknowledged: "uncited of sources.hosmer2001"
  std::string in = {};  ///< what the place counts in, where that is not the file: "--set no_deal.fry.utility"
};

/// Everything that is wrong with one file. Readers collect all problems rather than stop at the first.
class Diagnostics {
 public:
  explicit Diagnostics(std::string file_name, std::string text = {});

  void error(Place place, std::string message, std::string hint = {});
  void warning(Place place, std::string message, std::string hint = {}, std::string name = {});

  /// Lines from `line` on, counted in the text, are no part of the file: they were read along with it, and
  /// places there count from 1 in what is called `name`. To be called in increasing order of lines.
  void beside(int line, std::string name) { beside_.push_back({line, std::move(name)}); }

  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  std::size_t warnings() const { return list_.size() - errors_; }
  const std::string& file_name() const { return file_name_; }
  /// In order of place, the file first; equal places in order of arrival.
  std::vector<Diagnostic> sorted() const;

  /// `file:line:column: error: message` (a name stands after it in brackets), the source line with a caret
  /// line under it, and the hint, for every diagnostic; then a line with the counts. All of it is
  /// `printable`; long source lines are cut around the caret, long messages in their middle. With `colour`,
  /// ANSI codes. Time grows with the text and, for each diagnostic, with the part of its line before the
  /// place.
  std::string to_text(bool colour = false) const;

 private:
  struct Beside {
    int line;
    std::string name;
  };
  std::vector<Diagnostic> in_order() const;
  const Beside* beside_of(int line) const;

  std::string file_name_;
  std::string text_;
  std::vector<Beside> beside_;
  std::vector<Diagnostic> list_;
  std::size_t errors_ = 0;
};

/// The candidate nearest to `name` by Damerau-Levenshtein distance, when it is near enough to be meant
/// (distance at most one third of the longer length, at least 1); empty otherwise, and among more than a
/// thousand candidates. The first wins ties.
std::string_view nearest_name(std::string_view name, std::span<const std::string> candidates);

/// "; did you mean `x`?" or nothing.
std::string suggestion(std::string_view name, std::span<const std::string> candidates);

}  // namespace offramp
