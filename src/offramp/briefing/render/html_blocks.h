// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "offramp/briefing/document/document.h"

/// The parts of a document as HTML, for the page and for what other programs make of it. Texts are escaped.
namespace offramp::briefing {

/// ` id="x"`; nothing without one.
std::string id_attribute(const std::string& id);
std::string text_html(const Text& text);
/// With its caption before it, as a paragraph of the class `caption`.
std::string table_html(const Table& table);
/// Any block; a figure as the caller writes it.
std::string block_html(const Block& block, const std::function<std::string(const Figure&)>& figure);

}  // namespace offramp::briefing
