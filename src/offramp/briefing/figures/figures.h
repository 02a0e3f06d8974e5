// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "offramp/briefing/document/document.h"
#include "offramp/briefing/names/context.h"

/// The drawings of a briefing, one file each. Every one is drawn twice, for a wide page and for a phone,
/// and carries its numbers as a table. Colour never says a thing alone: shape, place or a mark says it too.
namespace offramp::briefing {

inline constexpr double kWide = 720;
inline constexpr double kNarrow = 350;

/// Says how to read the first figure of a kind; later ones of that kind point to it. `first` is its id, empty
/// until there is one. `also` is kept in either case.
void caption_once(Figure& figure, std::string& first, const Text& also = {});

/// The rungs of the ladder as bars, with what other choices of modelling make of each. Requires a ranked
/// settlement.
Figure figure_ladder(const Context& context);

/// Exactly two veto players: settlements by expected utility of one and of the other. Requires a map.
Figure figure_scatter(const Context& context);

/// The red-line board: every party against the first settlements, with its gain over no deal and how
/// often a red line is crossed. Requires a ranked settlement.
Figure figure_board(const Context& context);

/// For each veto player, twenty equally likely values of no deal against the first settlement
/// (quantile dot plot: Kay, Kola, Hullman and Munson 2016).
Figure figure_acceptance(const Context& context);

/// What one off-ramp gives a party and takes from it, by issue. `party` and `ramp` are positions in the
/// result's off_ramps.
Figure figure_give_get(const Context& context, std::size_t party, std::size_t ramp);

/// A party's types over time, stacked. `party` is a position in the reading's parties.
Figure figure_beliefs(const Context& context, std::size_t party);

/// How each item of evidence moved the odds of a party's leading type, in decibans. Requires evidence about
/// the party and finite weights.
Figure figure_waterfall(const Context& context, std::size_t party);

/// What words alone and what deeds and costly signals alone say of each party. Requires a party with both.
Figure figure_words_deeds(const Context& context);
/// Coded events month by month: net scores of what was said and of what was done. Requires events.
Figure figure_events(const Context& context);
/// Whether the gauge has anything to show.
bool has_words_and_deeds(const BeliefResult& belief);

/// The chance that a deal exists with one input low and high, the largest swings first. Requires a
/// significant bar.
Figure figure_tornado(const Context& context, const WeighResult& weighed);
/// How many bars are clear of Monte-Carlo noise, at most `most`.
std::size_t clear_bars(const WeighResult& weighed, std::size_t most);

}  // namespace offramp::briefing
