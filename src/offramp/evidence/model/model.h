// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "offramp/evidence/model/grade.h"

namespace offramp::evidence {

/// What a number of a model may be: one value that holds in every world, or one for each world.
/// Wherever a field is said to be "per world", its size is `rows` (the same in all worlds) or
/// `rows * worlds` with index `row * worlds + world`.

/// How an item came about. A word costs its author nothing to say (cheap talk); a costly signal has its
/// cost sunk beforehand or ties the author's hands afterwards (Fearon 1997, "Signaling Foreign Policy
/// Interests: Tying Hands versus Sinking Costs"); a deed is the act itself.
enum class Kind : std::uint8_t { word, sunk_cost, tied_hands, deed };
inline constexpr std::size_t kKinds = 4;

std::string_view to_string(Kind kind);

/// A set of kinds, for readings that look only at some of the items.
struct Kinds {
  bool word = true, sunk_cost = true, tied_hands = true, deed = true;
  bool by_others = true;  ///< words that somebody else says about the subject, of the words
  static Kinds all() { return {}; }
  static Kinds own_words() { return {true, false, false, false, false}; }
  static Kinds costly_signals() { return {false, true, true, false}; }
  static Kinds deeds() { return {false, false, false, true}; }
  static Kinds costly() { return {false, true, true, true}; }  ///< deeds and costly signals
  bool has(Kind kind, bool own = true) const;
};

/// Someone with a hidden type: exactly one of the hypotheses is true. Or several of those at once (`of`): its
/// hypotheses are their combinations, so that an item can bear on one of them otherwise as another is
/// otherwise.
struct Subject {
  std::string name;  ///< for messages only
  std::vector<std::string>
      hypotheses;  ///< names, for messages only; their number is the number of hypotheses, at least 1
  std::vector<double>
      prior;  ///< per world, one row per hypothesis; >= 0 with a positive sum; scaled to sum 1 in each world
  std::vector<bool>
      bad_faith;  ///< one per hypothesis, or empty: none; true: of this type its talks are a feint
  /// The subjects whose combinations these are, the last fastest; each once, none of them a combination
  /// itself, all before this one. Then there is no prior.
  std::vector<std::uint32_t> of = {};
  std::size_t size() const { return hypotheses.size(); }
};

/// Multiplies the odds of every combination in which all the named subjects have the named hypotheses.
///
/// An association says how subjects go together and nothing else: the joint prior is fitted in each world so
/// that every subject's prior stays its margin (base/number/proportional_fit.h). A conditional is a chance
/// of one subject's hypothesis given those of others: the factors of that subject together hold, for every
/// combination of the others, chances that sum to 1, and its own prior is even; it is taken as it is, so that
/// the others keep their margins of themselves.
struct Factor {
  enum class Effect : std::uint8_t { association, conditional };
  struct Term {
    std::uint32_t subject = 0;
    std::uint32_t hypothesis = 0;
  };
  std::vector<Term> when;     ///< at least one term, each subject at most once
  std::vector<double> times;  ///< per world, one row; above 0 and finite
  Effect effect = Effect::association;
};

inline constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();

/// One thing seen. `about` is the subject whose type it bears on.
struct Item {
  std::int32_t day = 0;  ///< days since 1970-01-01
  std::uint32_t about = 0;
  Kind kind = Kind::deed;
  Grade grade{};                   ///< ungraded: taken at full weight
  std::uint32_t group = kNoGroup;  ///< items of one group are one report retold; any number but kNoGroup
  bool own = true;                 ///< of a word: the subject itself says it
};

/// Items as columns, so that a stream of millions stays fast. Items are independent of one another given
/// the types, except within a group.
class Items {
 public:
  /// Adds an item with its likelihood per world, one row per hypothesis of the subject it is about: the
  /// chance of seeing it if that hypothesis is true, in (0, 1).
  void add(const Item& item, std::span<const double> likelihood);
  void reserve(std::size_t items, std::size_t numbers);

  std::size_t size() const { return day_.size(); }
  Item operator[](std::size_t item) const {
    return {day_[item], about_[item], kind_[item], grade_[item], group_[item], own_[item]};
  }
  std::int32_t day(std::size_t item) const { return day_[item]; }
  std::uint32_t about(std::size_t item) const { return about_[item]; }
  Kind kind(std::size_t item) const { return kind_[item]; }
  bool own(std::size_t item) const { return own_[item]; }
  Grade grade(std::size_t item) const { return grade_[item]; }
  std::uint32_t group(std::size_t item) const { return group_[item]; }
  std::span<const double> likelihood(std::size_t item) const {
    return std::span(likelihood_).subspan(begin_[item], begin_[item + 1] - begin_[item]);
  }

 private:
  std::vector<std::int32_t> day_;
  std::vector<std::uint32_t> about_, group_;
  std::vector<Kind> kind_;
  std::vector<bool> own_;
  std::vector<Grade> grade_;
  std::vector<std::size_t> begin_{0};
  std::vector<double> likelihood_;
};

/// Everything that is believed before reading: priors, how types of several subjects go together, and
/// what was seen. `worlds` draws of the uncertain numbers are read side by side.
struct Model {
  std::size_t worlds = 1;
  std::vector<Subject> subjects;
  std::vector<Factor> factors;
  Items items;
};

/// Most combinations of types of subjects that are linked by factors; beyond it reading is refused.
/// Subjects that no factor links, not even through others, do not count together.
inline constexpr std::size_t kMaxCombinations = 65536;

/// What keeps a model from being read, each with its place ("item 3: likelihood of hypothesis 1 ...");
/// empty if it can be read. At most 100 are listed.
std::vector<std::string> problems(const Model& model);

}  // namespace offramp::evidence
