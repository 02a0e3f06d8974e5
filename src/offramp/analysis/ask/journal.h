// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What was answered in an interview, line by line as JSON, so that it can be taken up where it was left.
namespace offramp {

/// One answer, or that one is taken back.
struct JournalEntry {
  std::string id;      ///< of the question: "weight.fry.presence"
  std::string answer;  ///< as understood: an identifier where a number of a list was typed
  bool retracted = false;
  std::string who, when, how;  ///< who answered, a day or time, and the method: "swing weight"
};

/// One line of JSON, without its end.
std::string journal_line(const JournalEntry& entry);

struct Journal {
  std::vector<JournalEntry> entries;
  /// Bytes up to the end of the last whole line: what a killed program left of a line behind it is none.
  std::size_t whole = 0;
  std::string problem;  ///< empty: none; else "line 3 is no answer of an interview"
};
/// Never throws on any bytes.
Journal read_journal(std::string_view bytes);

/// What holds in the end: question to answer.
std::map<std::string, JournalEntry> standing_answers(const Journal& journal);

}  // namespace offramp
