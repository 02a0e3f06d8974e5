// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "offramp/analysis/settle/settle.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/briefing/settle/report.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/cli/commands.h"

namespace offramp::cli {
namespace {

struct SettleCommand {
  SamplingOptions sampling;
  std::size_t top = 10;
};

void run_settle(const SettleCommand& options, Session& session) {
  const Case c = session.load_case(options.sampling.case_argument);
  SettleOptions settling;
  settling.seed = options.sampling.seed;
  settling.worlds = options.sampling.worlds;
  settling.top = options.top;
  const SettleResult result = settle(c, settling, session.control());
  session.print(options.sampling.json
                    ? briefing::json_text(briefing::settle_json(c, result))
                    : briefing::render_terminal(briefing::settle_report(c, result), {session.colour_out()}));
}

}  // namespace

void add_settle(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("settle", "Which settlements could all veto players prefer to fighting on?");
  auto options = std::make_shared<SettleCommand>();
  add_sampling_options(*command, options->sampling, session);
  command->add_option("--top", options->top, "Settlements listed (default 10)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000000}));
  command->callback([options, &session] { run_settle(*options, session); });
}

}  // namespace offramp::cli
