// SPDX-License-Identifier: Apache-2.0
// Writes the hostile texts in small, one file each, for a fuzzer to begin with. Usage: write_corpus FOLDER
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "offramp/base/testing/hostile_texts.h"

int main(int argc, char** argv) {
  using namespace offramp::testing;
  if (argc != 2) {
    fmt::print(stderr, "usage: write_corpus FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  constexpr std::size_t kSmall = 1200;
  for (const auto* texts : {&hostile_marks(), &hostile_cases(), &hostile_tables(), &hostile_scenarios()}) {
    for (const HostileText& hostile : *texts) {
      std::ofstream(folder / hostile.name, std::ios::binary) << hostile.text(kSmall);
    }
  }
  return 0;
}
