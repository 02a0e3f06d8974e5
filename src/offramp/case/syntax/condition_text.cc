// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/syntax/condition_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/unicode/look_alike.h"
#include "offramp/case/syntax/number.h"

namespace offramp::case_file {
namespace {

using bargaining::Axis;
using bargaining::Condition;

struct Token {
  enum class Kind { word, sign, end };
  Kind kind = Kind::end;
  std::string_view text;
  std::size_t begin = 0;
};

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
         c == '-' || c == '+' || (static_cast<unsigned char>(c) & 0x80u) != 0;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 1;
    if (text[i] == ' ' || text[i] == '\t' || text[i] == '\n' || text[i] == '\r') {
      ++i;
      continue;
    }
    Token::Kind kind = Token::Kind::sign;
    if (is_word_character(text[i])) {
      kind = Token::Kind::word;
      while (i + length < text.size() && is_word_character(text[i + length])) ++length;
    } else {
      for (const std::string_view sign : {"!=", "<=", ">=", "==", "=<", "=>", "<>", "&&", "||"}) {
        if (text.substr(i, 2) == sign) length = 2;
      }
    }
    tokens.push_back({kind, text.substr(i, length), i});
    i += length;
  }
  tokens.push_back({Token::Kind::end, {}, text.size()});
  return tokens;
}

bool is_keyword(std::string_view text) {
  return text == "and" || text == "or" || text == "not" || text == "implies" || text == "in";
}

struct SyntaxError {};  // thrown and caught inside this file only

class ConditionParser {
 public:
  ConditionParser(std::string_view text, ConditionNames& names)
      : tokens_(tokens_of(text)), names_(names), issues_(names.issues()), axes_(names.axes()) {}

  ParsedCondition parse();

 private:
  Condition implication(int depth);
  Condition chain(int depth, std::string_view word);
  Condition negated(int depth);
  Condition comparison();
  Condition member(std::size_t issue, const Token& name);
  Condition compare(std::size_t issue, const Token& sign, const Token& value);
  Condition one_of(std::size_t issue, const std::vector<Token>& values, bool equal);

  const Token& next() const { return tokens_[at_]; }
  Token take() { return tokens_[next().kind == Token::Kind::end ? at_ : at_++]; }
  bool takes(std::string_view text) {
    if (next().text != text || next().kind == Token::Kind::end) return false;
    ++at_;
    return true;
  }
  Token value_word();
  void afford(const Token& value, std::size_t options);
  std::optional<std::size_t> issue_of(const Token& name);
  [[noreturn]] void syntax(const Token& token, std::string message, std::string hint = {});
  template <class Hint>
  void say(Severity severity, const Token& token, std::string message, const Hint& hint);

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  ConditionNames& names_;
  const std::vector<Issue>& issues_;
  const std::vector<Axis>& axes_;
  std::vector<ConditionProblem> problems_;
  std::size_t errors_ = 0, unlisted_ = 0;
};

// `hint` returns the text; it is asked only for a problem that is listed.
template <class Hint>
void ConditionParser::say(Severity severity, const Token& token, std::string message, const Hint& hint) {
  if (severity == Severity::error) ++errors_;
  if (problems_.size() >= kMaxConditionProblems) {
    ++unlisted_;
    return;
  }
  const PlainText plain = plain_text(token.text);
  problems_.push_back({severity, token.begin, token.begin + std::max<std::size_t>(token.text.size(), 1),
                       std::move(message), plain.first ? look_alike_words(*plain.first) : hint()});
}

void ConditionParser::syntax(const Token& token, std::string message, std::string hint) {
  say(Severity::error, token, std::move(message), [&] { return std::move(hint); });
  throw SyntaxError{};
}

ParsedCondition ConditionParser::parse() {
  ParsedCondition result;
  try {
    if (next().kind == Token::Kind::end) syntax(next(), "the condition is empty");
    Condition whole = implication(0);
    const Token& rest = next();
    if (rest.kind != Token::Kind::end) {
      std::string hint = "join conditions with `and`, `or` or `implies`";
      if (rest.text == ")") hint = "there is no `(` for it";
      if (rest.text == "&&" || rest.text == "&") hint = "write `and`";
      if (rest.text == "||" || rest.text == "|") hint = "write `or`";
      if (rest.text == "=>" || rest.text == "->") hint = "write `implies`";
      syntax(rest, fmt::format("`{}` is not expected here", rest.text), hint);
    }
    if (errors_ == 0) result.condition = std::move(whole);
  } catch (const SyntaxError&) {
  }
  if (unlisted_ > 0) {
    problems_.push_back({errors_ > 0 ? Severity::error : Severity::warning,
                         0,
                         1,
                         fmt::format("{} further problems of this condition are not shown", unlisted_),
                         {}});
  }
  result.problems = std::move(problems_);
  return result;
}

