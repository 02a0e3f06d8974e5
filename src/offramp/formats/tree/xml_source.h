// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "offramp/base/text/diagnostics.h"

namespace offramp::formats {

/// The text of an XML file with its diagnostics: attributes as clean text or numbers, and what is wrong
/// with them at its place. Elements must belong to a document that was parsed from these very bytes, since
/// their places are told by offsets into them.
class XmlSource {
 public:
  /// The diagnostics must outlive the source.
  XmlSource(std::string bytes, Diagnostics& diagnostics);

  const std::string& bytes() const { return bytes_; }
  /// Line and column of a byte; of the nearest end for an offset outside the text. Columns count characters,
  /// beyond 4,096 bytes of a line bytes.
  Place at_offset(std::ptrdiff_t offset) const;
  Place place(pugi::xml_node node) const;  ///< of the element's name

  /// Add to the diagnostics, up to their limit (add_error).
  void error(Place where, std::string message);
  void warning(Place where, std::string message, std::string hint = {});

  /// An attribute without outer blanks; empty if it is absent.
  static std::string text(pugi::xml_node node, const char* attribute);
  /// Nothing, without a word, if the attribute is absent or no number.
  static std::optional<double> optional_number(pugi::xml_node node, const char* attribute);
  /// A number that must be there; 0 with an error if it is not.
  double number(pugi::xml_node node, const char* attribute);
  /// A whole `index` from 0; -1 with a warning if there is none.
  int index(pugi::xml_node node);

 private:
  std::string bytes_;
  Diagnostics& diagnostics_;
  std::vector<std::size_t> line_starts_{0};
};

}  // namespace offramp::formats
