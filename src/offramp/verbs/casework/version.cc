// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/run/child_process.h"
#include "offramp/base/run/files.h"
#include "offramp/base/run/temporary_folder.h"
#include "offramp/case/file/reader.h"
#include "offramp/verbs/casework/library.h"

namespace offramp::verbs {
namespace {

namespace fs = std::filesystem;

constexpr int kSeconds = 30;

// The bytes of a file at a revision of the repository that holds it.
std::string bytes_at(const fs::path& file, const std::string& revision, const StopToken& stop) {
  const auto fail = [&](std::string_view why) {
    return Failure{Reason::file_trouble, fmt::format("{}@{}: {}", file.string(), revision, why)};
  };
  const bool plain = std::all_of(revision.begin(), revision.end(),
                                 [](unsigned char c) { return c > ' ' && c != ':' && c < 127; });
  if (revision.empty() || revision.front() == '-' || !plain) throw fail("this is no name of a revision");
  const auto git = find_program({"git"});
  if (!git) throw fail("earlier versions are read by git, which is not installed");
  const TemporaryFolder folder;
  if (folder.problem()) throw fail(*folder.problem());
  const fs::path out = folder.path() / "case";
  const fs::path home = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::string problem;
  const ChildStatus status =
      run_child({git->string(), "-C", home.string(), "cat-file", "blob",
                 fmt::format("{}:./{}", revision, file.filename().string())},
                kSeconds, stop, problem, {{"GIT_TERMINAL_PROMPT", "0"}, {"GIT_NO_LAZY_FETCH", "1"}}, out);
  if (!problem.empty()) throw fail(problem);
  if (!ended_well(status)) throw fail("git has no such file at that revision");
  FileBytes read = read_file(out, kMaxCaseBytes, stop);
  if (read.problem) throw fail(*read.problem);
  return std::move(read.bytes);
}

}  // namespace

CaseVersion version_of(const std::string& argument, const fs::path& data) {
  std::error_code none;
  const std::size_t at = argument.rfind('@');
  if (at == std::string::npos || at == 0 || fs::exists(find_case(argument, data), none))
    return {argument, {}};
  return {argument.substr(0, at), argument.substr(at + 1)};
}

LoadedCase load_version(const std::string& argument, ReadOptions reading, Caller& caller) {
  reading.keep_tree = true;
  const CaseVersion version = version_of(argument, caller.data);
  const bool earlier = argument.size() != version.name.size();
  LoadedCase loaded = [&] {
    if (!earlier) return read_case_file(find_case(version.name, caller.data), reading, caller.control.stop);
    const fs::path file = case_file(version.name, caller.data);
    return read_case(fmt::format("{}@{}", file.string(), version.revision),
                     bytes_at(file, version.revision, caller.control.stop), reading, caller.control.stop);
  }();
  if (!loaded.diagnostics.sorted().empty() && (!caller.quiet || loaded.diagnostics.has_errors()))
    caller.note(loaded.diagnostics.to_text(caller.colour));
  if (!loaded.value) {
    throw Failure{loaded.unread ? Reason::file_trouble : Reason::bad_input,
                  case_suggestion(version.name, caller.data)};
  }
  return loaded;
}

}  // namespace offramp::verbs