Condition ConditionParser::implication(int depth) {
  if (depth > kMaxConditionDepth) {
    syntax(next(), fmt::format("the condition nests deeper than {} levels", kMaxConditionDepth));
  }
  Condition premise = chain(depth, "or");
  if (!takes("implies")) return premise;
  return Condition::implication(std::move(premise), implication(depth + 1));
}

Condition ConditionParser::chain(int depth, std::string_view word) {
  const bool any = word == "or";
  std::vector<Condition> operands;
  do {
    operands.push_back(any ? chain(depth, "and") : negated(depth));
  } while (takes(word));
  if (operands.size() == 1) return std::move(operands.front());
  return any ? Condition::disjunction(std::move(operands)) : Condition::conjunction(std::move(operands));
}

Condition ConditionParser::negated(int depth) {
  if (depth > kMaxConditionDepth) {
    syntax(next(), fmt::format("the condition nests deeper than {} levels", kMaxConditionDepth));
  }
  if (takes("not")) return Condition::negation(negated(depth + 1));
  const Token open = next();
  if (!takes("(")) return comparison();
  Condition inner = implication(depth + 1);
  if (!takes(")")) syntax(open, "this `(` is not closed", "add `)`");
  return inner;
}

std::optional<std::size_t> ConditionParser::issue_of(const Token& name) {
  if (const auto found = names_.issue(name.text)) return found;
  say(Severity::error, name, fmt::format("`{}` is not an issue", name.text), [&] {
    constexpr std::size_t kMost = 100;
    std::vector<std::string> ids;
    for (const Issue& issue : issues_) ids.push_back(issue.id);
    std::string hint = suggestion(name.text, ids);
    if (!hint.empty()) return hint;
    const bool all = ids.size() <= kMost;
    if (!all) ids.resize(kMost);
    return fmt::format("issues: {}{}", fmt::join(ids, ", "), all ? "" : ", ...");
  });
  return std::nullopt;
}

Token ConditionParser::value_word() {
  const Token value = take();
  if (value.kind != Token::Kind::word || is_keyword(value.text)) {
    syntax(value, value.kind == Token::Kind::end
                      ? "an option or a number is missing at the end"
                      : fmt::format("`{}` stands where an option or a number is expected", value.text));
  }
  return value;
}

Condition ConditionParser::comparison() {
  const Token name = take();
  if (name.kind != Token::Kind::word || is_keyword(name.text)) {
    syntax(name, name.kind == Token::Kind::end
                     ? "the condition ends where an issue is expected"
                     : fmt::format("`{}` stands where an issue is expected", name.text));
  }
  const std::optional<std::size_t> issue = issue_of(name);
  const Token sign = take();
  std::vector<Token> values;
  if (sign.text == "in") {
    const Token open = next();
    if (!takes("{")) syntax(open, "`in` needs a set", "write `in {a, b}`");
    do {
      values.push_back(value_word());
    } while (takes(","));
    if (!takes("}"))
      syntax(next().kind == Token::Kind::end ? open : next(), "the set is not closed", "add `}`");
    return issue ? one_of(*issue, values, true) : Condition();
  }
  static constexpr std::string_view kSigns[] = {"=", "!=", "<", "<=", ">", ">="};
  if (std::find(std::begin(kSigns), std::end(kSigns), sign.text) == std::end(kSigns)) {
    std::string hint = "write `=`, `!=`, `in {a, b}`, or for a range `<`, `<=`, `>`, `>=`";
    if (sign.text == "==" || sign.text == ":" || sign.text == "is") hint = "write `=`";
    if (sign.text == "=<") hint = "write `<=`";
    if (sign.text == "=>") hint = "write `>=`";
    if (sign.text == "<>") hint = "write `!=`";
    syntax(sign,
           sign.kind == Token::Kind::end ? fmt::format("nothing follows `{}`", name.text)
                                         : fmt::format("`{}` is no comparison", sign.text),
           hint);
  }
  values.push_back(value_word());
  if (!issue) return Condition();
  if (sign.text == "=" || sign.text == "!=") return one_of(*issue, values, sign.text == "=");
  return compare(*issue, sign, values.front());
}

void ConditionParser::afford(const Token& value, std::size_t options) {
  if (names_.affords(options)) return;
  syntax(value,
         fmt::format("the conditions of this case compare more than {} options in all", kMaxComparedOptions),
         "give fewer options or shorter conditions");
}

