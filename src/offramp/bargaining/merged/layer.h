// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace offramp::bargaining {

/// How a partial package came about; one merged from several has a chain of these.
struct Link {
  static constexpr std::uint32_t kNone = 0xffffffffu;
  std::uint32_t parent;  ///< in the layer before
  std::uint32_t row;     ///< position among the slim group's rows
  std::uint32_t next;
};

/// The partial packages ("states") of beam_search after some groups.
class Layer {
 public:
  explicit Layer(std::size_t parties) : n_(parties) {}
  std::vector<double> gains;  ///< row-major
  std::vector<double> count;
  std::vector<double> slack;  ///< least slack over the level cuts: how far the bound is above the level
  std::vector<Link> links;    ///< link s belongs to state s
  std::vector<Link> extra;    ///< further links of merged states; `next` is a position in here

  std::size_t size() const { return gains.size() / n_; }
  /// Merges states with equal gains; for up to three parties also drops dominated ones.
  void merge();
  /// Keeps the given states, in this order.
  void keep(const std::vector<std::uint32_t>& kept);

 private:
  void absorb(std::uint32_t into, std::uint32_t from);
  void merge_sorted();
  void merge_hashed();
  std::size_t n_;
};

}  // namespace offramp::bargaining
