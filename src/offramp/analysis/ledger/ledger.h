// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A ledger of sealed statements: what was held likely of things that will be known, and when. Lines of JSON,
/// each with the SHA-256 of the line before it, so that nobody, the writer included, changes one unnoticed.
/// Lines are only added.
namespace offramp {

/// One statement that will turn out true or false.
struct SealedStatement {
  std::string id;          ///< "watch.paris_refusal"
  std::string what;        ///< in words
  double chance = 0.0;     ///< given to it, [0, 1]
  double base = 0.5;       ///< what would be said without the case's evidence, [0, 1]
  std::string base_of;     ///< where that comes from
  std::string until;       ///< last date of it, as in the case; empty: not stated
  std::string settled_by;  ///< what would settle it
};

struct SealedRecord {
  std::string when;         ///< UTC, "2026-11-27T15:10:00Z"
  std::string who;          ///< may be empty
  std::string case_sum;     ///< SHA-256 of the case file, as read
  std::string numbers_sum;  ///< of the analyst's file of numbers; empty: none
  std::string as_of;        ///< date of the case
  std::uint64_t seed = 0;
  std::size_t worlds = 0;
  std::vector<SealedStatement> statements;
};

/// A line of a ledger, without its end, behind the line `previous`; empty: it is the first.
std::string ledger_line(const SealedRecord& record, std::string_view previous);

struct Ledger {
  std::vector<SealedRecord> records;
  std::string last;       ///< the last whole line
  std::size_t whole = 0;  ///< bytes up to its end: what a killed program left behind it is no line
  std::string problem;    ///< empty: none; else "line 3 ..."
};
/// Never throws on any bytes. A line that is no record, or that does not carry the sum of the one before it,
/// is a problem.
Ledger read_ledger(std::string_view bytes);

}  // namespace offramp
