// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ask/journal.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

namespace offramp {
namespace {

using Json = nlohmann::ordered_json;

std::optional<JournalEntry> entry_of(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  JournalEntry entry;
  const auto text = [&](const char* key, std::string& into) {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string()) return false;
    into = found->get<std::string>();
    return true;
  };
  if (!text("question", entry.id)) return std::nullopt;
  entry.retracted = json.contains("answer") && json["answer"].is_null();
  if (!entry.retracted && !text("answer", entry.answer)) return std::nullopt;
  text("who", entry.who);
  text("when", entry.when);
  text("how", entry.how);
  return entry;
}

}  // namespace

std::string journal_line(const JournalEntry& entry) {
  Json json = {{"question", entry.id},
               {"answer", entry.retracted ? Json() : Json(entry.answer)},
               {"who", entry.who},
               {"when", entry.when},
               {"how", entry.how}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Journal read_journal(std::string_view bytes) {
  Journal journal;
  for (std::size_t number = 1; journal.whole < bytes.size(); ++number) {
    const std::size_t end = bytes.find('\n', journal.whole);
    if (end == std::string_view::npos) break;  // the program was killed as it wrote this line
    const std::string_view line = bytes.substr(journal.whole, end - journal.whole);
    const std::optional<JournalEntry> entry = entry_of(line);
    if (!entry) {
      journal.problem = fmt::format("line {} is no answer of an interview", number);
      return journal;
    }
    journal.entries.push_back(*entry);
    journal.whole = end + 1;
  }
  return journal;
}

std::map<std::string, JournalEntry> standing_answers(const Journal& journal) {
  std::map<std::string, JournalEntry> standing;
  for (const JournalEntry& entry : journal.entries) {
    if (entry.retracted) {
      standing.erase(entry.id);
    } else {
      standing.insert_or_assign(entry.id, entry);
    }
  }
  return standing;
}

}  // namespace offramp
