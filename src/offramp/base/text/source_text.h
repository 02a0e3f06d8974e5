// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/base/text/diagnostics.h"

namespace offramp {

/// The text of one file, with the way from byte offsets to places and back. Lines end at '\n'. Places
/// count characters as `character_at` does, a byte that begins none as one.
class SourceText {
 public:
  /// `bytes` is kept by reference and must outlive the object; without a byte order mark. Time and memory
  /// grow linearly, memory by about a quarter of the text and four bytes a line.
  explicit SourceText(std::string_view bytes);

  std::string_view bytes() const { return bytes_; }
  /// Place of the bytes [begin, end), cut at the end of the line on which they begin. Time grows with the
  /// logarithm of the number of lines.
  Place place(std::size_t begin, std::size_t end) const;
  /// Offset of a line and column, both from 1; the end of the line or of the text if they lie behind it.
  std::size_t offset(int line, int column) const;

 private:
  struct Block {
    std::uint64_t begins = 0;  // bit i: a character begins at byte i of these 64
    std::uint32_t before = 0;  // characters that begin in the blocks before
  };
  std::size_t characters_before(std::size_t offset) const;
  std::size_t line_end(std::size_t line) const;

  std::string_view bytes_;
  std::vector<std::uint32_t> lines_;  // offset at which each line begins
  std::vector<Block> blocks_;
};

/// Collects problems of one file, no more than a reader can use: after kLimit further ones are counted
/// and dropped, and one line says so.
class Problems {
 public:
  static constexpr std::size_t kLimit = 200;
  Problems(Diagnostics& out, const SourceText& source) : out_(out), source_(source) {}
  Problems(const Problems&) = delete;
  Problems& operator=(const Problems&) = delete;
  ~Problems();

  void error(Place place, std::string message, std::string hint = {});
  void warning(Place place, std::string message, std::string hint = {}, std::string name = {});
  /// The same with a hint that is made only for an error that is listed: `hint` returns the text. For hints
  /// that look through all names, so that a file full of errors is read in linear time.
  template <std::invocable Hint>
  void error(Place place, std::string message, const Hint& hint) {
    if (errors_ == kLimit) {
      ++dropped_errors_;
    } else {
      error(place, std::move(message), std::string(hint()));
    }
  }
  bool has_errors() const { return out_.has_errors() || dropped_errors_ > 0; }
  const SourceText& source() const { return source_; }

 private:
  Diagnostics& out_;
  const SourceText& source_;
  std::size_t errors_ = 0, warnings_ = 0, dropped_errors_ = 0, dropped_warnings_ = 0;
};

}  // namespace offramp
