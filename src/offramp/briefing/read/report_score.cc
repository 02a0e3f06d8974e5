// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/read/report.h"

namespace offramp::briefing {
namespace {

void add_case(const CaseScore& score, std::size_t i, Section& section) {
  const std::string at = fmt::format("/read/score/cases/{}/", i);
  section.add(Heading{"", Prose().quote(score.title)});
  Prose prose("Chance that a deal exists ");
  prose.figure(Format::percent, score.agreement.value, at + "agreement/value")
      .say(score.reached ? "; a settlement was reached." : "; no settlement was reached.");
  if (score.recorded) {
    prose.say(" Chance that every veto player accepts the one that came ")
        .figure(Format::percent, score.recorded_accepted.value, at + "recorded_accepted/value");
    if (score.ruled_out) {
      prose.say("; the case's own logic rules it out.");
    } else if (score.rank == 0) {
      prose.say("; too many settlements to rank it.");
    } else {
      prose.say("; rank ")
          .figure(Format::count, static_cast<double>(score.rank), at + "rank")
          .say(" of ")
          .figure(Format::count, static_cast<double>(score.feasible), at + "feasible")
          .say(".");
    }
  }
  section.add(Paragraph{prose});
  if (score.seen.empty()) return;
  Table table;
  table.columns = {{"Chance", Align::right}, {"Came"}, {"What was to be looked for"}};
  for (std::size_t k = 0; k < score.seen.size(); ++k) {
    const SeenScore& item = score.seen[k];
    table.rows.push_back(
        {"",
         {Prose().figure(Format::percent, item.chance, fmt::format("{}seen/{}/chance", at, k)),
          item.seen ? "seen" : "not seen", Prose().quote(item.what)}});
  }
  section.add(std::move(table));
}

Section score_section(const char* id, const char* title, const evidence::CalibrationScore& score) {
  const std::string at = fmt::format("/read/score/{}/", id);
  Section section{id, title, {}};
  Prose prose("Brier score ");
  prose.figure(Format::thousandth, score.brier, at + "brier")
      .say(" (nought is best, two is worst), log score ");
  if (std::isfinite(score.log_bits)) {
    prose.figure(Format::thousandth, score.log_bits, at + "log_bits");
  } else {
    prose.say("infinite");
  }
  section.add(
      Paragraph{prose.say(" bits (nought is best), ")
                    .add(counted(score.forecasts, at + "forecasts", "", "forecast", "forecasts"))
                    .say(". Each counts twice: the statement, and its opposite, which did not come true.")});
  Table table;
  table.columns = {
      {"Chance given"}, {"Times", Align::right}, {"Mean given", Align::right}, {"Came true", Align::right}};
  for (std::size_t b = 0; b < score.reliability_table.size(); ++b) {
    const evidence::ReliabilityBin& bin = score.reliability_table[b];
    if (bin.count == 0) continue;
    const std::string pointer = fmt::format("{}reliability_table/{}/", at, b);
    table.rows.push_back(
        {"",
         {Prose().quote(fmt::format("{:.0f} to {:.0f} %", 100 * bin.low, 100 * bin.high)),
          Prose().figure(Format::count, static_cast<double>(bin.count), pointer + "count"),
          Prose().figure(Format::percent, bin.mean_probability, pointer + "mean_probability"),
          Prose().figure(Format::percent, bin.share_true, pointer + "share_true")}});
  }
  section.add(std::move(table));
  return section;
}

}  // namespace

// Statements that were sealed beforehand: nothing is said of who is better on few.
std::optional<Section> sealed_section(const ScoreResult& r) {
  if (r.sealed.statements == 0) return std::nullopt;
  Section section{"sealed", "What was sealed beforehand", {}};
  Table table;
  table.columns = {
      {"Chance", Align::right}, {"Base rate", Align::right}, {"Came"}, {"Sealed"}, {"Statement"}};
  for (std::size_t i = 0; i < r.cases.size(); ++i) {
    for (std::size_t k = 0; k < r.cases[i].sealed.size(); ++k) {
      const SettledStatement& one = r.cases[i].sealed[k];
      const std::string at = fmt::format("/read/score/cases/{}/sealed/{}/", i, k);
      table.rows.push_back(
          {"",
           {Prose().figure(Format::percent, one.statement.chance, at + "chance"),
            Prose().figure(Format::percent, one.statement.base, at + "base"), one.came ? "yes" : "no",
            Prose().quote(one.when.substr(0, 10)), Prose().quote(one.statement.what)}});
    }
  }
  section.add(std::move(table));
  Prose prose("Mean squared error ");
  prose.figure(Format::thousandth, r.sealed.chances, "/read/score/sealed/chances")
      .say(", of the base rates ")
      .figure(Format::thousandth, r.sealed.base, "/read/score/sealed/base")
      .say(", over ")
      .figure(Format::count, static_cast<double>(r.sealed.statements), "/read/score/sealed/statements")
      .say(" statements. ");
  if (r.sealed.statements < kFewestSealed) {
    prose.say("They are too few to say which is better.");
  } else {
    prose.say("The base rates miss by ")
        .figure(Format::thousandth, r.sealed.better, "/read/score/sealed/better")
        .say(" more (standard error ")
        .figure(Format::thousandth, r.sealed.better_error, "/read/score/sealed/better_error")
        .say(", as if statements were independent).");
  }
  section.add(Paragraph{prose});
  return section;
}

Document score_report(const ScoreResult& r) {
  Document document;
  document.title = "Scores against recorded outcomes";
  document.facts.push_back(worlds_and_seed(r.worlds, r.seed, "/read"));
  Section cases{"cases", "", {}};
  for (std::size_t i = 0; i < r.cases.size(); ++i) add_case(r.cases[i], i, cases);
  for (const std::string& title : r.unscored)
    cases.add(Paragraph{Prose().quote(title).say(": no recorded outcome, not scored.")});
  document.sections.push_back(std::move(cases));
  const auto add = [&](const char* id, const char* title,
                       const std::optional<evidence::CalibrationScore>& score) {
    if (score) document.sections.push_back(score_section(id, title, *score));
  };
  add("agreement", "“There is a settlement that all veto players accept”", r.agreement);
  add("seen", "“This will be seen within its lead time”", r.seen);
  if (r.seen) add("together", "These two together", r.together);
  add("recorded_accepted", "“All veto players accept the settlement that came”", r.recorded);
  if (auto sealed = sealed_section(r)) document.sections.push_back(*std::move(sealed));
  if (!r.limits.empty()) {
    Section limits{"limits", "What these scores cannot show", {}};
    Bullets bullets;
    for (const std::string& limit : r.limits) bullets.items.push_back(Prose().quote(limit));
    limits.add(std::move(bullets));
    document.sections.push_back(std::move(limits));
  }
  return document;
}

}  // namespace offramp::briefing
