// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/sections/sections.h"
#include "offramp/briefing/settle/sections/tables.h"

namespace offramp::briefing {

std::string aim_words(const Context& context, PartyId party, const std::string& text) {
  for (const Aim& aim : context.c.aims) {
    if (aim.party == party && aim.that.text == text) return condition_words(context.c, aim.that.condition);
  }
  for (std::size_t i = 0; i < context.c.issues.size(); ++i) {
    const Issue& issue = context.c.issues[i];
    for (std::size_t o = 0; o < issue.options.size(); ++o) {
      if (text == fmt::format("{} = {}", issue.id, issue.options[o].id)) {
        return fmt::format("{}: {}", issue_name(context.c, i), option_name(context.c, i, o));
      }
    }
  }
  return text;
}

std::string role_words(const OffRamp& ramp) {
  std::string words;
  for (const RampRole role : ramp.roles) {
    words += words.empty() ? "" : "; ";
    words += role == RampRole::works     ? "works most often"
             : role == RampRole::consent ? "most signed"
             : role == RampRole::gain    ? "pays it most"
                                         : "denies most";
  }
  return words;
}

Prose denied_words(const PartyOffRamps& entry, std::size_t p, std::size_t i) {
  Prose prose;
  return prose.figure(Format::percent, entry.ramps[i].denied,
                      fmt::format("/settle/off_ramps/{}/ramps/{}/denied", p, i));
}

bool in_own_words(const Case& c, PartyId party, const std::vector<std::string>& texts) {
  return std::any_of(c.explanations.begin(), c.explanations.end(), [&](const Explanation& e) {
    return e.party == party && std::find(texts.begin(), texts.end(), e.say) != texts.end();
  });
}

namespace {

Paragraph opening(const Context& context, const PartyOffRamps& entry, std::size_t p) {
  const std::size_t best = 0;  // works most often
  const OffRamp& ramp = entry.ramps[best];
  const std::string name = party_name(context.c, entry.party);
  Prose prose;
  prose.say("The off-ramp that works most often does so in ")
      .figure(Format::percent, ramp.works.value,
              fmt::format("/settle/off_ramps/{}/ramps/{}/works/value", p, best),
              link_to(party_anchor(context.c, entry.party, "ramp")) + "-1")
      .say(" of worlds: it leaves ")
      .quote(name)
      .say(" better off than no deal and crosses nobody's red line. Every veto player accepts it in ")
      .figure(Format::percent, ramp.report.accepted_by_all.value,
              fmt::format("/settle/off_ramps/{}/ramps/{}/report/accepted_by_all/value", p, best),
              link_to(party_anchor(context.c, entry.party, "ramp")) + "-1")
      .say(" of worlds. ");
  return {
      prose
          .add(counted(
              entry.candidates, fmt::format("/settle/off_ramps/{}/candidates", p), "#figure-feasible",
              context.result.enumerated ? "feasible settlement denies"
                                        : "settlement of the short list denies",
              context.result.enumerated ? "feasible settlements deny" : "settlements of the short list deny"))
          .say(entry.aims_declared
                   ? " at least half of what its declared aims are worth to it. Of these it denies:"
                   : " at least half of what the aim taken for it here is worth, its favourite option on its "
                     "weightiest issue, since the case declares none:")};
}

/// How much the off-ramp denies of each aim, one an item.
Bullets denied(const Context& context, const PartyOffRamps& entry, std::size_t p) {
  Bullets bullets;
  const std::vector<AimDenial>& aims = entry.ramps.front().aims;
  const std::string weights = input_group_link(context.c, interests_group(context.c, entry.party));
  for (std::size_t k = 0; k < aims.size(); ++k) {
    const std::string pointer = fmt::format("/settle/off_ramps/{}/ramps/0/aims/{}/", p, k);
    Prose prose;
    prose.quote(aim_words(context, entry.party, aims[k].aim))
        .say(" (")
        .figure(Format::average, aims[k].points, pointer + "points", weights)
        .say(" of the ")
        .figure(Format::average, aims[k].worth, pointer + "worth", weights)
        .say(" points that it is worth)");
    bullets.items.push_back(prose);
  }
  return bullets;
}

Table ramps_table(const Context& context, const PartyOffRamps& entry, std::size_t p, bool explain) {
  Table table;
  table.caption =
      Prose("Each is the best of all settlements for what its first column says.")
          .say(
              explain
                  ? " “Works in”: it gains and nobody's red line is crossed. “All accept”: every veto player "
                    "does. Contents: what differs from the first. "
                  : " ")
          .aside("How settlements are judged", kAcceptance);
  table.columns = {{"Best because it", Align::left, 16},
                   {"Denies of its aims", Align::right, 11},
                   {"Works in", Align::right, 11},
                   {"All accept", Align::right, 11},
                   {"Gain", Align::right, 9},
                   {"Contents"}};
  for (std::size_t i = 0; i < entry.ramps.size(); ++i) {
    const OffRamp& ramp = entry.ramps[i];
    const std::string pointer = fmt::format("/settle/off_ramps/{}/ramps/{}/", p, i);
    Row row{fmt::format("{}-{}", party_anchor(context.c, entry.party, "ramp"), i + 1), {}};
    row.cells.push_back(Prose(role_words(ramp)));
    row.cells.push_back(denied_words(entry, p, i));
    row.cells.push_back(Prose().figure(Format::percent, ramp.works.value, pointer + "works/value"));
    row.cells.push_back(Prose().figure(Format::percent, ramp.report.accepted_by_all.value,
                                       pointer + "report/accepted_by_all/value"));
    Prose gain;
    for (std::size_t s = 0; s < ramp.report.standings.size(); ++s) {
      if (ramp.report.standings[s].party != entry.party) continue;
      gain.figure(Format::gain, ramp.report.standings[s].expected_gain,
                  fmt::format("{}report/standings/{}/expected_gain", pointer, s));
    }
    row.cells.push_back(gain);
    row.cells.push_back(
        i == 0 ? Cell(Prose("as in the figure above"))
               : Cell(differences(context.c, entry.ramps.front().report.settlement, ramp.report.settlement)));
    table.rows.push_back(row);
  }
  return table;
}

/// The case's own words in quotation marks; where it has none, the points that the result names.
void add_explanations(const Context& context, const PartyOffRamps& entry, Section& section) {
  const std::vector<std::string>& texts = entry.ramps.front().explanations;
  if (texts.empty()) return;
  const bool own = in_own_words(context.c, entry.party, texts);
  section.add(
      Paragraph{own ? Prose("What it could say at home:")
                    : Prose("The case has no words for it to use at home. It could point to what it gets:")});
  Bullets bullets;
  for (const std::string& text : texts) {
    bullets.items.push_back(own ? Prose("\xE2\x80\x9C").quote(text).say("\xE2\x80\x9D")
                                : Prose().quote(text));
  }
  section.add(bullets);
}

void add_party(const Context& context, std::size_t p, std::string& first_figure, Section& section) {
  const PartyOffRamps& entry = context.result.off_ramps[p];
  section.add(Heading{party_anchor(context.c, entry.party, "off-ramp"),
                      Prose().quote(party_name(context.c, entry.party))});
  if (entry.ramps.empty()) {
    section.add(Paragraph{
        !context.result.enumerated ? Prose("No off-ramp was found among the settlements of the short list.")
        : entry.candidates == 0
            ? Prose("No feasible settlement denies half of what its aims are worth to it, "
                    "so no off-ramp in this sense exists.")
            : Prose("In no world does a settlement that denies half of what its aims are worth to it beat no "
                    "deal for it without crossing somebody's red line.")});
    return;
  }
  section.add(opening(context, entry, p));
  section.add(denied(context, entry, p));
  Figure figure = figure_give_get(context, p, 0);
  const bool first = first_figure.empty();
  caption_once(
      figure, first_figure,
      Prose(" From the party's ")
          .link("weights and values", input_group_link(context.c, interests_group(context.c, entry.party)))
          .say("."));
  section.add(std::move(figure));
  add_explanations(context, entry, section);
  section.add(ramps_table(context, entry, p, first));
}

}  // namespace

Section section_off_ramps(const Context& context) {
  Section section{"off-ramps", "Off-ramps", {}};
  section.add(Paragraph{Prose(
      "An off-ramp for a party is a settlement that denies at least half of what its declared aims are worth "
      "to it, crosses nobody's red line, and still leaves it better off than no deal. Below: what each veto "
      "player would get for giving way, and how it "
      "could account for it at home.")});
  if (context.result.off_ramps.empty()) section.add(Paragraph{Prose("None was computed.")});
  std::string first_figure;
  for (std::size_t p = 0; p < context.result.off_ramps.size(); ++p) {
    add_party(context, p, first_figure, section);
  }
  return section;
}

}  // namespace offramp::briefing
