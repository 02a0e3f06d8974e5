// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/text/diagnostics.h"

namespace offramp::case_file {

/// The text of one file, with the way from byte offsets to places. Lines end at '\n'.
class SourceText {
 public:
  /// `bytes` is kept by reference and must outlive the object; without a byte order mark.
  explicit SourceText(std::string_view bytes);

  std::string_view bytes() const { return bytes_; }
  /// Place of the bytes [begin, end), cut at the end of the line on which they begin.
  Place place(std::size_t begin, std::size_t end) const;

 private:
  std::size_t characters_before(std::size_t offset) const;
  std::string_view bytes_;
  std::vector<std::size_t> lines_;     // offset at which each line begins
  std::vector<std::uint32_t> counts_;  // characters before every 64th byte
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
  void warning(Place place, std::string message, std::string hint = {});
  bool has_errors() const { return out_.has_errors(); }
  const SourceText& source() const { return source_; }

 private:
  Diagnostics& out_;
  const SourceText& source_;
  std::size_t errors_ = 0, warnings_ = 0, dropped_errors_ = 0, dropped_warnings_ = 0;
};

/// Number of bytes of the UTF-8 character that begins at `offset` (RFC 3629: shortest form, no
/// surrogates, at most U+10FFFF); 0 if none does.
std::size_t utf8_length(std::string_view bytes, std::size_t offset);

}  // namespace offramp::case_file
