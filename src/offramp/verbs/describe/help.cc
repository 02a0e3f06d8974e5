// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "offramp/briefing/document/text.h"
#include "offramp/verbs/describe/describe.h"

namespace offramp::verbs {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kIndent = 26;

constexpr std::array<ExitStatus, 6> kStatuses = {{{0, "done"},
                                                  {1, "the input has errors; they are on standard error"},
                                                  {2, "wrong usage"},
                                                  {3, "a file cannot be read or written"},
                                                  {4, "the question cannot be answered for this input"},
                                                  {130, "interrupted; nothing was written"}}};

/// "  --seed N" and its words, beside or below it.
std::string entry(std::string_view left, std::string_view words) {
  std::string text = fmt::format("  {}", left);
  const bool below = text.size() + 2 > kIndent;
  bool first = !below;
  if (below) text += '\n';
  for (const std::string& line : briefing::wrap(words, kWidth - kIndent)) {
    text += first ? fmt::format("{}{}\n", std::string(kIndent - text.size(), ' '), line)
                  : fmt::format("{}{}\n", std::string(kIndent, ' '), line);
    first = false;
  }
  return text;
}

std::string paragraph(std::string_view words) {
  std::string text;
  for (const std::string& line : briefing::wrap(words, kWidth)) text += line + "\n";
  return text;
}

std::string option_left(const Option& option) {
  std::string text = option.letter == 0 ? "    " : fmt::format("-{}, ", option.letter);
  text += fmt::format("--{}", option.name);
  if (!option.metavar.empty()) text += fmt::format(" {}", option.metavar);
  return text;
}

const std::string kHelpEntry = entry("-h, --help", "This help");

}  // namespace

std::span<const ExitStatus> exit_statuses() {
  return kStatuses;
}

std::string full_help(const Option& option) {
  std::string extra = standard_text(option.form);
  if (!extra.empty()) extra = fmt::format("default {}", extra);
  const auto* whole = std::get_if<Whole>(&option.form);
  const bool any_whole = whole != nullptr && whole->least == 0 && whole->most == Whole{}.most;
  const std::string range = any_whole ? std::string("0 to 2^64 - 1") : range_text(option.form);
  if (!range.empty()) extra += (extra.empty() ? "" : "; ") + range;
  if (!option.needs.empty()) extra += fmt::format("{}with --{}", extra.empty() ? "" : "; ", option.needs);
  return extra.empty() ? std::string(option.help) : fmt::format("{} ({})", option.help, extra);
}

std::string usage_line(const Verb& verb) {
  std::string text = fmt::format("offramp {}", verb.name);
  if (verb.operand.kind != Operand::Kind::none) {
    text += fmt::format(" {}{}", verb.operand.metavar, verb.operand.several ? "..." : "");
    if (!verb.operand.then.empty()) text += fmt::format(" {}", verb.operand.then);
  }
  return text + (verb.options.empty() ? "" : " [options]");
}

std::string verb_help(const Verb& verb) {
  std::string text = paragraph(verb.question) + fmt::format("\nUsage: {}\n\n", usage_line(verb));
  if (verb.operand.kind != Operand::Kind::none) {
    std::string words(verb.operand.help);
    if (!verb.operand.words.empty()) words += fmt::format(": {}", fmt::join(verb.operand.words, ", "));
    text += entry(verb.operand.metavar, words) + "\n";
  }
  text += "Options:\n";
  for (const Option& option : verb.options) text += entry(option_left(option), full_help(option));
  text += kHelpEntry;
  text += "\nExamples:\n";
  for (const std::string_view example : verb.examples) {
    text += fmt::format("  offramp {}{}{}\n", verb.name, example.empty() ? "" : " ", example);
  }
  return text;
}

std::string group_help(const Table& table, const Group& group) {
  std::string text =
      paragraph(group.question) + fmt::format("\nUsage: offramp {} VERB ...\n\nVerbs:\n", group.name);
  for (const Verb& verb : table.verbs) {
    if (verb.group() == group.name) text += entry(verb.last_name(), verb.question);
  }
  return text + fmt::format("\nofframp {} VERB --help says more.\n", group.name);
}

std::string program_help(const Table& table) {
  std::string text =
      paragraph("Offramp finds the way out of a conflict: an analyst's case in, a mediator's briefing out.");
  text += "\nUsage: offramp VERB ...\n\nVerbs:\n";
  std::vector<std::string_view> shown;
  for (const Verb& verb : table.verbs) {
    if (verb.group().empty()) text += entry(verb.name, verb.question);
    for (const Group& group : table.groups) {
      if (verb.group() != group.name) continue;
      if (std::find(shown.begin(), shown.end(), group.name) != shown.end()) continue;
      shown.push_back(group.name);
      text += entry(group.name, group.question);
    }
  }
  text += "\nofframp VERB --help says more.\n\nOptions:\n";
  text += entry("-h, --help", "This help") + entry("    --version", "The version");
  text += "\n" + paragraph(
                     "CASE is a folder with a case.yaml, the file itself, or the name of a case in the "
                     "library (offramp list).");
  std::string statuses;
  for (const ExitStatus& status : kStatuses) {
    statuses += fmt::format("{}{} {}", statuses.empty() ? "" : "; ", status.code, status.meaning);
  }
  text += paragraph(fmt::format("Exit status: {}.", statuses));
  return text + paragraph("Everything runs on this machine; nothing is sent anywhere.");
}

}  // namespace offramp::verbs
