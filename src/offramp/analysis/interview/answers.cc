// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/interview/answers.h"

#include <fmt/format.h>

namespace offramp {
namespace {

using case_file::double_quoted;
using case_file::Written;

constexpr std::string_view kSwing = "by swings: worst and best options, points for the rest";

Written map_of(std::vector<std::pair<std::string, Written>> entries) {
  Written written;
  written.entries = std::move(entries);
  return written;
}

Written scalar(std::string text) {
  Written written;
  written.scalar = std::move(text);
  return written;
}

std::string because(const std::string& how, const Witness& witness) {
  return double_quoted(fmt::format("Asked of {} on {}, {}", witness.name, witness.day, how));
}

}  // namespace

Witness witness_of(std::string name, std::string day) {
  std::string id = "asked";
  bool gap = true;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'), digit = c >= '0' && c <= '9';
    if (!letter && !digit) {
      gap = true;
      continue;
    }
    if (gap) id += '_';
    gap = false;
    id += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return {std::move(name), id.substr(0, 64), std::move(day)};
}

PutAt source_put(const Witness& witness) {
  return {{"sources", witness.source},
          map_of({{"title", scalar(double_quoted("Answers of " + witness.name + " in an interview"))},
                  {"author", scalar(double_quoted(witness.name))},
                  {"year", scalar(witness.day.substr(0, 4))}})};
}

std::vector<PutAt> wants_puts(const Subject& subject, std::size_t party, const AskedWants& wants,
                              const Witness& witness) {
  Written weight, value;
  for (std::size_t i = 0; i < subject.issues.size(); ++i) {
    const AskedIssue& issue = subject.issues[i];
    weight.entries.emplace_back(issue.id, scalar(wants.weight[i] ? wants.weight[i]->to_text() : "0"));
    if (!wants.weight[i]) continue;
    Written own;
    for (std::size_t o = 0; o < issue.options.size(); ++o)
      own.entries.emplace_back(issue.options[o].id, scalar(wants.value[i][o]->to_text()));
    value.entries.emplace_back(issue.id, std::move(own));
  }
  std::vector<std::pair<std::string, Written>> entries;
  entries.emplace_back("source", scalar(witness.source));
  entries.emplace_back("because", scalar(because(std::string(kSwing), witness)));
  entries.emplace_back("weight", std::move(weight));
  entries.emplace_back("value", std::move(value));
  std::vector<PutAt> puts;
  puts.push_back({{"interests", subject.parties[party].id}, map_of(std::move(entries))});
  return puts;
}

Written number_written(const Quantity& quantity, const std::string& how, const Witness& witness,
                       bool with_source) {
  const std::string source = with_source ? fmt::format("source: {}, ", witness.source) : std::string();
  return scalar(
      fmt::format("{{value: {}, {}because: {}}}", quantity.to_text(), source, because(how, witness)));
}

case_file::ItemLines line_items(const AskedLine& line, const Witness& witness) {
  case_file::ItemLines items = {{"id", line.id},
                                {"party", line.party},
                                {"never", line.never},
                                {"kind", line.kind},
                                {"because", double_quoted(line.because)},
                                {"source", witness.source}};
  if (line.price) items.emplace_back("price", line.price->to_text());
  if (line.holds) items.emplace_back("holds", line.holds->to_text());
  return items;
}

std::vector<AskedNumber> wants_numbers(const Subject& subject, std::size_t party, const AskedWants& wants) {
  std::vector<AskedNumber> numbers;
  const std::string& id = subject.parties[party].id;
  for (std::size_t i = 0; i < subject.issues.size(); ++i) {
    const AskedIssue& issue = subject.issues[i];
    numbers.push_back({fmt::format("interests.{}.weight.{}", id, issue.id),
                       wants.weight[i].value_or(Quantity::exactly(0.0, Domain::positive())),
                       std::string(kSwing)});
    for (std::size_t o = 0; wants.weight[i] && o < issue.options.size(); ++o)
      numbers.push_back({fmt::format("interests.{}.value.{}.{}", id, issue.id, issue.options[o].id),
                         *wants.value[i][o], std::string(kSwing)});
  }
  return numbers;
}

std::string new_case_text(const std::string& skeleton, const Subject& subject, const Witness& witness) {
  const std::size_t sources = skeleton.find("\nsources:"), further = skeleton.find("\n## Further sections");
  std::string text = skeleton.substr(0, sources + 1);
  const auto put = [&](const PutAt& what) {
    if (auto with = case_file::with_put(std::move(text), what.path, what.value)) text = *std::move(with);
  };
  put({{"title"}, scalar(double_quoted(subject.title))});
  put({{"question"}, scalar(double_quoted(subject.question))});
  put({{"as_of"}, scalar(subject.as_of)});
  put(source_put(witness));
  std::vector<std::pair<std::string, Written>> parties, issues;
  for (const AskedParty& party : subject.parties) {
    std::vector<std::pair<std::string, Written>> own;
    own.emplace_back("name", scalar(double_quoted(party.name)));
    if (party.veto) own.emplace_back("veto", scalar("true"));
    parties.emplace_back(party.id, map_of(std::move(own)));
  }
  for (const AskedIssue& issue : subject.issues) {
    std::vector<std::pair<std::string, Written>> options, own;
    for (const AskedOption& option : issue.options)
      options.emplace_back(option.id, scalar(double_quoted(option.name)));
    own.emplace_back("name", scalar(double_quoted(issue.name)));
    own.emplace_back("options", map_of(std::move(options)));
    issues.emplace_back(issue.id, map_of(std::move(own)));
  }
  put({{"parties"}, map_of(std::move(parties))});
  put({{"issues"}, map_of(std::move(issues))});
  // What is added later goes behind the last section; the examples stay at the end.
  return text + (further == std::string::npos ? std::string() : skeleton.substr(further));
}

}  // namespace offramp
