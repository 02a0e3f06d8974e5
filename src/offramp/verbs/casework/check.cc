// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "offramp/analysis/ladder/no_deal.h"
#include "offramp/base/number/share.h"
#include "offramp/base/text/date.h"
#include "offramp/base/text/scan.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/briefing/check/check_json.h"
#include "offramp/briefing/document/text.h"
#include "offramp/case/file/reader.h"
#include "offramp/case/overlay/analysts.h"
#include "offramp/verbs/casework/casework.h"
#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

std::string summary(const Case& c, const Diagnostics& diagnostics) {
  std::size_t uncertain = 0;
  for (const Input& input : c.inputs) uncertain += input.quantity.uncertain();
  return fmt::format(
      "{}: sound; {} ({} with a veto), {}, {:.0f} settlement{} before the case's logic, {} ({} uncertain), "
      "{}, {}, {}",
      diagnostics.file_name(), counted(c.parties.size(), "party", "parties"), c.veto_players().size(),
      counted(c.issues.size(), "issue"), c.space().size(), c.space().size() == 1.0 ? "" : "s",
      counted(c.inputs.size(), "number"), uncertain, counted(c.red_lines.size(), "red line"),
      counted(c.sources.size(), "source"),
      counted(diagnostics.warnings(), "warning") +
          (c.acknowledged.empty() ? "" : fmt::format(", {} acknowledged", c.acknowledged.size())));
}

// Where no-deal values stand among the settlements, and types whose order looks reversed. Of a space that can
// be listed quickly.
std::string standings(const Case& c, const RunControl& control, std::size_t width) {
  constexpr double kQuick = 1e6;
  constexpr std::size_t kWorlds = 128;
  if (c.space().size() > kQuick) return {};
  RunControl quiet = control;
  quiet.progress = {};
  CaseRun run(c, {.worlds = kWorlds}, quiet);
  const std::vector<NoDealStanding> stands = no_deal_standings(run);
  if (stands.empty()) return {};
  const auto wrapped = [&](const std::string& sentence) {
    std::string lines;
    for (const std::string& line : briefing::wrap(sentence, width)) lines += line + "\n";
    return lines;
  };
  std::string text = wrapped(
      "No deal is worth more than this share of the feasible settlements (first worlds of the sample):");
  const auto name = [&](const NoDealStanding& s) {
    return s.type ? fmt::format("{} as {}", c.parties[s.party.index()].id,
                                c.types[s.party.index()][s.type->index()].id)
                  : c.parties[s.party.index()].id;
  };
  for (const NoDealStanding& s : stands)
    text += fmt::format("  {:<40} {:>6}   ({:.0f} points; accepts {})\n", printable(name(s)),
                        percent_text(s.percentile), 100.0 * s.value, percent_text(s.accepts));
  for (const NoDealCheck& check : no_deal_checks(run)) {
    text += wrapped(fmt::format(
        "No deal for {}: computed from how the war may end {:.0f}, stated {:.0f} points; the {} one "
        "counts.",
        printable(c.parties[check.party.index()].id), check.computed, check.stated,
        check.computed_counts ? "computed" : "stated"));
  }
  for (const ReversedTypes& pair : reversed_types(stands)) {
    const std::vector<PartyType>& types = c.types[pair.party.index()];
    text +=
        wrapped(fmt::format("Look again: {} as {} has more without a deal than as {} and yet accepts more "
                            "settlements; is their order "
                            "reversed?",
                            printable(c.parties[pair.party.index()].id),
                            printable(types[pair.more.index()].id), printable(types[pair.less.index()].id)));
  }
  return text;
}

/// A case, alone or with the numbers that were asked for, and what each overlay beside it makes wrong.
struct Checked {
  LoadedCase loaded;
  std::vector<briefing::AnalystDiagnostics> analysts;
  bool sound = true;  ///< all of it
};

Checked check(const Values& asked, Caller& caller) {
  const std::filesystem::path path = find_case(asked.operands.front(), caller.data);
  ReadOptions reading = changes_asked(asked);
  reading.each_variant = !asked.given(kAnalyst);
  Checked checked{read_case_file(path, reading, caller.control.stop), {}, true};
  checked.sound = checked.loaded.value.has_value();
  if (asked.given(kAnalyst) || !checked.sound) return checked;
  for (const std::string& analyst : analysts_of(case_file(asked.operands.front(), caller.data))) {
    const LoadedCase with = read_case_file(path, ReadOptions{.analyst = analyst}, caller.control.stop);
    checked.analysts.emplace_back(analyst, with.diagnostics.without(checked.loaded.diagnostics));
    checked.sound = checked.sound && with.value.has_value();
  }
  return checked;
}

std::string analysts_line(const Checked& checked) {
  if (checked.analysts.empty()) return {};
  std::string names;
  for (const auto& [analyst, own] : checked.analysts)
    names += (names.empty() ? "" : ", ") + printable(analyst);
  return fmt::format("Sound with the numbers of {} too: {}\n", counted(checked.analysts.size(), "analyst"),
                     names);
}

// What could be seen until a date that has passed: it was, or was not, and either is evidence.
std::string overdue(const Case& c, std::size_t width) {
  std::string text;
  for (const WatchItem& item : c.watch) {
    if (item.until.empty() || !surely_after(c.as_of, item.until)) continue;
    for (const std::string& line : briefing::wrap(
             fmt::format("To be looked at: watch item {} could be seen until {}. Was it? Either is evidence.",
                         printable(item.id), item.until),
             width))
      text += line + "\n";
  }
  return text;
}

Answer run_check(const Values& asked, Caller& caller) {
  const std::string& argument = asked.operands.front();
  const auto checked = std::make_shared<const Checked>(check(asked, caller));
  const LoadedCase& loaded = checked->loaded;
  Answer answer;
  answer.json = [checked] {
    return briefing::check_json_text(checked->loaded.diagnostics,
                                     checked->loaded.value ? &*checked->loaded.value : nullptr,
                                     checked->analysts);
  };
  if (!asked[kJson]) {
    caller.note(loaded.diagnostics.to_text(caller.colour));
    for (const auto& [analyst, own] : checked->analysts) {
      if (!own.sorted().empty()) caller.note(own.to_text(caller.colour));
    }
  }
  if (!checked->sound) {
    answer.failure = {loaded.unread ? Reason::file_trouble : Reason::bad_input,
                      asked[kJson] ? std::string() : case_suggestion(argument, caller.data)};
    return answer;
  }
  answer.text = [checked, control = caller.control](const Look& look) {
    std::string text;
    const Case& c = *checked->loaded.value;
    for (const std::string& line : briefing::wrap(summary(c, checked->loaded.diagnostics), look.width))
      text += line + "\n";
    return text + analysts_line(*checked) + overdue(c, look.width) + standings(c, control, look.width);
  };
  return answer;
}

}  // namespace

Verb check_verb() {
  return {.name = "check",
          .question = "Is the case sound? Every problem at once",
          .operand = kCase,
          .options = case_options({}),
          .run = run_check,
          .needs = {},
          .examples = {"kosovo-1999"}};
}

}  // namespace offramp::verbs
