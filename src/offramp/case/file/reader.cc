// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <system_error>
#include <utility>

#include "offramp/base/run/files.h"
#include "offramp/case/checks/checks.h"
#include "offramp/case/file/sections.h"
#include "offramp/case/overlay/analysts.h"
#include "offramp/case/overlay/overlay.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/syntax/node.h"
#include "offramp/case/syntax/shape.h"
#include "offramp/case/syntax/structure.h"

namespace offramp {
namespace {

// Lines of an overlay are none of the case's file.
void forget_lines_behind(Case& c, int last) {
  for (Input& input : c.inputs) {
    if (input.line > last) input.line = 0;
    for (Clause& clause : input.instead) {
      if (clause.line > last) clause.line = 0;
    }
  }
}

// The tree of the case, which is the source up to `end`.
std::optional<case_file::Node> case_tree(const SourceText& source, std::size_t end, Problems& problems,
                                         Diagnostics& diagnostics, StopToken stop) {
  std::optional<case_file::Node> root;
  if (end == source.bytes().size()) {
    root = case_file::read_tree(source, problems, stop);
  } else {
    const SourceText own(source.bytes().substr(0, end));
    Problems inner(diagnostics, own);
    root = case_file::read_tree(own, inner, stop);
  }
  if (!root || root->is_map()) return root;
  problems.error(source.place(root->begin, root->end), "a case is a map of sections",
                 "`offramp new NAME` writes a skeleton");
  return std::nullopt;
}

// A case is returned only without errors. `overlay`: where that begins in the source, if there is one.
std::optional<Case> read_source(const SourceText& source, std::optional<std::size_t> overlay,
                                case_file::SectionList sections, Diagnostics& diagnostics, StopToken stop) {
  Problems problems(diagnostics, source);
  std::optional<case_file::Node> root =
      case_tree(source, overlay.value_or(source.bytes().size()), problems, diagnostics, stop);
  std::optional<case_file::Node> numbers;
  if (overlay) numbers = case_file::read_overlay(*overlay, problems, stop);
  if (!root || (overlay && !numbers)) return std::nullopt;
  std::vector<case_file::Overlaid> overlaid;
  if (overlay) overlaid = case_file::lay_over(*root, *numbers, problems);
  const case_file::Structure structure =
      case_file::check_structure(*root, case_file::file_shape(sections), problems);
  case_file::check_numbers(overlaid, structure, problems);
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
  if (overlay) forget_lines_behind(reading.c, source.place(*overlay, *overlay).line - 1);
  return std::move(reading.c);
}

// Why there are no numbers of an analyst beside a case, and what to do about it.
std::optional<std::pair<std::string, std::string>> no_overlay(const std::filesystem::path& file,
                                                              const std::string& analyst) {
  std::error_code none;
  if (!case_file::is_identifier(analyst))
    return std::pair(fmt::format("`{}` cannot name an analyst", analyst),
                     std::string("lower-case letters, digits and _, beginning with a letter"));
  if (std::filesystem::is_regular_file(overlay_file(file, analyst), none)) return std::nullopt;
  const std::vector<std::string> names = analysts_of(file);
  std::string meant = suggestion(analyst, names);
  if (meant.empty())
    meant = names.empty() ? "no analyst has numbers of this case"
                          : fmt::format("there are: {}", fmt::join(names, ", "));
  return std::pair(std::string("there is no such file of an analyst's numbers"), std::move(meant));
}

LoadedCase failure(const std::filesystem::path& path, std::string message, std::string hint = {}) {
  LoadedCase result{std::nullopt, Diagnostics(path.string()), true};
  result.diagnostics.error({}, std::move(message), std::move(hint));
  return result;
}

}  // namespace

LoadedCase read_case(std::string file_name, std::string_view bytes, StopToken stop) {
  return read_case(std::move(file_name), bytes, case_file::all_sections(), stop);
}

LoadedCase read_case(std::string file_name, std::string_view bytes, case_file::SectionList sections,
                     StopToken stop) {
  if (bytes.size() > kMaxCaseBytes) {
    LoadedCase result{std::nullopt, Diagnostics(std::move(file_name)), false};
    result.diagnostics.error(
        {}, fmt::format("the file has more than {} bytes, the most a case may have", kMaxCaseBytes));
    return result;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  LoadedCase result{std::nullopt, Diagnostics(file_name, std::string(bytes)), false};
  result.value = read_source(SourceText(bytes), std::nullopt, sections, result.diagnostics, stop);
  if (result.value) result.value->file = std::move(file_name);
  return result;
}

LoadedCase read_case(std::string file_name, std::string_view bytes, const OverlayFile& overlay,
                     StopToken stop) {
  if (bytes.size() > kMaxCaseBytes) return read_case(std::move(file_name), bytes, stop);
  std::string_view numbers = overlay.bytes;
  if (numbers.size() > kMaxCaseBytes)
    return failure(overlay.name, fmt::format("the file has more than {} bytes, the most an overlay may have",
                                             kMaxCaseBytes));
  for (std::string_view* text : {&bytes, &numbers}) {
    if (text->starts_with("\xEF\xBB\xBF")) text->remove_prefix(3);
  }
  std::string both(bytes);
  if (!both.ends_with('\n')) both += '\n';
  const std::size_t from = both.size();
  both += numbers;
  LoadedCase result{std::nullopt, Diagnostics(file_name, both), false};
  const SourceText source(both);
  result.diagnostics.beside(source.place(from, from).line, overlay.name);
  result.value = read_source(source, from, case_file::all_sections(), result.diagnostics, stop);
  if (!result.value) return result;
  result.value->file = std::move(file_name);
  result.value->notes.push_back(fmt::format("Read with the numbers of one analyst, from {}.",
                                            std::filesystem::path(overlay.name).filename().string()));
  return result;
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
  if (options.analyst.empty()) return read_case(file.string(), read.bytes, stop);
  const fs::path beside = overlay_file(file, options.analyst);
  if (auto problem = no_overlay(file, options.analyst))
    return failure(beside, problem->first, problem->second);
  const FileBytes numbers = read_file(beside, kMaxCaseBytes, stop);
  if (numbers.problem) return failure(beside, "the file " + *numbers.problem);
  return read_case(file.string(), read.bytes, OverlayFile{beside.string(), numbers.bytes}, stop);
}

}  // namespace offramp
