// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/base/text/enum_words.h"
#include "offramp/case/model/case.h"

namespace offramp {

/// How a piece of evidence fits a type, in the words of an analysis of competing hypotheses (Heuer 1999, ch.
/// 8).
enum class ConsistencyWord { very_inconsistent, inconsistent, neutral, consistent, very_consistent };
template <>
struct EnumWords<ConsistencyWord> {
  static constexpr EnumWord<ConsistencyWord> table[] = {
      {ConsistencyWord::very_inconsistent, "very_inconsistent"},
      {ConsistencyWord::inconsistent, "inconsistent"},
      {ConsistencyWord::neutral, "neutral"},
      {ConsistencyWord::consistent, "consistent"},
      {ConsistencyWord::very_consistent, "very_consistent"}};
};

/// The likelihood behind a word where the case gives none: 0.05, 0.2, 0.5, 0.8, 0.95.
double default_likelihood(ConsistencyWord word);

/// The input behind a word; nothing if the case has no scale. There is one for each word rather than one for
/// each use, so that all evidence that is, say, "consistent" with a type moves together from world to world.
std::optional<InputId> consistency_input(const Case& c, ConsistencyWord word);

/// A new input for a word, with its default likelihood; not yet part of the case.
Input default_consistency_input(ConsistencyWord word);

}  // namespace offramp
