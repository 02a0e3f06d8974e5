// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/temporary_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>

namespace offramp {
namespace {

constexpr std::string_view kPrefix = "offramp-unfinished-";

}  // namespace

TemporaryFolder::TemporaryFolder() {
  const char* set = ::getenv("TMPDIR");
  const std::filesystem::path root = set != nullptr && *set != '\0' ? set : "/tmp";
  clear_leftovers(root, kPrefix);
  // Another program that clears up may take the folder before it is locked; then there is a next one.
  for (int tries = 0; tries < 10; ++tries) {
    std::string pattern = (root / kPrefix).string() + "XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) break;
    lock_ = Descriptor(::open(pattern.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (lock_.get() < 0) continue;
    lock_.lock();
    std::error_code none;
    if (!std::filesystem::exists(pattern, none)) continue;
    path_ = pattern;
    return;
  }
  problem_ = with_reason(fmt::format("no temporary folder can be made in {} ($TMPDIR)", root.string()));
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace offramp
