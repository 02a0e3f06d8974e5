// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "offramp/formats/model/model_reading.h"

/// Models of stocks and flows in the XML Interchange Language for System Dynamics, XMILE 1.0 (OASIS Standard,
/// 14 December 2015), as Stella, Vensim (by xmutil), Simlin, PySD and others write and read it.
///
/// Read: sim_specs (Euler, RK4, dt reciprocal), dimensions, stocks, flows, auxiliaries, graphical functions
/// of the three types, arrays (apply to all, by element, and one `<eqn>` after the other), non-negative by
/// variable and by `<behavior>`, modules, macros, units, docs; and the older form with variables directly in
/// `<model>`. Passed over: views, styles, data, interface. Refused: conveyors and queues.
///
/// Where programs differ, what the reference tables of SDXorg's test-models say was followed: a non-negative
/// stock is set to 0 and its outflows stay as they are; INT cuts towards 0; MOD has the sign of the number
/// divided.
namespace offramp::formats {

/// Reads a model from text in UTF-8 (base/text/file_text.h converts). Equations are not looked into; that is
/// for dynamics::compile. Never throws on any text.
ModelReading read_xmile(std::string_view text, std::string file_name);

/// The model as XMILE 1.0; read back, it gives the same numbers to the bit.
/// @throws std::invalid_argument when the model has what XMILE cannot say: noise, events, ladders. The
/// message names it.
std::string write_xmile(const dynamics::Model& model);

}  // namespace offramp::formats
