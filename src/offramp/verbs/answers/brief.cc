// SPDX-License-Identifier: Apache-2.0
#include "offramp/analysis/brief/brief.h"

#include <fmt/format.h>

#include <memory>
#include <optional>

#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/redaction/redaction.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/markdown.h"
#include "offramp/briefing/render/pdf.h"
#include "offramp/briefing/render/word.h"
#include "offramp/verbs/answers/answers.h"
#include "offramp/verbs/answers/asked_run.h"
#include "offramp/verbs/answers/events.h"
#include "offramp/verbs/casework/library.h"

namespace offramp::verbs {
namespace {

namespace fs = std::filesystem;

constexpr Key<Whole> kTop{"top", "N", "Settlements listed", {10, 1, 1000}};
constexpr Key<OutFile> kOutput{"output",
                               "FILE",
                               "File to write; .html, .md, .json, .pdf or .docx (default NAME-briefing.html)",
                               {},
                               'o'};
constexpr Key<Flag> kMarkdown{"markdown", "", "Write Markdown to standard output"};
constexpr Key<Text> kEdition{
    "for", "PARTY", "The edition that may be shown to a party: without what others told in confidence"};
constexpr Key<Flag> kShort{"short", "", "The two pages alone, without the annex"};
constexpr Key<Flag> kHideNames{"hide-names", "",
                               "The redacted edition: Party A, B, ... for the parties, and no other names"};
constexpr std::string_view kClasses[] = {"sources", "judgements", "notes", "descriptions", "authors"};
constexpr Key<Words> kLeaveOut{
    "leave-out", "CLASS,...", "Leave out what is written under these classes", {{}, kClasses}};
constexpr Key<Flag> kPdf{"pdf", "", "Also print the page to PDF; needs Chromium"};

struct Found : AskedRun {
  using AskedRun::AskedRun;
  BriefResult result;
  std::optional<EventSeries> events;
  bool brief = false;                 ///< the two pages alone
  std::optional<Case> redacted_case;  ///< what is told in place of the case and the result
  std::optional<briefing::RedactedResults> redacted;

