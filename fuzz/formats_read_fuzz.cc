// SPDX-License-Identifier: Apache-2.0
// Any bytes through every reader of the peers' files: no crash; a scenario or an error; what was read can be
// solved and, where the format can say it, written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include "offramp/formats/genius/genius_xml.h"
#include "offramp/formats/geniusweb_json.h"
#include "offramp/formats/read_files.h"

namespace {

using namespace offramp::formats;

void require(bool holds) {
  if (!holds) std::abort();
}

void write_and_read(const Scenario& scenario) {
  try {
    std::vector<InputFile> files{{"d.xml", write_genius_domain(scenario)}};
    for (std::size_t p = 0; p < scenario.profiles.size(); ++p) {
      files.push_back({"p.xml", write_genius_profile(scenario, p)});
    }
    (void)read_scenario(files);
  } catch (const std::invalid_argument&) {
    // Genius cannot say this.
  }
}

}  // namespace

// The input may hold several files, parted by a NUL byte.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<InputFile> files;
  for (std::size_t begin = 0; begin <= bytes.size() && files.size() < 4;) {
    const std::size_t end = std::min(bytes.find('\0', begin), bytes.size());
    files.push_back({"fuzz", std::string(bytes.substr(begin, end - begin))});
    begin = end + 1;
  }
  const ScenarioReading reading = read_scenario(files);
  bool errors = false;
  for (const offramp::Diagnostics& d : reading.diagnostics) {
    errors = errors || d.has_errors();
    (void)d.to_text();
  }
  require(reading.scenario.has_value() != errors);
  if (!reading.scenario) return 0;
  if (settlements(*reading.scenario) < 1e4) write_and_read(*reading.scenario);
  return 0;
}
