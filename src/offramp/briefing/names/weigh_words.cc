// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/names/weigh_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/base/number/quantity.h"
#include "offramp/base/number/share.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {

std::string weigh_input_name(const Case& c, const WeighInput& input) {
  switch (input.kind) {
    case WeighInput::Kind::type:
      return "hidden type of " + party_in_prose(c, input.party);
    case WeighInput::Kind::red_line: {
      const RedLine& line = c.red_lines[input.line.index()];
      return fmt::format("red line of {}: never {}", holder_name(c, line),
                         condition_words(c, line.never.condition));
    }
    case WeighInput::Kind::circumstance:
      return "circumstance: " + clean_text(c.circumstances[input.circumstance.index()].name);
    case WeighInput::Kind::quantity:
      break;
  }
  return input_name(c, input.input).full;
}

std::string weigh_input_title(const Case& c, const WeighInput& input) {
  std::string name = weigh_input_name(c, input);
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

std::string weigh_value_text(const Case& c, const WeighInput& input, double value) {
  if (input.kind == WeighInput::Kind::type)
    return type_name(c, input.party, TypeId(static_cast<std::size_t>(value)));
  if (input.kind == WeighInput::Kind::red_line) return value > 0.5 ? "held" : "not held";
  if (input.kind == WeighInput::Kind::circumstance) return value > 0.5 ? "so" : "not so";
  const double size = std::fabs(value);
  if (size < 0.005) return "0.00";  // without a sign
  // Three figures are more than any of these beliefs can bear.
  return size >= 10.0 ? fmt::format("{:.0f}", value)
         : size >= 1  ? fmt::format("{:.1f}", value)
                      : fmt::format("{:.2f}", value);
}

std::string weigh_class_text(const Case& c, const WeighInput& input, double low, double high) {
  const std::string a = weigh_value_text(c, input, low), b = weigh_value_text(c, input, high);
  return a == b ? a : a + " to " + b;
}

std::string weigh_input_link(const Case& c, const WeighInput& input) {
  if (input.kind == WeighInput::Kind::quantity) return link_to(input_anchor(input.input));
  if (input.kind == WeighInput::Kind::red_line) {
    return link_to(input_anchor(*c.red_lines[input.line.index()].unacceptable_to));
  }
  if (input.kind == WeighInput::Kind::circumstance)
    return link_to(input_anchor(c.circumstances[input.circumstance.index()].chance));
  return link_to(input_anchor(c.types[input.party.index()].front().prior));
}

std::string weigh_output_name(const Case& c, const WeighOutput& output) {
  switch (output.kind) {
    case WeighOutput::Kind::agreement:
      return "chance that a deal exists";
    case WeighOutput::Kind::acceptance:
      return "acceptance of the recommended settlement";
    case WeighOutput::Kind::reach:
      return "chance that the recommended settlement is signed in good faith and lasts as far as the case "
             "says";
    case WeighOutput::Kind::risk:
      return "risk of the recommended settlement";
    case WeighOutput::Kind::reservation:
      break;
  }
  return "no-deal value of " + party_in_prose(c, output.party);
}

std::string weigh_lead_clause(const Case& c) {
  if (const auto party = c.page_of())
    return "another settlement promises " + party_in_prose(c, *party) + " more than the leading one";
  std::vector<std::string> reaches = {"is signed"};
  const auto feint = [](const std::vector<PartyType>& types) {
    return std::any_of(types.begin(), types.end(), [](const PartyType& type) { return type.bad_faith; });
  };
  if (std::any_of(c.types.begin(), c.types.end(), feint)) reaches.back() += " in good faith";
  if (!c.ratifiers.empty()) reaches.push_back("ratified");
  if (!c.spoilers.empty()) reaches.push_back("not wrecked");
  return "another settlement " + join_words(reaches) + " more often than the leading one";
}

std::string weigh_box_text(const Case& c, const WeighResult& result, const sensitivity::ScenarioBox& box) {
  std::vector<std::string> parts;
  for (const sensitivity::Restriction& r : box.restrictions) {
    const WeighInput& input = result.inputs[r.input];
    std::string text = weigh_input_name(c, input);
    if (input.kind == WeighInput::Kind::red_line) {
      const bool held = std::find(r.levels.begin(), r.levels.end(), 1u) != r.levels.end();
      text += held ? " is held" : " is not held";
    } else if (!r.levels.empty()) {
      std::vector<std::string> names;
      for (const std::size_t level : r.levels)
        names.push_back("‘" + weigh_value_text(c, input, static_cast<double>(level)) + "’");
      text += " is " + join_words(names, "or");
    } else {
      if (r.has_low) text += " above " + number_text(r.low);
      if (r.has_high) text += (r.has_low ? " and below " : " below ") + number_text(r.high);
    }
    parts.push_back(std::move(text));
  }
  return join_words(parts);
}

std::string weigh_number_flip_text(const Case& c, const WeighResult& result, std::size_t input, double score,
                                   double value) {
  const std::string name = weigh_input_name(c, result.inputs[input]);
  return fmt::format("{} is {} {}, {:.1f} standard deviations from its middle", name,
                     score > 0.0 ? "above" : "below", weigh_value_text(c, result.inputs[input], value),
                     std::fabs(score));
}

std::string weigh_level_text(const Case& c, const WeighResult& result, std::size_t input, std::size_t level) {
  const WeighInput& own = result.inputs[input];
  const std::string value = weigh_value_text(c, own, static_cast<double>(level));
  return weigh_input_name(c, own) +
         (own.kind == WeighInput::Kind::type ? " is ‘" + value + "’" : " is " + value);
}

std::string weigh_joint_flip_text(const Case& c, const WeighResult& result, const JointFlip& flip) {
  const auto side = [&](const JointFlip::Side& s) {
    return s.level ? weigh_level_text(c, result, s.input, *s.level)
                   : weigh_number_flip_text(c, result, s.input, s.score, s.value);
  };
  const std::string both = side(flip.a) + " and " + side(flip.b);
  return flip.a.level && flip.b.level ? fmt::format("{}, as in {} of worlds", both, percent_text(flip.share))
                                      : both;
}

std::string hundredths(double value) {
  const double points = 100.0 * value;
  return fmt::format("{:.1f}", std::fabs(points) < 0.05 ? 0.0 : points);
}

}  // namespace offramp::briefing
