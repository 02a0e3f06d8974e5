// SPDX-License-Identifier: Apache-2.0
#include "offramp/bargaining/merged/layer.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>
#include <utility>

namespace offramp::bargaining {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

// State `from` has the same gains as state `into`: adds its count and its ways of coming about.
void Layer::absorb(std::uint32_t into, std::uint32_t from) {
  count[into] += count[from];
  Link own = links[from];
  std::uint32_t head = own.next;
  own.next = links[into].next;
  const auto at = static_cast<std::uint32_t>(extra.size());
  extra.push_back(own);
  if (head == Link::kNone) {
    head = at;
  } else {
    std::uint32_t tail = head;
    while (extra[tail].next != Link::kNone) tail = extra[tail].next;
    extra[tail].next = at;
  }
  links[into].next = head;
}

// Keeps the given states, in this order.
void Layer::keep(const std::vector<std::uint32_t>& kept) {
  Layer result(n_);
  result.gains.reserve(kept.size() * n_);
  for (std::uint32_t s : kept) {
    result.gains.insert(result.gains.end(), &gains[s * n_], &gains[s * n_] + n_);
    result.count.push_back(count[s]);
    result.slack.push_back(slack[s]);
    result.links.push_back(links[s]);
  }
  result.extra = std::move(extra);
  *this = std::move(result);
}

// Up to three parties: sorts, merges equal vectors and drops dominated ones.
void Layer::merge_sorted() {
  const auto row = [&](std::uint32_t s) { return &gains[s * n_]; };
  std::vector<std::uint32_t> order(size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t i = 0; i < n_; ++i) {
      if (row(a)[i] != row(b)[i]) return row(a)[i] > row(b)[i];
    }
    return a < b;
  });
  std::vector<std::uint32_t> kept;
  std::vector<std::pair<double, double>> stairs;  // (second, third) gains: second rises, third falls
  double best = -kInfinity;                       // for two parties: largest second gain so far
  for (std::uint32_t s : order) {
    if (!kept.empty() && std::equal(row(s), row(s) + n_, row(kept.back()))) {
      absorb(kept.back(), s);
      continue;
    }
    if (n_ == 1 && !kept.empty()) break;
    if (n_ == 2) {
      if (row(s)[1] <= best) continue;
      best = row(s)[1];
    } else if (n_ == 3) {
      const double second = row(s)[1];
      const double third = row(s)[2];
      const auto at = std::lower_bound(stairs.begin(), stairs.end(), std::pair(second, -kInfinity));
      if (at != stairs.end() && at->second >= third) continue;
      auto from = at;
      while (from != stairs.begin() && std::prev(from)->second <= third) --from;
      const bool same = at != stairs.end() && at->first == second;
      const auto hole = stairs.erase(from, same ? std::next(at) : at);
      stairs.insert(hole, {second, third});
    }
    kept.push_back(s);
  }
  keep(kept);
}

// More parties: merges equal vectors through a hash table.
void Layer::merge_hashed() {
  const std::size_t states = size();
  std::size_t slots = 16;
  while (slots < 2 * states) slots *= 2;
  std::vector<std::uint32_t> table(slots, Link::kNone);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t s = 0; s < states; ++s) {
    const double* row = &gains[s * n_];
    std::uint64_t hash = 0x9e3779b97f4a7c15ull;
    for (std::size_t i = 0; i < n_; ++i) {
      const double plain = row[i] + 0.0;  // -0 and 0 alike
      std::uint64_t bits = 0;
      std::memcpy(&bits, &plain, sizeof bits);
      hash = (hash ^ bits) * 0xff51afd7ed558ccdull;
      hash ^= hash >> 32;
    }
    std::size_t slot = hash & (slots - 1);
    while (table[slot] != Link::kNone && !std::equal(row, row + n_, &gains[table[slot] * n_])) {
      slot = (slot + 1) & (slots - 1);
    }
    if (table[slot] == Link::kNone) {
      table[slot] = s;
      kept.push_back(s);
      continue;
    }
    absorb(table[slot], s);
  }
  if (kept.size() < states) keep(kept);
}

void Layer::merge() {
  if (n_ <= 3) {
    merge_sorted();
  } else {
    merge_hashed();
  }
}

}  // namespace offramp::bargaining
