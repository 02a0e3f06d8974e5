// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/tree/parser.h"

#include <algorithm>
#include <new>

namespace offramp::tree {
namespace {

constexpr std::size_t kLongLine = 4096;
constexpr std::string_view kBlanks = " \t\r\n";

void print_nothing(fy_diag*, void*, const char*, std::size_t) {}

bool blank(char c) {
  return kBlanks.find(c) != std::string_view::npos;
}

// Walks the tokens of a text in brackets (YAML 1.2.2, chapters 7.3 and 7.4) as far as commas between values
// matter.
class BracketWalk {
 public:
  explicit BracketWalk(std::string_view bytes) : bytes_(bytes) {}

  // Offset behind the next comma that parts values; nothing when the brackets close or the text ends.
  std::optional<std::size_t> next_comma() {
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (c == '[' || c == '{') ++depth_;
      if ((c == ']' || c == '}') && --depth_ <= 0) return std::nullopt;
      if (c == '"' || c == '\'') {
        skip_quoted(c);
      } else if (c == '#' && (at_ == 0 || blank(bytes_[at_ - 1]))) {
        at_ = std::min(bytes_.find('\n', at_), bytes_.size());
      } else if (blank(c) || std::string_view("[]{},:").find(c) != std::string_view::npos) {
        ++at_;
      } else {
        skip_plain();
      }
      if (c == ',') return at_;
    }
    return std::nullopt;
  }

