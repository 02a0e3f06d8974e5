// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/equation/token.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "offramp/base/text/scan.h"
#include "offramp/base/unicode/look_alike.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/equation/names.h"

namespace offramp::dynamics {
namespace {

constexpr std::array<std::string_view, 7> kKeywords = {"AND", "OR", "NOT", "MOD", "IF", "THEN", "ELSE"};

bool digit(char c) {
  return c >= '0' && c <= '9';
}

bool begins_name(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || c == '_' || c == '$' || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}

std::string capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Tokens all() {
    while (skip() && at_ < text_.size() && next()) {
    }
    if (!out_.fault) put(Token::Kind::end, 0);
    return std::move(out_);
  }

 private:
  bool fail(std::size_t begin, std::size_t end, std::string message, std::string hint = {}) {
    out_.fault = EquationFault{begin, end, std::move(message), std::move(hint)};
    return false;
  }

  Token& put(Token::Kind kind, std::size_t length) {
    Token token;
    token.kind = kind;
    token.begin = static_cast<std::uint32_t>(at_);
    token.end = static_cast<std::uint32_t>(at_ + length);
    token.text = text_.substr(at_, length);
    at_ += length;
    return out_.list.emplace_back(std::move(token));
  }

  // Blanks and {comments}.
  bool skip() {
    while (at_ < text_.size()) {
      if (is_blank(text_[at_]) || text_[at_] == '\v' || text_[at_] == '\f') {
        ++at_;
      } else if (text_.substr(at_).starts_with("\xC2\xA0")) {
        at_ += 2;
      } else if (text_[at_] == '{') {
        const std::size_t close = text_.find('}', at_);
        if (close == std::string_view::npos) {
          return fail(at_, at_ + 1, "a comment begins with `{` and never ends");
        }
        at_ = close + 1;
      } else {
        break;
      }
    }
    return true;
  }

  bool next() {
    const char c = text_[at_];
    const bool point = c == '.' && at_ + 1 < text_.size() && digit(text_[at_ + 1]);
    if (digit(c) || point) return number();
    if (c == '"') return quoted();
    if (begins_name(c) && part_of_name(at_)) return name();
    return mark();
  }

  // Of a character beyond ASCII: no name has invalid bytes, nor what looks like an operator or a blank.
  bool part_of_name(std::size_t at) const {
    const Character c = character_at(text_, at);
    if (!c.valid) return false;
    if (c.code < 0x80) return true;
    const auto found = look_alike(c.code);
    return !found || (!found->plain.empty() && (begins_name(found->plain[0]) || digit(found->plain[0])));
  }

  bool number() {
    std::size_t end = at_;
    const auto digits = [&] {
      while (end < text_.size() && digit(text_[end])) ++end;
    };
    digits();
    if (end < text_.size() && text_[end] == '.') {
      ++end;
      digits();
    }
    if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      std::size_t power = end + 1;
      if (power < text_.size() && (text_[power] == '+' || text_[power] == '-')) ++power;
      if (power < text_.size() && digit(text_[power])) {
        end = power;
        digits();
      }
    }
    const std::string written = printable(text_.substr(at_, end - at_));
    if (end < text_.size() && begins_name(text_[end])) {
      return fail(at_, end + 1, fmt::format("`{}` is followed by a letter", written),
                  "a name that begins with a digit stands in quotes; a product needs `*`");
    }
    std::string_view digits_text = text_.substr(at_, end - at_);
    if (digits_text.back() == '.') digits_text.remove_suffix(1);
    const auto value = parse_number(digits_text);
    if (!value)
      return fail(at_, end, fmt::format("`{}` is no number that can be held", first_characters(written, 40)));
    put(Token::Kind::number, end - at_).number = *value;
    return true;
  }

  bool quoted() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    if (end >= text_.size()) return fail(at_, at_ + 1, "a quoted name never ends");
    Token& token = put(Token::Kind::name, end + 1 - at_);
    token.text = canonical_name(token.text);
    if (token.text.empty()) return fail(token.begin, token.end, "a quoted name is empty");
    return true;
  }

  bool name() {
    std::size_t end = at_;
    while (end < text_.size()) {
      const char c = text_[end];
      const bool dot = c == '.' && end + 1 < text_.size() && begins_name(text_[end + 1]);
      if (!begins_name(c) && !digit(c) && !dot) break;
      if (!part_of_name(end)) break;
      end += character_at(text_, end).bytes;
    }
    const std::string word = capitals(text_.substr(at_, end - at_));
    const bool keyword = std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
    Token& token = put(keyword ? Token::Kind::keyword : Token::Kind::name, end - at_);
    token.text = keyword ? word : canonical_name(token.text);
    return true;
  }

  bool mark() {
    for (const std::string_view two : {"<=", ">=", "<>"}) {
      if (text_.substr(at_).starts_with(two)) {
        put(Token::Kind::mark, 2);
        return true;
      }
    }
    if (std::string_view("+-*/^()[],<>=").find(text_[at_]) != std::string_view::npos) {
      put(Token::Kind::mark, 1);
      return true;
    }
    const Character c = character_at(text_, at_);
    const std::string shown = printable(text_.substr(at_, c.bytes));
    const auto like = look_alike(c.code);
    std::string hint =
        like ? look_alike_words(*like) : std::string("a name with such a character stands in quotes");
    if (text_[at_] == '!') hint = "unequal is written `<>`, not `!=`";
    if (text_[at_] == '?')
      hint = "`???` stands where the program that wrote the file could not say the equation";
    return fail(at_, at_ + c.bytes, fmt::format("`{}` means nothing in an equation", shown), std::move(hint));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Tokens out_;
};

}  // namespace

Tokens tokens_of(std::string_view text) {
  return Lexer(text).all();
}

}  // namespace offramp::dynamics
