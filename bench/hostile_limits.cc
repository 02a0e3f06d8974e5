// SPDX-License-Identifier: Apache-2.0
// Reads every hostile text at half and at full size, each in a process of its own, and prints processor time,
// the ratio of the two times (2 when time grows linearly) and the memory at full size. Ends with 1 if one
// breaks a limit: the ratio, 3, where the time can be told from noise; two seconds; 200 MB.
// Usage: hostile_limits [part of a name]
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/testing/hostile_texts.h"
#include "offramp/case/file/reader.h"
#include "offramp/evidence/import/events.h"
#include "offramp/evidence/import/evidence_csv.h"
#include "offramp/formats/read_files.h"

namespace offramp {
namespace {

constexpr std::size_t kFull = 4'990'000;
constexpr double kMostRatio = 3.0, kMostSeconds = 2.0, kMostMegabytes = 200.0;
constexpr double kTold = 0.05;  // seconds below which a ratio is noise

struct Cost {
  double seconds = 0.0, megabytes = 0.0;
  bool ended = false;
};

// The text is made here, so that its memory is not counted.
Cost cost_of(const std::string& text, const std::function<void(const std::string&)>& read) {
  const pid_t child = ::fork();
  if (child == 0) {
    read(text);
    std::_Exit(0);
  }
  int status = 0;
  rusage used = {};
  if (child < 0 || ::wait4(child, &status, 0, &used) != child) return {};
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return {seconds(used.ru_utime) + seconds(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024.0,
          WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

void read_as_case(const std::string& text) {
  (void)read_case("hostile.yaml", text).diagnostics.to_text();
}

void read_as_table(const std::string& text) {
  (void)evidence::import_evidence(text, "hostile.csv").diagnostics.to_text();
  (void)evidence::import_events(text);
}

void read_as_scenario(const std::string& text) {
  for (const Diagnostics& d : formats::read_scenario({{"hostile", text}}).diagnostics) (void)d.to_text();
}

int measure(std::string_view part) {
  using testing::HostileText;
  struct Job {
    const char* reader;
    const std::vector<HostileText>* texts;
    void (*read)(const std::string&);
  };
  const Job jobs[] = {{"case", &testing::hostile_marks(), read_as_case},
                      {"case", &testing::hostile_cases(), read_as_case},
                      {"evidence", &testing::hostile_marks(), read_as_table},
                      {"evidence", &testing::hostile_tables(), read_as_table},
                      {"formats", &testing::hostile_marks(), read_as_scenario},
                      {"formats", &testing::hostile_scenarios(), read_as_scenario}};
  int status = 0;
  fmt::print("{:<10} {:<30} {:>8} {:>6} {:>6}\n", "reader", "text", "seconds", "ratio", "MB");
  for (const Job& job : jobs) {
    for (const HostileText& hostile : *job.texts) {
      if (hostile.name.find(part) == std::string::npos) continue;
      const Cost half = cost_of(hostile.text(kFull / 2), job.read);
      const Cost full = cost_of(hostile.text(kFull), job.read);
      const double ratio = full.seconds / half.seconds;
      const bool kept = half.ended && full.ended && full.seconds <= kMostSeconds &&
                        full.megabytes <= kMostMegabytes && (ratio <= kMostRatio || full.seconds < kTold);
      fmt::print("{:<10} {:<30} {:>8.3f} {:>6.2f} {:>6.0f}{}\n", job.reader, hostile.name, full.seconds,
                 ratio, full.megabytes, kept ? "" : "  BROKEN");
      if (!kept) status = 1;
    }
  }
  return status;
}

}  // namespace
}  // namespace offramp

int main(int argc, char** argv) {
  return offramp::measure(argc > 1 ? argv[1] : "");
}
