// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/joint.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace offramp::dynamics {
namespace {

constexpr int kDigits = 3;  // behind the leading one

// [cell] 0, 1 or 2.
std::map<std::int32_t, std::size_t> thirds_of(const std::map<std::int32_t, std::uint64_t>& counts) {
  double all = 0.0, below = 0.0;
  for (const auto& [cell, count] : counts) all += static_cast<double>(count);
  std::map<std::int32_t, std::size_t> out;
  for (const auto& [cell, count] : counts) {
    const double middle = below + 0.5 * static_cast<double>(count);
    out[cell] = std::min<std::size_t>(2, static_cast<std::size_t>(3.0 * middle / all));
    below += static_cast<double>(count);
  }
  return out;
}

}  // namespace

std::int32_t JointTable::cell_of(double x) {
  if (std::fabs(x) < 0x1p-1000) return 0;
  const auto cell = static_cast<std::int32_t>(std::bit_cast<std::uint64_t>(std::fabs(x)) >> (52 - kDigits));
  return x < 0.0 ? -cell : cell;
}

double JointTable::middle(std::int32_t cell) {
  if (cell == 0) return 0.0;
  const auto size = static_cast<std::uint64_t>(std::abs(cell));
  const double low = std::bit_cast<double>(size << (52 - kDigits));
  const double high = std::bit_cast<double>((size + 1) << (52 - kDigits));
  const double value = low == std::floor(low) && high - low <= 1.0 ? low : 0.5 * (low + high);
  return cell < 0 ? -value : value;
}

void JointTable::add(const JointTable& other) {
  for (const auto& [cell, count] : other.cells) cells[cell] += count;
}

std::vector<std::vector<double>> JointTable::thirds() const {
  std::map<std::int32_t, std::uint64_t> rows, columns;
  double all = 0.0;
  for (const auto& [cell, count] : cells) {
    rows[cell.first] += count;
    columns[cell.second] += count;
    all += static_cast<double>(count);
  }
  const auto row = thirds_of(rows), column = thirds_of(columns);
  std::vector<std::vector<double>> out(3, std::vector<double>(3, 0.0));
  for (const auto& [cell, count] : cells) {
    out[row.at(cell.first)][column.at(cell.second)] += static_cast<double>(count) / all;
  }
  return out;
}

}  // namespace offramp::dynamics
