// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "offramp/base/run/files.h"
#include "offramp/base/text/scan.h"
#include "offramp/case/changes/change.h"
#include "offramp/case/changes/edition.h"
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

// A case is returned only without errors.
std::optional<Case> read_root(const case_file::Node& root, case_file::SectionList sections,
                              Problems& problems, StopToken stop,
                              const std::vector<case_file::Overlaid>& overlaid = {}) {
  const case_file::Structure structure =
      case_file::check_structure(root, case_file::file_shape(sections), problems);
  case_file::check_numbers(overlaid, structure, problems);
  case_file::Reading reading{root, structure, problems};
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
  return std::move(reading.c);
}

// The file, and behind it one line for each setting.
std::string with_settings(std::string_view bytes, const std::vector<std::string>& settings) {
  std::string whole(bytes);
  for (const std::string& setting : settings) whole += "\n" + setting;
  return whole;
}

// What was set stands in no file.
void without_lines_after(int last, Case& c) {
  for (Input& input : c.inputs) {
    if (input.line > last) input.line = 0;
    for (Clause& clause : input.instead) {
      if (clause.line > last) clause.line = 0;
    }
  }
}

constexpr std::size_t kShownOfVariant = 5;

// What is wrong with the case that a variant makes: at its place inside the variant, else at its name.
void report_variant(const case_file::Entry& variant, const Diagnostics& found, const SourceText& source,
                    Problems& problems) {
  const Place begin = source.place(variant.value.begin, variant.value.begin);
  const Place end = source.place(variant.value.end, variant.value.end);
  const auto inside = [&](const Place& p) {
    return std::pair(p.line, p.column) >= std::pair(begin.line, begin.column) &&
           std::pair(p.line, p.column) <= std::pair(end.line, end.column);
  };
  const Place name = source.place(variant.key.begin, variant.key.end);
  std::size_t shown = 0;
  for (const Diagnostic& d : found.sorted()) {
    if (d.severity != Severity::error || ++shown > kShownOfVariant) continue;
    const std::string where = inside(d.place) || d.place.line == 0
                                  ? std::string()
                                  : fmt::format(", {}:{}", d.place.line, d.place.column);
    problems.error(inside(d.place) ? d.place : name,
                   fmt::format("variant `{}`{}: {}", variant.key.text, where, d.message), d.hint);
  }
  if (shown > kShownOfVariant)
    problems.error(name,
                   fmt::format("variant `{}`: {} more errors", variant.key.text, shown - kShownOfVariant));
}

class CaseReader {
 public:
  CaseReader(std::string_view whole, std::size_t file_bytes, const ReadOptions& options,
             case_file::SectionList sections, Diagnostics& diagnostics, StopToken stop,
             std::optional<std::size_t> overlay = {})
      : whole_(whole),
        file_(whole.substr(0, file_bytes)),
        options_(options),
        sections_(sections),
        diagnostics_(diagnostics),
        stop_(stop),
        overlay_(overlay) {}

  std::optional<Case> read();
  std::optional<case_file::Node> tree;  // with `keep_tree`, changes made

 private:
  std::optional<case_file::Node> file_tree();
  void variant_changes(const case_file::Node& root, Problems& problems);
  void set_changes(const SourceText& source, Problems& problems);
  void each_variant(const case_file::Node& root, const SourceText& source, Problems& problems);

  std::string_view whole_, file_;
  const ReadOptions& options_;
  case_file::SectionList sections_;
  Diagnostics& diagnostics_;
  StopToken stop_;
  std::optional<std::size_t> overlay_;  // where one person's numbers begin in the text
  std::vector<case_file::Change> changes_;
  std::vector<Setting> settings_;
};

std::optional<case_file::Node> CaseReader::file_tree() {
  const SourceText source(file_);
  Problems problems(diagnostics_, source);
  std::optional<case_file::Node> root = case_file::read_tree(source, problems, stop_);
  if (!root || root->is_map()) return root;
  problems.error(source.place(root->begin, root->end), "a case is a map of sections",
                 "`offramp new NAME` writes a skeleton");
  return std::nullopt;
}

void CaseReader::variant_changes(const case_file::Node& root, Problems& problems) {
  if (options_.variant.empty()) return;
  const case_file::Node* variants = case_file::map_at(root, "variants");
  std::vector<std::string> names;
  for (const case_file::Entry& entry :
       variants == nullptr ? std::vector<case_file::Entry>() : variants->entries) {
    names.push_back(entry.key.text);
    if (entry.key.text != options_.variant) continue;
    const case_file::Node* set = case_file::map_at(entry.value, "set");
    if (set != nullptr) changes_ = case_file::changes_of(*set, problems);
    for (const case_file::Change& change : changes_) {
      settings_.push_back({change.path,
                           one_line(file_.substr(change.value.begin, change.value.end - change.value.begin)),
                           options_.variant});
    }
    return;
  }
  problems.error({}, fmt::format("the case has no variant `{}`", options_.variant),
                 names.empty() ? "it has none: they stand under `variants`"
                               : case_file::name_hint(options_.variant, names, "variants"));
}

void CaseReader::set_changes(const SourceText& source, Problems& problems) {
  std::size_t at = file_.size();
  for (const std::string& setting : options_.settings) {
    const std::size_t begin = at + 1, end = begin + setting.size();
    at = end;
    const std::string path = setting.substr(0, setting.find('='));
    diagnostics_.beside(source.place(begin, begin + 1).line, "--set " + std::string(trimmed(path)));
    auto change = case_file::read_change(source, begin, end, problems, stop_);
    if (!change) continue;
    settings_.push_back({change->path, one_line(std::string_view(setting).substr(path.size() + 1)), {}});
    changes_.push_back(*std::move(change));
  }
}

