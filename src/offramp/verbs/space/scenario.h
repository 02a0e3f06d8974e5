// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "offramp/briefing/render/terminal.h"
#include "offramp/briefing/space/report.h"
#include "offramp/briefing/space/space_json.h"
#include "offramp/formats/read_files.h"
#include "offramp/verbs/model/common.h"

/// What the questions about a space share: their files, their options, their answers.
namespace offramp::verbs {

inline const Operand kScenarioFiles{Operand::Kind::file, "FILE",
                                    "A domain and its profiles, in any order; kinds may be mixed", true};
inline constexpr Key<Numbers> kReservation{
    "reservation", "A,B,...",
    "What each party has without agreement, instead of the files' numbers: 0.4,0.3"};

struct LoadedScenario {
  formats::Scenario scenario;
  std::vector<std::string> kinds;  ///< "Genius domain: FILE"
};
/// Reads the files and sets the reservations asked for; problems are noted. @throws Failure.
LoadedScenario load_scenario(const Values& asked, Caller& caller);
/// The same. @throws Failure also for fewer than `least` profiles.
formats::Scenario load_parties(const Values& asked, Caller& caller, std::size_t least);

/// One number for each party, or nothing if the option was not given. @throws Failure.
std::vector<double> party_numbers(const Key<Numbers>& option, const Values& asked,
                                  const formats::Scenario& scenario);

/// @throws Stopped if the run was: searches end early with what they have.
template <class Found>
Answer space_answer(Found found, const Caller& caller) {
  if (caller.control.stop.stop_requested()) throw Stopped();
  const auto kept = std::make_shared<const Found>(std::move(found));
  Answer answer;
  answer.text = [kept](const Look& look) {
    return briefing::render_terminal(briefing::space_report(*kept), {look.colour, look.width});
  };
  answer.json = [kept] { return formats::space_json(*kept); };
  return answer;
}

}  // namespace offramp::verbs
