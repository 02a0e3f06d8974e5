// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "offramp/analysis/read/add_evidence.h"
#include "offramp/analysis/read/write_evidence.h"
#include "offramp/base/text/date.h"
#include "offramp/base/text/scan.h"
#include "offramp/case/changes/append.h"
#include "offramp/case/changes/difference.h"
#include "offramp/verbs/casework/casework.h"
#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

constexpr Key<Text> kAsOf{"as-of", "YYYY-MM-DD", "Also move the date of the case, not back"};

LoadedCase read_text(const std::string& file, const std::string& text, Caller& caller) {
  ReadOptions reading;
  reading.keep_tree = true;
  LoadedCase loaded = read_case(file, text, reading, caller.control.stop);
  if (loaded.value) return loaded;
  caller.note(loaded.diagnostics.to_text(caller.colour));
  throw Failure{Reason::bad_input, fmt::format("{}: nothing was written", file)};
}

// With the date of the case moved, if that is asked for.
std::string dated(const std::string& text, const LoadedCase& loaded, const Values& asked) {
  if (!asked.given(kAsOf)) return text;
  const std::string day = asked[kAsOf];
  if (!parse_date(day))
    throw Failure{Reason::bad_usage, fmt::format("--as-of {}: must be a day, YYYY-MM-DD", day)};
  if (day < loaded.value->as_of)
    throw Failure{Reason::bad_usage,
                  fmt::format("--as-of {}: lies before the date of the case, {}", day, loaded.value->as_of)};
  const auto moved = case_file::with_value(text, loaded.tree->root, "as_of", day);
  if (!moved) throw Failure{Reason::no_answer, "update: the date of the case cannot be moved in this file"};
  return *moved;
}

// The case with the rows of the table as items, all of them or a Failure.
Case with_rows(const Case& before, const std::string& csv, Caller& caller) {
  Case c = before;
  const AddedEvidence added = add_evidence(c, load_bytes(csv), csv);
  if (!added.diagnostics.sorted().empty()) caller.note(added.diagnostics.to_text(caller.colour));
  if (added.skipped > 0 || added.added == 0) {
    throw Failure{Reason::bad_input,
                  added.added + added.skipped == 0
                      ? fmt::format("{}: no row; nothing was written", csv)
                      : fmt::format("{}: {} of {} rows cannot be used; nothing was written", csv,
                                    added.skipped, added.added + added.skipped)};
  }
  return c;
}

// What was written must be what was meant: the items, and nothing else, are new.
void check_result(const LoadedCase& before, const LoadedCase& after, std::size_t items) {
  std::size_t added = 0;
  bool clean = true;
  for (const case_file::Difference& d : case_file::differences(before.tree->root, after.tree->root)) {
    const bool whole = d.steps.size() == 1 && d.steps.front() == "evidence" && d.after != nullptr;
    if (whole) {
      added += d.after->items.size() - (d.before == nullptr ? 0 : d.before->items.size());
    } else if (d.steps.size() == 2 && d.steps.front() == "evidence" && d.before == nullptr) {
      ++added;
    } else {
      clean = false;
    }
  }
  if (!clean || added != items)
    throw Failure{Reason::no_answer,
                  "update: the list of evidence is written in a way that items cannot be added to; nothing "
                  "was written"};
}

Answer run_update(const Values& asked, Caller& caller) {
  const std::filesystem::path file = case_file(asked.operands.front(), caller.data);
  const std::string name = file.string();
  const std::string as_it_stands = load_bytes(name);
  const LoadedCase stood = read_text(name, as_it_stands, caller);
  // A byte order mark is no part of the text that places count in.
  const std::string mark = as_it_stands.starts_with("\xEF\xBB\xBF") ? "\xEF\xBB\xBF" : "";
  const std::string text = dated(as_it_stands.substr(mark.size()), stood, asked);
  const LoadedCase before = read_text(name, text, caller);
  const Case with = with_rows(*before.value, asked.operands.back(), caller);
  std::vector<case_file::ItemLines> items;
  std::string ids;
  for (std::size_t i = before.value->evidence.size(); i < with.evidence.size(); ++i) {
    items.push_back(evidence_lines(with, with.evidence[i]));
    ids += (ids.empty() ? "" : ", ") + with.evidence[i].id;
  }
  const auto written = case_file::with_items(text, before.tree->root, "evidence", items);
  if (!written)
    throw Failure{Reason::no_answer,
                  "update: the list of evidence is written in a way that items cannot be added to; nothing "
                  "was written"};
  const LoadedCase after = read_text(name, *written, caller);
  check_result(before, after, items.size());
  Answer answer;
  answer.edits = true;
  answer.files.push_back({file, mark + *written});
  const std::string told = fmt::format("{}: {} added ({})\n", name, counted(items.size(), "item"), ids);
  answer.text = [told](const Look&) { return told; };
  return answer;
}

}  // namespace

Verb update_verb() {
  Operand operand = kCase;
  operand.then = "FILE.csv";
  operand.help = "Folder or file of the case, and a table of evidence to write into it (docs/read.md)";
  return {.name = "update",
          .question = "Write new evidence into a case",
          .operand = operand,
          .options = {kAsOf, kThreads, kQuiet},
          .run = run_update,
          .needs = {},
          .examples = {"mine/aceh-2005 reports.csv", "mine/aceh-2005 reports.csv --as-of 2005-06-20"}};
}

}  // namespace offramp::verbs