 private:
  void skip_quoted(char quote) {
    for (++at_; at_ < bytes_.size(); ++at_) {
      if (bytes_[at_] == '\\' && quote == '"') {
        ++at_;
      } else if (bytes_[at_] == quote) {
        ++at_;
        if (quote == '"' || at_ >= bytes_.size() || bytes_[at_] != '\'') return;
      }
    }
  }
  // Quotes inside a plain text are text; its end needs no more care than this for commas.
  void skip_plain() {
    while (at_ < bytes_.size() && std::string_view("[]{},").find(bytes_[at_]) == std::string_view::npos &&
           !blank(bytes_[at_])) {
      ++at_;
    }
  }
  std::string_view bytes_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

// What begins the line, if it is a key at the left margin.
bool begins_with_key(std::string_view line) {
  const std::size_t end =
      line.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  return end != std::string_view::npos && end > 0 && line[end] == ':' &&
         (end + 1 == line.size() || blank(line[end + 1]));
}

// Offset of the first line behind `offset` that begins with a key; the end if there is none.
std::size_t next_key_line(std::string_view bytes, std::size_t offset) {
  std::size_t at = bytes.find('\n', offset);
  while (at != std::string_view::npos) {
    const std::size_t begin = at + 1;
    at = bytes.find('\n', begin);
    if (begins_with_key(bytes.substr(begin, std::min(at, bytes.size()) - begin))) return begin;
  }
  return bytes.size();
}

// The word right before `offset` with nothing but blanks before it on its line: a key of a block.
bool key_begins_line(std::string_view bytes, std::size_t offset) {
  std::size_t begin = bytes.rfind('\n', offset == 0 ? 0 : offset - 1);
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  std::string_view before = bytes.substr(begin, offset - std::min(begin, offset));
  before.remove_prefix(std::min(before.find_first_not_of(" -"), before.size()));
  return before.find_first_of(" {[,") == std::string_view::npos;
}

// Inside brackets a text ends at a colon with a blank, and at any bracket or comma.
std::string hint_in_brackets(std::string_view bytes, std::size_t offset) {
  const char at = offset < bytes.size() ? bytes[offset] : '\n';
  const char before = offset > 0 ? bytes[offset - 1] : '\n';
  if (before == '"' || before == '\'') return "a text goes on behind its closing quote: quote all of it";
  if (at == ':' && !key_begins_line(bytes, offset)) return "a text that contains `: ` must stand in quotes";
  if (std::string_view("[]{}").find(at) != std::string_view::npos) {
    return "inside braces a text that contains `{`, `}`, `[`, `]` or a comma must stand in quotes";
  }
  if (std::string_view("\"'").find(at) != std::string_view::npos) {
    return "a text in quotes begins with the quote: quote all of it";
  }
  return "perhaps a bracket before this is not closed";
}

std::string hint_for(const std::string& message, std::string_view bytes, std::size_t offset) {
  const auto says = [&](std::string_view words) { return message.find(words) != std::string::npos; };
  if (says("closing brac") || says("without a closing")) return "close the bracket";
  if (says("missing comma")) return hint_in_brackets(bytes, offset);
  if (says("wrongly indented")) return "perhaps the quotes that begin here are not closed";
  if (says("closing quote")) return "close the quotes that begin here";
  if (says("nested block mapping")) return "a text that contains `: ` must stand in quotes";
  if (says("tab character")) return "indent with spaces";
  if (says("mismatched flow")) return "another bracket was opened than is closed here";
  if (says("multiline plain key"))
    return "this text goes on on the next line, which looks like a key: indent the key as its neighbours, or "
           "quote the text";
  if (says("cannot start with")) return "put the text in quotes";
  return {};
}

}  // namespace

ParsedText::ParsedText(std::string_view bytes) : bytes_(bytes) {
  const std::size_t first = bytes.find_first_not_of(kBlanks);
  if (first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[')) break_lines();
}

void ParsedText::break_lines() {
  BracketWalk walk(bytes_);
  std::size_t copied = 0, line = 0, seen = 0;
  while (const auto comma = walk.next_comma()) {
    const std::size_t end = bytes_.substr(seen, *comma - seen).rfind('\n');
    if (end != std::string_view::npos) line = seen + end + 1;
    seen = *comma;
    if (*comma - line < kLongLine) continue;
    copy_ += bytes_.substr(copied, *comma - copied);
    breaks_.push_back(static_cast<std::uint32_t>(copy_.size()));
    copy_ += '\n';
    copied = line = *comma;
  }
  if (copied > 0) copy_ += bytes_.substr(copied);
}

std::size_t ParsedText::original(std::size_t offset) const {
  const auto added = std::lower_bound(breaks_.begin(), breaks_.end(), offset) - breaks_.begin();
  return std::min(offset - static_cast<std::size_t>(added), bytes_.size());
}

std::size_t ParsedText::original(int line, int column) const {
  return original(SourceText(bytes()).offset(line, column));
}

std::optional<std::size_t> ParsedText::crowded_line() const {
  const std::string_view text = bytes();
  std::size_t marks = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
      case '\n':
        marks = 0;
        break;
      case ',':
      case '[':
      case ']':
      case '{':
      case '}':
      case ':':
      case '?':
      case '&':
      case '*':
      case '!':
      case '"':
      case '\'':
        if (++marks > kMaxTokensOnLine) return original(at);
        break;
      default:
        break;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> ParsedText::too_many_open() const {
  const std::string_view text = bytes();
  std::size_t open = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '[' || text[at] == '{') {
      if (++open > kMaxOpenBrackets) return original(at);
    } else if ((text[at] == ']' || text[at] == '}') && open > 0) {
      --open;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> ParsedText::crowded_directives() const {
  std::size_t count = 0;
  for (std::size_t begin = 0; begin < bytes_.size();) {
    if (bytes_[begin] == '%' && ++count > kMaxDirectives) return begin;
    begin = std::min(bytes_.find('\n', begin), bytes_.size() - 1) + 1;
  }
  return std::nullopt;
}

Parser::Parser(std::string_view bytes, bool json) {
  fy_diag_cfg quiet;
  fy_diag_cfg_default(&quiet);
  quiet.fp = nullptr;
  quiet.output_fn = print_nothing;
  quiet.colorize = false;
  diag_.reset(fy_diag_create(&quiet));
  if (!diag_) throw std::bad_alloc();
  fy_diag_set_collect_errors(diag_.get(), true);
  fy_parse_cfg config = {};
  config.flags =
      static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 |
                                      (json ? FYPCF_JSON_FORCE : FYPCF_JSON_NONE));
  config.diag = diag_.get();
  parser_.reset(fy_parser_create(&config));
  if (!parser_ || fy_parser_set_string(parser_.get(), bytes.data(), bytes.size()) != 0)
    throw std::bad_alloc();
}

Event Parser::next() {
  return Event(fy_parser_parse(parser_.get()), FreeEvent{parser_.get()});
}

std::vector<SyntaxError> Parser::errors() const {
  std::vector<SyntaxError> found;
  void* iterator = nullptr;
  while (const fy_diag_error* error = fy_diag_errors_iterate(diag_.get(), &iterator)) {
    if (error->type != FYET_ERROR || error->msg == nullptr) continue;
    found.push_back({std::max(error->line, 1), std::max(error->column, 1), error->msg});
  }
  return found;
}

std::string token_text(fy_token* token) {
  std::size_t length = 0;
  const char* text = token == nullptr ? nullptr : fy_token_get_text(token, &length);
  return text == nullptr ? std::string() : std::string(text, length);
}

void report_syntax_errors(const Parser& parser, const ParsedText& text, const SourceText& source,
                          const Rules& rules, Problems& problems, StopToken stop) {
  const auto report = [&](const std::vector<SyntaxError>& errors, auto offset_of) {
    std::size_t last = 0;
    for (const SyntaxError& error : errors) {
      const std::size_t at = offset_of(error);
      problems.error(source.place(at, at + 1), "syntax: " + error.message,
                     hint_for(error.message, source.bytes(), at));
      last = std::max(last, at);
    }
    return last;
  };
  const std::vector<SyntaxError> first = parser.errors();
  if (first.empty()) return problems.error({}, "syntax: the text is neither YAML nor JSON");
  std::size_t at = report(first, [&](const SyntaxError& e) { return text.original(e.line, e.column); });
  const std::string_view bytes = source.bytes();
  const std::size_t start = bytes.find_first_not_of(kBlanks);
  if (rules.json || start == std::string_view::npos || bytes[start] == '{' || bytes[start] == '[') return;
  for (int more = 1; more < kMaxSyntaxErrors; ++more) {
    const std::size_t begin = next_key_line(bytes, at);
    if (begin >= bytes.size()) return;
    Parser rest(bytes.substr(begin), false);
    std::size_t depth = 0;
    for (Event event = rest.next(); event; event = rest.next()) {
      if (stop.stop_requested()) throw Stopped{};
      if (event->type == FYET_MAPPING_START || event->type == FYET_SEQUENCE_START) ++depth;
      if (event->type == FYET_MAPPING_END || event->type == FYET_SEQUENCE_END) --depth;
      if (depth > rules.max_depth) return;
    }
    if (!rest.failed()) return;
    const std::vector<SyntaxError> errors = rest.errors();
    if (errors.empty()) return;
    const int line = source.place(begin, begin).line;
    at = report(errors, [&](const SyntaxError& e) { return source.offset(line - 1 + e.line, e.column); });
  }
}

}  // namespace offramp::tree
