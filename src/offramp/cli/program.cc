// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <new>

#include "offramp/cli/commands.h"

#ifndef OFFRAMP_VERSION
#define OFFRAMP_VERSION "unknown"
#endif

namespace offramp::cli {
namespace {

constexpr const char* kFooter =
    "CASE is a folder with a case.yaml, the file itself, or the name of a case in the library.\n"
    "Exit status: 0 done; 1 the input has errors; 2 wrong usage; 3 a file cannot be read or\n"
    "written; 4 the question cannot be answered for this input; 130 interrupted.\n"
    "Everything runs on this machine; nothing is sent anywhere.";

int finish(Session& session, ExitCode code, const std::string& message) {
  session.clear_progress();
  if (!message.empty()) session.note(fmt::format("offramp: {}\n", message));
  return code;
}

}  // namespace

int run_program(int argc, const char* const* argv) {
  Session session;
  CLI::App app{"Offramp finds the way out of a conflict: an analyst's case in, a mediator's briefing out.",
               "offramp"};
  app.set_version_flag("--version", "offramp " OFFRAMP_VERSION);
  app.require_subcommand(1);
  app.footer(kFooter);
  add_check(app, session);
  add_read(app, session);
  add_settle(app, session);
  add_brief(app, session);
  add_weigh(app, session);
  add_new(app, session);
  add_schema(app, session);
  add_space(app, session);
  try {
    app.parse(argc, argv);
    return session.flush();
  } catch (const CLI::CallForHelp& help) {
    app.exit(help);
    return kDone;
  } catch (const CLI::Success& success) {
    app.exit(success);
    return kDone;
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return kBadUsage;
  } catch (const Failure& failure) {
    return finish(session, failure.code, failure.message);
  } catch (const Stopped&) {
    return finish(session, kInterrupted, "interrupted; nothing was written");
  } catch (const std::bad_alloc&) {
    return finish(session, kNoAnswer, "out of memory; try fewer --worlds");
  } catch (const std::exception& error) {
    return finish(session, kNoAnswer, error.what());
  }
}

}  // namespace offramp::cli
