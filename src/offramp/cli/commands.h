// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/cli/session.h"

/// One function a command: it declares the command and its options, and what to do when it is called.
namespace offramp::cli {

void add_check(CLI::App& app, Session& session);
void add_read(CLI::App& app, Session& session);
void add_settle(CLI::App& app, Session& session);
void add_brief(CLI::App& app, Session& session);
void add_weigh(CLI::App& app, Session& session);
void add_new(CLI::App& app, Session& session);
void add_schema(CLI::App& app, Session& session);
void add_space(CLI::App& app, Session& session);

}  // namespace offramp::cli
