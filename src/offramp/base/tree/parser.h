// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <libfyaml.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/tree/tree.h"

/// libfyaml's parser, kept quiet and within bounds. Used by this folder only.
namespace offramp::tree {

/// The text as the parser gets it. libfyaml keeps every token of a line that began inside brackets until the
/// line ends, so a text that is one pair of brackets (JSON) without line ends is given some, behind
/// commas between its values, where they mean nothing.
class ParsedText {
 public:
  /// The bytes must outlive the object.
  explicit ParsedText(std::string_view bytes);
  ParsedText(const ParsedText&) = delete;
  ParsedText& operator=(const ParsedText&) = delete;

  std::string_view bytes() const { return copy_.empty() ? bytes_ : std::string_view(copy_); }
  /// Offset in the original of an offset in bytes().
  std::size_t original(std::size_t offset) const;
  /// Offset in the original of the line and column, from 1, of bytes().
  std::size_t original(int line, int column) const;
  /// Where there are more lines that look like directives (`%`) than kMaxDirectives; the parser keeps them
  /// all.
  std::optional<std::size_t> crowded_directives() const;
  /// Where a line has more marks of structure than kMaxTokensOnLine.
  std::optional<std::size_t> crowded_line() const;
  /// Where more than kMaxOpenBrackets are open, quoted ones counted as well.
  std::optional<std::size_t> too_many_open() const;

 private:
  void break_lines();
  std::string_view bytes_;
  std::string copy_;
  std::vector<std::uint32_t> breaks_;  // offsets in copy_ of the line ends that were added
};

struct FreeEvent {
  fy_parser* parser = nullptr;
  void operator()(fy_event* event) const { fy_parser_event_free(parser, event); }
};
using Event = std::unique_ptr<fy_event, FreeEvent>;

struct SyntaxError {
  int line = 1, column = 1;
  std::string message;
};

class Parser {
 public:
  /// The bytes must outlive the parser. @throws std::bad_alloc.
  Parser(std::string_view bytes, bool json);

  /// Nothing at the end and at a syntax error, at which the parser ends.
  Event next();
  bool failed() const { return fy_parser_get_stream_error(parser_.get()); }
  std::vector<SyntaxError> errors() const;

 private:
  struct FreeParser {
    void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
  };
  struct FreeDiag {
    void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
  };
  std::unique_ptr<fy_diag, FreeDiag> diag_;
  std::unique_ptr<fy_parser, FreeParser> parser_;
};

std::string token_text(fy_token* token);

/// Reports the error at which `parser` ended; then, unless the text is in brackets as a whole, those that
/// follow: reading begins again at the next line that starts with a key, as often as kMaxSyntaxErrors.
void report_syntax_errors(const Parser& parser, const ParsedText& text, const SourceText& source,
                          const Rules& rules, Problems& problems, StopToken stop);

}  // namespace offramp::tree
