// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

/// What the briefing and the report of `settle` share: sentences and tables over a SettleResult. Pointers
/// begin with /settle.
namespace offramp::briefing {

/// The first rung in one sentence, with its word and its percentage, and the existence of a deal beside it.
Paragraph agreement_lead(const Context& context);
/// Between what both lie under other choices of modelling, and under the other reading of words where that
/// differs.
std::optional<Paragraph> band_paragraph(const Context& context);
/// What became of other crises of this sort; nothing if the case does not say of what sort it is.
std::optional<Paragraph> outside_paragraph(const Context& context);
/// Parties of whom another type leads if words are taken otherwise; nothing if there are none.
std::optional<Paragraph> leaders_paragraph(const Context& context);
/// The answer under each other choice. Requires entries of the band.
Table band_table(const Context& context);
/// What was counted: in how many worlds, of how many settlements, and what the search left undecided.
Paragraph agreement_in_worlds(const Context& context);

/// How many settlements the zone of agreement holds, or that they were searched and not listed.
/// Whose page it is, and what every veto player would do best to table. Requires a ranked settlement.
Paragraph tabled_paragraph(const Context& context);
/// Who must ratify the leading text and who may wreck it; nothing if the case names nobody.
std::optional<Text> without_veto_text(const Context& context);
/// Values of no deal that are stated twice: as computed and as stated.
Paragraph no_deal_checks(const Context& context);
/// What the parties divide on, and who turns between the two packages.
Prose crux_prose(const Context& context);
Paragraph zone_paragraph(const Context& context);
/// Settlements by acceptance; of more than three veto players only the one that accepts least often.
/// Requires a ranked settlement.
Table ranked_table(const Context& context);
/// The fairness points with each veto player's gain, if there are at most three.
Table points_table(const Context& context);
/// The best settlements under uncertainty, each with what is proven of it.
Table robust_table(const Context& context);
/// What the chance that a deal exists would be without each red line, the dearest first.
Table prices_table(const Context& context);
/// The chance that a deal exists under each type, grouped by party. Requires types.
Table types_table(const Context& context);
/// The first `count` clashes of the central situation, one row for each party in them.
Table clashes_table(const Context& context, std::size_t count);
/// The first `most` concessions that would each open the zone.
Table concessions_table(const Context& context, std::size_t most);

/// An aim in words: the case's own condition where the text is one of the party's aims, or the option that
/// the result took for its aim ("issue = option").
std::string aim_words(const Context& context, PartyId party, const std::string& text);
/// What an off-ramp is the best of all for: "works most often; most accepted".
std::string role_words(const OffRamp& ramp);
/// "62 % of its aims (21 of 34 points)".
Prose denied_words(const PartyOffRamps& entry, std::size_t p, std::size_t i);
/// Whether explanations are the case's own words rather than points that the result names.
bool in_own_words(const Case& c, PartyId party, const std::vector<std::string>& texts);

}  // namespace offramp::briefing
