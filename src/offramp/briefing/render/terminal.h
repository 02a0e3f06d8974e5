// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "offramp/briefing/document/document.h"

namespace offramp::briefing {

struct TextOptions {
  bool colour = false;       ///< ANSI codes; the caller knows whether it writes to a terminal
  std::size_t columns = 80;  ///< no line is wider, by display width; at least 40
};

/// A document as lines for a terminal: words wrap and are never cut, tables are fitted to the width
/// (terminal_table.h), a drawing becomes its title, caption and numbers. Links show their text; spans that
/// only lead elsewhere are left out. Control characters of a case never reach the terminal: texts of a
/// document are clean. @throws std::invalid_argument if columns is below 40.
std::string render_terminal(const Document& document, const TextOptions& options = {});

}  // namespace offramp::briefing
