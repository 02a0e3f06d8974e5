// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace offramp::briefing {

/// Lines of a terminal page, kept within a width; colours only if wanted.
class TextPage {
 public:
  enum class Ink { plain, strong, soft, good, bad };

  TextPage(std::size_t columns, bool colour) : columns_(columns), colour_(colour) {}

  std::size_t columns() const { return columns_; }
  std::string ink(std::string_view text, Ink ink) const;
  void blank();
  /// A heading with a thin rule under it.
  void heading(std::string_view text);
  /// Wrapped; every line after the first starts at `hang` columns.
  void paragraph(std::string_view text, std::size_t indent = 0, std::size_t hang = 0, Ink ink = Ink::plain);
  /// Figures in front, the words wrapped in a column beside them.
  void row(const std::string& figures, std::string_view words);
  /// One line as it stands; the caller has seen to its width.
  void line(const std::string& text);
  const std::string& text() const { return out_; }

 private:
  std::size_t columns_;
  bool colour_;
  std::string out_;
};

}  // namespace offramp::briefing
