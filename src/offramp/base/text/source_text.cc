// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/text/source_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "offramp/base/unicode/unicode.h"

namespace offramp {
namespace {

constexpr std::size_t kBlock = 64;

}  // namespace

SourceText::SourceText(std::string_view bytes)
    : bytes_(bytes), lines_{0}, blocks_(bytes.size() / kBlock + 1) {
  for (std::size_t at = 0; at < bytes.size();) {
    blocks_[at / kBlock].begins |= std::uint64_t{1} << (at % kBlock);
    if (bytes[at] == '\n') lines_.push_back(static_cast<std::uint32_t>(at + 1));
    at += character_at(bytes, at).bytes;
  }
  for (std::size_t i = 1; i < blocks_.size(); ++i) {
    blocks_[i].before =
        blocks_[i - 1].before + static_cast<std::uint32_t>(std::popcount(blocks_[i - 1].begins));
  }
}

std::size_t SourceText::characters_before(std::size_t offset) const {
  const Block& block = blocks_[offset / kBlock];
  const std::uint64_t mask = (std::uint64_t{1} << (offset % kBlock)) - 1;
  return block.before + static_cast<std::size_t>(std::popcount(block.begins & mask));
}

// `line` counts from 0.
std::size_t SourceText::line_end(std::size_t line) const {
  std::size_t end = line + 1 < lines_.size() ? lines_[line + 1] - 1 : bytes_.size();
  if (end > lines_[line] && bytes_[end - 1] == '\r') --end;
  return end;
}

Place SourceText::place(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, bytes_.size());
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), begin);
  const auto line = static_cast<std::size_t>(after - lines_.begin());
  end = std::clamp(end, begin, std::max(begin, line_end(line - 1)));
  const std::size_t before = characters_before(begin);
  Place place;
  place.line = static_cast<int>(line);
  place.column = static_cast<int>(before - characters_before(*(after - 1))) + 1;
  place.length = std::max(1, static_cast<int>(characters_before(end) - before));
  return place;
}

std::size_t SourceText::offset(int line, int column) const {
  const std::size_t index = static_cast<std::size_t>(std::max(line, 1)) - 1;
  if (index >= lines_.size()) return bytes_.size();
  std::size_t at = lines_[index];
  const std::size_t end = line_end(index);
  for (; column > 1 && at < end; --column) at += character_at(bytes_, at).bytes;
  return at;
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

}  // namespace offramp
