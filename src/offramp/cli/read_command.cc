// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "offramp/analysis/read.h"
#include "offramp/briefing/read_json.h"
#include "offramp/briefing/read_text.h"
#include "offramp/briefing/settle_json.h"
#include "offramp/cli/commands.h"

namespace offramp::cli {
namespace {

struct ReadCommand {
  SamplingOptions sampling;
};

void run_read(const ReadCommand& options, Session& session) {
  const Case c = session.load_case(options.sampling.case_argument);
  BeliefOptions reading;
  reading.seed = options.sampling.seed;
  reading.worlds = options.sampling.worlds;
  const BeliefResult result = read_evidence(c, reading, session.control());
  session.print(options.sampling.json ? briefing::json_text(briefing::read_json(c, result))
                                      : briefing::read_text(c, result, {session.colour_out(), 80}));
}

}  // namespace

void add_read(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("read", "Who are we dealing with? Beliefs from the evidence");
  auto options = std::make_shared<ReadCommand>();
  add_sampling_options(*command, options->sampling, session);
  command->callback([options, &session] { run_read(*options, session); });
}

}  // namespace offramp::cli
