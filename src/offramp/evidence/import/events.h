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

namespace offramp::evidence {

/// Classes of the CAMEO event codes (GDELT Event Codebook V2.0, QuadClass): verbal cooperation, material
/// cooperation, verbal conflict, material conflict, in this order.
enum class Quad : std::uint8_t {
  verbal_cooperation,
  material_cooperation,
  verbal_conflict,
  material_conflict
};

/// By the root of a CAMEO code, its first two digits: 01 to 05, 06 to 08, 09 to 13, 14 to 20. Nothing for
/// any other text; a code has two to four digits.
std::optional<Quad> quad_of_cameo(std::string_view code);

/// One coded event: somebody did something to somebody.
struct Event {
  std::int32_t day = 0;  ///< days since 1970-01-01
  std::string source, source_country, target, target_country;
  std::string cameo;  ///< CAMEO code, leading zero kept
  Quad quad = Quad::verbal_cooperation;
  std::optional<double> goldstein;  ///< in [-10, 10]: conflict below 0, cooperation above (Goldstein 1992);
                                    ///< nothing where the row has none
  std::uint32_t mentions = 1;       ///< GDELT NumMentions; 1 in ICEWS
  std::size_t row = 0;              ///< line of the file, from 1
};

/// An actor matches a text if its code or name begins with it ("RUS" takes RUSGOV and RUSMIL) or its
/// country is it. An empty list matches everybody, also rows without an actor.
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
  std::vector<Event> events;         ///< that match, in file order
  std::size_t rows = 0;              ///< read, blank lines and the ICEWS header not counted
  std::size_t malformed = 0;         ///< skipped
  std::vector<RowProblem> problems;  ///< the first kMaxProblems of them
  static constexpr std::size_t kMaxProblems = 1000;
};

/// GDELT 2.0 event table: no header, 61 tab-separated columns in the order of the GDELT Event Codebook V2.0
/// (19 Feb 2015). Used, counted from 1: 2 SQLDATE (YYYYMMDD), 6 Actor1Code, 8 Actor1CountryCode,
/// 16 Actor2Code, 18 Actor2CountryCode, 27 EventCode, 30 QuadClass (1 to 4), 31 GoldsteinScale (may be
/// empty), 32 NumMentions. Rows are checked whether or not they match; malformed ones are skipped.
/// Both readers take LF and CRLF, a byte-order mark, and any encoding of names that leaves ASCII alone; a
/// file in UTF-16 or packed is one malformed row.
EventImport import_gdelt(std::string_view bytes, const EventFilter& filter = {});

/// Whether the first line is the header of an ICEWS table; a GDELT table begins with data.
bool is_icews(std::string_view bytes);

/// ICEWS Coded Event Data (Boschee and others 2015, doi:10.7910/DVN/28075): tab-separated with a header;
/// fields may stand in double quotes, as Dataverse writes them, but hold no tab or line end. Names of columns
/// without regard to case, dots and blanks. Used, in any order: Event Date (YYYY-MM-DD, perhaps with a time
/// behind it), Source Name, Source Country, CAMEO
/// Code, Intensity (the Goldstein score), Target Name, Target Country. Rows need as many fields as the
/// header. A code that lost its leading zero (a spreadsheet's work) cannot be told from another and is taken
/// as it stands.
EventImport import_icews(std::string_view bytes, const EventFilter& filter = {});

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
