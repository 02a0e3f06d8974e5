// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/settle/settle_text_proof.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/base/number/share.h"
#include "offramp/briefing/document/figure_text.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/demand_phrase.h"
#include "offramp/briefing/names/phrases.h"

namespace offramp::briefing {
namespace {

using Ink = TextPage::Ink;

constexpr std::size_t kClashes = 5, kConcessions = 5;  // listed; the JSON has all

void write_difference(TextPage& page, const Case& c, const SettleResult& r,
                      const bargaining::Settlement& to) {
  if (r.ranked.empty()) return;
  page.paragraph(plain(differences(c, r.ranked[0].settlement, to)), 8, 10, Ink::soft);
}

std::string demands_text(const Context& context, const std::vector<Demand>& demands) {
  std::string out;
  for (const Demand& demand : demands) {
    if (!out.empty()) out += "; ";
    out += plain(demand_phrase(context, demand));
  }
  return out;
}

void write_clashes(TextPage& page, const Context& context) {
  const Certificate& certificate = context.result.certificate;
  const auto& clashes = certificate.clashes;
  page.paragraph(clashes.empty()       ? "No settlement meets every demand."
                 : clashes.size() == 1 ? "No settlement meets these demands together:"
                                       : "No settlement meets the demands of any one line together:");
  for (std::size_t i = 0; i < std::min(clashes.size(), kClashes); ++i) {
    page.paragraph(fmt::format("{}. {}", i + 1, demands_text(context, clashes[i])), 0, 3);
  }
  if (clashes.size() > kClashes)
    page.paragraph(fmt::format("and {} more (--json lists all)", clashes.size() - kClashes), 3, 3, Ink::soft);
  if (!certificate.complete)
    page.paragraph("The list may miss some: " + clean_text(certificate.method) + ".", 0, 0, Ink::soft);
}

void write_concessions(TextPage& page, const Context& context) {
  const Certificate& certificate = context.result.certificate;
  if (certificate.concessions.empty()) {
    page.paragraph(certificate.complete ? "No single concession opens the zone."
                                        : "No single concession was found that opens the zone.");
    return;
  }
  page.paragraph("Any one of these concessions would open the zone, to the settlement shown:");
  for (std::size_t i = 0; i < std::min(certificate.concessions.size(), kConcessions); ++i) {
    const SingleConcession& concession = certificate.concessions[i];
    page.paragraph(fmt::format("{}. {}: {}", i + 1, plain(demand_phrase(context, concession.demand)),
                               concession.demand.kind != Demand::Kind::reservation
                                   ? std::string("given up")
                                   : fmt::format("lower by {} points",
                                                 concession.lower_by < 0.05
                                                     ? "under 0.1"
                                                     : format_figure(Format::average, concession.lower_by))),
                   0, 3);
    write_difference(page, context.c, context.result, concession.opens);
  }
  if (certificate.concessions.size() > kConcessions)
    page.paragraph(
        fmt::format("and {} more (--json lists all)", certificate.concessions.size() - kConcessions), 3, 3,
        Ink::soft);
}

}  // namespace

void write_robust(TextPage& page, const Case& c, const SettleResult& r) {
  if (r.robust.empty()) return;
  page.heading("Best under uncertainty");
  for (const RobustChoice& choice : r.robust) {
    const bool share = choice.name == "largest share";
    const Format format = share ? Format::percent : Format::gain;
    const std::string value = format_figure(format, choice.value),
                      bound = format_figure(format, choice.bound);
    const bool proven = choice.bound - choice.value <= 1e-9;
    page.paragraph(fmt::format("{}: {}, {}", clean_text(choice.name),
                               share ? value + " of worlds" : "least gain " + value + " points",
                               proven           ? "proven best"
                               : bound == value ? "best to within rounding"
                                                : "not proven; another could reach " + bound),
                   0, 2);
    write_difference(page, c, r, choice.report.settlement);
  }
}

void write_disagreements(TextPage& page, const SettleResult& r) {
  if (r.disagreements.empty()) return;
  const auto widest = std::max_element(r.disagreements.begin(), r.disagreements.end(),
                                       [](const Disagreement& a, const Disagreement& b) {
                                         return a.largest_difference < b.largest_difference;
                                       });
  if (widest->issues == 0) {
    page.paragraph("The fairness points agree.", 0, 0, Ink::soft);
    return;
  }
  page.paragraph(
      fmt::format("Furthest apart: {} and {} differ on {} {}, worth up to {} points to one veto player.",
                  clean_text(r.points[widest->first].name), clean_text(r.points[widest->second].name),
                  widest->issues, widest->issues == 1 ? "issue" : "issues",
                  format_figure(Format::points, widest->largest_difference)),
      0, 0, Ink::soft);
}

void write_central(TextPage& page, const Case& c, const SettleResult& r) {
  page.heading("The central situation, proven");
  page.paragraph(
      "Every veto player at its averages, with the red lines that bind in more than half of the worlds.", 0,
      0, Ink::soft);
  const Context context{c, r};
  switch (verdict_of(r.certificate)) {
    case Verdict::possible:
      page.paragraph("Agreement is possible, for example with:");
      write_difference(page, c, r, r.certificate.witness);
      return;
    case Verdict::impossible:
      write_clashes(page, context);
      write_concessions(page, context);
      return;
    case Verdict::undecided:
      page.paragraph("The search ended before it could tell whether a settlement meets every demand.");
      return;
  }
}

}  // namespace offramp::briefing
