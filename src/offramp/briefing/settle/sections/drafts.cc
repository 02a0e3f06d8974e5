// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {
namespace {

Text draft_name(const Context& context, const DraftText& draft) {
  Prose prose;
  prose.quote(draft.name, true);
  if (!draft.by.empty()) prose.say(", ").quote(draft.by);
  prose.say(", ").quote(date_words(draft.date));
  const Text cited = citations(context.c, draft.provenance.sources);
  if (!cited.empty()) prose.say(" ").add(cited);
  return prose;
}

// Who refuses it, and how often for which reason.
Text refusals(const Context& context, const DraftStanding& standing, const std::string& at) {
  Prose prose;
  for (std::size_t i = 0; i < standing.refusals.size(); ++i) {
    const Refusal& refusal = standing.refusals[i];
    if (!prose.text().empty()) prose.say("; ");
    const std::string own = fmt::format("{}refusals/{}/", at, i);
    prose.quote(party_name(context.c, refusal.party)).say(" ");
    prose.figure(Format::percent, refusal.refuses.value, own + "refuses/value", kAcceptance);
    if (refusal.crosses_line.value > 0) {
      prose.say(" (")
          .figure(Format::percent, refusal.crosses_line.value, own + "crosses_line/value", kAcceptance)
          .say(" by a red line)");
    }
  }
  return prose;
}

Text change_words(const Context& context, const DraftStanding& standing, const DraftChange& change,
                  const std::string& at) {
  Prose prose;
  prose.quote(party_to_begin(context.c, change.party)).say(" would sign it in ");
  prose.figure(Format::percent, change.accepts.value, at + "accepts/value", kAcceptance)
      .say(" with ")
      .add(differences(context.c, standing.report.settlement, change.text))
      .say("; then all sign in ")
      .figure(Format::percent, change.accepted_by_all.value, at + "accepted_by_all/value", kAcceptance)
      .say(".");
  return prose;
}

Text open_words(const Context& context, const DraftStanding& standing) {
  Prose prose("What it leaves open was filled in as all sign most often: ");
  for (std::size_t i = 0; i < standing.filled.size(); ++i) {
    const std::size_t issue = standing.filled[i].index();
    if (i > 0) prose.say("; ");
    prose.quote(issue_name(context.c, issue))
        .say(": ")
        .quote(option_name(context.c, issue, standing.report.settlement[issue]));
  }
  return prose.say(".");
}

void add_draft(const Context& context, std::size_t i, Bullets& bullets) {
  const DraftStanding& standing = context.result.drafts[i];
  const std::string at = fmt::format("/settle/drafts/{}/", i);
  Prose prose;
  prose.add(draft_name(context, context.c.drafts[standing.draft])).say(". ");
  if (!standing.feasible) {
    bullets.items.push_back(prose.say("The case's own logic rules it out."));
    return;
  }
  prose.say("All sign it in ")
      .figure(Format::percent, standing.report.accepted_by_all.value, at + "signed/value", kAcceptance);
  prose.say(" of worlds");
  if (standing.rank > 0 && standing.report.accepted_by_all.value > 0) {
    prose.say(", rank ")
        .figure(Format::count, static_cast<double>(standing.rank), at + "rank", kAcceptance)
        .say(" of ")
        .figure(Format::count, static_cast<double>(context.result.feasible), "/settle/feasible",
                "#figure-feasible");
  }
  prose.say(". Refused by ").add(refusals(context, standing, at)).say(". ");
  for (std::size_t k = 0; k < standing.changes.size(); ++k)
    prose.add(change_words(context, standing, standing.changes[k], fmt::format("{}changes/{}/", at, k)))
        .say(" ");
  if (!standing.filled.empty()) prose.add(open_words(context, standing));
  bullets.items.push_back(prose);
}

}  // namespace

std::optional<Section> section_drafts(const Context& context) {
  if (context.result.drafts.empty()) return std::nullopt;
  Section section{"drafts", "Texts on the table", {}};
  Bullets bullets;
  for (std::size_t i = 0; i < context.result.drafts.size(); ++i) add_draft(context, i, bullets);
  section.add(std::move(bullets));
  return section;
}

}  // namespace offramp::briefing
