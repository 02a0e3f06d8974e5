// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "offramp/analysis/run/run.h"
#include "offramp/base/text/date.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {

/// Days from the case's date to the one asked for. @throws Failure for what is no date, or an earlier one.
inline int days_asked(const Case& c, const Values& asked) {
  if (!asked.given(kDate)) return 0;
  const std::string given = asked[kDate];
  const auto date = parse_date(given), from = parse_date(c.as_of);
  if (!date) throw Failure{Reason::bad_usage, fmt::format("--date {}: must be a day, YYYY-MM-DD", given)};
  const int days = from ? day_number(*date) - day_number(*from) : 0;
  if (days < 0)
    throw Failure{Reason::bad_usage,
                  fmt::format("--date {}: lies before the case's date, {}", given, c.as_of)};
  return days;
}

/// The case of the first operand with what --set, --variant and --evidence bring in. Rows of evidence that
/// cannot be used are noted, also for a quiet caller, and left out. @throws Failure, also if no row can be
/// used.
Case case_asked(const Values& asked, Caller& caller);

/// A case and what is worked out of it, together as long as an answer may be shown: by shared_ptr, since a
/// run refers to its case.
struct AskedRun {
  AskedRun(Case from, const Values& asked, const Caller& caller)
      : c(std::move(from)),
        run(c,
            {.seed = asked[kSeed],
             .worlds = asked[kWorlds],
             .days = days_asked(c, asked),
             .words = *from_word<Credence>(asked[kWords])},
            caller.control) {}

  Case c;
  CaseRun run;
};

}  // namespace offramp::verbs
