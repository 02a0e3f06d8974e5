// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/describe/fields.h"

/// Flips and bars of `weigh`, field by field (describe/fields.h). Inputs stand by their paths.
namespace offramp::briefing {

/// A part of a result and what names its inputs.
template <class T>
struct Weighed {
  const WeighResult* result = &nothing<WeighResult>();
  const T* part = &nothing<T>();

  std::string path(std::size_t input) const {
    return input < result->inputs.size() ? result->inputs[input].id : std::string();
  }
};

/// A value of an input: a number, a type's identifier, or whether a red line is held.
inline Level level_of(const WeighInput& input, double value) {
  switch (input.kind) {
    case WeighInput::Kind::quantity:
      return {Level::Kind::number, value, {}};
    case WeighInput::Kind::type:
      return {Level::Kind::type, value, {input.party, TypeId(static_cast<std::size_t>(value))}};
    case WeighInput::Kind::red_line:
    case WeighInput::Kind::circumstance:
      break;
  }
  return {Level::Kind::red_line, value, {}};
}

struct TornadoEndOf {
  const WeighInput* input = &nothing<WeighInput>();
  const sensitivity::TornadoEnd* end = &nothing<sensitivity::TornadoEnd>();
};

struct FlipOf {
  const WeighResult* result = &nothing<WeighResult>();
  const WeighFlips* flips = &nothing<WeighFlips>();
  std::size_t k = 0;
};

struct LevelFlipOf {
  const WeighResult* result = &nothing<WeighResult>();
  const WeighFlips* flips = &nothing<WeighFlips>();
  std::size_t k = 0;
};

template <>
struct DescribedAs<FlipCheck> {
  static constexpr const char* name = "check";
};
template <class V>
void fields(V& v, const FlipCheck& check) {
  v("confirmed", check.confirmed, "the rival is behind short of the flip and ahead beyond it");
  v("worlds", check.worlds, "fresh worlds beyond it");
  v("short_of", check.short_of, "the rival's lead short of it");
  v("beyond", check.beyond, "the rival's lead beyond it");
}

template <class V>
void fields(V& v, const FlipOf& of) {
  const sensitivity::Flip& f = at_or_nothing(of.flips->points.nearest, of.k);
  const FlipCheck& check = at_or_nothing(of.flips->nearest, of.k);
  v("input", Weighed<WeighInput>{of.result}.path(f.input), "which input");
  v("value", f.value, "where the answer turns");
  v("score", f.score, "the same as a normal score");
  v("distance", std::fabs(f.score), "from its middle, in standard deviations");
  v("from", f.from, "the choice that led");
  v("to", f.to, "the choice that leads beyond");
  v.maybe("check", check.run ? &check : nullptr, "run again on fresh worlds; null if not");
}

template <class V>
void fields(V& v, const LevelFlipOf& of) {
  const sensitivity::LevelFlip& f = at_or_nothing(of.flips->points.levels, of.k);
  const FlipCheck& check = at_or_nothing(of.flips->levels, of.k);
  v("input", Weighed<WeighInput>{of.result}.path(f.input), "a type or a red line");
  v("level", level_of(at_or_nothing(of.result->inputs, f.input), static_cast<double>(f.level)),
    "a type's identifier, or held or open");
  v("share", f.share, "of worlds at this level");
  v("to", f.to, "the choice that leads there");
  v("advantage", f.advantage, "of that choice over the recommended one, there");
  v.maybe("check", check.run ? &check : nullptr, "run again on fresh worlds; null if not");
}

template <class V>
void fields(V& v, const Weighed<JointFlip::Side>& of) {
  const JointFlip::Side& side = *of.part;
  v("input", of.path(side.input), "which input");
  v.when(side.level.has_value(), "level",
         level_of(at_or_nothing(of.result->inputs, side.input), static_cast<double>(side.level.value_or(0))),
         "of a type or a red line");
  v.when(!side.level, "value", side.value, "of a number");
  v.when(!side.level, "score", side.score, "of a number: the same as a normal score");
  v.when(!side.level, "distance", std::fabs(side.score), "of a number: from its middle");
}

template <class V>
void fields(V& v, const Weighed<JointFlip>& of) {
  const JointFlip& f = *of.part;
  v("a", Weighed<JointFlip::Side>{of.result, &f.a}, "one input");
  v("b", Weighed<JointFlip::Side>{of.result, &f.b}, "the other");
  v("distance", f.distance, "from both middles; 0 between types and lines");
  v("share", f.share, "of worlds at the levels named");
  v("to", f.to, "the choice that leads there");
  v.maybe("check", f.check.run ? &f.check : nullptr, "run again on fresh worlds; null if not");
}

template <>
struct DescribedAs<Weighed<WeighFlips>> {
  static constexpr const char* name = "flips";
};
template <class V>
void fields(V& v, const Weighed<WeighFlips>& of) {
  const WeighFlips& flips = *of.part;
  v("recommended", flips.points.recommended, "the choice that leads as things are");
  v.list(
      "nearest", flips.nearest.size(),
      [&](std::size_t k) {
        return FlipOf{of.result, &flips, k};
      },
      "of numbers, nearest to their middle first");
  v.list(
      "levels", flips.levels.size(),
      [&](std::size_t k) {
        return LevelFlipOf{of.result, &flips, k};
      },
      "of types and red lines");
  v.list(
      "joint", flips.joint.size(),
      [&](std::size_t k) {
        return Weighed<JointFlip>{of.result, &flips.joint[k]};
      },
      "of two inputs together");
}

template <class V>
void fields(V& v, const TornadoEndOf& of) {
  v("at", level_of(*of.input, of.end->input), "a number, a type's identifier, or held or open");
  v("output", of.end->output, "mean output there");
}

template <class V>
void fields(V& v, const Weighed<sensitivity::TornadoBar>& of) {
  const sensitivity::TornadoBar& bar = *of.part;
  const WeighInput& input = at_or_nothing(of.result->inputs, bar.input);
  v("input", of.path(bar.input), "which input");
  v("low", TornadoEndOf{&input, &bar.low}, "the input at its low end");
  v("high", TornadoEndOf{&input, &bar.high}, "at its high end");
  v("swing", bar.swing, "output at the high end less that at the low end");
  v("noise_floor", bar.noise_floor, "what the swing must exceed to be told from nought");
  v("significant", bar.significant, "it does, or two levels are as clearly apart");
  v("held", bar.held, "the same worlds settled again with the input held; else read from the table");
}

}  // namespace offramp::briefing
