// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "offramp/base/text/diagnostics.h"

namespace offramp::case_file {

/// Where things of a case stand in its file and in their lists, by address: "parties.fry",
/// "issues.presence.observers", "red_lines.token_force", "interests.fry.weight.presence". Every input has its
/// path as an address. Looking something up takes constant time however large the file is.
class Places {
 public:
  /// `position` in its list, for what has one. What is defined twice keeps its first place.
  void add(std::string address, Place place, std::size_t position = 0) {
    entries_.try_emplace(std::move(address), Entry{place, position});
  }
  /// Whether something was added there.
  bool has(const std::string& address) const { return entries_.contains(address); }
  /// The file as a whole (line 0) for an address that was not added.
  Place at(const std::string& address) const {
    const auto found = entries_.find(address);
    return found == entries_.end() ? Place{} : found->second.place;
  }
  /// Position in its list; nothing for an address that was not added.
  std::optional<std::size_t> position(const std::string& address) const {
    const auto found = entries_.find(address);
    return found == entries_.end() ? std::nullopt : std::optional(found->second.position);
  }

 private:
  struct Entry {
    Place place;
    std::size_t position = 0;
  };
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace offramp::case_file
