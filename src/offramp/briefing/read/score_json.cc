// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/score_json.h"

#include <cmath>

namespace offramp::briefing {
namespace {

using Json = nlohmann::ordered_json;

Json score_of(const evidence::CalibrationScore& s) {
  Json table = Json::array();
  for (const evidence::ReliabilityBin& bin : s.reliability_table) {
    table.push_back({{"low", bin.low},
                     {"high", bin.high},
                     {"count", bin.count},
                     {"mean_probability", bin.mean_probability},
                     {"share_true", bin.share_true}});
  }
  return {{"forecasts", s.forecasts},
          {"brier", s.brier},
          {"log_bits", std::isfinite(s.log_bits) ? Json(s.log_bits) : Json()},
          {"reliability", s.reliability},
          {"resolution", s.resolution},
          {"uncertainty", s.uncertainty},
          {"within_bins", s.within_bins},
          {"reliability_table", table}};
}

Json share_json(const Share& s) {
  return {{"value", s.value}, {"standard_error", s.standard_error}, {"low", s.low}, {"high", s.high}};
}

}  // namespace

nlohmann::ordered_json score_json(const ScoreResult& r) {
  Json cases = Json::array();
  for (const CaseScore& s : r.cases) {
    Json seen = Json::array();
    for (const SeenScore& item : s.seen) {
      seen.push_back({{"id", item.id}, {"chance", item.chance}, {"seen", item.seen}});
    }
    cases.push_back({{"file", s.file},
                     {"title", s.title},
                     {"agreement", share_json(s.agreement)},
                     {"reached", s.reached},
                     {"recorded_accepted", s.recorded ? share_json(s.recorded_accepted) : Json()},
                     {"rank", s.rank == 0 ? Json() : Json(s.rank)},
                     {"feasible", s.feasible},
                     {"seen", seen}});
  }
  return {{"verb", "read"},
          {"seed", r.seed},
          {"worlds", r.worlds},
          {"score",
           {{"cases", cases},
            {"unscored", r.unscored},
            {"agreement", r.agreement ? score_of(*r.agreement) : Json()},
            {"recorded_accepted", r.recorded ? score_of(*r.recorded) : Json()},
            {"seen", r.seen ? score_of(*r.seen) : Json()},
            {"together", r.together ? score_of(*r.together) : Json()},
            {"limits", r.limits}}}};
}

}  // namespace offramp::briefing
