// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/read/score_text.h"

#include <fmt/format.h>

#include <cmath>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/document/text_page.h"

namespace offramp::briefing {
namespace {

using Ink = TextPage::Ink;
using Json = nlohmann::ordered_json;

std::string log_text(double bits) {
  return std::isinf(bits) ? "infinite" : fmt::format("{:.3f}", bits);
}

void write_score(TextPage& page, const char* name, const evidence::CalibrationScore& score) {
  page.heading(name);
  page.paragraph(
      fmt::format("Brier score {:.3f} (0 best, 2 worst), log score {} bits (0 best), {} forecast{}.",
                  score.brier, log_text(score.log_bits), score.forecasts, score.forecasts == 1 ? "" : "s"));
  page.paragraph("Each forecast counts twice: the statement, and its opposite, which did not come true.", 0,
                 0, Ink::soft);
  page.line(page.ink(pad_left("chance given", 14) + pad_left("times", 8) + pad_left("mean given", 13) +
                         pad_left("came true", 12),
                     Ink::soft));
  for (const evidence::ReliabilityBin& bin : score.reliability_table) {
    if (bin.count == 0) continue;
    page.line(pad_left(fmt::format("{:.0f} to {:.0f} %", 100 * bin.low, 100 * bin.high), 14) +
              pad_left(std::to_string(bin.count), 8) + pad_left(percent_text(bin.mean_probability), 13) +
              pad_left(percent_text(bin.share_true), 12));
  }
}

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

std::string score_text(const ScoreResult& r, const TextOptions& options) {
  TextPage page(options.columns, options.colour);
  page.line(page.ink("Scores against recorded outcomes", Ink::strong));
  for (const CaseScore& score : r.cases) {
    page.blank();
    page.paragraph(clean_text(score.title), 0, 2, Ink::strong);
    page.paragraph(fmt::format("Chance of agreement {}; {} was reached.", percent_text(score.agreement.value),
                               score.reached ? "a settlement" : "no settlement"),
                   2, 2);
    if (score.recorded) {
      page.paragraph(
          fmt::format("Chance that every veto player accepts the one that came {}; {}.",
                      percent_text(score.recorded_accepted.value),
                      score.ruled_out   ? "the case's own logic rules it out"
                      : score.rank == 0 ? "too many settlements to rank it"
                                        : fmt::format("rank {} of {}", score.rank, score.feasible)),
          2, 2);
    }
    for (const SeenScore& item : score.seen) {
      page.paragraph(fmt::format("{}, {}: {}", percent_text(item.chance), item.seen ? "seen" : "not seen",
                                 clean_text(item.what)),
                     2, 4);
    }
  }
  for (const std::string& title : r.unscored) {
    page.blank();
    page.paragraph(clean_text(title) + ": no recorded outcome, not scored.", 0, 2);
  }
  if (r.agreement) write_score(page, "“There is a settlement that all veto players accept”", *r.agreement);
  if (r.seen) write_score(page, "“This will be seen within its lead time”", *r.seen);
  if (r.together && r.seen) write_score(page, "These two together", *r.together);
  if (r.recorded) write_score(page, "“All veto players accept the settlement that came”", *r.recorded);
  if (!r.limits.empty()) {
    page.heading("What these scores cannot show");
    for (const std::string& limit : r.limits) page.paragraph(limit, 0, 2);
  }
  page.blank();
  page.paragraph(fmt::format("{} worlds, seed {}.", r.worlds, r.seed), 0, 0, Ink::soft);
  return page.text();
}

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
