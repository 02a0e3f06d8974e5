// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <sstream>
#include <stdexcept>

#include "offramp/formats/genius/genius_shape.h"
#include "offramp/formats/genius/genius_xml.h"
#include "offramp/formats/geniusweb_json.h"

namespace offramp::formats {
namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void cannot(const std::string& format, const std::string& what) {
  throw std::invalid_argument(fmt::format("{} cannot say this: {}", format, what));
}

std::string xml_text(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
  return out.str();
}

// Slope and value at the low end, when the levels lie on one line.
struct Line {
  double slope;
  double offset;
};
std::optional<Line> line_through(const IssueFrame& frame, const Evaluation& evaluation) {
  if (frame.kind == IssueKind::real) {
    const auto& curve = evaluation.curve;
    if (curve.empty() || curve.size() > 2) return std::nullopt;
    const Knot& first = curve.front();
    const Knot& last = curve.back();
    return Line{last.at > first.at ? (last.value - first.value) / (last.at - first.at) : 0.0, first.value};
  }
  const std::vector<double>& value = evaluation.value;
  if (value.empty()) return std::nullopt;
  const double slope =
      value.size() > 1 ? (value.back() - value.front()) / static_cast<double>(value.size() - 1) : 0.0;
  for (std::size_t k = 0; k < value.size(); ++k) {
    if (std::fabs(value.front() + slope * static_cast<double>(k) - value[k]) > 1e-12) return std::nullopt;
  }
  return Line{slope, value.front()};
}

void append_issue(pugi::xml_node objective, const IssueFrame& frame, std::size_t index) {
  static constexpr const char* kTypes[] = {"discrete", "integer", "real"};
  const char* type = kTypes[static_cast<std::size_t>(frame.kind)];
  pugi::xml_node issue = objective.append_child("issue");
  issue.append_attribute("index") = static_cast<unsigned>(index + 1);
  issue.append_attribute("name") = frame.name.c_str();
  for (const char* attribute : {"vtype", "type", "etype"}) issue.append_attribute(attribute) = type;
  if (frame.kind == IssueKind::discrete) return;
  pugi::xml_node bounds = frame.kind == IssueKind::real ? issue.append_child("range") : issue;
  bounds.append_attribute("lowerbound") = number_text(frame.low).c_str();
  bounds.append_attribute("upperbound") = number_text(frame.high).c_str();
}

pugi::xml_node append_objective(pugi::xml_node space, const Scenario& scenario) {
  pugi::xml_node objective = space.append_child("objective");
  objective.append_attribute("index") = "0";
  objective.append_attribute("description") = "";
  objective.append_attribute("name") = scenario.name.c_str();
  objective.append_attribute("type") = "objective";
  objective.append_attribute("etype") = "objective";
  return objective;
}

pugi::xml_node append_item(pugi::xml_node issue, std::size_t index, const std::string& option) {
  pugi::xml_node item = issue.append_child("item");
  item.append_attribute("index") = static_cast<unsigned>(index + 1);
  item.append_attribute("value") = option.c_str();
  return item;
}

// Items with evaluations; returns the weight that makes up for Genius' division by the largest.
double append_table(pugi::xml_node issue, const IssueFrame& frame, const Evaluation& evaluation) {
  const auto [least, largest] = std::minmax_element(evaluation.value.begin(), evaluation.value.end());
  const double most = *largest;
  if (*least < 0.0 && most <= 0.0) {
    cannot("Genius XML", fmt::format("values below 0 without one above for issue `{}`", frame.name));
  }
  const double scale = most > 0.0 && most < 0.00001 ? 1.0 / most : 1.0;
  for (std::size_t k = 0; k < frame.options.size(); ++k) {
    append_item(issue, k, frame.options[k]).append_attribute("evaluation") =
        number_text(evaluation.value[k] * scale).c_str();
  }
  return most;
}

void append_function(pugi::xml_node issue, const IssueFrame& frame, const Evaluation& evaluation) {
  pugi::xml_node evaluator = issue.append_child("evaluator");
  const auto say = [&](const char* name, double number) {
    evaluator.append_attribute(name) = number_text(number).c_str();
  };
  const bool whole = frame.kind == IssueKind::integer;
  if (const auto line = genius_line(frame, evaluation)) {
    evaluator.append_attribute("ftype") = "linear";
    say(whole ? "offset" : "parameter0", line->offset);
    say(whole ? "slope" : "parameter1", line->slope);
  } else if (const auto triangle = genius_triangle(frame, evaluation)) {
    evaluator.append_attribute("ftype") = "triangular";
    say("parameter0", triangle->start);
    say("parameter1", triangle->end);
    say("parameter2", triangle->top);
  } else if (const auto constant = constant_value(evaluation)) {
    evaluator.append_attribute("ftype") = "constant";
    say("parameter0", *constant);
  } else {
    cannot(
        "Genius XML",
        fmt::format("the values of issue `{}`, which are no line cut to [0, 1] and no triangle", frame.name));
  }
}

void append_boxes(pugi::xml_node objective, const Profile& profile) {
  pugi::xml_node utility = objective.append_child("utility");
  utility.append_attribute("maxutility") = "1";
  pugi::xml_node ufun = utility.append_child("ufun");
  ufun.append_attribute("type") = "PlainUfun";
  ufun.append_attribute("weight") = "1";
  ufun.append_attribute("aggregation") = "sum";
  if (profile.constant != 0.0) {
    ufun.append_child("hyperRectangle").append_attribute("utility") = number_text(profile.constant).c_str();
  }
  for (const Box& box : profile.boxes) {
    pugi::xml_node node = ufun.append_child("hyperRectangle");
    node.append_attribute("utility") = number_text(box.amount).c_str();
    for (const Box::Side& side : box.sides) {
      pugi::xml_node bound = node.append_child("INCLUDES");
      bound.append_attribute("index") = static_cast<unsigned>(side.issue + 1);
      bound.append_attribute("min") = number_text(side.low).c_str();
      bound.append_attribute("max") = number_text(side.high).c_str();
    }
  }
}

bool any_values(const Profile& profile) {
  return std::any_of(profile.weight.begin(), profile.weight.end(), [](double w) { return w != 0.0; });
}

Json domain_json(const Scenario& scenario) {
  Json issues = Json::object();
  for (const IssueFrame& frame : scenario.issues) {
    if (frame.kind == IssueKind::discrete) {
      issues[frame.name]["values"] = frame.options;
    } else {
      const double step = frame.kind == IssueKind::integer ? 1.0 : frame.step;
      issues[frame.name]["range"] = {frame.low, frame.high, step};
    }
  }
  return {{"name", scenario.name}, {"issuesValues", std::move(issues)}};
}

}  // namespace

