// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "offramp/base/run/progress.h"
#include "offramp/base/run/write_files.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/cli/exit_code.h"

namespace offramp::cli {

/// The streams of one run of the program. Standard output is gathered and written at once when the verb has
/// succeeded, so that an interrupted or failed run leaves no half of an answer.
class Session {
 public:
  Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Text for people or JSON: characters that act unseen become escapes, which JSON reads as themselves.
  void print(std::string_view text) { out_ += printable_lines(text, colour_out_); }
  /// At once, to standard error; likewise without characters that act unseen.
  void note(std::string_view text);
  /// Shows a question on standard output at once, and reads a line from standard input: without its end;
  /// nothing at the end of the input. Where nobody types at a terminal the line is shown, too. @throws
  /// Stopped on interrupt.
  std::optional<std::string> line(std::string_view question);
  bool colour_out() const { return colour_out_; }
  bool colour_err() const { return colour_err_; }
  /// At most `threads`; unless quiet, progress on standard error once a run takes longer than a second; stops
  /// on interrupt.
  RunControl control(int threads, bool quiet);

  /// All of the files or none. @throws verbs::Failure file_trouble; Stopped before any name changes.
  void save(std::span<const FileToWrite> files);
  /// Writes what was printed; kFileTrouble, told on standard error, if it cannot be written.
  ExitCode flush();
  void clear_progress();

 private:
  std::string out_;
  std::string typed_;  // read, and not yet asked for
  bool colour_out_ = false;
  bool colour_err_ = false;
  bool progress_shown_ = false;
};

}  // namespace offramp::cli
