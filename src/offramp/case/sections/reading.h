// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/bargaining/model/space.h"
#include "offramp/base/run/progress.h"
#include "offramp/base/text/enum_words.h"
#include "offramp/base/text/source_text.h"
#include "offramp/case/model/case.h"
#include "offramp/case/sections/places.h"
#include "offramp/case/syntax/condition_text.h"
#include "offramp/case/syntax/node.h"
#include "offramp/case/syntax/structure.h"

/// What sections are read with: the tree of a file whose structure has been checked, and the case that grows
/// out of it. Sections are functions on a Reading; what they share stands here.
namespace offramp::case_file {

/// A block of numbers of which sources are missed once for all.
struct Block {
  std::string label;    ///< for the reader: "red line token_force"
  std::string address;  ///< "red_lines.token_force"
  Place place;
  std::size_t unsourced = 0;
};

/// See enter_input.
inline constexpr std::size_t kMaxInputBytes = 50'000'000;

/// By what a warning is acknowledged: its kind and the address of what it is about.
struct WarningName {
  std::string kind, of;  ///< "uncited", "sources.hosmer2001"
};

/// A warning, kept until it is known which ones the case acknowledges.
struct Warning {
  WarningName name;
  Place place;
  std::string message, hint;
};

/// `instead` of a number, to be read when everything that it may name is known.
struct WrittenClauses {
  InputId input;
  const Node* list = nullptr;
};

/// One file being read. Nodes are those of `root`.
struct Reading {
  const Node& root;
  const Structure& structure;
  Problems& problems;
  Case c = {};
  Places places = {};
  std::vector<Warning> warnings = {};
  std::vector<bool> broken = {};  ///< [input]: a placeholder for a number that could not be read
  std::vector<bool> cited = {};   ///< [source]
  std::vector<bargaining::Axis> axes = {};
  std::optional<ConditionNames> names = {};  ///< of issues and options; see `names_of`
  bool issues_sound = true;                  ///< false: names of options may be wrong because the issues are
  std::set<std::string> red_line_ids = {};
  std::vector<WrittenClauses> clauses = {};
  std::size_t input_bytes = 0;  ///< that paths, reasons and citations of the inputs take, inherited ones too
  StopToken stop = {};          ///< asked for every number and condition
  Block* block = nullptr;       ///< the outermost block being read, if any

