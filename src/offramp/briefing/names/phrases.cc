// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "offramp/base/number/share.h"
#include "offramp/base/text/date.h"
#include "offramp/base/text/scan.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/setting_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {

Text likelihood_opening(double probability, const std::string& pointer, const std::string& target,
                        const DrawnWorlds& drawn) {
  const std::string_view word = likelihood_word(probability);
  const bool few = drawn.worlds < kFewWorlds;
  Prose prose;
  if (few)
    prose.say("As far as ")
        .figure(Format::count, static_cast<double>(drawn.worlds), drawn.root + "/worlds")
        .say(drawn.worlds == 1 ? " world can tell, " : " worlds can tell, ");
  if (word.ends_with("chance")) {
    prose.say(few ? "there is " : "There is ").say(word.starts_with("roughly") ? "a " : "");
  } else {
    prose.say(few ? "it is " : "It is ");
  }
  prose.figure(Format::word, probability, pointer, target).heavy();
  prose.say(" (").figure(Format::percent, probability, pointer, target).say(") that ");
  return prose;
}

Text worlds_and_seed(std::size_t worlds, std::uint64_t seed, const std::string& root) {
  return Prose()
      .figure(Format::count, static_cast<double>(worlds), root + "/worlds")
      .say(worlds == 1 ? " world, seed " : " worlds, seed ")
      .quote(std::to_string(seed))
      .say(worlds < kFewWorlds ? ": too few for shares of them to mean much" : "");
}

Text counted(std::size_t n, const std::string& pointer, const std::string& target, std::string_view one,
             std::string_view many) {
  Prose prose;
  prose.figure(Format::count, static_cast<double>(n), pointer, target).say(" ").say(n == 1 ? one : many);
  return prose;
}

Text citations(const Case& c, const std::vector<Citation>& sources) {
  Prose prose;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::size_t number = sources[i].source.index() + 1;
    const std::string place =
        sources[i].place.empty() ? std::string() : fmt::format(", {}", sources[i].place);
    if (i > 0) prose.say(" ");
    prose.link(fmt::format("[{}{}]", number, place), link_to(source_anchor(c, sources[i].source)));
  }
  return prose;
}

Text case_text(const Case& c, std::string_view text) {
  const std::string clean = clean_text(text);
  const auto in_word = [](char ch) {
    return std::isalnum(static_cast<unsigned char>(ch)) != 0 || ch == '_' || ch == '-';
  };
  Prose prose;
  std::size_t said = 0;
  for (std::size_t at = 0; at < clean.size();) {
    if (!in_word(clean[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < clean.size() && in_word(clean[end])) ++end;
    const std::string word = clean.substr(at, end - at);
    const auto source =
        std::find_if(c.sources.begin(), c.sources.end(), [&](const Source& s) { return s.id == word; });
    if (source != c.sources.end() && word.find_first_of("0123456789") != std::string::npos) {
      if (at > said) prose.verbatim(clean.substr(said, at - said));
      const SourceId id(static_cast<std::size_t>(source - c.sources.begin()));
      prose.link(fmt::format("[{}]", id.index() + 1), link_to(source_anchor(c, id)));
      said = end;
    }
    at = end;
  }
  if (said < clean.size() || said == 0) prose.verbatim(clean.substr(said));
  return prose;
}

Text case_sentence(const Case& c, std::string_view text) {
  Text out = case_text(c, text);
  if (out.empty() || out.front().text.empty()) return out;
  char& first = out.front().text.front();
  if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
  return out;
}

Text red_line_phrase(const Case& c, RedLineId line) {
  const RedLine& red_line = c.red_lines[line.index()];
  return Prose()
      .quote(holder_name(c, red_line))
      .say(": never ")
      .link(condition_words(c, red_line.never.condition), link_to(red_line_anchor(c, line)));
}

Text differences(const Case& c, const bargaining::Settlement& from, const bargaining::Settlement& to) {
  Prose prose;
  for (const std::size_t issue : differing_issues(from, to)) {
    if (!prose.text().empty()) prose.say("; ");
    prose.quote(issue_name(c, issue)).say(": ").quote(option_name(c, issue, to[issue]), true);
  }
  return prose.text().empty() ? Prose("the same") : prose;
}

Table contents_table(const Case& c, const bargaining::Settlement& settlement) {
  Table table;
  table.columns = {{"Issue", Align::left, 45}, {"Option", Align::left, 55}};
  for (std::size_t i = 0; i < settlement.size(); ++i) {
    table.rows.push_back(
        {"", {Prose().quote(issue_name(c, i)), Prose().quote(option_name(c, i, settlement[i]), true)}});
  }
  return table;
}

std::string share_text(const Quantity& share) {
  if (!share.uncertain()) return percent_text(share.median());
  return fmt::format("{} to {}", percent_text(share.p5()), percent_text(share.p95()));
}

std::string date_words(std::string_view date) {
  if (!date_span(date)) return clean_text(date);
  if (date.size() == 4) return std::string(date);
  const Date first = *parse_date(first_day(date));
  if (date.size() == 7) return fmt::format("{} {:04}", month_name(first.month), first.year);
  return fmt::format("{} {} {:04}", first.day, month_name(first.month), first.year);
}

std::string_view date_preposition(std::string_view date) {
  return date_span(date) && date.size() < 10 ? "in" : "on";
}

std::optional<Text> placeholder_words(const Case& c) {
  if (c.placeholders() == 0) return std::nullopt;
  return Prose().strong(
      "Numbers of this case are placeholders: nothing here says anything about a conflict.");
}

std::vector<Text> settings_words(const Case& c) {
  std::vector<Text> facts;
  std::string changes;
  const Variant* variant = nullptr;
  for (const Setting& setting : c.settings) {
    const std::string change = setting_words(setting);
    if (setting.variant.empty()) {
      facts.push_back(Prose("Changed for this answer: ").quote(change));
      continue;
    }
    for (const Variant& one : c.variants) {
      if (one.id == setting.variant) variant = &one;
    }
    changes += (changes.empty() ? "" : "; ") + change;
  }
  if (variant != nullptr) {
    facts.insert(facts.begin(), Prose("Variant “").quote(variant->name).say("”: ").quote(changes));
  }
  for (const AddedItems& added : c.added) {
    facts.push_back(Prose()
                        .quote(offramp::counted(added.items, "further item"))
                        .say(" of evidence from ")
                        .quote(clean_text(std::filesystem::path(added.file).filename().string())));
  }
  return facts;
}

}  // namespace offramp::briefing
