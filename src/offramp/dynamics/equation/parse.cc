// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/equation/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/equation/token.h"

namespace offramp::dynamics {
namespace {

struct Fault {};  // unwinds the descent; the fault itself is kept

struct BinaryOperator {
  std::string_view text;
  NodeKind kind;
  int level;  // 0 binds weakest
};
constexpr std::array<BinaryOperator, 14> kBinary = {{{"OR", NodeKind::or_, 0},
                                                     {"AND", NodeKind::and_, 1},
                                                     {"=", NodeKind::equal, 2},
                                                     {"<>", NodeKind::unequal, 2},
                                                     {"<", NodeKind::less, 3},
                                                     {"<=", NodeKind::at_most, 3},
                                                     {">", NodeKind::greater, 3},
                                                     {">=", NodeKind::at_least, 3},
                                                     {"+", NodeKind::add, 4},
                                                     {"-", NodeKind::subtract, 4},
                                                     {"*", NodeKind::multiply, 5},
                                                     {"/", NodeKind::divide, 5},
                                                     {"MOD", NodeKind::modulo, 5},
                                                     {"^", NodeKind::power, 7}}};
constexpr int kUnaryLevel = 6;

class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  ParsedEquation parse() {
    try {
      if (peek().kind == Token::Kind::end) fail(peek(), "the equation is empty");
      expression(0);
      if (peek().kind != Token::Kind::end) unexpected();
      return {std::move(out_), std::nullopt};
    } catch (const Fault&) {
      return {{}, std::move(fault_)};
    }
  }

 private:
  const Token& peek() const { return tokens_[at_]; }
  bool is(std::string_view text) const {
    return (peek().kind == Token::Kind::mark || peek().kind == Token::Kind::keyword) && peek().text == text;
  }
  bool take(std::string_view text) {
    if (!is(text)) return false;
    ++at_;
    return true;
  }
  [[noreturn]] void fail(const Token& token, std::string message, std::string hint = {}) {
    fault_ = EquationFault{token.begin, std::max<std::size_t>(token.end, token.begin), std::move(message),
                           std::move(hint)};
    throw Fault{};
  }
  std::string shown(const Token& token) const {
    if (token.kind == Token::Kind::end) return "the end";
    return "`" + printable(first_characters(text_.substr(token.begin, token.end - token.begin), 60)) + "`";
  }
  [[noreturn]] void unexpected() {
    const Token& token = peek();
    if (at_ > 0 &&
        (token.kind == Token::Kind::name || token.kind == Token::Kind::number || token.text == "(")) {
      fail(token,
           fmt::format("{} stands beside {} without an operator", shown(tokens_[at_ - 1]), shown(token)),
           "a name of several words is written with underscores or in quotes");
    }
    fail(token, fmt::format("{} was not expected here", shown(token)));
  }
  void expect(std::string_view mark, const char* after) {
    if (!take(mark)) fail(peek(), fmt::format("`{}` was expected {}, not {}", mark, after, shown(peek())));
  }

  struct Deeper {
    explicit Deeper(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > 2 * kMaxNesting) {  // a bracket takes an expression and an operand
        parser_.fail(parser_.peek(), fmt::format("the equation nests deeper than {} levels", kMaxNesting));
      }
    }
    ~Deeper() { --parser_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    Parser& parser_;
  };

  std::uint32_t put(Node node, std::size_t first) {
    std::size_t height = 0;
    for (const std::uint32_t child : node.children) height = std::max(height, heights_[child] + 1);
    for (const std::uint32_t child : node.subscripts) height = std::max(height, heights_[child] + 1);
    const Token& last = tokens_[at_ > 0 ? at_ - 1 : 0];
    if (height > kMaxNesting)
      fail(last, fmt::format("the equation nests deeper than {} levels", kMaxNesting));
    if (out_.nodes.size() == kMaxNodes) {
      fail(last, fmt::format("the equation has more than {} numbers, names and operators", kMaxNodes));
    }
    node.begin = static_cast<std::uint32_t>(first);
    node.end = last.end;
    heights_.push_back(height);
    out_.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(out_.nodes.size() - 1);
  }
  std::uint32_t put(NodeKind kind, std::vector<std::uint32_t> children, std::size_t first) {
    Node node;
    node.kind = kind;
    node.children = std::move(children);
    return put(std::move(node), first);
  }

  const BinaryOperator* binary_here(int least) const {
    if (peek().kind != Token::Kind::mark && peek().kind != Token::Kind::keyword) return nullptr;
    for (const BinaryOperator& op : kBinary) {
      if (op.text == peek().text && op.level >= least) return &op;
    }
    return nullptr;
  }

  std::uint32_t expression(int least) {
    const Deeper deeper(*this);
    const std::size_t first = peek().begin;
    std::uint32_t left = operand();
    while (const BinaryOperator* op = binary_here(least)) {
      ++at_;
      // ^ groups from right to left, and a sign may stand before its exponent.
      const std::uint32_t right = op->kind == NodeKind::power ? exponent() : expression(op->level + 1);
      left = put(op->kind, {left, right}, first);
    }
    return left;
  }

  std::uint32_t exponent() {
    if (is("-") || is("+") || is("NOT")) return operand();
    return expression(7);
  }

  std::uint32_t operand() {
    const Deeper deeper(*this);
    const std::size_t first = peek().begin;
    if (take("-")) return put(NodeKind::negative, {expression(kUnaryLevel)}, first);
    if (take("+")) return expression(kUnaryLevel);
    if (take("NOT")) return put(NodeKind::not_, {expression(kUnaryLevel)}, first);
    if (take("IF")) return choice(first);
    if (take("(")) {
      const std::uint32_t inside = expression(0);
      expect(")", "to close a bracket");
      return inside;
    }
    if (peek().kind == Token::Kind::number) {
      Node node;
      node.number = peek().number;
      ++at_;
      return put(std::move(node), first);
    }
    if (peek().kind == Token::Kind::name) return name(first);
    if (peek().kind == Token::Kind::end) fail(peek(), "the equation ends where a value was expected");
    unexpected();
  }

  std::uint32_t choice(std::size_t first) {
    const std::uint32_t condition = expression(0);
    expect("THEN", "after the condition of IF");
    const std::uint32_t yes = expression(0);
    expect("ELSE", "after THEN");
    const std::uint32_t no = expression(0);
    return put(NodeKind::choose, {condition, yes, no}, first);
  }

  std::uint32_t name(std::size_t first) {
    Node node;
    node.kind = NodeKind::name;
    node.name = peek().text;
    ++at_;
    if (take("(")) {
      node.kind = NodeKind::call;
      if (!take(")")) list(node.children, ")", "to close the arguments", false);
    } else if (take("[")) {
      list(node.subscripts, "]", "to close the subscripts", true);
    }
    return put(std::move(node), first);
  }

  void list(std::vector<std::uint32_t>& out, std::string_view close, const char* after, bool subscripts) {
    do {
      if (subscripts && is("*")) {
        const std::size_t first = peek().begin;
        ++at_;
        out.push_back(put(NodeKind::wildcard, {}, first));
      } else {
        out.push_back(expression(0));
      }
    } while (take(","));
    expect(close, after);
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0, depth_ = 0;
  Expression out_;
  std::vector<std::size_t> heights_;
  std::optional<EquationFault> fault_;
};

}  // namespace

ParsedEquation parse_equation(std::string_view text) {
  Tokens tokens = tokens_of(text);
  if (tokens.fault) return {{}, std::move(tokens.fault)};
  return Parser(text, std::move(tokens.list)).parse();
}

}  // namespace offramp::dynamics
