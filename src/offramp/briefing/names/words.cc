// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/document/text.h"

namespace offramp::briefing {
namespace {

using bargaining::Condition;

std::string named(const std::string& name, const std::string& id) {
  std::string clean = clean_text(name);
  return clean.empty() ? clean_text(id) : clean;
}

std::string with_unit(double value, const std::string& unit) {
  std::string number = number_text(value);
  if (number.size() > 4 && number.find_first_not_of("0123456789") == std::string::npos) {
    for (std::size_t at = number.size(); at > 3; at -= 3)
      number.insert(at - 3, ",");  // as everywhere in prose
  }
  return unit.empty() ? number : fmt::format("{} {}", number, clean_text(unit));
}

std::string_view comparison_words(Condition::Comparison comparison) {
  switch (comparison) {
    case Condition::Comparison::less:
      return "below";
    case Condition::Comparison::less_equal:
      return "at most";
    case Condition::Comparison::greater:
      return "above";
    case Condition::Comparison::greater_equal:
      return "at least";
    case Condition::Comparison::in:
      break;
  }
  return "is";
}

std::string member_words(const Case& c, const Condition& condition) {
  const std::size_t issue = condition.issue();
  const std::string name = issue_name(c, issue);
  if (condition.comparison() != Condition::Comparison::in) {
    return fmt::format("{}: {} {}", name, comparison_words(condition.comparison()),
                       with_unit(condition.bound(), c.issues[issue].unit));
  }
  std::vector<std::string> in, out;
  for (std::size_t o = 0; o < condition.allowed().size(); ++o) {
    const std::string option = option_name(c, issue, o);
    (condition.allowed()[o] ? in : out)
        .push_back(c.issues[issue].numeric() ? option : fmt::format("\xE2\x80\x98{}\xE2\x80\x99", option));
  }
  if (in.empty()) return fmt::format("{}: no option at all", name);
  if (out.empty()) return fmt::format("{}: any option", name);
  return out.size() < in.size() ? fmt::format("{}: not {}", name, join_words(out, "nor"))
                                : fmt::format("{}: {}", name, join_words(in, "or"));
}

std::string operand_words(const Case& c, const Condition& condition, bool bracket) {
  const bool compound = condition.operands().size() > 1;
  const std::string words = condition_words(c, condition);
  return bracket && compound ? fmt::format("({})", words) : words;
}

/// "A implies B" is kept as "not A or B"; it reads better as it was meant.
bool is_implication(const Condition& condition) {
  const auto& operands = condition.operands();
  return operands.size() == 2 && operands[0].kind() == Condition::Kind::negation &&
         operands[1].kind() != Condition::Kind::negation;
}

std::string implication_words(const Case& c, const Condition& condition) {
  const auto& operands = condition.operands();
  return fmt::format("if {}, then {}", condition_words(c, operands[0].operands().front()),
                     condition_words(c, operands[1]));
}

std::string joined_words(const Case& c, const Condition& condition, const char* word) {
  std::string out;
  for (const Condition& operand : condition.operands()) {
    if (!out.empty()) out += fmt::format(" {} ", word);
    out += operand_words(c, operand, true);
  }
  return out;
}

}  // namespace

std::string party_name(const Case& c, PartyId party) {
  return named(c.parties[party.index()].name, c.parties[party.index()].id);
}

std::string party_in_prose(const Case& c, PartyId party) {
  return (c.parties[party.index()].article ? "the " : "") + party_name(c, party);
}

std::string party_to_begin(const Case& c, PartyId party) {
  return (c.parties[party.index()].article ? "The " : "") + party_name(c, party);
}

std::string issue_name(const Case& c, std::size_t issue) {
  return named(c.issues[issue].name, c.issues[issue].id);
}

std::string option_name(const Case& c, std::size_t issue, std::size_t option) {
  const Issue& i = c.issues[issue];
  if (i.numeric()) return with_unit(i.grid[option], i.unit);
  return named(i.options[option].name, i.options[option].id);
}

std::string type_name(const Case& c, PartyId party, TypeId type) {
  const PartyType& t = c.types[party.index()][type.index()];
  return named(t.name, t.id);
}

std::string holder_name(const Case& c, const RedLine& line) {
  std::string name = party_name(c, line.party);
  if (line.only_type) name += " if \u2018" + type_name(c, line.party, *line.only_type) + "\u2019";
  return name;
}

std::string hidden_name(const Case& c, const Hidden& hidden) {
  switch (hidden.kind) {
    case Hidden::Kind::circumstance:
      return clean_text(c.circumstances[hidden.index].name);
    case Hidden::Kind::red_line:
      return fmt::format("Red line of {}: never {}", holder_name(c, c.red_lines[hidden.index]),
                         condition_words(c, c.red_lines[hidden.index].never.condition));
    case Hidden::Kind::type:
      break;
  }
  return party_name(c, PartyId(hidden.index));
}

std::string join_words(const std::vector<std::string>& words, const char* last) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? fmt::format(" {} ", last) : ", ";
    out += words[i];
  }
  return out;
}

std::string veto_words(const Case& c, const std::vector<PartyId>& parties) {
  if (parties.size() > 3) return fmt::format("all {} veto players", parties.size());
  std::vector<std::string> names;
  for (const PartyId p : parties) names.push_back(party_in_prose(c, p));
  return join_words(names);
}

std::string condition_words(const Case& c, const Condition& condition) {
  switch (condition.kind()) {
    case Condition::Kind::constant:
      return condition.value() ? "always" : "never";
    case Condition::Kind::member:
      return member_words(c, condition);
    case Condition::Kind::negation:
      return fmt::format("not {}", operand_words(c, condition.operands().front(), true));
    case Condition::Kind::conjunction:
      return joined_words(c, condition, "and");
    case Condition::Kind::disjunction:
      return is_implication(condition) ? implication_words(c, condition) : joined_words(c, condition, "or");
  }
  return {};
}

std::vector<std::size_t> differing_issues(const bargaining::Settlement& a, const bargaining::Settlement& b) {
  std::vector<std::size_t> issues;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i] != b[i]) issues.push_back(i);
  }
  return issues;
}

std::string red_line_anchor(const Case& c, RedLineId line) {
  return "red-line-" + anchor_part(c.red_lines[line.index()].id);
}

std::string source_anchor(const Case& c, SourceId source) {
  return "source-" + anchor_part(c.sources[source.index()].id);
}

std::string party_anchor(const Case& c, PartyId party, std::string_view what) {
  return fmt::format("{}-{}", what, anchor_part(c.parties[party.index()].id));
}

std::string input_anchor(InputId input) {
  return fmt::format("input-{}", input.index() + 1);
}

std::string link_to(std::string anchor) {
  anchor.insert(anchor.begin(), '#');
  return anchor;
}

}  // namespace offramp::briefing