std::string write_genius_domain(const Scenario& scenario) {
  pugi::xml_document document;
  pugi::xml_node space = document.append_child("negotiation_template").append_child("utility_space");
  space.append_attribute("number_of_issues") = static_cast<unsigned>(scenario.issues.size());
  pugi::xml_node objective = append_objective(space, scenario);
  for (std::size_t i = 0; i < scenario.issues.size(); ++i) {
    append_issue(objective, scenario.issues[i], i);
    for (std::size_t k = 0; k < scenario.issues[i].options.size(); ++k) {
      append_item(objective.last_child(), k, scenario.issues[i].options[k]);
    }
  }
  return xml_text(document);
}

std::string write_genius_profile(const Scenario& scenario, std::size_t party) {
  const Profile& profile = scenario.profiles.at(party);
  if (profile.constant != 0.0 && profile.boxes.empty()) {
    cannot("Genius XML", "a constant part of the utility");
  }
  if (!profile.boxes.empty() && any_values(profile))
    cannot("Genius XML", "values and hyper-rectangles together");
  pugi::xml_document document;
  pugi::xml_node space = document.append_child("utility_space");
  pugi::xml_node objective = append_objective(space, scenario);
  if (!profile.boxes.empty()) space.append_attribute("type") = "nonlinear";
  std::vector<double> weights = profile.weight;
  for (std::size_t i = 0; i < scenario.issues.size(); ++i) {
    const IssueFrame& frame = scenario.issues[i];
    append_issue(objective, frame, i);
    pugi::xml_node issue = objective.last_child();
    if (frame.kind == IssueKind::discrete) {
      weights[i] *= append_table(issue, frame, profile.evaluation[i]);
    } else if (profile.boxes.empty()) {
      append_function(issue, frame, profile.evaluation[i]);
    }
  }
  for (std::size_t i = 0; i < weights.size() && profile.boxes.empty(); ++i) {
    if (weights[i] < 0.0) cannot("Genius XML", "a weight below 0");
    pugi::xml_node weight = objective.append_child("weight");
    weight.append_attribute("index") = static_cast<unsigned>(i + 1);
    weight.append_attribute("value") = number_text(weights[i]).c_str();
  }
  if (!profile.boxes.empty()) append_boxes(objective, profile);
  space.append_child("discount_factor").append_attribute("value") = number_text(profile.discount).c_str();
  space.append_child("reservation").append_attribute("value") = number_text(profile.reservation).c_str();
  return xml_text(document);
}

std::string write_geniusweb_domain(const Scenario& scenario) {
  return domain_json(scenario).dump(2) + "\n";
}

std::string write_geniusweb_profile(const Scenario& scenario, std::size_t party) {
  const Profile& profile = scenario.profiles.at(party);
  if (profile.constant != 0.0) cannot("GeniusWeb JSON", "a constant part of the utility");
  if (!profile.boxes.empty()) cannot("GeniusWeb JSON", "hyper-rectangles");
  if (profile.discount != 1.0) cannot("GeniusWeb JSON", "a discount");
  if (profile.reservation != 0.0 && !profile.any_agreement && profile.reservation_bid.empty()) {
    cannot("GeniusWeb JSON", "a reservation value that is not 0");
  }
  Json utilities = Json::object();
  Json weights = Json::object();
  for (std::size_t i = 0; i < scenario.issues.size(); ++i) {
    const IssueFrame& frame = scenario.issues[i];
    const Evaluation& evaluation = profile.evaluation[i];
    weights[frame.name] = profile.weight[i];
    if (frame.kind == IssueKind::discrete) {
      Json table = Json::object();
      for (std::size_t k = 0; k < frame.options.size(); ++k) table[frame.options[k]] = evaluation.value[k];
      utilities[frame.name]["discreteutils"]["valueUtilities"] = std::move(table);
      continue;
    }
    const auto line = line_through(frame, evaluation);
    if (!line || frame.low == frame.high) {
      cannot("GeniusWeb JSON", fmt::format("the values of issue `{}`, which are no line", frame.name));
    }
    const double last = evaluation.curve.empty() ? evaluation.value.back() : evaluation.curve.back().value;
    utilities[frame.name]["numberutils"] = {{"lowValue", frame.low},
                                            {"lowUtility", line->offset},
                                            {"highValue", frame.high},
                                            {"highUtility", last}};
  }
  Json body = {{"name", profile.name},
               {"issueUtilities", std::move(utilities)},
               {"issueWeights", std::move(weights)},
               {"domain", domain_json(scenario)}};
  for (const auto& [issue, option] : profile.reservation_bid) {
    body["reservationBid"]["issuevalues"][issue] = option;
  }
  return Json{{"LinearAdditiveUtilitySpace", body}}.dump(2) + "\n";
}

}  // namespace offramp::formats
