// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/read_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/text/file_text.h"
#include "offramp/formats/binding/bind_profile.h"
#include "offramp/formats/genius/genius_xml.h"
#include "offramp/formats/geniusweb_json.h"
#include "offramp/formats/negmas_yaml.h"
#include "offramp/formats/tree/text_tree.h"

namespace offramp::formats {
namespace {

enum class Syntax { xml, json, yaml };

Syntax syntax_of(std::string_view bytes) {
  std::size_t first = 0;
  while (first < bytes.size() &&
         (bytes[first] == ' ' || bytes[first] == '\t' || bytes[first] == '\n' || bytes[first] == '\r')) {
    ++first;
  }
  if (first == bytes.size()) return Syntax::yaml;
  if (bytes[first] == '<') return Syntax::xml;
  return bytes[first] == '{' || bytes[first] == '[' ? Syntax::json : Syntax::yaml;
}

std::string stem_of(const std::string& file_name) {
  const std::size_t slash = file_name.find_last_of("/\\");
  std::string stem = slash == std::string::npos ? file_name : file_name.substr(slash + 1);
  if (const std::size_t dot = stem.find_last_of('.'); dot != std::string::npos && dot > 0) stem.resize(dot);
  return clean_text(stem);
}

bool same_issues(const DomainPart& a, const DomainPart& b) {
  if (a.issues.size() != b.issues.size()) return false;
  for (const IssueFrame& issue : a.issues) {
    const auto found = std::find_if(b.issues.begin(), b.issues.end(),
                                    [&](const IssueFrame& other) { return other.name == issue.name; });
    if (found == b.issues.end() || found->kind != issue.kind || found->levels() != issue.levels())
      return false;
  }
  return true;
}

// The one stated domain, else the one that the first profile describes.
const DomainPart* choose_domain(std::vector<FileReading>& files) {
  const DomainPart* chosen = nullptr;
  for (FileReading& file : files) {
    if (!file.domain || file.profile) continue;
    if (chosen != nullptr) {
      file.diagnostics.error({}, "a second domain file; give one domain and its profiles");
      continue;
    }
    chosen = &*file.domain;
  }
  if (chosen != nullptr) return chosen;
  for (FileReading& file : files) {
    if (!file.domain) continue;
    if (chosen == nullptr) chosen = &*file.domain;
    if (!same_issues(*file.domain, *chosen)) {
      file.diagnostics.error({}, "this profile has other issues than the first one");
    }
  }
  return chosen;
}

FileReading read_tree(std::string_view text, Syntax syntax, const std::string& file_name, StopToken stop) {
  FileReading reading{FileKind::unknown, {}, {}, Diagnostics(file_name, std::string(text))};
  const auto root = parse_tree(text, syntax == Syntax::json ? TreeSyntax::json : TreeSyntax::yaml,
                               reading.diagnostics, stop);
  if (!root) return reading;
  const std::string stem = stem_of(file_name);
  read_geniusweb(*root, stem, reading);
  if (reading.kind == FileKind::unknown) read_negmas(*root, stem, reading);
  if (reading.kind == FileKind::unknown) {
    reading.diagnostics.error({}, "neither Genius XML, GeniusWeb or NegoLog JSON, nor NegMAS YAML or JSON");
  }
  return reading;
}

}  // namespace

FileReading read_file(std::string_view bytes, std::string file_name, StopToken stop) {
  FileReading refused{FileKind::unknown, {}, {}, Diagnostics(file_name)};
  if (bytes.size() > kMaxFileBytes) {
    refused.diagnostics.error({}, fmt::format("{} bytes; at most {} are read", bytes.size(), kMaxFileBytes));
    return refused;
  }
  const FileText file(bytes);
  if (!file.problem().empty()) {
    refused.diagnostics.error({}, file.problem());
    return refused;
  }
  const std::string_view text = file.text();
  const Syntax syntax = syntax_of(text);
  FileReading reading =
      syntax == Syntax::xml ? read_genius_xml(text, file_name) : read_tree(text, syntax, file_name, stop);
  if (!file.note().empty()) reading.diagnostics.warning({}, file.note());
  return reading;
}

ScenarioReading read_scenario(const std::vector<InputFile>& files, StopToken stop) {
  std::vector<FileReading> readings;
  for (const InputFile& file : files) readings.push_back(read_file(file.bytes, file.name, stop));
  const auto broken = [&] {
    return std::any_of(readings.begin(), readings.end(),
                       [](const FileReading& r) { return r.diagnostics.has_errors(); });
  };
  Scenario scenario;
  const DomainPart* domain = choose_domain(readings);
  if (domain != nullptr && !broken()) {
    scenario.name = domain->name;
    scenario.issues = domain->issues;
    for (FileReading& reading : readings) {
      if (reading.profile) {
        scenario.profiles.push_back(bind_profile(*reading.profile, *domain, reading.diagnostics));
      }
    }
  } else if (domain == nullptr && !broken() && !readings.empty()) {
    readings.front().diagnostics.error({}, "no file describes the issues", "give the domain file as well");
  }
  ScenarioReading result;
  if (domain != nullptr && !broken()) result.scenario = std::move(scenario);
  for (FileReading& reading : readings) {
    result.kinds.push_back(reading.kind);
    result.diagnostics.push_back(std::move(reading.diagnostics));
  }
  return result;
}

}  // namespace offramp::formats
