// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/skeleton.h"

#include <fmt/format.h>

#include <string>

#include "offramp/case/file/sections.h"

namespace offramp {
namespace {

constexpr std::string_view kHead = R"(# yaml-language-server: $schema=case.schema.json
##
## A case for Offramp: what is believed about one conflict, with a source beside every number.
## Everything below is a placeholder: replace it. `offramp check` lists what is wrong, docs/case-format.md
## explains every key. Lines that begin with `# ` are further parts: delete these two characters to use one.
##
## A number may be `30`, an interval `20 to 45` (5 % of the belief lies below 20, 5 % above 45),
## {p5: 20, p50: 28, p95: 45}, or {value: 20 to 45, source: ..., because: ..., confidence: moderate}.
)";

// YAML behind comment signs, line by line.
std::string commented(std::string_view yaml) {
  std::string out;
  for (std::size_t at = 0; at < yaml.size();) {
    const std::size_t end = yaml.find('\n', at);
    out += fmt::format("# {}\n", yaml.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string case_skeleton(std::string_view name) {
  return case_skeleton(name, case_file::all_sections());
}

std::string case_skeleton(std::string_view name, case_file::SectionList sections) {
  std::string title;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || c == ' ' || c == '-' || c == '_' || c == '.') title += c;
  }
  if (title.find_first_not_of(" -_.") == std::string::npos) title = "A new case";
  std::string text = fmt::format("{}offramp: 1\ntitle: \"{}\"\n", kHead, title);
  const char* between = "";
  for (const case_file::Section& section : sections) {
    if (section.skeleton.empty()) continue;
    text += between;
    text += section.skeleton;
    between = "\n";
  }
  text += "\n## Further sections, to be filled when there is something to say:\n";
  for (const case_file::Section& section : sections) {
    if (!section.example.empty()) text += "##\n" + commented(section.example);
  }
  return text;
}

}  // namespace offramp
