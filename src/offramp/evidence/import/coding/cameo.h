// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The CAMEO event codes (Schrodt 2012, "CAMEO: Conflict and Mediation Event Observations, Event and Actor
/// Codebook", version 1.1b3, chapter 2): a root of two digits, 01 to 20, with one or two digits more for
/// kinds of it.
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

/// An ICEWS event code with the leading zero that a spreadsheet took away: ICEWS codes have three or four
/// digits, so one or two digits (`57`, `5`) have lost theirs, and so have three whose first two make no root
/// (`231`). All others, and what is no code at all, come back as they are; `01` to `09` kept their zero and
/// stay roots.
std::string whole_icews_code(std::string_view code);

/// A GDELT event code with its zero, told by the row's own class: as it stands if that agrees, else with a
/// zero in front if that agrees, else as it stands.
std::string whole_gdelt_code(std::string_view code, Quad quad);

/// The code whose title an ICEWS `Event Text` is ("Make statement": 010), by the titles of the codebook,
/// without regard to case; nothing for other texts. ICEWS writes an event's title beside its code, and in the
/// file of 2017 instead.
std::optional<std::string> cameo_of_title(std::string_view title);

}  // namespace offramp::evidence
