// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "offramp/analysis/read/read.h"
#include "offramp/briefing/document/document.h"

/// What a party's words can be believed to say, in words: for the terminal and the briefing alike.
namespace offramp::briefing {

/// Two or three sentences on the bound of party number `i` of the reading; pointers lead into /read.
Text talk_words(const Case& c, const PartyBelief& party, std::size_t i);

/// What each true type would gain, unheard and taken for each type; nothing without a bound.
std::optional<Table> talk_table(const Case& c, const PartyBelief& party, std::size_t i);

}  // namespace offramp::briefing
