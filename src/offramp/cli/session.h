// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "offramp/analysis/run/run.h"
#include "offramp/base/run/answer.h"
#include "offramp/base/run/progress.h"
#include "offramp/case/model/case.h"

namespace offramp::cli {

/// What the program returns to the shell. Documented in docs/cli.md and the man page.
enum ExitCode : int {
  kDone = 0,
  kBadInput = 1,     ///< the case or file has errors; they are on standard error
  kBadUsage = 2,     ///< the command line makes no sense
  kFileTrouble = 3,  ///< a file could not be read or written
  kNoAnswer = 4,     ///< the question cannot be answered for this input
  kInterrupted = 130,
};

/// Ends a command with an exit code; the message, if any, goes to standard error.
struct Failure {
  ExitCode code;
  std::string message;
};

/// The answer. @throws Failure kNoAnswer with the reason if there is none.
template <class T>
const T& answer_of(const Answer<T>& outcome) {
  if (!outcome) throw Failure{kNoAnswer, outcome.because()};
  return *outcome;
}

/// Standard output of a command, gathered and written at once when the command has succeeded, so that an
/// interrupted or failed run leaves no half of an answer; and what goes to standard error meanwhile.
class Session {
 public:
  Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void print(std::string_view text) { out_ += text; }
  /// At once, to standard error.
  void note(std::string_view text);
  bool colour_out() const { return colour_out_; }
  bool colour_err() const { return colour_err_; }
  /// Threads from the command line; progress on standard error once a run takes longer than a second;
  /// stops on interrupt.
  RunControl control();
  /// Whether the user asked to stop.
  static bool interrupted();

  /// Reads and checks a case; warnings and errors go to standard error. @throws Failure.
  Case load_case(const std::string& argument);
  /// @throws Failure kFileTrouble.
  void save(const std::filesystem::path& path, std::string_view bytes);
  /// Writes what was printed; kFileTrouble if it cannot be written.
  ExitCode flush();
  void clear_progress();

  int threads = 0;
  bool quiet = false;

 private:
  std::string out_;
  bool colour_out_ = false;
  bool colour_err_ = false;
  bool progress_shown_ = false;
};

/// Finds a case by path, or by name in the library that came with the program.
std::filesystem::path find_case(const std::string& argument);

/// "did you mean `cases/kosovo-1999`?" for an argument that names nothing; nothing if it names something,
/// or if no neighbour and no case of the library is called much like it.
std::string case_suggestion(const std::string& argument);

/// Checks of options: CLI11 takes -1 for 2^64 - 1, and nan for a number in any range.
CLI::Validator whole_number();
CLI::Validator finite_number(double least, bool above);
/// The folder with `cases` and `schema`: $OFFRAMP_DATA, else where the program was installed.
std::filesystem::path data_folder();

/// Options shared by every verb that samples worlds.
struct SamplingOptions {
  std::string case_argument;
  std::size_t worlds = 4096;
  std::uint64_t seed = 1;
  bool json = false;
  RunOptions run() const { return {.seed = seed, .worlds = worlds}; }
};
void add_sampling_options(CLI::App& command, SamplingOptions& options, Session& session);
/// The same without the case.
void add_world_options(CLI::App& command, SamplingOptions& options, Session& session);
void add_threads_option(CLI::App& command, Session& session);

/// Parses the command line, runs one command, returns the exit code.
int run_program(int argc, const char* const* argv);

}  // namespace offramp::cli
