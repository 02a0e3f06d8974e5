// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/file/schema.h"
#include "offramp/cli/commands.h"

namespace offramp::cli {

void add_schema(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("schema", "Print the JSON Schema of the case file");
  command->callback([&session] { session.print(case_schema_json()); });
}

}  // namespace offramp::cli
