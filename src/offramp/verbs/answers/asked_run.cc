// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/answers/asked_run.h"

#include "offramp/analysis/read/add_evidence.h"
#include "offramp/verbs/casework/library.h"

namespace offramp::verbs {

Case case_asked(const Values& asked, Caller& caller) {
  Case c = load_case(asked.operands.front(), asked, caller);
  if (!asked.given(kEvidence)) return c;
  const std::string path = asked[kEvidence];
  const AddedEvidence added = add_evidence(c, load_bytes(path), path);
  if (!added.diagnostics.sorted().empty()) caller.note(added.diagnostics.to_text(caller.colour));
  if (added.skipped > 0 && added.added > 0)
    caller.note(fmt::format("{}: {} of {} rows used\n", path, added.added, added.added + added.skipped));
  if (added.added == 0) throw Failure{Reason::bad_input, fmt::format("{}: no row can be used", path)};
  c.added.push_back({path, added.added});
  return c;
}

}  // namespace offramp::verbs
