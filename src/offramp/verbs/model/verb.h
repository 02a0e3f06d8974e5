// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/run/answer.h"
#include "offramp/base/run/progress.h"
#include "offramp/base/run/write_files.h"
#include "offramp/verbs/model/option.h"
#include "offramp/verbs/model/values.h"

namespace offramp::verbs {

/// Why a verb could not do what was asked.
enum class Reason {
  bad_input,     ///< the case or file has errors; they were noted
  bad_usage,     ///< what was asked makes no sense
  file_trouble,  ///< a file cannot be read or written
  no_answer,     ///< the question cannot be answered for this input
};

/// Thrown by verbs; the message is for the user, one line without a full stop, and may be empty.
struct Failure {
  Reason reason;
  std::string message;
};

/// What was found. @throws Failure no_answer with the reason if there is none.
template <class T>
const T& answer_of(const offramp::Answer<T>& found) {
  if (!found) throw Failure{Reason::no_answer, found.because()};
  return *found;
}

struct Table;

/// What whoever runs a verb lends it.
struct Caller {
  /// Takes text for a person, at once: problems of the input. Never empty.
  std::function<void(std::string_view)> note;
  /// Shows a question at once and takes one line in answer; nothing at the end of the input. Empty: nobody
  /// can answer.
  std::function<std::optional<std::string>(std::string_view)> line;
  RunControl control;
  std::filesystem::path data;    ///< the folder with `cases` and `schema`
  bool quiet = false;            ///< no warnings
  bool colour = false;           ///< of what is noted
  const Table* table = nullptr;  ///< what may be asked; for verbs that tell about verbs
};

/// How text is to look.
struct Look {
  bool colour = false;
  std::size_t width = 80;
};

/// What a verb found. A face picks the form; nothing is computed any more. The files must be written before
/// anything is shown, all of them or none.
struct Answer {
  std::function<std::string(const Look&)> text;  ///< for a terminal; empty: there is nothing to say
  std::function<std::string()> json;             ///< empty: the answer has no JSON form
  std::vector<FileToWrite> files;
  bool edits = false;              ///< the files may replace the first operand, which was read for that
  std::optional<Failure> failure;  ///< the answer stands, and says that the input is at fault
};

/// What the words after the verb stand for.
struct Operand {
  enum class Kind { none, case_name, cases, file, new_name, word };  ///< cases: one or two versions
  Kind kind = Kind::none;
  std::string_view metavar = {};  ///< "CASE"
  std::string_view help = {};
  bool several = false;
  std::vector<std::string_view> words = {};  ///< the only words taken, if any are listed
  std::string_view then =
      {};  ///< what stands for a second word, "FILE.csv": a file that is read; empty: none
};

/// One question or deed of the program.
struct Verb {
  std::string_view name;      ///< "settle"; within a group "space points"
  std::string_view question;  ///< one line with a capital, no full stop but a question mark
  Operand operand;
  std::vector<Option> options;
  Answer (*run)(const Values&, Caller&);
  std::vector<std::string_view> needs;  ///< verbs whose answers this one builds on
  /// Arguments that show what the verb can do, without the name: in the manual, and run by the tests.
  std::vector<std::string_view> examples;

  const Option* option(std::string_view option_name) const {
    for (const Option& o : options) {
      if (o.name == option_name) return &o;
    }
    return nullptr;
  }
  /// "space" of "space points"; empty for a verb outside a group.
  std::string_view group() const {
    const std::size_t blank = name.find(' ');
    return blank == std::string_view::npos ? std::string_view() : name.substr(0, blank);
  }
  /// "points" of "space points".
  std::string_view last_name() const { return group().empty() ? name : name.substr(group().size() + 1); }
};

/// Verbs under a name of their own.
struct Group {
  std::string_view name, question;
};

/// All that a face can offer.
struct Table {
  std::vector<Verb> verbs;
  std::vector<Group> groups;

  const Verb* find(std::string_view name) const {
    for (const Verb& verb : verbs) {
      if (verb.name == name) return &verb;
    }
    return nullptr;
  }
};

}  // namespace offramp::verbs
