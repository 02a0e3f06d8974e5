// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/syntax/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace offramp::case_file {
namespace {

constexpr std::size_t kStride = 64;

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
}

unsigned byte_at(std::string_view bytes, std::size_t offset) {
  return offset < bytes.size() ? static_cast<unsigned char>(bytes[offset]) : 0u;
}

}  // namespace

SourceText::SourceText(std::string_view bytes) : bytes_(bytes), lines_{0} {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % kStride == 0) counts_.push_back(count);
    if (begins_character(bytes[i])) ++count;
    if (bytes[i] == '\n') lines_.push_back(i + 1);
  }
  if (bytes.size() % kStride == 0) counts_.push_back(count);
}

std::size_t SourceText::characters_before(std::size_t offset) const {
  std::size_t count = counts_[offset / kStride];
  for (std::size_t i = offset / kStride * kStride; i < offset; ++i) {
    if (begins_character(bytes_[i])) ++count;
  }
  return count;
}

Place SourceText::place(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, bytes_.size());
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), begin);
  std::size_t line_end = after == lines_.end() ? bytes_.size() : *after - 1;
  if (line_end > begin && bytes_[line_end - 1] == '\r') --line_end;
  end = std::clamp(end, begin, std::max(begin, line_end));
  const std::size_t before = characters_before(begin);
  Place place;
  place.line = static_cast<int>(after - lines_.begin());
  place.column = static_cast<int>(before - characters_before(*(after - 1))) + 1;
  place.length = std::max(1, static_cast<int>(characters_before(end) - before));
  return place;
}

Problems::~Problems() {
  if (dropped_errors_ > 0) {
    out_.error({}, fmt::format("{} further errors are not shown", dropped_errors_));
  }
  if (dropped_warnings_ > 0) {
    out_.warning({}, fmt::format("{} further warnings are not shown", dropped_warnings_));
  }
}

void Problems::error(Place place, std::string message, std::string hint) {
  if (errors_ == kLimit) {
    ++dropped_errors_;
    return;
  }
  ++errors_;
  out_.error(place, std::move(message), std::move(hint));
}

void Problems::warning(Place place, std::string message, std::string hint) {
  if (warnings_ == kLimit) {
    ++dropped_warnings_;
    return;
  }
  ++warnings_;
  out_.warning(place, std::move(message), std::move(hint));
}

std::size_t utf8_length(std::string_view bytes, std::size_t offset) {
  const unsigned first = byte_at(bytes, offset);
  if (first < 0x80u) return offset < bytes.size() ? 1 : 0;
  const std::size_t length = first >= 0xC2u && first <= 0xDFu   ? 2
                             : first >= 0xE0u && first <= 0xEFu ? 3
                             : first >= 0xF0u && first <= 0xF4u ? 4
                                                                : 0;
  if (length == 0 || offset + length > bytes.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (begins_character(bytes[offset + i])) return 0;
  }
  const unsigned second = byte_at(bytes, offset + 1);
  if ((first == 0xE0u && second < 0xA0u) || (first == 0xEDu && second > 0x9Fu) ||
      (first == 0xF0u && second < 0x90u) || (first == 0xF4u && second > 0x8Fu)) {
    return 0;
  }
  return length;
}

}  // namespace offramp::case_file
