// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/evidence/import/coding/cameo.h"

namespace offramp::evidence {

/// One coded event: somebody did something to somebody.
struct Event {
  std::int32_t day = 0;  ///< days since 1970-01-01
  std::string id;        ///< the file's identifier; may be empty
  std::string source, source_country, target, target_country;
  std::string cameo;  ///< CAMEO code with its leading zero; see whole_icews_code, whole_gdelt_code
  Quad quad = Quad::verbal_cooperation;
  std::optional<double> goldstein;  ///< in [-10, 10]: conflict below 0, cooperation above (Goldstein 1992);
                                    ///< nothing where the row has none
  std::size_t row = 0;              ///< line of the file, from 1
};

/// Which events are wanted. Actors match as is_actor says (coding/actors.h), without the blanks around their
/// names. An empty list matches everybody, also rows without an actor.
struct EventFilter {
  std::vector<std::string> sources, targets;
  bool either_direction = false;  ///< also events of the targets towards the sources
  std::int32_t first_day = std::numeric_limits<std::int32_t>::min();
  std::int32_t last_day = std::numeric_limits<std::int32_t>::max();
};

struct RowProblem {
  std::size_t row = 0;  ///< line of the file, from 1
  std::string message;
};

struct EventImport {
  std::string layout;         ///< "GDELT 2.0", "GDELT 1.0" or "ICEWS"; empty when refused
  std::string refusal;        ///< why nothing of the file can be read, with the cure; then all else is empty
  std::vector<Event> events;  ///< that match, in file order
  std::size_t rows = 0;       ///< read; blank lines and headers are not counted
  std::size_t malformed = 0;  ///< skipped
  std::size_t repeated = 0;   ///< matching rows that repeat an event listed before, which counts once
  std::vector<RowProblem> problems;  ///< of malformed rows, the first kMaxProblems of them
  /// What was done that one might not expect, each in a sentence: another encoding, separator or order of
  /// dates, codes that got their zero back, repeated events, actors whom no row has.
  std::vector<std::string> notes;
  static constexpr std::size_t kMaxProblems = 1000;
};

/// Reads a table of coded events, GDELT 1.0 or 2.0 or ICEWS; which one, and with which separator, is told by
/// its content (event_layout.h), its encoding likewise (FileText). Never throws on any bytes.
///
/// A row is malformed, and skipped with a problem, if it has not the table's number of fields or one of these
/// cannot be read, whether or not it matches:
/// - its date (written_date.h). ICEWS dates as 1/3/2017 are month/day/year, as in its own file of 2017,
/// unless one date
///   of the file can only be day/month/year;
/// - its event. GDELT: EventCode and QuadClass (1 to 4). ICEWS: CAMEO Code, or the title in Event Text where
/// there is
///   no code. Codes that lost their leading zero get it back (coding/cameo.h);
/// - its score, from -10 to 10; an empty field, NULL, NA or NaN means that there is none.
///
/// An event is listed once: a row with the identifier, day, actors and code of a row before it is counted in
/// `repeated`. Rows with one identifier and different contents are different events (in ICEWS an identifier
/// may come back on another day), with a note where the format says that they cannot be.
EventImport import_events(std::string_view bytes, const EventFilter& filter = {});

/// What happened in one month, by class of event.
struct EventMonth {
  int year = 1970;
  int month = 1;
  std::array<std::size_t, 4> count{};     ///< events, indexed by Quad
  std::array<double, 4> goldstein{};      ///< sums of scores
  std::array<std::size_t, 4> unscored{};  ///< events without a score; they count but add nothing to the sums
  double verbal() const { return goldstein[0] + goldstein[2]; }    ///< net verbal score: what is said
  double material() const { return goldstein[1] + goldstein[3]; }  ///< net material score: what is done
};

/// Every month from the first event's to the last event's, empty ones included; nothing for no events.
std::vector<EventMonth> by_month(const std::vector<Event>& events);

}  // namespace offramp::evidence
