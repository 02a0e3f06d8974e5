// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/casework/library.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/run/files.h"
#include "offramp/base/text/diagnostics.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = std::size_t{1} << 31;

void collect_names(const fs::path& folder, const fs::path& shown, std::vector<std::string>& names) {
  std::error_code none;
  for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
    names.push_back((shown / entry->path().filename()).string());
  }
}

}  // namespace

std::vector<ShippedCase> shipped_cases(const fs::path& data) {
  std::vector<ShippedCase> found;
  std::error_code none;
  for (fs::directory_iterator entry(data / "cases", none), end; !none && entry != end;
       entry.increment(none)) {
    if (fs::exists(entry->path() / "case.yaml", none) || fs::exists(entry->path() / "case.json", none)) {
      found.push_back({entry->path().filename().string(), entry->path()});
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return found;
}

fs::path find_case(const std::string& argument, const fs::path& data) {
  std::error_code none;
  const fs::path given(argument);
  if (fs::exists(given, none) || given.is_absolute()) return given;
  for (const fs::path& candidate : {data / "cases" / given, data / given}) {
    if (fs::exists(candidate, none)) return candidate;
  }
  return given;
}

fs::path case_file(const std::string& argument, const fs::path& data) {
  const fs::path found = find_case(argument, data);
  std::error_code none;
  if (!fs::is_directory(found, none)) return found;
  return fs::exists(found / "case.yaml", none) ? found / "case.yaml" : found / "case.json";
}

std::string case_suggestion(const std::string& argument, const fs::path& data) {
  std::error_code none;
  if (fs::exists(find_case(argument, data), none)) return {};
  const fs::path given(argument);
  std::vector<std::string> names;
  collect_names(given.has_parent_path() ? given.parent_path() : fs::path("."), given.parent_path(), names);
  if (!given.has_parent_path()) collect_names(data / "cases", {}, names);
  std::sort(names.begin(), names.end());
  const std::string near = suggestion(argument, names);
  if (!near.empty() || given.has_parent_path()) return near;
  return "`offramp list` names the cases that came with the program";
}

Case load_case(const std::string& argument, const ReadOptions& options, Caller& caller) {
  LoadedCase loaded = read_case_file(find_case(argument, caller.data), options, caller.control.stop);
  if (!loaded.diagnostics.sorted().empty() && (!caller.quiet || loaded.diagnostics.has_errors())) {
    caller.note(loaded.diagnostics.to_text(caller.colour));
  }
  if (loaded.value) return std::move(*loaded.value);
  throw Failure{loaded.unread ? Reason::file_trouble : Reason::bad_input,
                case_suggestion(argument, caller.data)};
}

ReadOptions changes_asked(const Values& asked) {
  if (asked.given(kAnalyst) && (asked.given(kVariant) || asked.given(kSet))) {
    throw Failure{Reason::bad_usage,
                  "--analyst reads somebody's numbers as they are; --set and --variant do not go with it"};
  }
  return {.variant = asked[kVariant], .settings = asked[kSet], .analyst = asked[kAnalyst]};
}

Case load_case(const std::string& argument, Caller& caller) {
  return load_case(argument, ReadOptions{}, caller);
}

Case load_case(const std::string& argument, const Values& asked, Caller& caller) {
  return load_case(argument, changes_asked(asked), caller);
}

std::string load_bytes(const std::string& path) {
  FileBytes file = read_file(path, kMostBytes);
  if (file.problem) throw Failure{Reason::file_trouble, fmt::format("{}: {}", path, *file.problem)};
  return std::move(file.bytes);
}

std::filesystem::path ledger_file(const std::filesystem::path& case_file) {
  return case_file.parent_path() / "ledger.jsonl";
}

Ledger load_ledger(const std::filesystem::path& path) {
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return {};
  Ledger ledger = read_ledger(load_bytes(path.string()));
  if (!ledger.problem.empty())
    throw Failure{Reason::bad_input, fmt::format("{}: {}", path.string(), ledger.problem)};
  return ledger;
}

}  // namespace offramp::verbs
