// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "offramp/base/run/progress.h"

/// Values put at paths of a case file's text; everything else stays as it is, byte for byte.
namespace offramp::case_file {

/// A value as it is to be written: one scalar in YAML, or a map of such in their order.
struct Written {
  std::string scalar;  ///< as YAML has it on one line; of a map empty
  std::vector<std::pair<std::string, Written>> entries = {};
};

/// The text with `value` at a path of keys; an item of a list goes by its `id`. A map is put entry by entry:
/// keys of it that `value` does not name stay. What else stands at the path is replaced, with what follows on
/// its lines up to its own end; keys that are not there are added behind the last of their map, in its style:
/// in lines, or between its braces. Nothing where the text is no tree of maps along the path. The caller
/// reads the result again. @throws Stopped.
std::optional<std::string> with_put(std::string text, std::span<const std::string> path, const Written& value,
                                    const StopToken& stop = {});

}  // namespace offramp::case_file
