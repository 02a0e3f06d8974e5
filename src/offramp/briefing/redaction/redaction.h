// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "offramp/analysis/brief/brief.h"
#include "offramp/base/text/enum_words.h"
#include "offramp/case/model/case.h"

/// The briefing for an adviser who is not to know which conflict it is, or on whose word it rests.
namespace offramp::briefing {

/// A class of what a case holds in its analyst's own words.
enum class LeftOut { sources, judgements, notes, descriptions, authors };

}  // namespace offramp::briefing

namespace offramp {
template <>
struct EnumWords<briefing::LeftOut> {
  using LeftOut = briefing::LeftOut;
  static constexpr EnumWord<LeftOut> table[] = {{LeftOut::sources, "sources"},
                                                {LeftOut::judgements, "judgements"},
                                                {LeftOut::notes, "notes"},
                                                {LeftOut::descriptions, "descriptions"},
                                                {LeftOut::authors, "authors"}};
};
}  // namespace offramp

namespace offramp::briefing {

struct Redaction {
  bool names = false;              ///< parties become Party A, B, ...; every class below is left out
  std::vector<LeftOut> leave_out;  ///< beyond that
};

/// The case as an adviser may see it. Every number, date and place in a list stays, so that results of the
/// case itself are results of this one. Left out: of sources, all but that there are so many and which
/// numbers rest on them; of judgements, the reasons; notes, contacts and acknowledgements; descriptions and
/// what a poll asked whom; author, reviewers and version.
///
/// Without names: identifiers become "party_a", "issue_1", ...; parties are called by letters in the order of
/// the file. Any other text stays where nothing in it can be a name, once the parties' names (with or without
/// "the", and their identifiers in capitals) gave place to the letters: each word with a capital counts as a
/// name, but for months, and for the first of a sentence where the case also writes it small. A text with a
/// name gives place to what it is: "Option 2 of issue 3".
/// Guarantee: no name in capitals of a party, person or place survives. Heuristic in what it keeps: a name
/// that is written small, or is a common word at the head of a sentence, is not known for one.
Case redacted(const Case& c, const Redaction& redaction);

/// Results of a case, in the words of its redacted form.
struct RedactedResults {
  SettleResult settled;
  std::optional<BeliefResult> belief;
  std::optional<WeighResult> weighed;
};
RedactedResults redacted(const Case& c, const BriefResult& result, const Redaction& redaction);

}  // namespace offramp::briefing
