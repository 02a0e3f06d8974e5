// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/briefing/render/styled.h"

namespace offramp::briefing {

/// A table in lines at most `columns` wide, without its caption. Nothing is cut: words wrap within their
/// column. Where a column of long text would be squeezed it moves under its row, and its head under the
/// heads; where even words do not fit beside one another, each row becomes a paragraph of "head: value".
/// Small pictures are drawn where there is room, else left out, as in Markdown. Requires columns >= 20.
std::vector<StyledLine> table_lines(const Table& table, std::size_t columns);

}  // namespace offramp::briefing
