// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "offramp/bargaining/model/space.h"
#include "offramp/base/number/quantity.h"
#include "offramp/base/text/enum_words.h"

namespace offramp {

/// Whether a watch item was seen within its lead time after the date of the case.
struct SeenOutcome {
  std::size_t watch = 0;  ///< position in Case::watch
  bool seen = false;
  std::string date;  ///< when it was seen, or until when it was looked for
  Provenance provenance;
};

/// How an outcome without a settlement of the case's options is written.
enum class Agreement { reached, none };
template <>
struct EnumWords<Agreement> {
  static constexpr EnumWord<Agreement> table[] = {{Agreement::reached, "reached"}, {Agreement::none, "none"}};
};

/// A text on the table by the date of the case: a side's last offer, a communique, a mediator's text. It is
/// compared with what else could be agreed; no answer rests on it.
struct DraftText {
  std::string id;
  std::string name;                   ///< what a reader sees; the identifier by default
  std::string by;                     ///< who tabled it, in the case's words or a party's name; may be empty
  std::string date;                   ///< a day, month or year, not after the case's
  bargaining::Settlement settlement;  ///< its choice on each issue; of an open one, unused
  std::vector<bool> open;             ///< [issue]: the text leaves it open
  Provenance provenance;
};

/// What happened after the date of the case. Never an input.
struct Outcome {
  std::string date;                                  ///< a day, month or year (base/text/date.h)
  bool agreement = true;                             ///< a settlement was reached by then
  std::optional<bargaining::Settlement> settlement;  ///< absent: none, or it cannot be told in these options
  /// [issue]: what happened where it is no number of the grid; `settlement` then has the nearest one.
  std::vector<std::optional<double>> off_grid = {};
  std::vector<SeenOutcome> seen;  ///< of watch items, at most one each
  Provenance provenance;
  std::string note;
};

/// A warning of `check` that the analyst has looked at and lets stand, and why; it is not shown again.
struct Acknowledged {
  std::string warning;  ///< its kind: "uncited"
  std::string of;       ///< the address of what it is about: "sources.hosmer2001"
  std::string because;  ///< never empty
};

}  // namespace offramp
