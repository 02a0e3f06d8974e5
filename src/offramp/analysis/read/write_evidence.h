// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "offramp/case/model/case.h"

namespace offramp {

/// An item of evidence about a party's types as a case file has it: keys, and values as YAML on one line.
/// Texts stand between double quotes, so that no text can be taken for anything else.
std::vector<std::pair<std::string, std::string>> evidence_lines(const Case& c, const EvidenceItem& item);

}  // namespace offramp
