// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/skeleton.h"

#include <fmt/format.h>

#include <string>

namespace offramp {
namespace {

constexpr std::string_view kHead = R"(# yaml-language-server: $schema=../../schema/case.schema.json
#
# A case for Offramp: what is believed about one conflict, with a source beside every number.
# Everything below is a placeholder: replace it. `offramp check` lists what is wrong, docs/case-format.md
# explains every key.
#
# A number may be `30`, an interval `20 to 45` (5 % of the belief lies below 20, 5 % above 45),
# {p5: 20, p50: 28, p95: 45}, or {value: 20 to 45, source: ..., because: ..., confidence: moderate}.
)";

constexpr std::string_view kBody = R"(question: Which settlements could both parties prefer to going on?
as_of: 2000-01-01          # nothing known only later is an input
perspective: mediator      # or a party: whose analysis this is

sources:                   # what the numbers rest on
  placeholder: {title: Replace this with a publication or document, year: 2000}

parties:                   # veto: true if no settlement stands without it
  party_a: {name: Party A, veto: true}
  party_b: {name: Party B, veto: true}

issues:                    # what is negotiated: a list of options, or a numeric range
  control:
    name: Who controls the area
    options:
      a: Party A
      shared: {name: Both together, description: Say here what the option means.}
      b: Party B
  withdrawal:
    name: Forces that leave
    range: [0, 100]
    step: 25               # settlements are listed on this grid
    unit: percent

feasible:                  # what every settlement must obey
  - control = b implies withdrawal >= 50

interests:                 # weight: importance, only ratios count; value: 0 (worst) to 100 (best)
  party_a:
    source: placeholder    # once for all numbers of the block; a number may have its own
    because: say in one line how the numbers were judged
    weight: {control: 50 to 70, withdrawal: 30 to 50}
    value:
      control: {a: 100, shared: 40 to 60, b: 0}
      withdrawal: {0: 100, 50: 40 to 70, 100: 0}       # straight lines between these knots
  party_b:
    source: placeholder
    weight: {control: 40 to 60, withdrawal: 40 to 60}
    value:
      control: {a: 0, shared: 45 to 65, b: 100}
      withdrawal: {0: 0, 50: 30 to 60, 100: 100}

red_lines:                 # what a party can never accept; kind: moral, strategic or domestic
  - id: no_full_retreat
    party: party_a
    never: control = b and withdrawal = 100
    kind: domestic
    because: say why
    source: placeholder
    unacceptable_to: 60 % to 80 %                      # leave it out if the red line holds for certain

no_deal:                   # what each party has if there is no settlement, 0 to 100
  party_a: {value: 30 to 50, source: placeholder, because: say why}
  party_b: {value: 25 to 45, source: placeholder, because: say why}

types:                     # what a party may be hiding; priors sum to 1
  party_a:
    resolved: {name: Thinks time is on its side, prior: 0.5, source: placeholder, no_deal: 45 to 65}
    weary: {name: Wants out, prior: 0.5, source: placeholder}

# Further sections, to be filled when there is something to say:
#
# evidence:                # words and deeds that bear on a type
#   - id: first_offer
#     date: 1999-12-01
#     what: What was said or done
#     about: party_a
#     kind: word           # word, costly_signal (with signal: sunk_cost or tied_hands), deed
#     likelihood: {resolved: 0.2 to 0.4, weary: 0.5 to 0.8}
#     grade: B2            # Admiralty: source A to F, information 1 to 6
#     source: placeholder
#
# aims:                    # what a party says it is after; an off-ramp denies all of it
#   party_a:
#     - {that: control = a, because: said in its declaration, source: placeholder}
#
# explanations:            # what a party could say at home when a condition holds
#   party_a:
#     - {when: control = shared, say: What could be said, source: placeholder}
#
# actual:                  # for history: what happened. Never an input.
#   date: 2000-06-01
#   settlement: {control: shared, withdrawal: 50}
#   source: placeholder
)";

}  // namespace

std::string case_skeleton(std::string_view name) {
  std::string title;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || c == ' ' || c == '-' || c == '_' || c == '.') title += c;
  }
  if (title.find_first_not_of(" -_.") == std::string::npos) title = "A new case";
  return fmt::format("{}offramp: 1\ntitle: \"{}\"\n{}", kHead, title, kBody);
}

}  // namespace offramp
