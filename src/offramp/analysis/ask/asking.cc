// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/ask/asking.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "offramp/base/text/scan.h"

namespace offramp {
namespace {

constexpr std::size_t kLongestReply = 10'000;

}  // namespace

Asking::Asking(const Journal& journal, Means means)
    : known_(standing_answers(journal)), means_(std::move(means)) {
  for (const JournalEntry& entry : journal.entries) {
    std::erase(order_, entry.id);
    if (!entry.retracted) order_.push_back(entry.id);
  }
}

void Asking::keep(const std::string& id, std::string answer, bool retracted, std::string_view how) {
  const JournalEntry entry{id, std::move(answer), retracted, means_.who, means_.when, std::string(how)};
  means_.keep(entry);
  std::erase(order_, id);
  known_.erase(id);
  if (retracted) return;
  known_.emplace(id, entry);
  order_.push_back(id);
}

std::string Asking::ask(const std::string& id, const std::string& prompt, std::string_view how,
                        const Understand& understand) {
  if (const auto found = known_.find(id); found != known_.end()) {
    const Understood again = understand(found->second.answer);
    if (again.problem.empty()) {
      pending_.clear();
      return again.answer;
    }
    tell(fmt::format("The answer to `{}`, {}, is none any more: {}.\n", id, found->second.answer,
                     again.problem));
  }
  for (;;) {
    const std::optional<std::string> reply = means_.line(notice_ + pending_ + prompt + "\n> ");
    pending_.clear();
    notice_.clear();
    if (!reply) throw Rest{};
    const std::string_view text = trimmed(*reply);
    if (text == "quit") throw Rest{};
    if (text == "back") {
      if (order_.empty()) {
        tell("There is nothing to take back.\n");
        continue;
      }
      const std::string last = order_.back();
      keep(last, {}, true, "taken back");
      throw Again{};
    }
    if (text.size() > kLongestReply) {
      tell("That is too long.\n");
      continue;
    }
    Understood understood = understand(text);
    if (!understood.problem.empty()) {
      tell(fmt::format("{}.\n", understood.problem));
      continue;
    }
    keep(id, understood.answer, false, how);
    ++given_;
    return understood.answer;
  }
}

std::string Asking::choose(const std::string& id, const std::string& question, std::string_view how,
                           const std::vector<ListItem>& list, const std::vector<std::string>& words) {
  std::string prompt;
  std::vector<std::string> known = words;
  for (std::size_t i = 0; i < list.size(); ++i) {
    prompt += fmt::format("  {} {} ({})\n", i + 1, list[i].name, list[i].id);
    known.push_back(list[i].id);
  }
  prompt = question + "\n" + prompt;
  if (!prompt.empty()) prompt.pop_back();
  return ask(id, prompt, how, [&](std::string_view text) -> Understood {
    for (const std::string& word : known) {
      if (text == word) return {word, {}};
    }
    const auto number = parse_number(text);
    for (std::size_t i = 0; number && i < list.size(); ++i) {
      if (*number == static_cast<double>(i + 1)) return {list[i].id, {}};
    }
    return {{}, fmt::format("Answer with one of {}, or its number", fmt::join(known, ", "))};
  });
}

bool Asking::yes(const std::string& id, const std::string& question, std::string_view how) {
  return ask(id, question + " (yes or no)", how, [](std::string_view text) -> Understood {
           if (text == "yes" || text == "y") return {"yes", {}};
           if (text == "no" || text == "n") return {"no", {}};
           return {{}, "Answer yes or no"};
         }) == "yes";
}

void Asking::retract(const std::string& beginning) {
  std::vector<std::string> gone;
  for (const auto& [id, entry] : known_) {
    if (id.starts_with(beginning)) gone.push_back(id);
  }
  for (const std::string& id : gone) keep(id, {}, true, "taken back");
}

}  // namespace offramp
