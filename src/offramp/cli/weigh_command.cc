// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "offramp/analysis/weigh/weigh.h"
#include "offramp/briefing/export/worlds_export.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/briefing/weigh/report.h"
#include "offramp/briefing/weigh/weigh_json.h"
#include "offramp/cli/commands.h"

namespace offramp::cli {
namespace {

struct WeighCommand {
  SamplingOptions sampling;
  bool design = false;
  std::size_t points = 16384;
  std::string party, output = "agreement", csv, sqlite;
};

std::optional<PartyId> party_named(const Case& c, const std::string& id) {
  if (id.empty() || id == "mediator") return std::nullopt;
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (c.parties[p].id == id && c.interests[p].given && c.no_deal[p]) return PartyId(p);
  }
  std::string known = "mediator";
  for (std::size_t p = 0; p < c.parties.size(); ++p) {
    if (c.interests[p].given && c.no_deal[p]) known += ", " + c.parties[p].id;
  }
  throw Failure{kBadUsage, fmt::format("--for {}: must be one of {}", id, known)};
}

// Position of an output among the result's.
std::size_t output_named(const Case& c, const WeighResult& result, const std::string& name) {
  std::string known;
  for (std::size_t o = 0; o < result.outputs.size(); ++o) {
    const WeighOutput& output = result.outputs[o];
    const std::string own = output.kind == WeighOutput::Kind::agreement    ? "agreement"
                            : output.kind == WeighOutput::Kind::acceptance ? "acceptance"
                            : output.kind == WeighOutput::Kind::risk
                                ? "risk"
                                : "reservation." + c.parties[output.party.index()].id;
    if (own == name) return o;
    known += (o == 0 ? "" : ", ") + own;
  }
  throw Failure{kBadUsage, fmt::format("--output {}: must be one of {}", name, known)};
}

void run_weigh(const WeighCommand& options, Session& session) {
  const Case c = session.load_case(options.sampling.case_argument);
  WeighOptions weighing;
  weighing.objective.party = party_named(c, options.party);
  weighing.design = options.design;
  weighing.base_points = options.points;
  const RunControl control = session.control();
  SampleOptions sampling;
  sampling.seed = options.sampling.seed;
  sampling.worlds = options.sampling.worlds;
  const DrawnWorlds drawn = draw_worlds(c, sampling, control);
  const SettleResult settled = settle_drawn(c, drawn, {}, control);
  const WeighResult result = weigh(c, drawn.table, settled, weighing, control);
  const std::size_t output = output_named(c, result, options.output);
  if (!options.csv.empty()) session.save(options.csv, briefing::worlds_csv(c, drawn.table, result));
  if (!options.sqlite.empty()) {
    if (const auto problem = briefing::write_worlds_sqlite(options.sqlite, c, drawn.table, result)) {
      throw Failure{kFileTrouble, fmt::format("{} {}", options.sqlite, *problem)};
    }
  }
  session.print(options.sampling.json
                    ? briefing::json_text(briefing::weigh_json(c, result))
                    : briefing::render_terminal(briefing::weigh_report(c, settled, result, output),
                                                {session.colour_out()}));
}

}  // namespace

void add_weigh(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("weigh", "What does the answer rest on?");
  auto options = std::make_shared<WeighCommand>();
  add_sampling_options(*command, options->sampling, session);
  command->add_option("--for", options->party,
                      "Whose objective information is worth something to: a party, or mediator (default)");
  command->add_option("--output", options->output,
                      "What bars, map and shares explain: agreement (default), acceptance or risk of the "
                      "recommended settlement, reservation.PARTY; --json has all");
  command->add_flag("--design", options->design,
                    "Also total indices of every output by running the chain again on designed points");
  command->add_option("--points", options->points, "Base points of the design (default 16384)")
      ->check(CLI::Range(std::size_t{2}, std::size_t{1} << 20));
  command->add_option("--csv", options->csv, "Write the table of worlds to this file as CSV");
  command->add_option("--sqlite", options->sqlite,
                      "Write the table of worlds to this file as SQLite database");
  command->callback([options, &session] { run_weigh(*options, session); });
}

}  // namespace offramp::cli
