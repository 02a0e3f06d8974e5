// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/case/model/case.h"

namespace offramp::briefing {

/// Says things of a case without a name in them.
class Namer {
 public:
  /// `c` must not change while it is asked; what it says is of the case as it stood.
  explicit Namer(const Case& c);

  /// "Party A" for the first party of the file.
  static std::string party(std::size_t index);
  /// Every identifier of the case in a path, condition or identifier made of others gives place to one that
  /// tells its kind and number alone; different ones stay different. Numbers and all else stay.
  std::string identifiers(std::string_view text) const;
  /// The text with letters for parties; `instead` where something else in it may be a name, or where it is
  /// only an identifier.
  std::string text(std::string_view text, std::string_view instead) const;

 private:
  void claim(const std::string& id, std::string_view kind);
  void claim_of(const Case& c);
  void claim_of_parties(const Case& c);
  std::string with_letters(std::string_view text) const;
  bool may_name(std::string_view text) const;

  std::map<std::string, std::string, std::less<>> ids_;
  std::map<std::string, std::size_t, std::less<>> counts_;
  std::vector<std::pair<std::string, std::string>> names_;  ///< longest first: name, letter
  std::set<std::string, std::less<>> written_small_;
};

}  // namespace offramp::briefing
