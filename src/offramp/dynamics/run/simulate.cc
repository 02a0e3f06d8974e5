// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/simulate.h"

#include <fmt/format.h>

#include <cmath>

#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/run/saved_times.h"
#include "offramp/dynamics/run/stepper.h"

namespace offramp::dynamics {
namespace {

std::string text_of(const Program& program, const Occurrence& o) {
  const auto& ladders = program.flat.ladders;
  std::string move;
  if (o.ladder != kNone) {
    const FlatLadder& ladder = ladders[o.ladder];
    move = fmt::format("{}: {} -> {}", ladder.name, ladder.states[o.from], ladder.states[o.to]);
  }
  if (o.event == kNone) return move;
  const std::string& name = program.flat.events[o.event].name;
  return move.empty() ? name : fmt::format("{} ({})", name, move);
}

}  // namespace

std::string BadNumber::text() const {
  const std::string what = std::isnan(value)   ? "is not a number"
                           : std::isinf(value) ? "is beyond all numbers"
                                               : fmt::format("is {}, which cannot be gone on from", value);
  return fmt::format("path {}, step {}, time {}: `{}` {}", path, step, time, printable(variable), what);
}

std::vector<std::uint32_t> shown_scalars(const Program& program) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t s = 0; s < program.flat.scalars.size(); ++s) {
    if (!program.flat.scalars[s].hidden) out.push_back(s);
  }
  return out;
}

std::vector<std::size_t> saved_steps(const Program& program) {
  const TimeSpan& t = program.flat.time;
  const auto every = std::max<std::size_t>(1, static_cast<std::size_t>(std::floor(t.save / t.step + 0.5)));
  std::vector<std::size_t> out;
  for (std::size_t s = 0; s <= program.steps(); s += every) out.push_back(s);
  return out;
}

Path simulate_path(const Program& program, DrawKey key, std::uint64_t path) {
  Machine::Numbers paths;
  paths.fill(path);
  Stepper stepper(program, key, paths);
  stepper.logging = true;
  Path out;
  const std::vector<std::uint32_t> shown = shown_scalars(program);
  for (const std::uint32_t s : shown) out.names.push_back(program.flat.scalars[s].name);
  std::size_t step = 0;
  for (const std::size_t saved : saved_steps(program)) {
    if (saved == 0) stepper.start();
    for (; step < saved; ++step) stepper.advance();
    out.times.push_back(program.flat.time.start + static_cast<double>(saved) * program.flat.time.step);
    std::vector<double>& row = out.rows.emplace_back();
    for (const std::uint32_t s : shown) row.push_back(stepper.machine().at(s)[0]);
  }
  for (; step < program.steps(); ++step) stepper.advance();
  for (const Occurrence& o : stepper.log) out.happenings.push_back({o.time, text_of(program, o)});
  return out;
}

}  // namespace offramp::dynamics
