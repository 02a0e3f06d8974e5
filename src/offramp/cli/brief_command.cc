// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <stdlib.h>

#include <memory>
#include <optional>

#include "offramp/analysis/brief/brief.h"
#include "offramp/briefing/brief/brief.h"
#include "offramp/briefing/render/html.h"
#include "offramp/briefing/render/markdown.h"
#include "offramp/briefing/render/pdf.h"
#include "offramp/briefing/settle/settle_json.h"
#include "offramp/cli/commands.h"
#include "offramp/cli/events_option.h"

namespace offramp::cli {
namespace {

struct BriefOptions {
  SamplingOptions sampling;
  std::size_t top = 10;
  EventOptions events;
  std::string output;
  bool markdown = false;
  bool pdf = false;
};

// "cases/kosovo-1999/case.yaml" and "cases/kosovo-1999/" are both called kosovo-1999.
std::string case_name(const std::filesystem::path& found) {
  std::filesystem::path path = std::filesystem::weakly_canonical(found);
  if (!std::filesystem::is_directory(path)) {
    const std::string stem = path.stem().string();
    if (stem != "case") return stem;
    path = path.parent_path();
  }
  const std::string name = path.filename().string();
  return name.empty() ? "case" : name;
}

std::string rendered(const Case& c, const BriefResult& found, const EventSeries* events,
                     const std::string& ending) {
  if (ending == ".json") {
    return briefing::json_text(
        briefing::briefing_json(c, *found.settled, found.belief, found.weighed, events));
  }
  const briefing::Document document =
      briefing::compose_briefing(c, *found.settled, found.belief, found.weighed, events);
  return ending == ".md" ? briefing::render_markdown(document) : briefing::render_html(document);
}

// Chromium reads a file, so the page stands in a private folder of its own while it is printed.
void save_pdf(Session& session, const std::string& html, const std::filesystem::path& path) {
  std::string folder = (std::filesystem::temp_directory_path() / "offramp-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) throw Failure{kFileTrouble, "no temporary folder can be made"};
  const std::filesystem::path page = std::filesystem::path(folder) / "briefing.html";
  std::optional<std::string> problem;
  try {
    session.save(page, html);
    briefing::print_pdf(page, path);
  } catch (const briefing::PdfError& error) {
    problem = error.what();
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  if (problem) throw Failure{kFileTrouble, *problem};
  session.print(fmt::format("{}: written\n", path.string()));
}

void run_brief(const BriefOptions& options, Session& session) {
  const Case c = session.load_case(options.sampling.case_argument);
  const std::filesystem::path given(options.output);
  const std::string ending = given.empty() ? ".html" : given.extension().string();
  if (ending != ".html" && ending != ".htm" && ending != ".md" && ending != ".json" && ending != ".pdf") {
    throw Failure{kBadUsage,
                  fmt::format("--output {}: the ending must be .html, .md, .json or .pdf", given.string())};
  }
  std::optional<EventSeries> imported;
  if (!options.events.file.empty()) imported = import_events(options.events, session);
  const EventSeries* events = imported ? &*imported : nullptr;
  CaseRun run(c, options.sampling.run(), session.control());
  SettleOptions settling;
  settling.top = options.top;
  run.set(settling);
  WeighOptions weighing;
  weighing.complete = false;
  run.set(weighing);
  const Answer<BriefResult> outcome = brief(run);
  const BriefResult& result = answer_of(outcome);
  if (options.sampling.json || options.markdown) {
    session.print(rendered(c, result, events, options.markdown ? ".md" : ".json"));
    if (given.empty()) return;
  }
  const std::string bytes = rendered(c, result, events, ending);
  const std::filesystem::path target =
      given.empty()
          ? std::filesystem::path(case_name(find_case(options.sampling.case_argument)) + "-briefing.html")
          : given;
  if (ending == ".pdf") return save_pdf(session, bytes, target);
  session.save(target, bytes);
  if (!options.sampling.json && !options.markdown)
    session.print(fmt::format("{}: written\n", target.string()));
  if (options.pdf) {
    const std::string html =
        ending == ".html" || ending == ".htm" ? bytes : rendered(c, result, events, ".html");
    save_pdf(session, html, std::filesystem::path(target).replace_extension(".pdf"));
  }
}

}  // namespace

void add_brief(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("brief", "Write a briefing: HTML; also Markdown, JSON, PDF");
  auto options = std::make_shared<BriefOptions>();
  add_sampling_options(*command, options->sampling, session);
  command->add_option("--top", options->top, "Settlements listed (default 10)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
  add_event_options(*command, options->events);
  command->add_option("--output,-o", options->output,
                      "File to write; .html, .md, .json or .pdf (default NAME-briefing.html)");
  command->add_flag("--markdown", options->markdown, "Write Markdown to standard output");
  command->add_flag("--pdf", options->pdf,
                    "Also print the page to PDF through Chromium, if that is installed");
  command->callback([options, &session] { run_brief(*options, session); });
}

}  // namespace offramp::cli
