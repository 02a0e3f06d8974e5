// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/sketch.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace offramp::dynamics {
namespace {

constexpr std::size_t kAtOnce = 64;

}  // namespace
double Sketch::middle(std::int32_t cell) {
  if (cell == 0) return 0.0;
  const auto size = static_cast<std::uint64_t>(std::abs(cell));
  const double low = std::bit_cast<double>(size << (52 - kDigits));
  const double high = std::bit_cast<double>((size + 1) << (52 - kDigits));
  // A whole number with as few digits is a cell of its own: states and counts come back as they were.
  const double value = low == std::floor(low) && high - low <= 1.0 ? low : 0.5 * (low + high);
  return cell < 0 ? -value : value;
}

std::uint32_t Sketch::far_page(std::int32_t octave) {
  const auto [at, fresh] = pages_.emplace(octave, static_cast<std::uint32_t>(small_.size()));
  if (fresh) {
    small_.resize(small_.size() + kPage, 0);
    large_.resize(small_.size(), 0);
  }
  Near& near = near_[near_of(octave)];
  near.octave = octave;
  near.page = at->second;
  return near.page;
}

void Sketch::empty_small() {
  for (std::size_t i = 0; i < small_.size(); ++i) large_[i] += small_[i];
  std::fill(small_.begin(), small_.end(), std::uint16_t{0});
  room_ = 0xffff;
}

void Sketch::add_cell(std::int32_t cell, std::uint64_t count) {
  large_[page(cell >> kDigits) + static_cast<std::uint32_t>(cell) % kPage] += count;
  count_ += count;
}

void Sketch::add(double x) {
  add(std::span<const double>(&x, 1));
}

void Sketch::prefetch() const {
  const auto* begin = reinterpret_cast<const char*>(this);
  for (std::size_t at = 0; at < sizeof(Sketch); at += 64) __builtin_prefetch(begin + at);
}

void Sketch::find(std::span<const double> numbers, std::span<std::uint32_t> places) {
  std::int32_t cells[kAtOnce];
  for (std::size_t i = 0; i < numbers.size(); ++i) cells[i] = cell_of(numbers[i]);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    places[i] = page(cells[i] >> kDigits) + static_cast<std::uint32_t>(cells[i]) % kPage;
    __builtin_prefetch(&small_[places[i]], 1);
  }
}

void Sketch::count_at(std::span<const std::uint32_t> places) {
  if (places.size() > room_) empty_small();
  room_ -= static_cast<std::uint32_t>(places.size());
  std::uint16_t* const counts = small_.data();
  for (const std::uint32_t place : places) ++counts[place];
  count_ += places.size();
}

void Sketch::add(std::span<const double> numbers) {
  for (std::size_t begin = 0; begin < numbers.size(); begin += kAtOnce) {
    const auto some = numbers.subspan(begin, std::min(kAtOnce, numbers.size() - begin));
    std::uint32_t places[kAtOnce];
    find(some, places);
    count_at(std::span(places).first(some.size()));
  }
}

void Sketch::add(const Sketch& other) {
  for (const auto& [octave, begin] : other.pages_) {
    const std::uint32_t ours = page(octave);
    for (std::uint32_t i = 0; i < kPage; ++i)
      large_[ours + i] += other.large_[begin + i] + other.small_[begin + i];
  }
  count_ += other.count_;
}

std::map<std::int32_t, std::uint64_t> Sketch::cells() const {
  std::map<std::int32_t, std::uint64_t> out;
  for (const auto& [octave, begin] : pages_) {
    for (std::uint32_t i = 0; i < kPage; ++i) {
      const std::uint64_t count = large_[begin + i] + small_[begin + i];
      if (count == 0) continue;
      out.emplace(octave * static_cast<std::int32_t>(kPage) + static_cast<std::int32_t>(i), count);
    }
  }
  return out;
}

std::uint64_t Sketch::count_of(double x) const {
  const auto found = cells();
  const auto at = found.find(cell_of(x));
  return at == found.end() ? 0 : at->second;
}

double Sketch::quantile(double p) const {
  const double wanted = p * static_cast<double>(count_);
  std::uint64_t below = 0;
  std::int32_t last = 0;
  for (const auto& [cell, count] : cells()) {
    below += count;
    last = cell;
    if (static_cast<double>(below) >= wanted) break;
  }
  return middle(last);
}

}  // namespace offramp::dynamics
