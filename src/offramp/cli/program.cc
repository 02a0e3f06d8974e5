// SPDX-License-Identifier: Apache-2.0
#include "offramp/cli/program.h"

#include <fmt/format.h>

#include <filesystem>
#include <new>
#include <stdexcept>

#include "offramp/cli/command_line.h"
#include "offramp/cli/data_folder.h"
#include "offramp/cli/interrupt.h"
#include "offramp/cli/session.h"
#include "offramp/verbs/model/common.h"
#include "offramp/verbs/run.h"

#ifndef OFFRAMP_VERSION
#define OFFRAMP_VERSION "unknown"
#endif

namespace offramp::cli {
namespace {

int finish(Session& session, ExitCode code, const std::string& message) {
  session.clear_progress();
  if (!message.empty()) session.note(fmt::format("offramp: {}\n", message));
  return code;
}

ExitCode ask(const CommandLine& line, const verbs::Table& table, Session& session) {
  const verbs::Values& asked = line.asked;
  verbs::Caller caller;
  caller.quiet = asked[verbs::kQuiet];
  caller.colour = session.colour_err();
  caller.note = [&session](std::string_view text) { session.note(text); };
  caller.line = [&session](std::string_view question) { return session.line(question); };
  caller.control = session.control(static_cast<int>(asked[verbs::kThreads]), caller.quiet);
  caller.data = data_folder();
  caller.table = &table;
  const verbs::Answer answer = verbs::run(*line.verb, asked, caller);
  if (asked[verbs::kJson] && answer.json) {
    session.print(answer.json());
  } else if (answer.text) {
    session.print(answer.text({session.colour_out(), 80}));
  }
  session.save(answer.files);
  const ExitCode written = session.flush();
  if (!answer.failure) return written;
  finish(session, kDone, answer.failure->message);
  return exit_code(answer.failure->reason);
}

}  // namespace

int run_program(int argc, const char* const* argv, const verbs::Table& table) {
  catch_interrupts();
  Session session;
  try {
    const CommandLine line = parse_command_line(argc, argv, table, "offramp " OFFRAMP_VERSION);
    if (line.verb != nullptr) return ask(line, table, session);
    session.print(line.text);
    return session.flush();
  } catch (const verbs::Failure& failure) {
    return finish(session, exit_code(failure.reason), failure.message);
  } catch (const Stopped&) {
    return finish(session, kInterrupted, "interrupted; nothing was written");
  } catch (const std::bad_alloc&) {
    return finish(session, kNoAnswer, "out of memory; try fewer --worlds");
  } catch (const std::length_error&) {
    return finish(session, kNoAnswer, "out of memory; try fewer --worlds");
  } catch (const std::filesystem::filesystem_error& error) {
    return finish(session, kFileTrouble,
                  fmt::format("{}: {}", error.path1().string(), error.code().message()));
  } catch (const std::invalid_argument& error) {
    // The library's own words: what it was asked for and cannot do.
    return finish(session, kNoAnswer, error.what());
  } catch (const std::exception&) {
    return finish(
        session, kNoAnswer,
        "this is a mistake in the program, not in your input; please report it with the command line");
  }
}

}  // namespace offramp::cli
