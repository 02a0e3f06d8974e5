// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace offramp {

/// A position in one kind of list. Two kinds do not mix: a PartyId is never taken for an IssueId.
/// Positions start at 0 and follow the order of the list they index.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}
  constexpr std::size_t index() const { return index_; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::uint32_t index_ = 0;
};

using PartyId = Id<struct PartyTag>;
using IssueId = Id<struct IssueTag>;
using TypeId = Id<struct TypeTag>;  ///< a type of one party; positions restart for each party
using RedLineId = Id<struct RedLineTag>;
using SourceId = Id<struct SourceTag>;
using CircumstanceId = Id<struct CircumstanceTag>;
using InputId = Id<struct InputTag>;  ///< a quantity of a case

}  // namespace offramp

template <class Tag>
struct std::hash<offramp::Id<Tag>> {
  std::size_t operator()(offramp::Id<Tag> id) const noexcept { return id.index(); }
};
