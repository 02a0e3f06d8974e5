// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "offramp/analysis/settle/settle.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/briefing/settle/report.h"
#include "offramp/case/testing/read_good.h"

/// TEST FIXTURE. A small case modelled on the example of docs/case-format.md; its numbers are made up to
/// exercise the briefing and say nothing about any conflict.
namespace offramp::briefing::fixture {

inline constexpr const char* kCase = R"yaml(offramp: 1
title: "Test fixture: a valley, two armies"
question: Which settlement ends the fighting, and who can carry it?
as_of: 1999-05-06
perspective: mediator
notes: The numbers of this fixture are made up.
sources:
  atlas: {title: An atlas of the valley, author: A. Author, year: 1998, publisher: Test Press, url: "https://example.org/atlas"}
  diary: {title: A diary, year: 1999}
parties:
  north: {name: Northern Alliance, veto: true, description: Holds the pass.}
  south: {name: Southern Republic, veto: true}
  envoy: {name: The envoy, role: mediator}
  hill: {name: Hill people}
issues:
  force:
    name: Peace force
    options: {strong: A strong force, mixed: A mixed force, observers: Unarmed observers}
  leave:
    name: Troops that leave
    range: [0, 100]
    step: 25
    unit: percent
  status:
    name: Status
    options: {autonomy: Autonomy, review: Review after three years}
feasible:
  - force = strong implies leave >= 50
interests:
  north:
    source: atlas
    weight: {force: 30 to 45, leave: 20 to 30, status: {value: 10 to 20, confidence: high}}
    value:
      force: {strong: 100, mixed: {value: 45 to 70, because: a force it does not command, confidence: moderate}, observers: 0}
      leave: {0: 0, 50: 30 to 50, 100: 100}
      status: {autonomy: 0, review: 100}
  south:
    source: "diary, p. 4"
    weight: {force: 30 to 45, leave: 20 to 30, status: 20 to 30}
    value:
      force: {strong: 0, mixed: 55 to 75, observers: 100}
      leave: {0: 100, 50: 60 to 80, 100: 0}
      status: {autonomy: 100, review: 0}
    bonus:
      - {id: saved_face, when: force = mixed and leave <= 75, add: {value: 2 to 8, because: it can be shown, basis: derived, source: diary}}
  hill:
    source: atlas
    weight: {force: 30, leave: 30, status: 40}
    value:
      force: {strong: 100, mixed: 50, observers: 0}
      leave: {0: 0, 100: 100}
      status: {autonomy: 0, review: 100}
red_lines:
  - {id: no_observers, party: north, never: force = observers, kind: strategic, because: observers stopped nothing last year, source: atlas}
  - {id: no_rest, party: north, never: leave < 50, kind: moral, because: nobody would return, source: atlas, unacceptable_to: 40 % to 70 %}
  - {id: no_review, party: south, never: status = review, kind: domestic, because: it is read as secession, source: diary, unacceptable_to: 0.66}
  - {id: hill_stays, party: hill, never: force = observers, kind: moral, because: memory, source: diary}
no_deal:
  north: {utility: {value: 35 to 55, source: atlas, because: a stalemate}}
  south: {utility: {value: 35 to 60, source: diary, because: it holds the valley}, components: {winter: {value: -8 to -2, source: diary, because: no fuel}}}
  hill: {utility: {value: 20 to 40, source: atlas}}
aims:
  south:
    - {that: force = observers, because: no foreign troops, source: diary}
explanations:
  south:
    - {when: force = mixed, say: "The world came, not the north", source: diary}
types:
  south:
    digs_in: {name: Digs in, prior: 0.6, no_deal: {utility: {value: 50 to 70, source: diary}}}
    wants_out: {name: Wants out, prior: 0.4, drops: [no_review]}
actual:
  date: 1999-06-09
  settlement: {force: mixed, leave: 75, status: autonomy}
  source: atlas
  note: Made up like the rest.
)yaml";

inline Case the_case() {
  return read_good(kCase);
}

inline SettleResult solve(const Case& c, std::size_t worlds = 512) {
  CaseRun run(c, {.worlds = worlds});
  SettleOptions options;
  options.top = 5;
  run.set(options);
  return *settle(run);
}

inline std::string settle_text(const Case& c, const SettleResult& r, const TextOptions& options = {}) {
  return render_terminal(settle_report(c, r), options);
}

/// `parties` veto players over two issues, with names of `name_length` letters; no types, no red lines, no
/// outcome.
inline std::string plain_case(std::size_t parties, std::size_t name_length, double no_deal) {
  std::string text = "offramp: 1\ntitle: Plain\nas_of: 2000-01-01\nparties:\n";
  const std::string tail(name_length, 'x');
  for (std::size_t p = 0; p < parties; ++p)
    text += fmt::format("  p{0}: {{name: p{0}{1}, veto: true}}\n", p, tail);
  text +=
      "issues:\n  a: {name: First, options: {x: X, y: Y}}\n  b: {name: Second, options: {u: U, v: "
      "V}}\ninterests:\n";
  for (std::size_t p = 0; p < parties; ++p) {
    text += fmt::format(
        "  p{}: {{weight: {{a: 1, b: 1}}, value: {{a: {{x: 100, y: 0}}, b: {{u: 30 to 60, v: 50}}}}}}\n", p);
  }
  text += "no_deal:\n";
  for (std::size_t p = 0; p < parties; ++p) text += fmt::format("  p{}: {}\n", p, no_deal);
  return text;
}

}  // namespace offramp::briefing::fixture
