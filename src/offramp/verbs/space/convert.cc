// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <stdexcept>

#include "offramp/formats/genius/genius_xml.h"
#include "offramp/formats/geniusweb_json.h"
#include "offramp/verbs/space/scenario.h"
#include "offramp/verbs/space/space.h"

namespace offramp::verbs {
namespace {

constexpr std::array<std::string_view, 2> kFormats = {"geniusweb", "genius"};
constexpr Key<Choice> kTo{"to", "FORMAT", "Format to write", {kFormats}};
constexpr Key<OutFolder> kOut{"out", "FOLDER", "Folder for the files (default: the current one)"};

bool plain(const std::string& name) {
  return name != "domain" && !name.empty() && name.front() != '.' && name.size() <= 100 &&
         name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.") ==
             std::string::npos;
}

/// The parties' names if all make file names and no two the same one, otherwise their numbers.
std::vector<std::string> file_stems(const formats::Scenario& scenario) {
  std::vector<std::string> names, numbers;
  for (const formats::Profile& profile : scenario.profiles) {
    names.push_back(profile.name);
    numbers.push_back(fmt::format("party{}", names.size()));
  }
  std::vector<std::string> sorted = names;
  std::sort(sorted.begin(), sorted.end());
  const bool usable = std::all_of(names.begin(), names.end(), plain) &&
                      std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
  return usable ? names : numbers;
}

Answer run_convert(const Values& asked, Caller& caller) {
  const formats::Scenario scenario = load_parties(asked, caller, 1);
  const bool genius = asked[kTo] == "genius";
  const char* ending = genius ? "xml" : "json";
  const std::filesystem::path folder = asked.given(kOut) ? asked[kOut] : ".";
  const std::vector<std::string> stems = file_stems(scenario);
  Answer answer;
  const auto add = [&](const std::string& stem, std::string bytes) {
    answer.files.push_back({folder / fmt::format("{}.{}", stem, ending), std::move(bytes), false, true});
  };
  add("domain", genius ? formats::write_genius_domain(scenario) : formats::write_geniusweb_domain(scenario));
  for (std::size_t p = 0; p < scenario.profiles.size(); ++p) {
    try {
      add(stems[p], genius ? formats::write_genius_profile(scenario, p)
                           : formats::write_geniusweb_profile(scenario, p));
    } catch (const std::invalid_argument& refused) {
      throw Failure{Reason::no_answer, fmt::format("{}: {}", scenario.profiles[p].name, refused.what())};
    }
  }
  std::string told;
  for (const FileToWrite& file : answer.files) told += file.path.string() + "\n";
  answer.text = [told](const Look&) { return told; };
  return answer;
}

}  // namespace

Verb space_convert_verb() {
  return {.name = "space convert",
          .question = "Write the domain and profiles in the format of another program",
          .operand = kScenarioFiles,
          .options = {kQuiet, kReservation, kTo, kOut},
          .run = run_convert,
          .needs = {},
          .examples = {"tenant.xml landlord.json --to genius --out converted"}};
}

}  // namespace offramp::verbs
