// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <set>

#include "offramp/case/checks/checks.h"

namespace offramp::case_file {

void report_warnings(Reading& r) {
  std::set<std::string> acknowledged, found;
  for (const Acknowledged& entry : r.c.acknowledged)
    acknowledged.insert(fmt::format("{} of {}", entry.warning, entry.of));
  for (Warning& warning : r.warnings) {
    std::string name = warning.name.kind.empty()
                           ? std::string()
                           : fmt::format("{} of {}", warning.name.kind, warning.name.of);
    found.insert(name);
    if (acknowledged.contains(name)) continue;
    r.problems.warning(warning.place, std::move(warning.message), std::move(warning.hint), std::move(name));
  }
  if (r.problems.has_errors() || r.warnings.size() >= kMaxWarnings) return;
  std::erase_if(r.c.acknowledged, [&](const Acknowledged& entry) {
    return !found.contains(fmt::format("{} of {}", entry.warning, entry.of));
  });
  found.erase("");
  for (const std::string& name : acknowledged) {
    if (found.contains(name)) continue;
    const std::vector<std::string> names(found.begin(), found.end());
    r.problems.warning(r.places.at("acknowledged." + name),
                       fmt::format("there is no warning `{}` to acknowledge", name),
                       names.empty() ? "delete it" : name_hint(name, names, "warnings"));
  }
}

}  // namespace offramp::case_file