void CaseReader::each_variant(const case_file::Node& root, const SourceText& source, Problems& problems) {
  const case_file::Node* variants = case_file::map_at(root, "variants");
  if (variants == nullptr) return;
  const case_file::Shape shape = case_file::file_shape(sections_);
  for (const case_file::Entry& entry : variants->entries) {
    const case_file::Node* set = case_file::map_at(entry.value, "set");
    if (set == nullptr) continue;
    Diagnostics own("variant");
    {
      Problems inner(own, source);
      case_file::Node changed = root;
      const std::vector<case_file::Change> changes = case_file::changes_of(*set, inner);
      if (!inner.has_errors() && case_file::make_changes(changed, shape, changes, inner))
        read_root(changed, sections_, inner, stop_);
    }
    report_variant(entry, own, source, problems);
  }
}

std::optional<Case> CaseReader::read() {
  std::optional<case_file::Node> root = file_tree();
  if (!root) return std::nullopt;
  const SourceText source(whole_);
  Problems problems(diagnostics_, source);
  std::optional<case_file::Node> as_written;
  if (options_.each_variant) as_written = *root;
  const std::size_t errors = diagnostics_.errors();
  variant_changes(*root, problems);
  set_changes(source, problems);
  case_file::make_changes(*root, case_file::file_shape(sections_), changes_, problems);
  if (diagnostics_.errors() > errors) return std::nullopt;
  case_file::check_confidences(*root, problems);
  if (!options_.shown_to.empty() && !case_file::make_edition(*root, options_.shown_to, source, problems))
    return std::nullopt;
  if (options_.keep_tree) tree = *root;
  std::vector<case_file::Overlaid> overlaid;
  std::optional<case_file::Node> numbers;
  if (overlay_) {
    numbers = case_file::read_overlay(*overlay_, problems, stop_);
    if (!numbers) return std::nullopt;
    overlaid = case_file::lay_over(*root, *numbers, problems);
  }
  std::optional<Case> c = read_root(*root, sections_, problems, stop_, overlaid);
  if (c && as_written) each_variant(*as_written, source, problems);
  if (!c || problems.has_errors()) return std::nullopt;
  if (!options_.shown_to.empty()) {
    c->shown_to = PartyId(*case_file::position_of(c->parties, options_.shown_to));
  }
  c->settings = std::move(settings_);
  // One person's numbers begin a line of their own.
  without_lines_after(source.place(file_.size(), file_.size()).line - (overlay_ ? 1 : 0), *c);
  return c;
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

LoadedCase read(std::string file_name, std::string_view bytes, const ReadOptions& options,
                case_file::SectionList sections, StopToken stop) {
  std::size_t size = bytes.size();
  for (const std::string& setting : options.settings) size += setting.size() + 1;
  if (size > kMaxCaseBytes) {
    LoadedCase result{std::nullopt, Diagnostics(std::move(file_name)), false};
    result.diagnostics.error(
        {}, bytes.size() > kMaxCaseBytes
                ? fmt::format("the file has more than {} bytes, the most a case may have", kMaxCaseBytes)
                : fmt::format("with what is set the file has more than {} bytes, the most a "
                              "case may have",
                              kMaxCaseBytes));
    return result;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string whole = with_settings(bytes, options.settings);
  LoadedCase result{std::nullopt, Diagnostics(file_name, whole), false};
  CaseReader reader(whole, bytes.size(), options, sections, result.diagnostics, stop);
  result.value = reader.read();
  if (reader.tree) result.tree = std::make_shared<const CaseTree>(CaseTree{whole, *std::move(reader.tree)});
  if (result.value) result.value->file = std::move(file_name);
  return result;
}

}  // namespace

LoadedCase read_case(std::string file_name, std::string_view bytes, StopToken stop) {
  return read_case(std::move(file_name), bytes, case_file::all_sections(), stop);
}

LoadedCase read_case(std::string file_name, std::string_view bytes, case_file::SectionList sections,
                     StopToken stop) {
  return read(std::move(file_name), bytes, {}, sections, stop);
}

LoadedCase read_case(std::string file_name, std::string_view bytes, const ReadOptions& options,
                     StopToken stop) {
  return read(std::move(file_name), bytes, options, case_file::all_sections(), stop);
}
std::optional<Case> case_of(std::string_view text, const case_file::Node& root, StopToken stop) {
  const SourceText source(text);
  Diagnostics diagnostics("case");
  Problems problems(diagnostics, source);
  return read_root(root, case_file::all_sections(), problems, stop);
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
  CaseReader reader(both, from, {}, case_file::all_sections(), result.diagnostics, stop, from);
  result.value = reader.read();
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
  if (options.analyst.empty()) return read_case(file.string(), read.bytes, options, stop);
  const fs::path beside = overlay_file(file, options.analyst);
  if (auto problem = no_overlay(file, options.analyst))
    return failure(beside, problem->first, problem->second);
  const FileBytes numbers = read_file(beside, kMaxCaseBytes, stop);
  if (numbers.problem) return failure(beside, "the file " + *numbers.problem);
  return read_case(file.string(), read.bytes, OverlayFile{beside.string(), numbers.bytes}, stop);
}

}  // namespace offramp
