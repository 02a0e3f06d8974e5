// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "offramp/base/number/quantity.h"

namespace offramp {

/// A change to the case file: what stands at the path is to be the value.
struct Setting {
  std::string path;     ///< "no_deal.fry.utility" (docs/case-format.md, "Changes")
  std::string value;    ///< as written, on one line
  std::string variant;  ///< whose it is; empty: asked for along with the question (`--set`)
};

/// A named list of changes that a case holds: the same case, were something else believed.
struct Variant {
  std::string id;    ///< unique among variants
  std::string name;  ///< what a reader sees; the identifier by default
  std::vector<Setting> set;
  Provenance provenance;
};

/// Evidence that was read beside the case (`--evidence`).
struct AddedItems {
  std::string file;
  std::size_t items = 0;
};

}  // namespace offramp