Condition ConditionParser::one_of(std::size_t issue, const std::vector<Token>& values, bool equal) {
  afford(values.front(), axes_[issue].size());
  std::vector<bool> allowed(axes_[issue].size(), false);
  for (const Token& value : values) {
    const std::optional<std::size_t> option = names_.option(issue, value.text);
    if (option) {
      if (allowed[*option])
        say(Severity::warning, value, fmt::format("`{}` is listed twice", value.text),
            [] { return std::string(); });
      allowed[*option] = true;
      continue;
    }
    say(Severity::error, value, fmt::format("`{}` is not an option of {}", value.text, issues_[issue].id),
        [&] { return option_hint(issues_[issue], value.text); });
  }
  if (!equal) allowed.flip();
  return Condition::member(issue, std::move(allowed));
}

Condition ConditionParser::compare(std::size_t issue, const Token& sign, const Token& value) {
  using Comparison = Condition::Comparison;
  const Axis& axis = axes_[issue];
  if (!axis.numeric()) {
    say(Severity::error, sign, fmt::format("{} is a list of options, which have no order", axis.name),
        [] { return std::string("use `=`, `!=` or `in {a, b}`"); });
    return {};
  }
  const std::optional<double> bound = parse_number(value.text);
  if (!bound) {
    say(Severity::error, value, fmt::format("`{}` is not a number; {} is a range", value.text, axis.name),
        [] { return std::string(); });
    return {};
  }
  if (*bound < axis.grid.front() || *bound > axis.grid.back()) {
    say(Severity::warning, value,
        fmt::format("{} lies outside the grid of {}, {} to {}", value.text, axis.name,
                    number_text(axis.grid.front()), number_text(axis.grid.back())),
        [] { return std::string("the comparison is always true or always false"); });
  }
  afford(value, axis.size());
  const Comparison comparison = sign.text == "<"    ? Comparison::less
                                : sign.text == "<=" ? Comparison::less_equal
                                : sign.text == ">"  ? Comparison::greater
                                                    : Comparison::greater_equal;
  return Condition::comparison(issue, axis, comparison, *bound);
}

}  // namespace

std::optional<std::size_t> find_option(const Issue& issue, std::string_view text) {
  if (issue.numeric()) {
    const std::optional<double> number = parse_number(text);
    if (!number) return std::nullopt;
    const auto found = std::lower_bound(issue.grid.begin(), issue.grid.end(), *number);
    if (found == issue.grid.end() || *found != *number) return std::nullopt;
    return static_cast<std::size_t>(found - issue.grid.begin());
  }
  for (std::size_t i = 0; i < issue.options.size(); ++i) {
    if (issue.options[i].id == text) return i;
  }
  return std::nullopt;
}

std::string option_hint(const Issue& issue, std::string_view text) {
  constexpr std::size_t kMost = 12;
  std::vector<std::string> ids;
  ids.reserve(issue.options.size());
  for (const Option& option : issue.options) ids.push_back(option.id);
  if (!issue.numeric()) {
    if (std::string hint = suggestion(text, ids); !hint.empty()) return hint;
  }
  const bool all = ids.size() <= kMost;
  if (!all) ids.resize(kMost);
  return fmt::format("{}: {}{}", issue.numeric() ? "its grid" : "its options", fmt::join(ids, ", "),
                     all ? "" : ", ...");
}

ConditionNames::ConditionNames(const std::vector<Issue>& issues, const std::vector<Axis>& axes)
    : issues_(issues), axes_(axes), option_(issues.size()) {
  for (std::size_t i = 0; i < issues.size(); ++i) {
    issue_.emplace(issues[i].id, i);
    if (issues[i].numeric()) continue;
    const std::vector<Option>& options = issues[i].options;
    for (std::size_t o = 0; o < options.size(); ++o) option_[i].emplace(options[o].id, o);
  }
}

std::optional<std::size_t> ConditionNames::issue(std::string_view id) const {
  const auto found = issue_.find(id);
  return found == issue_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> ConditionNames::option(std::size_t issue, std::string_view text) const {
  if (issues_[issue].numeric()) return find_option(issues_[issue], text);
  const auto found = option_[issue].find(text);
  return found == option_[issue].end() ? std::nullopt : std::optional(found->second);
}

bool ConditionNames::affords(std::size_t options) {
  compared_ += options;
  return compared_ <= kMaxComparedOptions;
}

ParsedCondition parse_condition(std::string_view text, ConditionNames& names) {
  if (text.size() > kMaxConditionBytes) {
    return {{},
            {{Severity::error, 0, 1,
              fmt::format("the condition has {} bytes; at most {} are read", text.size(), kMaxConditionBytes),
              "write several conditions"}}};
  }
  return ConditionParser(text, names).parse();
}

ParsedCondition parse_condition(std::string_view text, const std::vector<Issue>& issues,
                                const std::vector<Axis>& axes) {
  ConditionNames names(issues, axes);
  return parse_condition(text, names);
}

}  // namespace offramp::case_file
