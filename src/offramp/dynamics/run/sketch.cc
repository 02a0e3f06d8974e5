// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/sketch.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace offramp::dynamics {
namespace {

constexpr int kDigits = 8;  // behind the leading one

}  // namespace

std::int32_t Sketch::cell_of(double x) {
  if (std::fabs(x) < 0x1p-1000) return 0;
  const auto bits = std::bit_cast<std::uint64_t>(std::fabs(x)) >> (52 - kDigits);
  const auto cell = static_cast<std::int32_t>(bits);
  return x < 0.0 ? -cell : cell;
}

double Sketch::middle(std::int32_t cell) {
  if (cell == 0) return 0.0;
  const auto size = static_cast<std::uint64_t>(std::abs(cell));
  const double low = std::bit_cast<double>(size << (52 - kDigits));
  const double high = std::bit_cast<double>((size + 1) << (52 - kDigits));
  // A whole number with as few digits is a cell of its own: states and counts come back as they were.
  const double value = low == std::floor(low) && high - low <= 1.0 ? low : 0.5 * (low + high);
  return cell < 0 ? -value : value;
}

Sketch::Page& Sketch::page(std::int32_t octave) {
  if (last_ < pages_.size() && pages_[last_].octave == octave) return pages_[last_];
  auto at = std::lower_bound(pages_.begin(), pages_.end(), octave,
                             [](const Page& p, std::int32_t wanted) { return p.octave < wanted; });
  if (at == pages_.end() || at->octave != octave) {
    at = pages_.insert(at, Page{octave, std::vector<std::uint64_t>(kPage, 0)});
  }
  last_ = static_cast<std::size_t>(at - pages_.begin());
  return *at;
}

void Sketch::add_cell(std::int32_t cell, std::uint64_t count) {
  page(cell >> kDigits).counts[static_cast<std::size_t>(cell) % kPage] += count;
  count_ += count;
}

void Sketch::add(std::span<const double> numbers) {
  std::uint64_t* counts = nullptr;
  std::int32_t octave = 0;
  for (const double x : numbers) {
    const std::int32_t cell = cell_of(x);
    if (counts == nullptr || cell >> kDigits != octave) {
      octave = cell >> kDigits;
      counts = page(octave).counts.data();
    }
    ++counts[static_cast<std::size_t>(cell) % kPage];
  }
  count_ += numbers.size();
}

void Sketch::add(const Sketch& other) {
  for (const Page& theirs : other.pages_) {
    Page& ours = page(theirs.octave);
    for (std::size_t i = 0; i < kPage; ++i) ours.counts[i] += theirs.counts[i];
  }
  count_ += other.count_;
}

std::map<std::int32_t, std::uint64_t> Sketch::cells() const {
  std::map<std::int32_t, std::uint64_t> out;
  for (const Page& page : pages_) {
    for (std::size_t i = 0; i < kPage; ++i) {
      if (page.counts[i] > 0)
        out.emplace((page.octave << kDigits) + static_cast<std::int32_t>(i), page.counts[i]);
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
