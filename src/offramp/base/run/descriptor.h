// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

/// An open file of the system, and what files need of it. For this folder's own use.
namespace offramp {

/// Closes on every way out.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
  int get() const { return number_; }

  /// A lock that ends with the process; false if another process holds one.
  bool lock() const;

 private:
  int number_ = -1;
};

/// "cannot be opened: No such file or directory", from errno.
std::string with_reason(std::string_view what);

/// Takes away files and folders of this user in `folder` that are called `prefix` and six characters, and
/// that nobody has locked: what killed programs left.
void clear_leftovers(const std::filesystem::path& folder, std::string_view prefix);

}  // namespace offramp
