// SPDX-License-Identifier: Apache-2.0
// Who they may be, what is unknown, what to look for, what all this rests on.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/pages/pages.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kItems = 3;       // of evidence that carry a reading
constexpr std::size_t kWeakest = 5;     // assumptions
constexpr std::size_t kLookFor = 3;     // of the watch list
constexpr std::size_t kItemWidth = 76;  // columns of a piece of evidence
constexpr std::size_t kSourceWidth = 60;
constexpr std::size_t kFewest = 20;  // worlds behind a chance that is shown

/// The chances that the answer uses, by type.
struct Now {
  const PartyBelief& party;
  bool credible;

  explicit Now(const PartyBelief& p) : party(p), credible(!p.deception.credible.empty()) {}
  double chance(std::size_t t) const {
    return credible ? party.deception.credible[t] : party.posterior[t].mean;
  }
  std::size_t leader() const {
    std::size_t best = 0;
    for (std::size_t t = 1; t < party.posterior.size(); ++t) {
      if (chance(t) > chance(best)) best = t;
    }
    return best;
  }
};

/// What carries the reading: the items that tell most for or against the leading type, the largest first.
Text carried_by(const Context& context, const PartyBelief& party) {
  Prose prose;
  std::size_t told = 0;
  for (const std::size_t i : items_by_weight(party)) {
    if (told == kItems) break;
    const EvidenceItem& item = context.c.evidence[party.items[i].item];
    prose.say(told == 0 ? "" : "; ");
    prose.quote(elide(clean_text(item.what), kItemWidth))
        .say(" (")
        .link(date_short(item.date), input_group_link(context.c, evidence_group(item)))
        .say(")");
    ++told;
  }
  return prose.text().empty() ? Prose("no evidence") : prose;
}

Row who_row(const Context& context, std::size_t i) {
  const PartyBelief& party = context.belief->parties[i];
  const Now now(party);
  const std::size_t t = now.leader();
  const std::string id = context.c.types[party.party.index()][t].id;
  const std::string at = fmt::format("/read/parties/{}/", i);
  const std::string target = "#" + party_anchor(context.c, party.party, "who");
  Row row{"",
          {Prose().quote(party_name(context.c, party.party)),
           Prose().quote(type_name(context.c, party.party, TypeId(t)), true),
           Prose().figure(Format::percent, party.prior[t].mean, fmt::format("{}types/{}/prior/mean", at, t),
                          target),
           Prose().figure(Format::percent, party.deception.discounted[t], at + "deception/discounted/" + id,
                          target),
           Prose()
               .figure(Format::percent, now.chance(t),
                       now.credible ? at + "deception/credible/" + id
                                    : fmt::format("{}types/{}/posterior/mean", at, t),
                       target)
               .heavy(),
           carried_by(context, party)}};
  return row;
}

const char* moved_by(WeighOutput::Kind kind) {
  return kind == WeighOutput::Kind::agreement    ? " (a deal)"
         : kind == WeighOutput::Kind::acceptance ? " (the text)"
                                                 : " (the text’s last rung)";
}

Text range_of(const Case& c, const WeighInput& input) {
  if (input.kind == WeighInput::Kind::quantity) return Prose().quote(c.quantity(input.input).to_text());
  if (input.kind == WeighInput::Kind::red_line) {
    const auto& share = c.red_lines[input.line.index()].unacceptable_to;
    return share ? Prose("held with ").quote(share_text(c.quantity(*share))) : Prose("held or not");
  }
  if (input.kind == WeighInput::Kind::circumstance)
    return Prose("so with ")
        .quote(share_text(c.quantity(c.circumstances[input.circumstance.index()].chance)));
  Prose prose("before the evidence: ");
  const auto& types = c.types[input.party.index()];
  for (std::size_t t = 0; t < types.size(); ++t) {
    prose.say(t == 0 ? "" : "; ").quote(type_name(c, input.party, TypeId(t))).say(" ");
    prose.quote(share_text(c.quantity(types[t].prior)));
  }
  return prose;
}

