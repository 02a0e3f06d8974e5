// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

/// Turns of phrase that several sections share. Neutral, from the result, no judgement of any party.
namespace offramp::briefing {

/// Fewer worlds than this say little: a share of 100 worlds has a standard error of up to five points.
inline constexpr std::size_t kFewWorlds = 100;

/// On what a share stands, and where its JSON does; by default on many.
struct DrawnWorlds {
  std::size_t worlds = kFewWorlds;
  std::string root;  ///< "/settle"
};

/// "It is likely (63 %) that ", "There is almost no chance (0.4 %) that ". `pointer` names the probability.
/// Of few worlds it says that it is only as far as they can tell.
Text likelihood_opening(double probability, const std::string& pointer, const std::string& target,
                        const DrawnWorlds& drawn = {});

/// "4,096 worlds, seed 7"; pointers are `root`/worlds and `root`/seed.
Text worlds_and_seed(std::size_t worlds, std::uint64_t seed, const std::string& root);

/// A count and the noun that agrees with it.
Text counted(std::size_t n, const std::string& pointer, const std::string& target, std::string_view one,
             std::string_view many);

/// "[3], [7, ch. 2]" leading to the list of sources; nothing if there are none.
Text citations(const Case& c, const std::vector<Citation>& sources);

/// Text of the case in which the identifier of a source, "hosmer2001", becomes its number in the list of
/// sources. Only identifiers that hold a digit are looked for: others may be ordinary words.
Text case_text(const Case& c, std::string_view text);

/// The same for the start of a sentence: with a capital where the text begins with a small Latin letter.
Text case_sentence(const Case& c, std::string_view text);

/// "NATO allies: never ‘observers’", leading to the table of red lines.
Text red_line_phrase(const Case& c, RedLineId line);

/// What a settlement contains where it differs from another; "the same" if nowhere.
Text differences(const Case& c, const bargaining::Settlement& from, const bargaining::Settlement& to);

/// Issue and option, one row an issue.
Table contents_table(const Case& c, const bargaining::Settlement& settlement);

/// A share as a percentage, or as the percentages between which it lies; not a figure of the result.
std::string share_text(const Quantity& share);

/// "6 May 1999" for "1999-05-06", "May 1999" for "1999-05", "1999" for "1999"; other texts as they are.
std::string date_words(std::string_view date);
/// What goes before a date: "on", or "in" where only the month or year is known.
std::string_view date_preposition(std::string_view date);

/// What a page says first of a case whose numbers are placeholders; nothing of others.
std::optional<Text> placeholder_words(const Case& c);
/// What a page says next of a case that was changed for it: one sentence for the variant, if one was asked
/// for, and one for each change made by hand. Empty for a case as it stands in its file.
std::vector<Text> settings_words(const Case& c);

/// Where it is said how the acceptance of a settlement is worked out, and from which inputs.
inline constexpr const char* kAcceptance = "#figure-acceptance-rule";
/// Where a sentence about the leading settlement leads.
inline constexpr const char* kLeader = "#settlement-1";

}  // namespace offramp::briefing
