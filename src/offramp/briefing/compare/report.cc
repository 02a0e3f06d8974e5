// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/compare/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "offramp/base/unicode/unicode.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/rung_words.h"
#include "offramp/briefing/names/setting_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kShownCharacters = 160;

std::string without_underscores(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

// A part of a path, as a reader calls it: a party, an issue, or the word itself.
std::string part_words(const CompareResult& r, const std::string& part) {
  for (const ComparedAnswer* answer : {&r.after, &r.before}) {
    const Case& c = answer->c;
    for (std::size_t p = 0; p < c.parties.size(); ++p) {
      if (c.parties[p].id == part) return party_name(c, PartyId(p));
    }
    for (std::size_t i = 0; i < c.issues.size(); ++i) {
      if (c.issues[i].id == part) return issue_name(c, i);
    }
  }
  return without_underscores(clean_text(part));
}

// "Red lines: no core", "No deal: Government of Indonesia, utility".
std::string path_words(const CompareResult& r, const std::string& path) {
  std::string words;
  std::size_t count = 0;
  for (std::size_t at = 0; at <= path.size(); ++count) {
    const std::size_t dot = std::min(path.find('.', at), path.size());
    const std::string part = path.substr(at, dot - at);
    words +=
        count == 0 ? without_underscores(clean_text(part)) : (count == 1 ? ": " : ", ") + part_words(r, part);
    at = dot + 1;
  }
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

// What a reader calls the number at a path, of either version; else the parts of the path in words. Paths of
// a block are told one by one.
std::string name_of(const CompareResult& r, const std::string& path) {
  const std::size_t next = path.find(" and ");
  if (next != std::string::npos)
    return name_of(r, path.substr(0, next)) + " and " + name_of(r, path.substr(next + 5));
  for (const ComparedAnswer* answer : {&r.after, &r.before}) {
    const std::vector<Input>& inputs = answer->c.inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (path == inputs[i].path || path == inputs[i].path + ".value")
        return input_name(answer->c, InputId(i)).full;
    }
  }
  return path_words(r, path);
}

std::string written(const std::optional<std::string>& value) {
  if (!value) return "nothing";
  const std::string clean = clean_text(*value);
  const std::string begin(first_characters(clean, kShownCharacters));
  return begin.size() < clean.size() ? begin + " …" : clean;
}

Table changes_table(const CompareResult& r, bool bears) {
  Table table;
  table.id = bears ? "changes-table" : "words-table";
  table.columns = {{"What", Align::left, 34}, {"Before", Align::left, 33}, {"After", Align::left, 33}};
  for (const CaseDifference& d : r.differences) {
    if (d.bears != bears) continue;
    Row row;
    row.cells = {Prose().quote(name_of(r, d.path)), Prose().quote(written(d.before_words)),
                 Prose().quote(written(d.after_words))};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Section what_changed(const CompareResult& r) {
  Section section{"changes", "What changed", {}};
  if (r.differences.empty()) {
    section.add(Paragraph{Prose("Nothing changed: the two say the same, but for order, comments and layout."),
                          Paragraph::Style::lead});
    return section;
  }
  Table numbers = changes_table(r, true);
  if (numbers.rows.empty()) {
    section.add(Paragraph{Prose("Nothing changed that an answer depends on: words and sources only."),
                          Paragraph::Style::lead});
  } else {
    section.add(std::move(numbers));
  }
  Table words = changes_table(r, false);
  if (!words.rows.empty()) {
    section.add(Heading{"", Prose("Words, sources and what only pages show")});
    section.add(std::move(words));
  }
  return section;
}

Cell change_cell(const Moved& moved, const std::string& pointer) {
  return Prose()
      .figure(Format::change, moved.change, pointer + "/change")
      .say(" ± ")
      .figure(Format::error, moved.error, pointer + "/error");
}

Table ladder_table(const CompareResult& r) {
  Table table;
  table.id = "ladder-table";
  table.columns = {{"", Align::left, 0},
                   {"Before", Align::right, 0},
                   {"After", Align::right, 0},
                   {"Change, points", Align::right, 0}};
  for (std::size_t k = 0; k < kRungs; ++k) {
    const std::string pointer = fmt::format("/rungs/{}", kRungKeys[k]);
    const Moved& moved = r.rungs[k];
    Row row;
    row.cells = {Prose(kRungNames[k]), Prose().figure(Format::percent, moved.before, pointer + "/before"),
                 Prose().figure(Format::percent, moved.after, pointer + "/after"),
                 change_cell(moved, pointer)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table no_deal_table(const CompareResult& r) {
  Table table;
  table.id = "no-deal-table";
  table.columns = {{"Worth of no deal to", Align::left, 0},
                   {"Before", Align::right, 0},
                   {"After", Align::right, 0},
                   {"Change, points", Align::right, 0}};
  for (std::size_t i = 0; i < r.no_deal.size(); ++i) {
    const std::string pointer = fmt::format("/no_deal/{}", i);
    const MovedNoDeal& n = r.no_deal[i];
    std::string name = n.party;
    for (std::size_t p = 0; p < r.after.c.parties.size(); ++p) {
      if (r.after.c.parties[p].id == n.party) name = party_name(r.after.c, PartyId(p));
    }
    Row row;
    row.cells = {Prose().quote(name),
                 Prose().figure(Format::fine_points, n.worth.before, pointer + "/before"),
                 Prose().figure(Format::fine_points, n.worth.after, pointer + "/after"),
                 change_cell(n.worth, pointer)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string crux_words(const ComparedAnswer& answer) {
  std::vector<std::string> names;
  for (const IssueId issue : answer.settled.crux.issues) names.push_back(issue_name(answer.c, issue.index()));
  return join_words(names);
}

// The option that a version's leading text has on the issue of that identifier; empty: no such issue.
std::string option_in(const ComparedAnswer& answer, const std::string& issue) {
  for (std::size_t i = 0; i < answer.c.issues.size(); ++i) {
    if (answer.c.issues[i].id == issue)
      return option_name(answer.c, i, answer.settled.ranked.front().settlement[i]);
  }
  return {};
}

Text leads_words(const CompareResult& r) {
  Prose prose;
  bool same = true;
  for (std::size_t i = 0; i < r.after.c.issues.size(); ++i) {
    const std::string& id = r.after.c.issues[i].id;
    const std::string was = option_in(r.before, id), is = option_in(r.after, id);
    if (was == is) continue;
    prose.say(same ? "The leading text is another: on " : "; on ")
        .quote(issue_name(r.after.c, i))
        .say(" ")
        .quote(is)
        .say(was.empty() ? ", which was no issue before" : " where it had ");
    if (!was.empty()) prose.quote(was);
    same = false;
  }
  if (same) return Prose("The same text leads.");
  return prose.say(".");
}

Section what_it_did(const CompareResult& r) {
  Section section{"answer", "What it did to the answer", {}};
  section.add(ladder_table(r));
  if (r.searched) {
    section.add(
        Paragraph{Prose("There are too many settlements to list, so they were searched: whether a deal "
                        "exists is proved world by world, and the texts are the best that were found."),
                  Paragraph::Style::note});
  }
  section.add(Paragraph{leads_words(r)});
  if (crux_words(r.before) == crux_words(r.after)) {
    section.add(
        Paragraph{Prose("The parties divide on the same as before: ").quote(crux_words(r.after)).say(".")});
  } else {
    section.add(Paragraph{Prose("The parties now divide on ")
                              .quote(crux_words(r.after))
                              .say("; before, on ")
                              .quote(crux_words(r.before))
                              .say(".")});
  }
  if (!r.no_deal.empty()) section.add(no_deal_table(r));
  return section;
}

Section which_did_it(const CompareResult& r) {
  Section section{"split", "Which change did it", {}};
  if (!r.no_split_because.empty()) {
    section.add(Paragraph{Prose("Not split: ").quote(r.no_split_because).say(".")});
    return section;
  }
  Table table;
  table.id = "split-table";
  table.columns = {{"Change", Align::left, 40}};
  for (std::size_t k = 0; k < kSplitRungs; ++k)
    table.columns.push_back({std::string(kRungNames[k]), Align::right, 20});
  for (std::size_t b = 0; b < r.blocks.size(); ++b) {
    Row row;
    row.cells = {Prose().quote(name_of(r, r.blocks[b].path))};
    for (std::size_t k = 0; k < kSplitRungs; ++k) {
      const std::string pointer = fmt::format("/blocks/{}/{}", b, kRungKeys[k]);
      row.cells.emplace_back(Prose()
                                 .figure(Format::change, r.blocks[b].share[k], pointer + "/share")
                                 .say(" ± ")
                                 .figure(Format::error, r.blocks[b].error[k], pointer + "/error"));
    }
    table.rows.push_back(std::move(row));
  }
  section.add(std::move(table));
  Prose note(
      "In percentage points: what each adds to the change, on average over every order in which the changes "
      "can be made "
      "(the Shapley value). The parts add up to the change above. ");
  if (r.exact) {
    note.say("Every combination was asked.");
  } else {
    note.say("Over ")
        .figure(Format::count, static_cast<double>(r.orders), "/orders")
        .say(" orders, drawn by chance; the error holds what that leaves open.");
  }
  section.add(Paragraph{note, Paragraph::Style::note});
  return section;
}

std::string version_words(const Case& c) {
  std::string words = clean_text(c.file);
  for (const Setting& setting : c.settings) {
    words += setting.variant.empty() ? ", " + clean_text(setting_words(setting)) : std::string();
  }
  for (const Variant& variant : c.variants) {
    const bool made = std::any_of(c.settings.begin(), c.settings.end(),
                                  [&](const Setting& s) { return s.variant == variant.id; });
    if (made) words += fmt::format(", variant {}", clean_text(variant.name));
  }
  return words;
}

}  // namespace

Document compare_report(const CompareResult& r) {
  Document document;
  document.title = clean_text(r.after.c.title);
  document.question = "What changed, and what it did to the answer";
  document.facts.push_back(Prose("Before: ").quote(version_words(r.before.c)));
  document.facts.push_back(Prose("After: ").quote(version_words(r.after.c)));
  document.facts.push_back(Prose()
                               .figure(Format::count, static_cast<double>(r.seeds), "/seeds")
                               .say(" times ")
                               .figure(Format::count, static_cast<double>(r.worlds), "/worlds")
                               .say(" worlds, the same draws in both"));
  document.sections.push_back(what_changed(r));
  if (r.differences.empty()) return document;
  document.sections.push_back(what_it_did(r));
  if (any_bears(r.differences)) document.sections.push_back(which_did_it(r));
  return document;
}

}  // namespace offramp::briefing
