// SPDX-License-Identifier: Apache-2.0
// Any bytes through the YAML and JSON parser: a tree or an error, never both, never a crash.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "offramp/formats/tree/text_tree.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto syntax : {offramp::formats::TreeSyntax::json, offramp::formats::TreeSyntax::yaml}) {
    offramp::Diagnostics diagnostics("fuzz", {});
    const auto tree = offramp::formats::parse_tree(bytes, syntax, diagnostics);
    if (tree.has_value() == diagnostics.has_errors()) std::abort();
  }
  return 0;
}