  const Case& told() const { return redacted_case ? *redacted_case : c; }
};

// "cases/kosovo-1999/case.yaml" and "cases/kosovo-1999/" are both called kosovo-1999.
std::string case_name(const fs::path& found) {
  std::error_code none;
  fs::path path = fs::weakly_canonical(found, none);
  if (!fs::is_directory(path, none)) {
    const std::string stem = path.stem().string();
    if (stem != "case") return stem;
    path = path.parent_path();
  }
  const std::string name = path.filename().string();
  return name.empty() ? "case" : name;
}

briefing::Document document_of(const Found& found) {
  const BriefResult& r = found.result;
  briefing::Document document = briefing::compose_briefing(found.told(), *r.settled, r.belief, r.weighed,
                                                           found.events ? &*found.events : nullptr);
  return found.brief ? briefing::front_of(std::move(document)) : document;
}

std::string rendered(const Found& found, const std::string& ending, const StopToken& stop = {}) {
  const BriefResult& r = found.result;
  if (ending == ".json") {
    return briefing::briefing_json_text(found.told(), *r.settled, r.belief, r.weighed,
                                        found.events ? &*found.events : nullptr);
  }
  const briefing::Document document = document_of(found);
  if (ending == ".md") return briefing::render_markdown(document);
  if (ending == ".docx") return briefing::print_word(document, found.told().as_of, stop);
  const std::string html = briefing::render_html(document);
  return ending == ".pdf" ? briefing::print_pdf(html, stop) : html;
}

briefing::Redaction redaction_asked(const Values& asked) {
  briefing::Redaction redaction;
  redaction.names = asked[kHideNames];
  for (const std::string& word : asked[kLeaveOut]) {
    const std::optional<briefing::LeftOut> what = from_word<briefing::LeftOut>(word);
    if (!what) {
      throw Failure{Reason::bad_usage,
                    fmt::format("--leave-out {}: the classes are sources, judgements, notes, descriptions "
                                "and authors",
                                word)};
    }
    redaction.leave_out.push_back(*what);
  }
  if (redaction.names && (asked.given(kEvents) || asked.given(kSet) || asked.given(kVariant))) {
    throw Failure{Reason::bad_usage,
                  "--hide-names tells nothing of coded events and changes, whose words are not the case's; "
                  "--events, --set and --variant do not go with it"};
  }
  return redaction;
}

/// From here on the answer is told in the redacted form alone.
void redact(const briefing::Redaction& redaction, Found& found) {
  if (!redaction.names && redaction.leave_out.empty()) return;
  found.redacted_case = briefing::redacted(found.c, redaction);
  found.redacted = briefing::redacted(found.c, found.result, redaction);
  found.result.settled = &found.redacted->settled;
  found.result.belief = found.redacted->belief ? &*found.redacted->belief : nullptr;
  found.result.weighed = found.redacted->weighed ? &*found.redacted->weighed : nullptr;
}

/// An edition is of the case as it stands: what is changed for one answer would be told with it.
Case case_or_edition(const Values& asked, Caller& caller) {
  const std::string party = asked[kEdition];
  if (party.empty()) return case_asked(asked, caller);
  if (asked.given(kSet) || asked.given(kVariant) || asked.given(kEvidence) || asked.given(kAnalyst)) {
    throw Failure{Reason::bad_usage,
                  "--for writes an edition of the case as it stands; --set, --variant, --evidence and "
                  "--analyst do not go "
                  "with it"};
  }
  return load_case(asked.operands.front(), ReadOptions{.shown_to = party}, caller);
}

std::shared_ptr<const Found> answers(const Values& asked, Caller& caller) {
  const briefing::Redaction redaction = redaction_asked(asked);
  Case c = case_or_edition(asked, caller);
  std::optional<EventSeries> events = import_events(asked, caller);
  const auto found = std::make_shared<Found>(std::move(c), asked, caller);
  found->events = std::move(events);
  found->brief = asked[kShort];
  SettleOptions settling;
  settling.top = asked[kTop];
  found->run.set(settling);
  WeighOptions weighing;
  weighing.complete = false;
  found->run.set(weighing);
  const auto result = brief(found->run);
  found->result = answer_of(result);
  redact(redaction, *found);
  return found;
}

/// The files that are asked for, and what is refused before anything is computed.
struct Plan {
  bool to_output = false;                               ///< Markdown or JSON on standard output
  std::vector<std::pair<fs::path, std::string>> files;  ///< with their endings
};

Plan plan(const Values& asked, const Caller& caller) {
  Plan plan;
  const fs::path given(asked[kOutput]);
  const std::string ending = given.empty() ? ".html" : given.extension().string();
  if (ending != ".html" && ending != ".htm" && ending != ".md" && ending != ".json" && ending != ".pdf" &&
      ending != ".docx") {
    throw Failure{
        Reason::bad_usage,
        fmt::format("--output {}: the ending must be .html, .md, .json, .pdf or .docx", given.string())};
  }
  if (asked[kShort] && (asked[kJson] || ending == ".json")) {
    throw Failure{Reason::bad_usage,
                  "--short: the JSON form is whole; its sections say which are of the front"};
  }
  if (asked[kMarkdown] && asked[kJson]) {
    throw Failure{Reason::bad_usage, "--markdown and --json both go to standard output; ask for one"};
  }
  plan.to_output = asked[kJson] || asked[kMarkdown];
  const fs::path standard =
      asked[kHideNames] ? "briefing.html"
                        : case_name(find_case(asked.operands.front(), caller.data)) + "-briefing.html";
  if (!given.empty() || !plan.to_output || asked[kPdf]) {
    const fs::path target = given.empty() ? standard : given;
    if (!given.empty() || !plan.to_output) plan.files.emplace_back(target, ending);
    if (asked[kPdf] && ending != ".pdf")
      plan.files.emplace_back(fs::path(target).replace_extension(".pdf"), ".pdf");
  }
  const bool pdf = asked[kPdf] || ending == ".pdf";
  if (pdf && !briefing::find_chromium()) throw Failure{Reason::file_trouble, briefing::kNoChromium};
  if (ending == ".docx" && !briefing::has_pandoc()) throw Failure{Reason::file_trouble, briefing::kNoPandoc};
  return plan;
}

Answer run_brief(const Values& asked, Caller& caller) {
  const Plan wanted = plan(asked, caller);
  const std::shared_ptr<const Found> found = answers(asked, caller);
  Answer answer;
  answer.json = [found] { return rendered(*found, ".json"); };
  std::string told;
  for (const auto& [path, ending] : wanted.files) {
    std::string bytes;
    try {
      bytes = rendered(*found, ending, caller.control.stop);
    } catch (const briefing::PdfError& error) {
      throw Failure{Reason::file_trouble, error.what()};
    } catch (const briefing::WordError& error) {
      throw Failure{Reason::file_trouble, error.what()};
    }
    answer.files.push_back({path, std::move(bytes)});
    if (!wanted.to_output) told += fmt::format("{}: written\n", path.string());
  }
  if (asked[kMarkdown]) {
    answer.text = [found](const Look&) { return rendered(*found, ".md"); };
  } else {
    answer.text = [told](const Look&) { return told; };
  }
  return answer;
}

}  // namespace

Verb brief_verb() {
  return {.name = "brief",
          .question = "Write a briefing: HTML; also Markdown, JSON, PDF, Word",
          .operand = kCase,
          .options = sampling_options({kTop, kDate, kEvents, kActors, kOutput, kMarkdown, kShort, kEdition,
                                       kHideNames, kLeaveOut, kPdf}),
          .run = run_brief,
          .needs = {"read", "settle", "weigh"},
          .examples = {"kosovo-1999", "kosovo-1999 --output kosovo.md"}};
}

}  // namespace offramp::verbs