Text basis_of(const Case& c, const WeighInput& input) {
  Prose prose{to_string(input.basis)};
  if (input.confidence != Confidence::unstated)
    prose.say(", ").say(to_string(input.confidence)).say(" confidence");
  std::vector<Citation> citations_;
  for (const SourceId source : input.sources) citations_.push_back({source, {}});
  return prose.say(citations_.empty() ? "; no source" : " ").add(citations(c, citations_));
}

/// The sources that the table cites by number, so that the two pages stand alone.
std::optional<Paragraph> sources_named(const Context& context) {
  const WeighResult& r = *context.weighed;
  std::set<std::size_t> cited;
  for (std::size_t k = 0; k < std::min(kWeakest, r.key_assumptions.size()); ++k) {
    for (const SourceId source : r.inputs[r.key_assumptions[k].input].sources) cited.insert(source.index());
  }
  for (const DatedEvent& event : context.c.calendar) {
    for (const Citation& citation : event.provenance.sources) cited.insert(citation.source.index());
  }
  if (cited.empty()) return std::nullopt;
  Prose prose;
  for (const std::size_t s : cited) {
    const Source& source = context.c.sources[s];
    prose.say(prose.text().empty() ? "" : "; ").add(citations(context.c, {{SourceId(s), {}}})).say(" ");
    prose.quote(source.author.empty() ? elide(source.title.empty() ? source.id : source.title, kSourceWidth)
                                      : source.author);
    if (!source.year.empty()) prose.say(" ").quote(source.year);
  }
  return Paragraph{prose.say("."), Paragraph::Style::note};
}

Row calendar_row(const Case& c, const DatedEvent& event) {
  std::vector<std::string> names;
  for (const PartyId party : event.about) names.push_back(party_name(c, party));
  return {"",
          {Prose().quote(date_words(event.date)), Prose().quote(event.what),
           names.empty() ? Text(Prose("–")) : Text(Prose().quote(join_words(names))),
           Prose().add(case_text(c, event.provenance.because)).add(citations(c, event.provenance.sources))}};
}

Row watch_row(const Context& context, std::size_t w) {
  const WatchBelief& belief = context.belief->watch[w];
  const WatchItem& item = context.c.watch[belief.watch];
  const std::string at = fmt::format("/read/watch/{}/", w);
  Prose tells;
  tells.say("chance to see it ").figure(Format::percent, belief.value.seen.mean, at + "seen/mean", "#watch");
  tells.say(belief.value.flips_if_seen       ? "; seen, it would turn the reading"
            : belief.value.flips_if_not_seen ? "; not seen, it would turn the reading"
                                             : "");
  return {"",
          {Prose("within ")
               .figure(Format::count, context.c.quantity(item.lead_time).median(), at + "lead_time_days",
                       input_group_link(context.c, watch_group(item)))
               .say(" days"),
           Prose().quote(item.what), Prose().quote(party_name(context.c, item.about)), tells}};
}

}  // namespace

std::optional<Section> page_unknowns(const Context& context) {
  if (context.weighed == nullptr) return std::nullopt;
  const WeighResult& r = *context.weighed;
  // Of the text to table; where no pair moves that, of whether any deal exists.
  const std::size_t o = r.outputs[1].map ? 1 : 0;
  if (!r.outputs[o].map) return std::nullopt;
  const sensitivity::TwoWayMap& m = *r.outputs[o].map;
  Section section{"front-unknowns", "What it hangs on", {}};
  Table table;
  table.id = "front-unknowns-table";
  Prose caption(o == 1 ? "Chance that all sign the text to table" : "Chance that a deal exists");
  caption.say(", by the two unknowns that move it most. Down: ")
      .link(weigh_input_name(context.c, r.inputs[m.a]), weigh_input_link(context.c, r.inputs[m.a]));
  caption.say(". Across: ")
      .link(weigh_input_name(context.c, r.inputs[m.b]), weigh_input_link(context.c, r.inputs[m.b]))
      .say(".");
  table.caption = caption;
  table.columns.push_back({""});
  for (std::size_t k = 0; k < m.columns; ++k) {
    table.columns.push_back(
        {weigh_class_text(context.c, r.inputs[m.b], m.b_low[k], m.b_high[k]), Align::right});
  }
  for (std::size_t i = 0; i < m.rows; ++i) {
    Row row{"", {Prose().quote(weigh_class_text(context.c, r.inputs[m.a], m.a_low[i], m.a_high[i]))}};
    for (std::size_t k = 0; k < m.columns; ++k) {
      const std::size_t cell = i * m.columns + k;
      row.cells.push_back(
          m.count[cell] < kFewest
              ? Cell("–")
              : Cell(Prose().figure(Format::percent, m.mean[cell],
                                    fmt::format("/weigh/outputs/{}/map/mean/{}", o, cell), "#rests-on")));
    }
    table.rows.push_back(std::move(row));
  }
  section.add(std::move(table));
  return section;
}

