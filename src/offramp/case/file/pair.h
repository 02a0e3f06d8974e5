// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "offramp/case/changes/difference.h"
#include "offramp/case/file/reader.h"

namespace offramp {

/// One thing that two versions of a case do not have alike.
struct CaseDifference {
  std::string path;                                      ///< "interests.fry.weight.presence"
  std::vector<std::string> steps;                        ///< its parts
  std::optional<std::string> before, after;              ///< as written, on one line; absent: not there
  std::optional<std::string> before_words, after_words;  ///< the same in words (case/changes/value_words.h)
  bool bears = true;  ///< false: words, sources and what only pages show; no share of worlds depends on it
};

/// Two versions of a case, and the cases between them: those that have of the first what is not taken from
/// the second. Differences are those of `differences` (case/changes/difference.h). Parts of a case that no
/// share of worlds depends on (drafts, aims, what to watch for) are left out of the cases between, and
/// sources of either side are in all of them, so that what can be taken alone is not held up by what it
/// cites.
class CasePair {
 public:
  /// Both as `read_case` with `keep_tree` gave them, sound. @throws std::invalid_argument otherwise.
  CasePair(const LoadedCase& before, const LoadedCase& after);

  CasePair(const CasePair&) = delete;
  CasePair& operator=(const CasePair&) = delete;

  const std::vector<CaseDifference>& differences() const { return differences_; }
  /// The case with what is marked taken from the second version: one mark for each difference, of which those
  /// that do not bear are passed over. Nothing if it breaks a rule of the format.
  /// @throws Stopped when the token stops it.
  std::optional<Case> between(const std::vector<bool>& taken, StopToken stop = {}) const;

 private:
  std::string text_;  // both files, one behind the other
  case_file::Node before_, after_;
  std::vector<case_file::Difference> found_;
  std::vector<CaseDifference> differences_;
};

}  // namespace offramp
