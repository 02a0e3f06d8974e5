// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "offramp/base/run/descriptor.h"

namespace offramp {

/// A private folder for intermediate files, in $TMPDIR or /tmp; it goes away with its contents. Folders of
/// killed programs go when the next one is made.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  /// Why there is none, in words for the user; the path is then empty.
  const std::optional<std::string>& problem() const { return problem_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  std::optional<std::string> problem_;
  Descriptor lock_;
};

}  // namespace offramp
