// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/settle/settle_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "offramp/briefing/document/figure_text.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/document/text_page.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/settle/settle_text_proof.h"

namespace offramp::briefing {
namespace {

using Ink = TextPage::Ink;
using bargaining::Settlement;

constexpr std::size_t kPartyColumns = 3;  // veto players with a column of their own
constexpr std::size_t kShare = 11;        // wide enough for "over 99.9 %"

std::string percent(double p) {
  return percent_text(p);
}

std::string contents(const Case& c, const Settlement& from, const Settlement& to) {
  return plain(differences(c, from, to));
}

void write_answer(TextPage& page, const Case& c, const SettleResult& r) {
  page.line(page.ink(elide(clean_text(c.title), page.columns()), Ink::strong));
  if (!c.question.empty()) page.paragraph(clean_text(c.question), 0, 0, Ink::soft);
  page.blank();
  const std::string who = r.veto_players.size() == 1
                              ? party_name(c, r.veto_players[0]) + " alone has a veto."
                              : fmt::format("Agreement needs {}.", veto_words(c, r.veto_players));
  page.paragraph(fmt::format("Chance of agreement: {}, {}.", percent(r.agreement.value),
                             likelihood_word(r.agreement.value)),
                 0, 0, Ink::strong);
  const std::string worlds = format_figure(Format::count, static_cast<double>(r.worlds));
  if (!r.enumerated) {
    page.paragraph(fmt::format(
        "{} In {} of {} worlds at least one settlement is accepted (Monte-Carlo interval {} to {}). There "
        "are "
        "too many settlements to list; those below were found by search.{}",
        who, percent(r.agreement.value), worlds, percent(r.agreement.low), percent(r.agreement.high),
        r.undecided_worlds == 0
            ? std::string()
            : fmt::format(" Undecided and counted as without agreement: {} of the worlds.",
                          format_figure(Format::count, static_cast<double>(r.undecided_worlds)))));
    return;
  }
  page.paragraph(fmt::format(
      "{} In {} of {} worlds at least one of {} feasible settlements is accepted (Monte-Carlo interval {} "
      "to {}). The zone of agreement holds {} settlements on average, {} at most.",
      who, percent(r.agreement.value), worlds, format_figure(Format::count, static_cast<double>(r.feasible)),
      percent(r.agreement.low), percent(r.agreement.high), format_figure(Format::average, r.zone.mean),
      format_figure(Format::count, static_cast<double>(r.zone.largest))));
}

void write_leader(TextPage& page, const Case& c, const SettleResult& r) {
  const Settlement& s = r.ranked.front().settlement;
  page.heading("The settlement accepted most often");
  std::size_t widest = 0;
  for (std::size_t i = 0; i < s.size(); ++i) widest = std::max(widest, display_width(issue_name(c, i)));
  const std::size_t left = std::min(widest, page.columns() * 45 / 100);
  for (std::size_t i = 0; i < s.size(); ++i) {
    const auto names = wrap(issue_name(c, i), left);
    const auto options = wrap(option_name(c, i, s[i]), page.columns() - left - 2);
    for (std::size_t l = 0; l < std::max(names.size(), options.size()); ++l) {
      page.line(page.ink(pad_right(l < names.size() ? names[l] : "", left), Ink::soft) + "  " +
                (l < options.size() ? options[l] : std::string()));
    }
  }
}

void write_ranking(TextPage& page, const Case& c, const SettleResult& r) {
  page.heading(r.ranked.size() == 1 ? "How it stands" : "Ranking, by what differs from the first");
  const bool columns = r.veto_players.size() <= kPartyColumns;
  std::string head = "    " + pad_left(r.veto_players.size() > 1 ? "all accept" : "accepts", kShare + 1);
  if (columns) {
    for (const PartyId p : r.veto_players) head += "  " + pad_left(party_name(c, p), 18);
  } else {
    head += "  accepts least often";
  }
  page.line(page.ink(head, Ink::soft));
  for (std::size_t k = 0; k < r.ranked.size(); ++k) {
    const SettlementReport& report = r.ranked[k];
    std::string line = pad_left(std::to_string(k + 1), 4) +
                       page.ink(pad_left(percent(report.accepted_by_all.value), kShare + 1), Ink::strong);
    for (std::size_t v = 0; v < r.veto_players.size() && v < report.standings.size(); ++v) {
      const Standing& s = report.standings[v];
      const bool weakest = s.party == report.weakest_link;
      if (columns) {
        line += "  " + page.ink(pad_left(percent(s.accepts.value), 18),
                                weakest && r.veto_players.size() > 1 ? Ink::bad : Ink::plain);
      } else if (weakest) {
        line += "  " + pad_right(elide(party_name(c, s.party), 30) + " " + percent(s.accepts.value), 44);
      }
    }
    page.line(line);
    if (k > 0) page.paragraph(contents(c, r.ranked[0].settlement, report.settlement), 8, 10, Ink::soft);
  }
}

void write_points(TextPage& page, const Case& c, const SettleResult& r) {
  page.heading("Fairness points");
  if (r.points.empty()) page.paragraph("None: " + clean_text(r.no_points_because));
  for (const BargainingPoint& p : r.points) {
    page.line(pad_right(clean_text(p.name), 20) + pad_left(percent(p.report.accepted_by_all.value), kShare) +
              " accept together");
    if (!r.ranked.empty())
      page.paragraph(contents(c, r.ranked[0].settlement, p.report.settlement), 8, 10, Ink::soft);
  }
}

void write_off_ramps(TextPage& page, const Case& c, const SettleResult& r) {
  if (r.off_ramps.empty()) return;
  page.heading("Off-ramps: best way out for each that denies its aims");
  for (const PartyOffRamps& entry : r.off_ramps) {
    if (entry.ramps.empty()) {
      page.paragraph(party_name(c, entry.party) + ": none works in any world", 0, 2);
      continue;
    }
    const OffRamp& ramp = entry.ramps[best_ramp(entry)];
    page.paragraph(
        fmt::format("{}: works in {} of worlds", party_name(c, entry.party), percent(ramp.works.value)), 0,
        2);
    if (!r.ranked.empty())
      page.paragraph(contents(c, r.ranked[0].settlement, ramp.report.settlement), 8, 10, Ink::soft);
  }
}

void write_prices(TextPage& page, const Case& c, const SettleResult& r) {
  if (r.red_lines.empty()) return;
  page.heading("Chance of agreement without one red line");
  std::vector<std::size_t> order(r.red_lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return r.red_lines[a].change > r.red_lines[b].change;
  });
  std::size_t idle = 0;
  for (const std::size_t i : order) {
    const RedLinePrice& price = r.red_lines[i];
    if (price.change <= 0) {
      ++idle;
      continue;
    }
    const auto words = wrap(plain(red_line_phrase(c, price.red_line)), page.columns() - 26);
    for (std::size_t l = 0; l < words.size(); ++l) {
      const std::string figures =
          l > 0 ? std::string(25, ' ')
                : pad_left(percent(price.agreement_without.value), kShare) +
                      page.ink(pad_left(format_figure(Format::change, price.change), 12), Ink::good) + "  ";
      page.line(figures + words[l]);
    }
  }
  if (idle > 0)
    page.paragraph(fmt::format("{} of {} red lines change nothing when dropped alone.", idle, order.size()),
                   0, 0, Ink::soft);
}

void write_closing(TextPage& page, const Case& c, const SettleResult& r) {
  if (r.closing_sets.empty()) return;
  page.heading("What closes the zone of agreement");
  for (std::size_t i = 0; i < r.closing_sets.size(); ++i) {
    std::vector<std::string> lines;
    for (const RedLineId line : r.closing_sets[i]) lines.push_back(plain(red_line_phrase(c, line)));
    page.paragraph(lines.empty() ? "The values of no deal alone, red lines or not."
                                 : fmt::format("{}. {}", i + 1, join_words(lines)),
                   0, 3);
  }
}

void write_actual(TextPage& page, const SettleResult& r) {
  if (!r.actual) return;
  page.heading("Actual outcome (history, not an input)");
  if (!r.actual->feasible) {
    page.paragraph("The case's own logic rules it out.");
    return;
  }
  if (!r.enumerated) {
    page.paragraph(fmt::format("Accepted by every veto player in {} of worlds.",
                               percent(r.actual->report.accepted_by_all.value)));
    return;
  }
  page.paragraph(
      fmt::format("Rank {} of {} feasible settlements; accepted by every veto player in {} of worlds.",
                  format_figure(Format::count, static_cast<double>(r.actual->rank)),
                  format_figure(Format::count, static_cast<double>(r.feasible)),
                  percent(r.actual->report.accepted_by_all.value)));
}

}  // namespace

std::string settle_text(const Case& c, const SettleResult& r, const TextOptions& options) {
  if (options.columns < 60) {
    throw std::invalid_argument(fmt::format("settle_text: columns = {}; need at least 60", options.columns));
  }
  TextPage page(options.columns, options.colour);
  write_answer(page, c, r);
  if (!r.ranked.empty()) {
    write_leader(page, c, r);
    write_ranking(page, c, r);
  }
  write_robust(page, c, r);
  write_points(page, c, r);
  write_disagreements(page, r);
  write_off_ramps(page, c, r);
  write_central(page, c, r);
  write_closing(page, c, r);
  write_prices(page, c, r);
  write_actual(page, r);
  page.blank();
  page.paragraph(fmt::format("{}; {} worlds, seed {}.", clean_text(r.method),
                             format_figure(Format::count, static_cast<double>(r.worlds)), r.seed),
                 0, 0, Ink::soft);
  return page.text();
}

}  // namespace offramp::briefing
