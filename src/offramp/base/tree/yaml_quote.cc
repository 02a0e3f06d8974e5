// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/tree/yaml_quote.h"

namespace offramp {

std::string single_quoted_text(std::string_view raw) {
  std::string text;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\n' || raw[i] == '\r') {
      while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.pop_back();
      std::size_t breaks = 0;
      for (; i < raw.size() && (raw[i] == '\n' || raw[i] == '\r' || raw[i] == ' ' || raw[i] == '\t'); ++i) {
        if (raw[i] == '\n' || (raw[i] == '\r' && raw.substr(i + 1, 1) != "\n")) ++breaks;
      }
      text += breaks == 1 ? std::string(1, ' ') : std::string(breaks - 1, '\n');
      --i;
      continue;
    }
    text += raw[i];
    if (raw[i] == '\'') ++i;  // the second of a pair
  }
  return text;
}

}  // namespace offramp
