// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/tree/xml_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "offramp/formats/tree/parts.h"

namespace offramp::formats {
namespace {

constexpr std::size_t kLongLine = 4096;  // beyond it columns count bytes

}  // namespace

XmlSource::XmlSource(std::string bytes, Diagnostics& diagnostics)
    : bytes_(std::move(bytes)), diagnostics_(diagnostics) {
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    if (bytes_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

Place XmlSource::at_offset(std::ptrdiff_t offset) const {
  const std::size_t position =
      std::min<std::size_t>(offset < 0 ? 0 : static_cast<std::size_t>(offset), bytes_.size());
  const auto line = std::upper_bound(line_starts_.begin(), line_starts_.end(), position);
  const int number = static_cast<int>(line - line_starts_.begin());
  const std::size_t start = *(line - 1);
  if (position - start > kLongLine) return {number, static_cast<int>(position - start) + 1, 1};
  int column = 1;
  for (std::size_t i = start; i < position; ++i) {
    if ((static_cast<unsigned char>(bytes_[i]) & 0xC0u) != 0x80u) ++column;
  }
  return {number, column, 1};
}

// pugixml's offset points behind the '<'.
Place XmlSource::place(pugi::xml_node node) const {
  Place found = at_offset(node.offset_debug());
  found.length = static_cast<int>(std::strlen(node.name()));
  return found;
}

void XmlSource::error(Place where, std::string message) {
  add_error(diagnostics_, where, std::move(message));
}

void XmlSource::warning(Place where, std::string message, std::string hint) {
  add_warning(diagnostics_, where, std::move(message), std::move(hint));
}

std::string XmlSource::text(pugi::xml_node node, const char* attribute) {
  return clean_text(node.attribute(attribute).value());
}

std::optional<double> XmlSource::optional_number(pugi::xml_node node, const char* attribute) {
  return parse_number(trimmed(node.attribute(attribute).value()));
}

double XmlSource::number(pugi::xml_node node, const char* attribute) {
  const auto value = optional_number(node, attribute);
  if (!node.attribute(attribute)) {
    error(place(node), fmt::format("<{}> has no `{}`", clean_text(node.name()), attribute));
  } else if (!value) {
    error(place(node), fmt::format("{}=\"{}\" is not a number", attribute, text(node, attribute)));
  }
  return value.value_or(0.0);
}

int XmlSource::index(pugi::xml_node node) {
  const auto value = optional_number(node, "index");
  if (value && *value == std::floor(*value) && *value >= 0 && *value < 1e9) return static_cast<int>(*value);
  warning(place(node), fmt::format("index=\"{}\" is not a whole number", text(node, "index")),
          "the element is known by its position instead");
  return -1;
}

}  // namespace offramp::formats
