// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "offramp/dynamics/compile/op.h"
#include "offramp/dynamics/model/model.h"

/// A model without arrays, modules, macros and delays: numbers and what they are computed from.
namespace offramp::dynamics {

struct Scalar {
  enum class Kind : std::uint8_t {
    stock,      ///< `start` once, then what its rates and events make of it
    flow,       ///< `value` at every step
    auxiliary,  ///< `value` at every step
    frozen,     ///< `value` once, at the start
    ladder      ///< number of a state; changed by events and its own steps
  };
  Kind kind = Kind::auxiliary;
  std::string name;     ///< as readers see it: "Rate A[Entry 1]", "economy.output", "x (first-order smooth)"
  bool hidden = false;  ///< not the model's own: inside a smooth, a delay, an event
  bool non_negative = false;
  Terms value, start;
  std::vector<std::uint32_t> inflows, outflows;  ///< of a stock
  const Equation* equation = nullptr;            ///< in the model; nothing for what has none of its own
  const Variable* variable = nullptr;            ///< in the model
  Place place;
};

/// A value that is looked back at: DELAY and PREVIOUS.
struct Record {
  std::uint32_t scalar = 0;  ///< what is recorded
};

struct FlatNoise {
  std::uint32_t stock = 0, amount = 0;  ///< scalars
  std::uint32_t source = 0;             ///< number of the Wiener process
};

struct FlatEffect {
  std::uint32_t stock = 0, value = 0;
};

struct FlatEvent {
  std::string name;
  std::uint32_t hazard = kNone, when = kNone;  ///< scalars
  bool once = false, ends = false;
  std::vector<FlatEffect> effects;
  std::uint32_t ladder = kNone, state = 0;  ///< position in `ladders`
};

struct FlatLadder {
  struct Step {
    std::uint32_t from = 0, to = 0, rate = 0;  ///< states; scalar
  };
  std::string name;
  std::uint32_t scalar = 0;
  std::vector<std::string> states;
  std::uint32_t start = 0;
  std::vector<Step> steps;
};

struct FlatModel {
  TimeSpan time;
  std::vector<Scalar> scalars;
  std::vector<const Lookup*> lookups;  ///< of the model
  std::vector<Record> records;
  std::vector<FlatNoise> noise;
  std::vector<std::string> sources;  ///< Wiener processes
  std::vector<FlatEvent> events;
  std::vector<FlatLadder> ladders;
  std::uint32_t draws = 0;  ///< of random functions
};

/// How many numbers a model may come to.
inline constexpr std::size_t kMaxScalars = 200'000;
/// How many operations all its equations together.
inline constexpr std::size_t kMaxTerms = 5'000'000;
/// How deep modules and macros may stand in one another.
inline constexpr std::size_t kMaxFrames = 10'000;

/// Looks every name up and lays the model flat. What is wrong is added to the diagnostics; nothing comes back
/// then. The model must outlive the result.
std::optional<FlatModel> flatten(const Model& model, Diagnostics& diagnostics);

}  // namespace offramp::dynamics
