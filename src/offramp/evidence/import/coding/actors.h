// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// When an actor that somebody asks for is the actor of a coded event.
namespace offramp::evidence {

/// How a format names its actors.
enum class ActorScheme {
  codes,  ///< GDELT: CAMEO actor codes, strings of parts of three letters, the country first (RUS, RUSGOV,
          ///< RUSMIL)
  names   ///< ICEWS: a name, or a role with its country in brackets: "Military (Nigeria)"
};

/// Without regard to the case of ASCII letters:
/// - codes: `wanted` is the beginning of the actor's code (RUS takes RUSGOV and RUSMIL), or is its country;
/// - names: `wanted` is the whole name, or the whole country, or the country in brackets at the end of a
/// role's name.
///   So Niger is not Nigeria, Dominica not the Dominican Republic, and an Iranian body whose country is
///   France is not Iran, while "Police (Niger)" is Niger, also where its country is left empty.
/// An empty `wanted` is nobody.
bool is_actor(std::string_view wanted, std::string_view actor, std::string_view country, ActorScheme scheme);

/// Remembers which of the wanted actors a file knows, and names near to those that it does not.
class ActorSearch {
 public:
  ActorSearch(std::vector<std::string> wanted, ActorScheme scheme);
  /// Shows it one side of an event.
  void see(std::string_view actor, std::string_view country);
  /// For each wanted actor whom no row has, in order: what to say of it, with a name that may be meant.
  std::vector<std::string> missing() const;

 private:
  struct Wanted {
    std::string name;
    bool seen = false;
    std::string longer;  ///< the first name or country that only begins with it
  };
  std::vector<Wanted> wanted_;
  ActorScheme scheme_;
  std::size_t unseen_ = 0;
};

}  // namespace offramp::evidence