  bool is_broken(InputId input) const { return broken[input.index()]; }
};

/// \name The tree. Nothing is returned for what is absent, of another kind, or (scalars) unsound.
/// @{
Place place_of(const Reading& r, const Node& node);
const Node* scalar_at(const Reading& r, const Node& map, std::string_view key);
const Node* map_at(const Node& map, std::string_view key);
const Node* list_at(const Node& map, std::string_view key);
/// Without blanks at its ends; empty if absent.
std::string text_at(const Reading& r, const Node& map, std::string_view key);
/// YYYY-MM-DD, YYYY-MM or YYYY; empty if absent.
std::string date_at(const Reading& r, const Node& map, std::string_view key);
bool flag_at(const Reading& r, const Node& map, std::string_view key);
/// A certain number, parsed when the structure was checked.
std::optional<double> number_of(const Reading& r, const Node& node);
std::optional<double> number_at(const Reading& r, const Node& map, std::string_view key);
/// A word of an enumeration. A word that it does not have is an error of structure, and nothing here.
template <class E>
std::optional<E> word_at(const Reading& r, const Node& map, std::string_view key) {
  const Node* node = scalar_at(r, map, key);
  return node == nullptr ? std::nullopt : from_word<E>(node->text);
}
/// @}

/// `source`, `because`, `basis` and `confidence` of a map over those it inherits, key by key.
Provenance provenance_of(Reading& r, const Node& map, const Provenance& inherited);

/// Notes a warning, at most kMaxWarnings of them.
inline constexpr std::size_t kMaxWarnings = 10'000;
void warn(Reading& r, WarningName name, Place where, std::string message, std::string hint = {});
/// The same at the place of the address that it is about.
void warn(Reading& r, WarningName name, std::string message, std::string hint = {});

/// Warns once about all numbers without a source that `body` enters. `label` and `address` as in Block.
void in_block(Reading& r, std::string label, std::string address, Place where,
              const std::function<void()>& body);

/// A number to enter: all that is known of it but the quantity.
struct Slot {
  Input about;                  ///< path, role, whom and what it is about
  Domain domain;                ///< of the placeholder, if it cannot be read
  const Provenance& inherited;  ///< what its own keys do not say
  bool anchor = false;          ///< a plain 0 or 100 needs no source
};
/// Enters the number at `node`; a placeholder if it is unsound.
InputId read_input(Reading& r, const Node& node, Slot slot);
/// The same for the value of a key; nothing if the key is absent.
std::optional<InputId> read_input_at(Reading& r, const Node& map, std::string_view key, Slot slot);
/// The value of a key that the shape asks for: its absence has been said, and leaves a placeholder.
InputId read_required(Reading& r, const Node& map, std::string_view key, Slot slot);
/// Whether a number that is not negative may be 0.
bool may_be_zero(const Quantity& quantity);
/// Enters a number that was worked out rather than written, with its own provenance.
/// What would make the numbers' paths, reasons and citations together take more than kMaxInputBytes (a long
/// reason that thousands of numbers inherit) is an error, and left out.
InputId enter_input(Reading& r, Input input, Place where, bool anchor = false);
/// Enters a number in the middle of its domain where one could not be read; the case is not returned.
InputId placeholder_input(Reading& r, Slot slot, Place where);

/// \name Names. An unknown one is an error with the nearest one as a hint.
/// @{
std::optional<PartyId> party_of(Reading& r, const Node& node);
std::optional<IssueId> issue_of(Reading& r, const Node& node);
std::optional<TypeId> type_of(Reading& r, PartyId party, const Node& node);
/// What to do about a name that is not among `ids`: the nearest, or the first few of them after `what`.
std::string name_hint(std::string_view name, const std::vector<std::string>& ids, std::string_view what);
/// An error if `id` was seen before.
void unique(Reading& r, std::set<std::string>& seen, const std::string& id, Place where,
            std::string_view what);
/// @}

/// What finds issues and options by name. To be asked for when all issues have been read.
ConditionNames& names_of(Reading& r);

/// The condition at a scalar, with `because` and `source` of `reasons` if given. Errors and warnings stand at
/// the place inside the condition; warnings are about `address`.
std::optional<Rule> rule_at(Reading& r, const Node& node, const Node* reasons, const std::string& address);

/// A settlement that a file names, and where it is not one of the case's own.
struct NamedSettlement {
  bargaining::Settlement settlement;
  std::vector<std::optional<double>>
      off_grid;            ///< [issue]: the number, where the settlement has the nearest of the grid
  std::vector<bool> open;  ///< [issue]: left open, by the word `open`
};
/// What a settlement may have beside one option for every issue: nothing, numbers off the grid, or issues
/// that are left open.
enum class SettlementForm { plain, off_grid, open };
/// A settlement: one option for every issue. `what` names it in the error that something is left out. An
/// issue that is `not applicable` takes the one option that `feasible` leaves it; an error if there are
/// several. A number off the grid of its range is an error unless the form allows it: then the nearest on
/// the grid stands for it, the lower of two.
std::optional<NamedSettlement> settlement_of(Reading& r, const Node& node, Place where, std::string_view what,
                                             SettlementForm form = SettlementForm::plain);

/// Position of what has this identifier in a list.
template <class List>
std::optional<std::size_t> position_of(const List& list, std::string_view id) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].id == id) return i;
  }
  return std::nullopt;
}
template <class List>
std::vector<std::string> ids_of(const List& list) {
  std::vector<std::string> ids;
  for (const auto& entry : list) ids.push_back(entry.id);
  return ids;
}

}  // namespace offramp::case_file
