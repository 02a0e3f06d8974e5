// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "offramp/base/run/files.h"
#include "offramp/case/changes/edition.h"
#include "offramp/case/checks/checks.h"
#include "offramp/case/file/sections.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/syntax/node.h"
#include "offramp/case/syntax/structure.h"

namespace offramp {
namespace {

// A case is returned only without errors.
std::optional<Case> read_source(const SourceText& source, case_file::SectionList sections,
                                const ReadOptions& options, Diagnostics& diagnostics, StopToken stop) {
  Problems problems(diagnostics, source);
  std::optional<case_file::Node> root = case_file::read_tree(source, problems, stop);
  if (!root) return std::nullopt;
  if (!root->is_map()) {
    problems.error(source.place(root->begin, root->end), "a case is a map of sections",
                   "`offramp new NAME` writes a skeleton");
    return std::nullopt;
  }
  case_file::check_confidences(*root, problems);
  if (!options.shown_to.empty() && !case_file::make_edition(*root, options.shown_to, source, problems))
    return std::nullopt;
  const case_file::Structure structure =
      case_file::check_structure(*root, case_file::file_shape(sections), problems);
  case_file::Reading reading{*root, structure, problems};
  reading.stop = stop;
  for (const case_file::Section& section : sections) section.read(reading);
  for (const case_file::Section& section : sections) {
    if (section.check != nullptr) section.check(reading);
  }
  case_file::check_interests(reading);
  case_file::check_logic(reading);
  if (!problems.has_errors()) case_file::check_utility(reading);
  case_file::report_warnings(reading);
  if (problems.has_errors()) return std::nullopt;
  if (!options.shown_to.empty()) {
    const auto& parties = reading.c.parties;
    const auto party = std::find_if(parties.begin(), parties.end(),
                                    [&](const Party& p) { return p.id == options.shown_to; });
    reading.c.shown_to = PartyId(static_cast<std::size_t>(party - parties.begin()));
  }
  return std::move(reading.c);
}

LoadedCase failure(const std::filesystem::path& path, std::string message, std::string hint = {}) {
  LoadedCase result{std::nullopt, Diagnostics(path.string()), true};
  result.diagnostics.error({}, std::move(message), std::move(hint));
  return result;
}

}  // namespace

namespace {

LoadedCase read_bytes(std::string file_name, std::string_view bytes, case_file::SectionList sections,
                      const ReadOptions& options, StopToken stop) {
  if (bytes.size() > kMaxCaseBytes) {
    LoadedCase result{std::nullopt, Diagnostics(std::move(file_name)), false};
    result.diagnostics.error(
        {}, fmt::format("the file has more than {} bytes, the most a case may have", kMaxCaseBytes));
    return result;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  LoadedCase result{std::nullopt, Diagnostics(file_name, std::string(bytes)), false};
  result.value = read_source(SourceText(bytes), sections, options, result.diagnostics, stop);
  if (result.value) result.value->file = std::move(file_name);
  return result;
}

}  // namespace

LoadedCase read_case(std::string file_name, std::string_view bytes, StopToken stop) {
  return read_bytes(std::move(file_name), bytes, case_file::all_sections(), {}, stop);
}

LoadedCase read_case(std::string file_name, std::string_view bytes, const ReadOptions& options,
                     StopToken stop) {
  return read_bytes(std::move(file_name), bytes, case_file::all_sections(), options, stop);
}

LoadedCase read_case(std::string file_name, std::string_view bytes, case_file::SectionList sections,
                     StopToken stop) {
  return read_bytes(std::move(file_name), bytes, sections, {}, stop);
}

LoadedCase read_case_file(const std::filesystem::path& path, StopToken stop) {
  return read_case_file(path, ReadOptions{}, stop);
}

LoadedCase read_case_file(const std::filesystem::path& path, const ReadOptions& options, StopToken stop) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path file = path;
  if (fs::is_directory(file, error)) {
    file = path / "case.yaml";
    if (!fs::exists(file, error)) file = path / "case.json";
    if (!fs::exists(file, error))
      return failure(path, "the folder holds neither case.yaml nor case.json",
                     "name a case file or its folder");
  }
  if (!fs::exists(file, error))
    return failure(file, "there is no such file", "name a case file or its folder");
  if (!fs::is_regular_file(file, error) && !fs::is_fifo(file, error) && !fs::is_character_file(file, error)) {
    return failure(file, "this is not a file that can be read");
  }
  const FileBytes read = read_file(file, kMaxCaseBytes, stop);
  if (read.problem) return failure(file, "the file " + *read.problem);
  return read_case(file.string(), read.bytes, options, stop);
}

}  // namespace offramp