std::optional<Section> page_who(const Context& context) {
  if (context.belief == nullptr || context.belief->parties.empty()) return std::nullopt;
  Section section{"front-who", "Who they may be", {}};
  Table table;
  table.id = "front-who-table";
  table.columns = {{"Party", Align::left, 15},
                   {"Most likely", Align::left, 18},
                   {"Before any evidence", Align::right, 9},
                   {"Without its own words", Align::right, 10},
                   {"Now", Align::right, 7},
                   {"What carries it most", Align::left, 41}};
  for (std::size_t i = 0; i < context.belief->parties.size(); ++i) table.rows.push_back(who_row(context, i));
  section.add(std::move(table));
  return section;
}

std::optional<Section> page_next(const Context& context) {
  const std::size_t watched = context.belief == nullptr ? 0 : context.belief->watch.size();
  if (context.c.calendar.empty() && watched == 0) return std::nullopt;
  Section section{"front-next", "What comes next, and what to look for", {}};
  Table table;
  table.id = "front-next-table";
  table.columns = {{"When", Align::left, 14},
                   {"What", Align::left, 36},
                   {"Whom it is about", Align::left, 18},
                   {"Why it matters", Align::left, 32}};
  for (const DatedEvent& event : context.c.calendar) table.rows.push_back(calendar_row(context.c, event));
  for (std::size_t w = 0; w < std::min(kLookFor, watched); ++w) table.rows.push_back(watch_row(context, w));
  section.add(std::move(table));
  return section;
}

std::optional<Section> page_weakest(const Context& context) {
  if (context.weighed == nullptr || context.weighed->key_assumptions.empty()) return std::nullopt;
  const WeighResult& r = *context.weighed;
  Section section{"front-weakest", "The weakest assumptions", {}};
  Table table;
  table.id = "front-weakest-table";
  table.caption = Prose(
      "Judgements that move the answer most. The last column: by how many percentage points, from the low to "
      "the high end of what is believed, the chance that a deal exists, that the text is signed, or that it "
      "gets as far as the case says.");
  table.columns = {{"Assumption", Align::left, 40},
                   {"What is believed", Align::left, 26},
                   {"Basis", Align::left, 20},
                   {"Moves it by", Align::right, 14}};
  for (std::size_t k = 0; k < std::min(kWeakest, r.key_assumptions.size()); ++k) {
    const KeyAssumption& key = r.key_assumptions[k];
    const WeighInput& input = r.inputs[key.input];
    const std::string target = weigh_input_link(context.c, input);
    table.rows.push_back(
        {"",
         {Prose().link(weigh_input_title(context.c, input), target), range_of(context.c, input),
          basis_of(context.c, input),
          Prose()
              .figure(Format::change, key.swing, fmt::format("/weigh/key_assumptions/{}/swing", k), target)
              .say(moved_by(r.outputs[key.output].kind))}});
  }
  section.add(std::move(table));
  if (auto sources = sources_named(context)) section.add(*std::move(sources));
  return section;
}

}  // namespace offramp::briefing
