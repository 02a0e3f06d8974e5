// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "offramp/case/syntax/shape.h"

namespace offramp::case_file {

struct Reading;

/// One section of the case file, whole: its keys and their shapes, how it is read into the case, what is
/// checked of it alone, and how it is shown to whoever begins a case. case/file/sections.cc lists all
/// sections, in the order in which they are read; a section may therefore rely on those before it. From that
/// list come the shape of the file, the JSON Schema, the hint about unknown keys, the reader and the skeleton
/// of `offramp new`.
struct Section {
  /// Its keys at the root of the file.
  std::vector<Field> fields;
  /// Enters it into the case; called also where the file lacks it. What cannot be read is an error, and
  /// leaves the case with a placeholder or without the entry.
  void (*read)(Reading&) = nullptr;
  /// Looks at what was read, once all sections have been; may be absent.
  void (*check)(Reading&) = nullptr;
  /// YAML that a new case begins with; empty: it begins without this section.
  std::string_view skeleton = {};
  /// YAML that a new case shows in a comment: sound if the comment signs are taken away.
  std::string_view example = {};
};

/// The sections of a file, in reading order.
using SectionList = std::span<const Section>;

}  // namespace offramp::case_file
