// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "offramp/analysis/ask/asking.h"
#include "offramp/analysis/interview/subject.h"

namespace offramp {

/// Something that a party never signs, or only at a price (docs/eliciting.md: red and amber).
struct AskedLine {
  std::string id, party, never, kind, because;
  std::optional<Quantity> price;  ///< points of its own utility; absent: at no price
  std::optional<Quantity> holds;  ///< chance that it is so; absent: for certain
};

/// Option by option as the person names them. Only options of lists. @throws Rest, Again.
std::vector<AskedLine> ask_red_lines(Asking& asking, const Subject& subject, std::size_t party);

}  // namespace offramp
