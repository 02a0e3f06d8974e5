// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/space/space_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace offramp::formats {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json optional(const std::optional<double>& value) {
  return value ? number(*value) : Json(nullptr);
}

Json settlement(const std::vector<std::string>& issues, const std::vector<std::string>& options) {
  if (options.empty()) return nullptr;
  Json object = Json::object();
  for (std::size_t i = 0; i < options.size(); ++i) object[issues[i]] = options[i];
  return object;
}

}  // namespace

std::string space_json(const SpaceInfo& info) {
  static constexpr const char* kKinds[] = {"discrete", "integer", "real"};
  Json issues = Json::array(), parties = Json::array();
  for (const IssueFrame& issue : info.issues) {
    Json entry = {{"name", issue.name}, {"type", kKinds[static_cast<std::size_t>(issue.kind)]}};
    if (issue.kind == IssueKind::discrete) {
      entry["options"] = issue.options;
    } else {
      entry["range"] = {issue.low, issue.high};
    }
    issues.push_back(std::move(entry));
  }
  for (const PartyInfo& party : info.parties) {
    parties.push_back({{"name", party.name},
                       {"reservation", party.reservation},
                       {"discount", party.discount},
                       {"utility_at_least", party.worst},
                       {"utility_at_most", party.best},
                       {"additive", party.additive},
                       {"hyper_rectangles", party.boxes}});
  }
  return text_of({{"name", info.name},
                  {"files", info.files},
                  {"settlements", number(info.settlements)},
                  {"issues", issues},
                  {"parties", parties}});
}

std::string space_json(const SpacePoints& points) {
  Json list = Json::array();
  for (const SpacePoint& point : points.points) {
    list.push_back({{"idea", point.idea},
                    {"standing", standing_text(point.standing)},
                    {"value", number(point.value)},
                    {"bound", number(point.bound)},
                    {"utility", point.utility},
                    {"settlement", settlement(points.issues, point.settlement)},
                    {"ties", point.ties > 0.0 ? number(point.ties) : Json(nullptr)},
                    {"remark", point.remark}});
  }
  Json winner = nullptr, patience = nullptr;
  if (points.winner) {
    winner = {
        {"share_of_first", points.winner->share},
        {"points", points.winner->points},
        {"divided", points.winner->divided ? Json(points.issues[*points.winner->divided]) : Json(nullptr)}};
  }
  if (points.patience) {
    patience = {{"round", points.patience->round},
                {"discount", points.patience->discount},
                {"shares", points.patience->shares},
                {"limit", points.patience->limit}};
  }
  return text_of({{"parties", points.parties},
                  {"reservation", points.reservation},
                  {"points", list},
                  {"adjusted_winner", winner},
                  {"offers_in_turn", patience}});
}

std::string space_json(const SpaceFrontier& frontier) {
  Json list = Json::array();
  for (const SpaceFrontierPoint& point : frontier.points) {
    Json entry = {{"utility", point.utility}};
    if (!point.to.empty()) entry["to"] = point.to;
    entry["settlement"] = settlement(frontier.issues, point.settlement);
    list.push_back(std::move(entry));
  }
  return text_of({{"parties", frontier.parties},
                  {"standing", standing_text(frontier.standing)},
                  {"epsilon", frontier.epsilon},
                  {"size", frontier.size},
                  {"pieces", frontier.pieces},
                  {"remark", frontier.remark},
                  {"points", list}});
}

std::string space_json(const SpaceProof& result) {
  using Verdict = bargaining::ProofSummary::Verdict;
  const bargaining::ProofSummary& proof = result.proof;
  const char* verdict = proof.verdict == Verdict::possible     ? "possible"
                        : proof.verdict == Verdict::impossible ? "impossible"
                                                               : "unknown";
  Json concessions = Json::array();
  for (std::size_t k = 0; k < proof.concessions.size(); ++k) {
    const bargaining::Concession& c = proof.concessions[k];
    concessions.push_back({{"constraint", c.constraint},
                           {"lower_by", number(c.lower_by)},
                           {"lower_by_share", number(c.lower_by_share)},
                           {"opens", settlement(result.issues, result.opens[k])},
                           {"proven", c.proven}});
  }
  return text_of({{"verdict", verdict},
                  {"reason", proof.reason},
                  {"on_grid", result.grid},
                  {"parties", result.parties},
                  {"reservation", result.reservation},
                  {"settlement", settlement(result.issues, result.witness)},
                  {"utility", result.witness_utility},
                  {"constraints", result.constraints},
                  {"clashes", proof.clashes},
                  {"corrections", proof.corrections},
                  {"complete", proof.complete},
                  {"concessions", concessions}});
}

std::string space_json(const SpaceSimulation& result) {
  const bargaining::ProcessSummary& s = result.summary;
  Json frequent = Json::array();
  for (std::size_t k = 0; k < result.frequent.size(); ++k) {
    frequent.push_back({{"count", s.frequent[k].count},
                        {"utility", s.frequent[k].utility},
                        {"settlement", settlement(result.issues, result.frequent[k])}});
  }
  return text_of({{"protocol", result.protocol},
                  {"parties", result.parties},
                  {"agents", result.agents},
                  {"runs", s.runs},
                  {"rounds", result.options.process.rounds},
                  {"seed", s.seed},
                  {"agreements", s.agreements},
                  {"mean_rounds", s.mean_rounds},
                  {"mean_utility", s.mean_utility},
                  {"mean_utility_of_agreements", s.mean_agreed},
                  {"frontier_distance", optional(s.frontier_distance)},
                  {"nash_distance", optional(s.nash_distance)},
                  {"efficient_share", optional(s.efficient_share)},
                  {"nash_utility", s.nash_utility},
                  {"on_grid", result.grid},
                  {"frequent", frequent}});
}

}  // namespace offramp::formats
