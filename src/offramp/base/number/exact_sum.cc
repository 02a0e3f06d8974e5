// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/number/exact_sum.h"

#include <bit>
#include <cmath>
#include <limits>

namespace offramp {
namespace {

constexpr int kLowest = -1100;
constexpr std::uint32_t kMostPending = 1u << 29;

}  // namespace

void ExactSum::add(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  auto exponent = static_cast<int>((bits >> 52) & 0x7ff);
  std::uint64_t digits = bits & ((std::uint64_t{1} << 52) - 1);
  if (exponent == 0x7ff) {
    spoiled_ = true;
    return;
  }
  if (exponent == 0) {
    exponent = 1;
  } else {
    digits |= std::uint64_t{1} << 52;
  }
  put(digits, (bits >> 63) != 0, exponent - 1075 - kLowest);
}

void ExactSum::add_whole(std::int64_t whole, int exponent) {
  const bool negative = whole < 0;
  const auto bits = static_cast<std::uint64_t>(whole);
  put(negative ? 0 - bits : bits, negative, exponent - kLowest);
}

// `shift`: of the lowest digit.
void ExactSum::put(std::uint64_t digits, bool negative, int shift) {
  const auto word = static_cast<std::size_t>(shift / 32);
  const int rest = shift % 32;
  const std::uint64_t low = digits << rest;
  const std::uint64_t high = rest == 0 ? 0 : digits >> (64 - rest);
  const auto first = static_cast<std::int64_t>(low & 0xffffffffu);
  const auto second = static_cast<std::int64_t>(low >> 32);
  const auto third = static_cast<std::int64_t>(high);
  const std::int64_t sign = negative ? -1 : 1;
  words_[word] += sign * first;
  words_[word + 1] += sign * second;
  words_[word + 2] += sign * third;
  if (++pending_ == kMostPending) carry();
}

void ExactSum::add(const ExactSum& other) {
  ExactSum part = other;
  part.carry();
  carry();
  for (std::size_t i = 0; i < kWords; ++i) words_[i] += part.words_[i];
  spoiled_ = spoiled_ || other.spoiled_;
  carry();
}

void ExactSum::carry() {
  std::int64_t over = 0;
  for (std::size_t i = 0; i + 1 < kWords; ++i) {
    const std::int64_t word = words_[i] + over;
    over = word >> 32;
    words_[i] = word & 0xffffffff;
  }
  words_[kWords - 1] += over;
  pending_ = 0;
}

double ExactSum::value() const {
  if (spoiled_) return std::numeric_limits<double>::quiet_NaN();
  ExactSum sum = *this;
  sum.carry();
  const bool negative = sum.words_[kWords - 1] < 0;
  if (negative) {  // of the size, whose words are all positive
    for (std::int64_t& word : sum.words_) word = -word;
    sum.carry();
  }
  double value = 0.0;
  for (std::size_t i = kWords; i-- > 0;) {
    if (sum.words_[i] == 0) continue;
    // The first three words hold all digits of a double; what is below cannot round it up by more than one
    // place.
    for (std::size_t k = 0; k < 3 && k <= i; ++k) {
      value += std::ldexp(static_cast<double>(sum.words_[i - k]), 32 * static_cast<int>(i - k) + kLowest);
    }
    break;
  }
  return negative ? -value : value;
}

std::array<std::int64_t, ExactSum::kWords> ExactSum::words() const {
  ExactSum sum = *this;
  sum.carry();
  return sum.words_;
}

ExactSum ExactSum::from_words(const std::array<std::int64_t, kWords>& words, bool spoiled) {
  ExactSum sum;
  sum.words_ = words;
  sum.spoiled_ = spoiled;
  return sum;
}

}  // namespace offramp
