// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/interview/red_lines.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/text/scan.h"

namespace offramp {
namespace {

constexpr std::size_t kMost = 50;

// "border=river" or "border = river"; the names of both, or nothing.
std::optional<std::pair<std::string, std::string>> option_in(std::string_view text, const Subject& subject) {
  const std::size_t at = text.find('=');
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view issue = trimmed(text.substr(0, at)), option = trimmed(text.substr(at + 1));
  for (const AskedIssue& i : subject.issues) {
    if (i.id != issue) continue;
    for (const AskedOption& o : i.options) {
      if (o.id == option) return std::pair{i.id, o.id};
    }
  }
  return std::nullopt;
}

std::string ask_text(Asking& asking, const std::string& id, const std::string& question) {
  return asking.ask(id, question, "stated", [](std::string_view text) -> Understood {
    if (text.empty()) return {{}, "One line is needed"};
    return {std::string(text), {}};
  });
}

AskedLine details(Asking& asking, const std::string& at, AskedLine line) {
  line.kind = asking.choose(at + ".kind", "Of what kind is that?", "stated",
                            {{"moral", "A matter of conscience or honour"},
                             {"strategic", "Its safety or power hangs on it"},
                             {"domestic", "Its own side would not bear it"}});
  line.because = ask_text(asking, at + ".because", "Why? One line, for who reads the case.");
  if (asking.yes(at + ".red", "Never, whatever else it got?", "red, amber or green")) {
    const Quantity sure = asking.amount(at + ".holds", "How sure is that, in percent (=100 for certain)?",
                                        "chance", Domain::bounded(0.0, 1.0), 100.0);
    if (sure.uncertain() || sure.median() < 1.0) line.holds = sure;
  } else {
    line.price = asking.amount(at + ".price",
                               "How many points of a hundred would it have to get elsewhere to bear it?",
                               "price of a red line", Domain::bounded(0.0, 100.0));
  }
  return line;
}

}  // namespace

std::vector<AskedLine> ask_red_lines(Asking& asking, const Subject& subject, std::size_t party) {
  const AskedParty& own = subject.parties[party];
  std::vector<AskedLine> lines;
  while (lines.size() < kMost) {
    const std::string at = fmt::format("red_line.{}.{}", own.id, lines.size() + 1);
    const std::string question =
        lines.empty()
            ? fmt::format(
                  "\n{}. Is there an option that it could never sign, or only at a price? Write it as "
                  "`{} = {}`; an empty line: no.",
                  own.name, subject.issues.front().id, subject.issues.front().options.front().id)
            : std::string("Another one? (an empty line: no)");
    const std::string answer =
        asking.ask(at, question, "red, amber or green", [&](std::string_view text) -> Understood {
          if (text.empty() || text == "none") return {"none", {}};
          const auto option = option_in(text, subject);
          if (!option)
            return {{}, "Write an issue and one of its options by their identifiers, with = between"};
          return {option->first + " = " + option->second, {}};
        });
    if (answer == "none") break;
    AskedLine line;
    const auto [issue, option] = *option_in(answer, subject);
    line.id = fmt::format("{}_{}_{}", own.id, issue, option).substr(0, 64);
    line.party = own.id;
    line.never = answer;
    lines.push_back(details(asking, at, std::move(line)));
  }
  return lines;
}

}  // namespace offramp
