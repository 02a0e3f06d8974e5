// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/bargaining/model/condition.h"
#include "offramp/base/ids.h"
#include "offramp/base/number/quantity.h"

namespace offramp {

/// By which way a number can change what follows from a case.
enum class Bearing {
  utility,   ///< what settlements, or no deal, are worth to a party
  belief,    ///< which type a party is, before the evidence
  red_line,  ///< whether a red line holds
  evidence,  ///< which type a party is, after the evidence
  after,     ///< what becomes of a settlement that is signed: whether it is carried, whether it is wrecked
  nothing,   ///< no answer of `settle`; a verb of its own may read it
};

/// What a number is in its case. Each section of the file defines the roles of its numbers, as constants
/// beside the struct that holds them; two roles are the same if they are the same object.
struct InputRole {
  std::string_view name;  ///< "weight"; unique
  Bearing bearing = Bearing::nothing;
};

/// What a clause asks of a world: that a party is of a type, or that a circumstance obtains or does not.
struct Premise {
  std::optional<PartyId> party = {};
  TypeId type = {};  ///< of that party
  std::optional<CircumstanceId> circumstance = {};
  bool obtains = true;  ///< what is asked of that circumstance
};

/// A number that stands in place of another where all its premises hold.
struct Clause {
  std::vector<Premise> when;  ///< at least one
  Quantity quantity;          ///< of the number's domain; drawn by the number's own coordinate
  int line = 0;               ///< where it stands in the file, from 1
};

/// One quantity of the case: its address, what it is, and whom and what it is about. So that what a number
/// can affect, and how a reader calls it, is a question to the number itself.
struct Input {
  std::string path = {};  ///< "interests.fry.weight.presence"; unique
  Quantity quantity = {};
  int line = 0;                       ///< where it stands in the file, from 1; 0: in no file
  const InputRole* role = nullptr;    ///< never null in a case that was read
  std::vector<PartyId> parties = {};  ///< whose utility, types or red line it bears on; of a joint type, all
  std::optional<TypeId> type = {};    ///< of the first party: it belongs to this type, or speaks of it
  std::optional<IssueId> issue = {};  ///< of a weight or value
  std::size_t item = 0;           ///< position in its list: option, bonus, component, red line, joint type,
                                  ///< piece of evidence, watch item, answer, word of the scale
  std::optional<double> at = {};  ///< of a value of a range: the knot
  std::vector<Clause> instead = {};  ///< in a world the first whose premises hold counts; else `quantity`

  /// Whether it differs between worlds by its own coordinate.
  bool uncertain() const;

  bool is(const InputRole& other) const { return role == &other; }
  Bearing bearing() const { return role == nullptr ? Bearing::nothing : role->bearing; }
};

/// A condition with its text as written and the names of issues and options resolved.
struct Rule {
  bargaining::Condition condition;
  std::string text;
  Provenance provenance;  ///< `because` and `sources`
};

}  // namespace offramp
