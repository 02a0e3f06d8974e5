// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/weigh/weigh.h"

#include <fmt/format.h>

#include <memory>

#include "offramp/analysis/drawn/drawn.h"
#include "offramp/briefing/export/worlds_export.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/briefing/weigh/report.h"
#include "offramp/briefing/weigh/weigh_json.h"
#include "offramp/verbs/answers/answers.h"
#include "offramp/verbs/answers/asked_run.h"
#include "offramp/verbs/casework/library.h"

namespace offramp::verbs {
namespace {

constexpr Key<Text> kFor{
    "for", "PARTY", "Whose objective information is worth something to: a party, or mediator", {"mediator"}};
constexpr Key<Text> kOutput{"output",
                            "NAME",
                            "What bars, map and shares explain: agreement; acceptance, reach (signed in good "
                            "faith, ratified, not wrecked) or "
                            "risk of the recommended settlement; reservation.PARTY; --json has all",
                            {"agreement"}};
constexpr Key<Flag> kDesign{
    "design", "", "Also total indices of every output by running the chain again on designed points"};
constexpr Key<Whole> kPoints{
    "points", "N", "Base points of the design", {16384, 2, std::uint64_t{1} << 20}, 0, "design"};
constexpr Key<OutFile> kCsv{"csv", "FILE", "Write the table of worlds to this file as CSV"};
constexpr Key<OutFile> kSqlite{"sqlite", "FILE", "Write the table of worlds to this file as SQLite database"};

std::optional<PartyId> party_named(const Case& c, const std::string& id) {
  if (id == "mediator") return std::nullopt;
  std::string known = "mediator";
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (!c.can_judge(PartyId(p))) continue;
    if (c.parties[p].id == id) return PartyId(p);
    known += ", " + c.parties[p].id;
  }
  throw Failure{Reason::bad_usage, fmt::format("--for {}: must be one of {}", id, known)};
}

// Position of an output among the result's.
std::size_t output_named(const Case& c, const WeighResult& result, const std::string& name) {
  std::string known;
  for (std::size_t o = 0; o < result.outputs.size(); ++o) {
    const WeighOutput& output = result.outputs[o];
    const std::string own = output.kind == WeighOutput::Kind::agreement    ? "agreement"
                            : output.kind == WeighOutput::Kind::acceptance ? "acceptance"
                            : output.kind == WeighOutput::Kind::reach      ? "reach"
                            : output.kind == WeighOutput::Kind::risk
                                ? "risk"
                                : "reservation." + c.parties[output.party.index()].id;
    if (own == name) return o;
    known += (o == 0 ? "" : ", ") + own;
  }
  throw Failure{Reason::bad_usage, fmt::format("--output {}: must be one of {}", name, known)};
}

std::string sqlite_bytes(const Case& c, const WorldTable& worlds, const WeighResult& result) {
  try {
    return briefing::worlds_sqlite(c, worlds, result);
  } catch (const briefing::SqliteError& error) {
    throw Failure{Reason::no_answer, fmt::format("--sqlite: {}", error.what())};
  }
}

Answer run_weigh(const Values& asked, Caller& caller) {
  const auto found = std::make_shared<AskedRun>(case_asked(asked, caller), asked, caller);
  const Case& c = found->c;
  WeighOptions weighing;
  weighing.objective.party = party_named(c, asked[kFor]);
  weighing.design = asked[kDesign];
  weighing.base_points = asked[kPoints];
  found->run.set(weighing);
  const WeighResult& result = answer_of(weigh(found->run));
  const SettleResult& settled = answer_of(settle(found->run));
  const WorldTable& worlds = drawn_worlds(found->run).table;
  const std::size_t output = output_named(c, result, asked[kOutput]);
  Answer answer;
  if (asked.given(kCsv)) answer.files.push_back({asked[kCsv], briefing::worlds_csv(c, worlds, result)});
  if (asked.given(kSqlite)) answer.files.push_back({asked[kSqlite], sqlite_bytes(c, worlds, result)});
  answer.json = [found, &result] { return briefing::weigh_json_text(found->c, result); };
  answer.text = [found, &result, &settled, output](const Look& look) {
    return briefing::render_terminal(briefing::weigh_report(found->c, settled, result, output),
                                     {look.colour, look.width});
  };
  return answer;
}

}  // namespace

Verb weigh_verb() {
  return {.name = "weigh",
          .question = "What does the answer rest on?",
          .operand = kCase,
          .options = sampling_options({kFor, kDate, kOutput, kDesign, kPoints, kCsv, kSqlite}),
          .run = run_weigh,
          .needs = {"settle"},
          .examples = {"kosovo-1999", "kosovo-1999 --design --points 4"}};
}

}  // namespace offramp::verbs
