// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/verbs/describe/describe.h"

namespace offramp::verbs {
namespace {

/// Text as groff shows it: minus signs that can be copied, nothing taken for a request.
std::string troff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '-') {
      out += "\\-";
    } else if (c == '\\') {
      out += "\\e";
    } else {
      out += c;
    }
  }
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::string option_entry(const Option& option) {
  std::string text = ".TP\n";
  const std::string letter =
      option.letter == 0 ? std::string() : fmt::format("\\fB\\-{}\\fP, ", option.letter);
  text += fmt::format("{}\\fB\\-\\-{}\\fP", letter, troff(option.name));
  if (!option.metavar.empty()) text += fmt::format(" \\fI{}\\fP", troff(option.metavar));
  return text + fmt::format("\n{}.\n", troff(full_help(option)));
}

bool same_words(const Option& a, const Option& b) {
  return a.name == b.name && full_help(a) == full_help(b);
}

/// Options that three verbs and more share are told once.
std::vector<Option> shared_options(const Table& table) {
  std::vector<Option> shared;
  for (const Verb& verb : table.verbs) {
    for (const Option& option : verb.options) {
      const auto same = [&](const Option& other) { return same_words(option, other); };
      const auto has = [&](const Verb& v) { return std::any_of(v.options.begin(), v.options.end(), same); };
      if (std::none_of(shared.begin(), shared.end(), same) &&
          std::count_if(table.verbs.begin(), table.verbs.end(), has) >= 3) {
        shared.push_back(option);
      }
    }
  }
  return shared;
}

std::string verb_section(const Verb& verb, const std::vector<Option>& shared) {
  std::string text = fmt::format(".SS {}\n{}\n.PP\n.B {}\n", troff(verb.name), troff(verb.question),
                                 troff(usage_line(verb)));
  std::string also, own;
  for (const Option& option : verb.options) {
    const bool told = std::any_of(shared.begin(), shared.end(),
                                  [&](const Option& other) { return same_words(option, other); });
    if (told) also += fmt::format("{}\\-\\-{}", also.empty() ? "" : ", ", troff(option.name));
    if (!told) own += option_entry(option);
  }
  if (!also.empty()) text += fmt::format(".PP\nTakes {}{}\n", also, own.empty() ? "." : ", and:");
  return text + own;
}

constexpr const char* kBefore = R"(.\" SPDX-License-Identifier: Apache-2.0
.\" printed by `offramp manual`
.TH OFFRAMP 1 "" "offramp" "User Commands"
.SH NAME
offramp \- find the way out of a conflict
.SH SYNOPSIS
.B offramp
.I VERB
.RI [ OPERAND ]...
.RI [ OPTION ]...
.br
.B offramp
.RI [ VERB ]
.B \-\-help
.br
.B offramp \-\-version
.SH DESCRIPTION
An analyst writes down in one text file what is believed about a conflict: parties, issues, interests, red
lines, what each may be hiding, and what each has if there is no deal, with a source beside every number.
.B offramp
answers which settlements every party with a veto could prefer to going on, how sure that is, and what it
rests on. Everything runs on this machine; nothing is sent anywhere.
.PP
.I CASE
is a folder with a
.IR case.yaml ,
the file itself, or the name of a case in the library, as
.B offramp list
names them.
.PP
Standard output carries the answer, all of it or nothing; warnings, errors and progress go to standard error.
Files are written whole or not at all, several of them all or none.
)";

constexpr const char* kAfter = R"(.SH ENVIRONMENT
.TP
.B NO_COLOR
When set and not empty, no colour.
.TP
.B OFFRAMP_DATA
Folder with the case library, in place of the one that came with the program.
.TP
.B TMPDIR
Where Chromium's files stand while a page is printed to PDF (/tmp).
.SH SEE ALSO
The documentation in /usr/share/doc/offramp.
)";

}  // namespace

std::string manual(const Table& table) {
  const std::vector<Option> shared = shared_options(table);
  std::string text = kBefore;
  text += ".SH VERBS\n";
  for (const Verb& verb : table.verbs) text += verb_section(verb, shared);
  text += ".SH OPTIONS OF SEVERAL VERBS\n";
  for (const Option& option : shared) text += option_entry(option);
  text += ".TP\n\\fB\\-h\\fP, \\fB\\-\\-help\\fP\nHelp on the program or on a verb.\n";
  text += ".TP\n\\fB\\-\\-version\\fP\nThe version.\n";
  text += ".SH EXAMPLES\n";
  for (const Verb& verb : table.verbs) {
    for (const std::string_view example : verb.examples) {
      text += fmt::format(".B offramp {}{}\n.br\n", troff(verb.name),
                          example.empty() ? std::string() : " " + troff(example));
    }
  }
  text += ".SH EXIT STATUS\n";
  for (const ExitStatus& status : exit_statuses()) {
    text += fmt::format(".TP\n{}\n{}\n", status.code, troff(status.meaning));
  }
  return text + kAfter;
}

}  // namespace offramp::verbs
