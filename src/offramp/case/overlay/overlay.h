// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/base/text/source_text.h"
#include "offramp/case/syntax/node.h"
#include "offramp/case/syntax/structure.h"

/// One person's numbers over a case: a YAML map from paths of the case to numbers in the case's own syntax
/// (docs/case-format.md, "Several analysts"). They go into the tree before it is read, so that every rule of
/// the format applies to what comes of them.
namespace offramp::case_file {

/// A number that takes another's place.
struct Overlaid {
  std::string path;              ///< as written
  Node* target = nullptr;        ///< in the tree of the case, whose value it now has
  const Node* parent = nullptr;  ///< the map or list that holds it
  Place place;                   ///< of the path, in the text of both files
};

/// The tree of an overlay whose text begins at byte `from` of the text of `problems`: case and overlay, one
/// behind the other. Places of nodes and errors are those of that text. Nothing comes back if the tree is not
/// whole. @throws Stopped when the token stops it.
std::optional<Node> read_overlay(std::size_t from, Problems& problems, StopToken stop = {});

/// Puts the overlay's numbers into the tree of a case, whole: what stood at a path goes with its reason and
/// its `instead`. A path has dots between keys; an item of a list is called by its `id`, or its number
/// from 1. An error for a path that leads nowhere in the case (nothing is added to it), for two paths to the
/// same place or to a place inside another's, and for a map that is no number. The tree must stay where it
/// is.
std::vector<Overlaid> lay_over(Node& root, const Node& overlay, Problems& problems);

/// An error for each value that the structure of the merged tree does not take for a number that may be
/// uncertain: names, dates, conditions and the frame are the case's alone.
void check_numbers(const std::vector<Overlaid>& numbers, const Structure& structure, Problems& problems);

}  // namespace offramp::case_file
