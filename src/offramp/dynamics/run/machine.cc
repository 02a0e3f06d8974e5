// SPDX-License-Identifier: Apache-2.0
#include "offramp/dynamics/run/machine.h"

#include <algorithm>

namespace offramp::dynamics {

Machine::Machine(const Program& program, DrawKey key, const Numbers& paths)
    : Machine(program, std::make_shared<const Plan>(program), key, paths) {}

Machine::Machine(const Program& program, std::shared_ptr<const Plan> plan, DrawKey key, const Numbers& paths)
    : program_(&program),
      plan_(std::move(plan)),
      key_(key),
      round_keys_(static_cast<std::uint32_t>(key.philox()), static_cast<std::uint32_t>(key.philox() >> 32)),
      paths_(paths),
      slots_(program.slots),
      records_(program.flat.records.size()) {
  for (const auto& [slot, value] : program.numbers) slots_[slot].fill(value);
}

void Machine::take(const Numbers& paths) {
  paths_ = paths;
}

void Machine::start() {
  steps_.fill(0);
  for (auto& record : records_) record.clear();
  times_.fill(program_->flat.time.start);
  run(plan_->constant());
  run(plan_->start());
}

void Machine::compute(double ahead) {
  const bool together = std::all_of(steps_.begin(), steps_.end(), [&](auto s) { return s == steps_[0]; });
  if (together) {
    times_.fill(time(0) + ahead);
  } else {
    for (std::size_t l = 0; l < kLanes; ++l) times_[l] = time(l) + ahead;
  }
  run(plan_->step());
}

void Machine::record() {
  for (std::size_t r = 0; r < records_.size(); ++r) {
    const Lanes& value = slots_[program_->flat.records[r].scalar];
    for (std::size_t l = 0; l < kLanes; ++l) {
      if (records_[r].size() <= steps_[l]) records_[r].resize(steps_[l] + 1);
      records_[r][steps_[l]][l] = value[l];
    }
  }
}

void Machine::recompute(std::uint32_t scalar) {
  run(plan_->segment(scalar));
}

Frame Machine::frame() const {
  Frame f;
  f.times = times_.data();
  f.paths = paths_.data();
  f.steps = steps_.data();
  f.records = &records_;
  f.keys = &round_keys_;
  f.start = program_->flat.time.start;
  f.step_length = program_->flat.time.step;
  return f;
}

void Machine::run(std::span<const Coded> code) {
  Frame f = frame();
  f.slots = slots_.empty() ? nullptr : slots_.front().data();
  for (const Coded& c : code) c.kernel(f, c);
}

void Machine::uniform(DrawKind kind, std::uint32_t draw, Lanes& out) const {
  kernels().uniform(frame(), draw_word(static_cast<std::uint32_t>(kind), draw), out.data());
}

Machine::LaneState Machine::lane(std::size_t lane) const {
  LaneState state;
  state.step = step(lane);
  state.slots.reserve(slots_.size());
  for (const Lanes& slot : slots_) state.slots.push_back(slot[lane]);
  for (const auto& record : records_) {
    for (std::size_t s = 0; s < state.step; ++s) state.records.push_back(record[s][lane]);
  }
  return state;
}

void Machine::set_lane(std::size_t lane, const LaneState& state, std::uint64_t path) {
  paths_[lane] = path;
  steps_[lane] = state.step;
  for (std::size_t s = 0; s < slots_.size(); ++s) slots_[s][lane] = state.slots[s];
  std::size_t at = 0;
  for (auto& record : records_) {
    if (record.size() < state.step) record.resize(state.step);
    for (std::size_t s = 0; s < state.step; ++s) record[s][lane] = state.records[at++];
  }
}

}  // namespace offramp::dynamics
