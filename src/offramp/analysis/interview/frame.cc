// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/analysis/interview/wants.h"
#include "offramp/base/text/date.h"
#include "offramp/base/text/scan.h"
#include "offramp/case/syntax/shape.h"

namespace offramp {
namespace {

constexpr std::size_t kMost = 200;  // of parties, issues, options of one issue

// What was named, "identifier: Name" or nothing at the end of a list.
struct NamedThing {
  std::string id, name;
};

Understood understood(std::string_view text, const std::vector<NamedThing>& before) {
  if (text.empty() || text == "done") return {"done", {}};
  const std::size_t colon = text.find(':');
  const std::string id(trimmed(text.substr(0, colon)));
  if (colon == std::string_view::npos || trimmed(text.substr(colon + 1)).empty())
    return {{}, "Write a short identifier, a colon and the name: `north: The North`"};
  if (!case_file::is_identifier(id) || case_file::is_reserved(id))
    return {
        {},
        fmt::format("`{}` cannot be an identifier: lower-case letters, digits and _, beginning with a letter",
                    id)};
  if (id == "open")
    return {{}, "`open` says of a draft that it leaves an issue open: choose another identifier"};
  if (std::any_of(before.begin(), before.end(), [&](const NamedThing& thing) { return thing.id == id; }))
    return {{}, fmt::format("`{}` has been named before", id)};
  return {fmt::format("{}: {}", id, trimmed(text.substr(colon + 1))), {}};
}

std::vector<NamedThing> ask_list(Asking& asking, const std::string& id, const std::string& question,
                                 const std::string& next, std::size_t least) {
  std::vector<NamedThing> things;
  while (things.size() < kMost) {
    const std::string answer =
        asking.ask(fmt::format("{}.{}", id, things.size() + 1), things.empty() ? question : next, "named",
                   [&](std::string_view text) -> Understood {
                     const Understood u = understood(text, things);
                     if (u.answer == "done" && things.size() < least)
                       return {{}, fmt::format("At least {} are needed", least)};
                     return u;
                   });
    if (answer == "done") break;
    const std::size_t colon = answer.find(": ");
    things.push_back({answer.substr(0, colon), answer.substr(colon + 2)});
  }
  return things;
}

}  // namespace

Subject ask_frame(Asking& asking) {
  Subject subject;
  const auto line = [&](const char* id, const char* question) {
    return asking.ask(id, question, "named", [](std::string_view text) -> Understood {
      if (text.empty()) return {{}, "One line is needed"};
      return {std::string(text), {}};
    });
  };
  subject.title = line("title", "What is the case called?");
  subject.question = line("question", "Which question is it to answer? One line.");
  subject.as_of =
      asking.ask("as_of", "As of which day, YYYY-MM-DD? Nothing that is known only later is an input.",
                 "named", [](std::string_view text) -> Understood {
                   if (text.size() != 10 || !parse_date(std::string(text)))
                     return {{}, "Answer with a day, as 2005-05-27"};
                   return {std::string(text), {}};
                 });
  for (const NamedThing& party :
       ask_list(asking, "party", "Who are the parties? One a line, as `north: The North`.",
                "Another party? (an empty line ends the list)", 2)) {
    const bool veto = asking.yes("veto." + party.id,
                                 fmt::format("Does no settlement stand without {}?", party.name), "veto");
    subject.parties.push_back({party.id, party.name, veto});
  }
  if (std::none_of(subject.parties.begin(), subject.parties.end(),
                   [](const AskedParty& p) { return p.veto; })) {
    asking.insist("Somebody must be needed for a settlement.\n");
    asking.retract("veto.");
    throw Again{};
  }
  for (const NamedThing& issue : ask_list(
           asking, "issue", "\nWhat is negotiated? One issue a line, as `border: Where the border runs`.",
           "Another issue? (an empty line ends the list)", 1)) {
    AskedIssue& own = subject.issues.emplace_back();
    own.id = issue.id;
    own.name = issue.name;
    for (const NamedThing& option : ask_list(
             asking, "option." + issue.id,
             fmt::format("{}: which options are there? One a line, as `river: Along the river`.", issue.name),
             "Another option? (an empty line ends the list)", 2))
      own.options.push_back({option.id, option.name});
  }
  return subject;
}

}  // namespace offramp
