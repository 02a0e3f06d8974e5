// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/run/progress.h"
#include "offramp/base/text/diagnostics.h"
#include "offramp/case/model/case.h"
#include "offramp/case/sections/section.h"
#include "offramp/case/syntax/node.h"

namespace offramp {

inline constexpr std::size_t kMaxCaseBytes = 5'000'000;

struct CaseTree;

/// A case, when the file had no error, and everything there is to say about the file.
struct LoadedCase {
  std::optional<Case> value;  ///< present if and only if there is no error among the diagnostics
  Diagnostics diagnostics;    ///< errors and warnings; of warnings, those that the case does not acknowledge
  bool unread = false;        ///< there was no file to read, or it could not be read
  std::shared_ptr<const CaseTree> tree = {};  ///< with `keep_tree`, of a file that was whole
};

/// What a case was read from: its tree, changes made, with the places of its values in the text.
struct CaseTree {
  std::string text;  ///< of the file, and behind it of the settings
  case_file::Node root;
};

/// What is changed before a case is read (docs/case-format.md, "Changes"), and what else is looked at.
struct ReadOptions {
  std::string variant = {};                ///< a list of changes that the case holds; empty: none
  std::vector<std::string> settings = {};  ///< further changes, each "PATH=VALUE"
  std::string analyst = {};   ///< whose numbers take the place of the case's own; empty: nobody's
  std::string shown_to = {};  ///< a party: only what it may be shown, "Confidences"; empty: everything
  bool keep_tree = false;     ///< for who compares cases or edits the file
  bool each_variant = false;  ///< also read the file with each of its variants, by itself, for its errors
};

/// Reads a case from bytes: syntax, structure, cross-references, ranges and the checks of
/// docs/case-format.md, all problems at once. Never throws for bad input; exact guarantee: a case is
/// returned only if it obeys every rule that is an error.
/// Time and memory grow linearly with the bytes, and whatever they are, 5 MB take less than two seconds and
/// 200 MB. @throws Stopped when the token stops it.
LoadedCase read_case(std::string file_name, std::string_view bytes, StopToken stop = {});
/// The same for a file of other sections than case/file/sections.h lists.
LoadedCase read_case(std::string file_name, std::string_view bytes, case_file::SectionList sections,
                     StopToken stop = {});
/// The same with changes made to the tree of the file first, so that every rule applies to what comes of
/// them. What is wrong with a setting has the argument as its place ("--set no_deal.fry"), with a variant its
/// place in the file. `settings` of the case are the changes made. Time grows with the number of variants if
/// each is read.
LoadedCase read_case(std::string file_name, std::string_view bytes, const ReadOptions& options,
                     StopToken stop = {});

/// The case of a tree whose values have their places in the text; nothing if it breaks a rule.
/// @throws Stopped when the token stops it.
std::optional<Case> case_of(std::string_view text, const case_file::Node& root, StopToken stop = {});

/// One person's numbers over a case (case/overlay/overlay.h).
struct OverlayFile {
  std::string name;  ///< of the file, for diagnostics
  std::string bytes;
};
/// The case with these numbers in place of its own; everything that is wrong with either file, or with what
/// comes of them, at its place in the file where it stands. Whose they are is among the case's notes.
LoadedCase read_case(std::string file_name, std::string_view bytes, const OverlayFile& overlay,
                     StopToken stop = {});

/// Reads a file, or `case.yaml` (then `case.json`) in a folder. A file that cannot be read is an error
/// diagnostic on the file as a whole, and `unread`. @throws Stopped when the token stops it, also while it
/// waits for a pipe.
LoadedCase read_case_file(const std::filesystem::path& path, StopToken stop = {});
/// The same, read so; an analyst's numbers are those of `analysts/NAME.yaml` beside it, alone. A name without
/// a file is an error, and `unread`.
LoadedCase read_case_file(const std::filesystem::path& path, const ReadOptions& options, StopToken stop = {});

}  // namespace offramp
