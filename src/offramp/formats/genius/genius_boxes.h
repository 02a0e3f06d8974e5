// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>

#include "offramp/formats/tree/parts.h"
#include "offramp/formats/tree/xml_source.h"

namespace offramp::formats {

/// Reads the <utility> of a Genius nonlinear profile into `part`: a box for each hyperRectangle with
/// INCLUDES; one with EXCLUDES holds outside its bounds, so it becomes a constant less a box; one without
/// bounds always holds. Sums of sums are read; other aggregations are errors.
/// Source: class NonlinearUtilitySpace of Genius 10.4.
void read_genius_boxes(pugi::xml_node utility, XmlSource& source, ProfilePart& part);

}  // namespace offramp::formats
