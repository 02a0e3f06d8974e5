// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/run/answer.h"
#include "offramp/evidence/import/events.h"

/// Coded events of GDELT or ICEWS, month by month, to stand beside a reading of the evidence.
namespace offramp {

/// Events between actors, as they go on a page.
struct EventSeries {
  std::string file, layout;  ///< as in evidence::EventImport
  std::vector<std::string> actors;
  std::size_t rows = 0, malformed = 0, matching = 0;
  std::vector<evidence::EventMonth> months;
  std::vector<std::string> notes;  ///< on the file, as in evidence::EventImport
};

struct ImportedEvents {
  EventSeries series;
  std::vector<evidence::RowProblem> problems;  ///< as in evidence::EventImport
};

/// Reads a file's bytes, whose layout is seen from their content. Events between the first actor and any of
/// the others, in either direction; of everybody if `actors` is empty. `file` is only named in the series.
/// No answer for a file of which no row can be used.
/// @throws std::invalid_argument for one actor alone.
Answer<ImportedEvents> event_series(std::string_view bytes, std::string file,
                                    std::vector<std::string> actors = {});

}  // namespace offramp
