// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/base/text/source_text.h"
#include "offramp/case/syntax/node.h"
#include "offramp/case/syntax/shape.h"

/// Changes to the tree of a case before it is read, so that every rule of the format applies to what comes of
/// them (docs/case-format.md, "Changes").
namespace offramp::case_file {

/// What is to stand at a path of the tree. Bytes are those of the text that the tree is read from, with
/// whatever is read along with it.
struct Change {
  std::string path;       ///< "no_deal.fry.utility"; list items by `id`, or by their number from 1
  std::size_t begin = 0;  ///< where the path stands
  std::size_t end = 0;    ///< where it ends
  bool plain = true;      ///< byte begin + i is path[i]; false: quoted or folded
  Node value;             ///< its places are those of the text; `~`: the path is taken out
};

/// Reads "PATH=VALUE" at the bytes [begin, end) of a text; VALUE is YAML under the rules of a case. Nothing
/// comes back where it is none, and an error says why, at its place.
/// @throws Stopped when the token stops it.
std::optional<Change> read_change(const SourceText& text, std::size_t begin, std::size_t end,
                                  Problems& problems, StopToken stop = {});

/// The entries of a map of changes, `set` of a variant. A value that is not written is an error.
std::vector<Change> changes_of(const Node& map, Problems& problems);

/// Makes the changes to a tree of that shape, in their order. What stands at a path is replaced, or taken out
/// after all else is done, so that numbers of list items are those of the file; a key that
/// is not there is added where its map may have it, the parties' and issues' identifiers included. An error,
/// at the part of the path that is to blame: a part that nothing is called, with the nearest names; a path
/// below a single value; a path to be taken out that is not there; two paths to the same place, or to a place
/// inside another's.
/// @return whether all were made.
bool make_changes(Node& root, const Shape& shape, std::span<const Change> changes, Problems& problems);

}  // namespace offramp::case_file
