// SPDX-License-Identifier: Apache-2.0
// What an adviser would say first.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/pages/pages.h"

namespace offramp::briefing {
namespace {

constexpr double kWorthSaying = 0.05;   // a refusal that is rarer is no expectation
constexpr std::size_t kRefusals = 2;    // told here; the rest stand beside the packages
constexpr std::size_t kIssuesSaid = 3;  // of the text to propose
constexpr const char* kDeal = "#front-deal";

/// What the parties divide on, then what weighs most.
std::vector<std::size_t> issues_to_say(const SettleResult& r) {
  std::vector<std::size_t> issues;
  const auto add = [&](IssueId id) {
    if (issues.size() < kIssuesSaid && std::find(issues.begin(), issues.end(), id.index()) == issues.end())
      issues.push_back(id.index());
  };
  for (const IssueId id : r.crux.issues) add(id);
  for (const IssueId id : r.weightiest_issues) add(id);
  return issues;
}

Prose what_it_says(const Context& context) {
  const SettleResult& r = context.result;
  Prose prose("What matters most in it: ");
  bool begun = false;
  for (const std::size_t issue : issues_to_say(r)) {
    prose.say(begun ? "; " : "").quote(issue_name(context.c, issue)).say(": ");
    prose.quote(option_name(context.c, issue, r.ranked.front().settlement[issue]), true);
    begun = true;
  }
  return prose.say(".");
}

Text propose(const Context& context) {
  const SettleResult& r = context.result;
  const double signs = r.ranked.front().accepted_by_all.value;
  Prose prose;
  if (signs == 0) {
    return prose.strong("Propose nothing yet: ")
        .say(r.ladder.exists.value == 0
                 ? "a deal that all would sign exists in no world. Nearest comes the "
                 : "no text that was looked at is signed by all as things are known now. Nearest comes the ")
        .link("text below", kDeal)
        .say(". ")
        .add(what_it_says(context));
  }
  prose.strong("Propose")
      .say(" the ")
      .link("text below", kDeal)
      .say(". ")
      .add(what_it_says(context))
      .say(" ");
  prose.add(
      likelihood_opening(signs, "/settle/ranked/0/accepted_by_all/value", kDeal, {r.worlds, "/settle"}));
  prose.quote(veto_words(context.c, r.veto_players))
      .say(r.veto_players.size() > 1 ? " would all sign it." : " would sign it.");
  if (!r.perspective && r.ladder.text != r.ranked.front().settlement)
    prose.say(" Another text is signed more often, but this one gets further: meant, ratified, not wrecked.");
  return prose;
}

/// Why a party refuses: the line that is crossed most often, and the worlds in which no line is but it has
/// too little; each with its share where there are both.
Prose reason(const Context& context, std::size_t party) {
  const Refusal& refusal = context.result.deals.front().parties[party].refusal;
  const std::string at = fmt::format("/settle/deals/0/parties/{}/refusal/", party);
  const bool crossed = refusal.crosses_line.value > 0 && !refusal.lines.empty();
  const bool little = refusal.too_little.value > 0;
  const auto in = [&](const Share& share, const char* key) {
    return Prose("in ").figure(Format::percent, share.value, at + key, kDeal).say(" ");
  };
  Prose prose;
  if (!crossed || !little) prose.say("because ");
  if (crossed) {
    const RedLineId line = refusal.lines.front().line;
    if (little) prose.add(in(refusal.crosses_line, "crosses_line/value"));
    prose.say("it crosses a red line of theirs")
        .say(refusal.lines.size() > 1 ? ", first of all this one: never " : ": never ")
        .link(condition_words(context.c, context.c.red_lines[line.index()].never.condition),
              link_to(red_line_anchor(context.c, line)));
  }
  if (little) {
    if (crossed) prose.say("; ").add(in(refusal.too_little, "too_little/value"));
    prose.say("it gives them less than they ask for to stop fighting");
  }
  return prose;
}

void add_refusals(const Context& context, Bullets& bullets) {
  const std::vector<PartyInDeal>& parties = context.result.deals.front().parties;
  std::vector<std::size_t> order;
  for (std::size_t v = 0; v < parties.size(); ++v) {
    if (parties[v].refusal.refuses.value >= kWorthSaying) order.push_back(v);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return parties[a].refusal.refuses.value > parties[b].refusal.refuses.value;
  });
  order.resize(std::min(order.size(), kRefusals));
  for (const std::size_t v : order) {
    const Refusal& refusal = parties[v].refusal;
    Prose prose;
    prose.strong("Expect")
        .say(" ")
        .quote(party_in_prose(context.c, refusal.party))
        .say(" to refuse it in ")
        .figure(Format::percent, refusal.refuses.value,
                fmt::format("/settle/deals/0/parties/{}/refusal/refuses/value", v), kDeal)
        .say(refusal.crosses_line.value > 0 && refusal.too_little.value > 0 ? " of worlds: " : " of worlds, ")
        .add(reason(context, v))
        .say(".");
    bullets.items.push_back(prose);
  }
}

std::optional<Text> fall_back(const Context& context) {
  const auto& fallback = context.result.fallback;
  if (!fallback || fallback->refused.value < kWorthSaying) return std::nullopt;
  Prose prose;
  prose.strong("Fall back");
  prose.say(", if ").quote(party_in_prose(context.c, fallback->refuses)).say(" would not have it, to this: ");
  prose.add(differences(context.c, context.result.ranked.front().settlement, fallback->report.settlement));
  return prose.say(". Where the first text is refused so, all would sign this one in ")
      .figure(Format::percent, fallback->signed_then.value, "/settle/fallback/signed_then/value", "#ranked")
      .say(" of these worlds. Should nothing be tried before, all would sign it in ")
      .figure(Format::percent, fallback->report.accepted_by_all.value,
              "/settle/fallback/report/accepted_by_all/value", "#ranked")
      .say(" of worlds.");
}

bool ends_sentence(std::string_view text) {
  return text.ends_with('.') || text.ends_with('?') || text.ends_with('!');
}

std::optional<Text> watch_for(const Context& context) {
  if (context.belief == nullptr || context.belief->watch.empty()) return std::nullopt;
  const WatchBelief& first = context.belief->watch.front();
  const WatchItem& item = context.c.watch[first.watch];
  Prose prose;
  prose.strong("Watch")
      .say(" for this first: ")
      .link(item.what, input_group_link(context.c, watch_group(item)));
  prose.say(ends_sentence(item.what) ? " " : ". ");
  prose.say("Of all that could be looked for it tells most for its cost; it is about ")
      .quote(party_in_prose(context.c, item.about))
      .say(" and takes about ")
      .add(counted(static_cast<std::size_t>(context.c.quantity(item.lead_time).median() + 0.5),
                   "/read/watch/0/lead_time_days", input_group_link(context.c, watch_group(item)), "day",
                   "days"))
      .say(" to know. ");
  const evidence::WatchValue& value = first.value;
  prose.say(value.flips_if_seen       ? "Seen, it would turn the reading of who they are."
            : value.flips_if_not_seen ? "Not seen, it would turn the reading of who they are."
                                      : "Alone it would not turn the reading of who they are.");
  return prose;
}

}  // namespace

Section page_advice(const Context& context) {
  Section section{"bottom-line", "In short", {}, true};
  Bullets bullets;
  if (!context.result.ranked.empty()) {
    bullets.items.push_back(propose(context));
    if (!context.result.deals.empty()) add_refusals(context, bullets);
    if (auto text = fall_back(context)) bullets.items.push_back(*std::move(text));
  }
  if (auto text = watch_for(context)) bullets.items.push_back(*std::move(text));
  if (bullets.items.empty()) bullets.items.push_back(Prose("Nothing can be proposed on this case."));
  section.add(std::move(bullets));
  return section;
}

}  // namespace offramp::briefing
