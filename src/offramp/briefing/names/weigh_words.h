// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/weigh/weigh.h"

/// The things that `weigh` talks about by the names that a reader sees. Everything returned is cleaned.
namespace offramp::briefing {

/// "FR Yugoslavia: utility of no deal", "hidden type of FR Yugoslavia", "red line of FR Yugoslavia: ...".
std::string weigh_input_name(const Case& c, const WeighInput& input);
/// The same with a capital, for the start of a line.
std::string weigh_input_title(const Case& c, const WeighInput& input);
/// A value of it: "61.3", a type's name, "held" or "not held".
std::string weigh_value_text(const Case& c, const WeighInput& input, double value);
/// The limits of a class of values, or the one value in it: "10 to 24", "Holds out".
std::string weigh_class_text(const Case& c, const WeighInput& input, double low, double high);
/// Where its row stands: "#input-...", the table of red lines, the parties' types.
std::string weigh_input_link(const Case& c, const WeighInput& input);
/// "chance that a deal exists", "acceptance of the recommended settlement", "no-deal value of FR Yugoslavia".
std::string weigh_output_name(const Case& c, const WeighOutput& output);
/// "another settlement is signed more often than the leading one": what it takes to lead
/// (analysis/ladder/leading.h).
std::string weigh_lead_clause(const Case& c);
/// A box: "utility of no deal above 61 and type is holds out".
std::string weigh_box_text(const Case& c, const WeighResult& result, const sensitivity::ScenarioBox& box);
/// "utility of no deal above 61, 1.2 standard deviations from its middle"; "at its middle already" for a
/// score of 0.
std::string weigh_number_flip_text(const Case& c, const WeighResult& result, std::size_t input, double score,
                                   double value);
/// "hidden type of FR Yugoslavia is ‘Holds out’", "red line ... is held".
std::string weigh_level_text(const Case& c, const WeighResult& result, std::size_t input, std::size_t level);
/// Both sides of a joint flip.
std::string weigh_joint_flip_text(const Case& c, const WeighResult& result, const JointFlip& flip);
/// 100 times the value with one digit, for utilities and probabilities in points; never "-0.0".
std::string hundredths(double value);

}  // namespace offramp::briefing
