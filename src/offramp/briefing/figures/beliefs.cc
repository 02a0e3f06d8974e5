// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "offramp/base/number/share.h"
#include "offramp/base/text/date.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/figures.h"
#include "offramp/briefing/figures/svg.h"
#include "offramp/briefing/names/belief_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

constexpr std::array<const char*, 4> kFills = {"t0", "t1", "t2", "t3"};
constexpr double kHeight = 190;

struct Chart {
  const Context& context;
  const PartyBelief& p;
  std::vector<std::size_t> order;  ///< types from the bottom up: feints last, so that they meet at the top
  std::vector<double> at;          ///< [step] where each step begins, in days; the prior before the first
  double end = 0;
  double gap_from = 0, gap_to = 0;  ///< days of a long gap without anything; equal if there is none
  double cut = 0;                   ///< days that it is shortened by

  /// Where a day stands on the axis.
  double place(double day) const {
    if (day <= gap_from || cut == 0) return day;
    if (day >= gap_to) return day - cut;
    return gap_from + (day - gap_from) * (1 - cut / (gap_to - gap_from));
  }
};

std::int32_t day_number(const std::string& date, std::int32_t otherwise) {
  const auto parsed = parse_date(first_day(date));
  return parsed ? day_number(*parsed) : otherwise;
}

/// One early item would squeeze all the others into a corner: a gap of more than two thirds of the whole time
/// is shortened to a quarter of the rest.
void shorten_gap(Chart& chart) {
  if (chart.at.size() < 2) return;
  const double whole = chart.end - chart.at.front();
  for (std::size_t s = 0; s < chart.at.size(); ++s) {
    const double to = s + 1 < chart.at.size() ? chart.at[s + 1] : chart.end;
    const double gap = to - chart.at[s], rest = whole - gap;
    if (rest < 1 || gap <= 2 * rest) continue;
    chart.gap_from = chart.at[s];
    chart.gap_to = to;
    chart.cut = gap - rest / 4;
  }
  for (double& day : chart.at) day = chart.place(day);
  chart.end = chart.place(chart.end);
}

Chart chart_of(const Context& context, std::size_t party) {
  const PartyBelief& p = context.belief->parties[party];
  Chart chart{context, p, types_by_posterior(p), {}, 0, 0, 0, 0};
  const auto& types = context.c.types[p.party.index()];
  std::stable_partition(chart.order.begin(), chart.order.end(),
                        [&](std::size_t t) { return !types[t].bad_faith; });
  for (std::size_t s = 1; s < p.history.size(); ++s) chart.at.push_back(day_number(p.history[s].date, 0));
  const double last_day = chart.at.empty() ? 0 : chart.at.back();
  chart.end = std::max<double>(last_day, day_number(context.c.as_of, static_cast<std::int32_t>(last_day)));
  shorten_gap(chart);
  const double first = chart.at.empty() ? 0 : chart.at.front(), last = chart.at.empty() ? 0 : chart.at.back();
  const double lead = std::max(2.0, (chart.end - first) * 0.07);
  chart.at.insert(chart.at.begin(), first - lead);
  if (chart.end <= last) chart.end = last + lead / 2;
  return chart;
}

const char* fill_of(const Chart& chart, std::size_t place) {
  const std::size_t type = chart.order[place];
  if (chart.context.c.types[chart.p.party.index()][type].bad_faith) return "feint";
  return kFills[std::min(place, kFills.size() - 1)];
}

/// Heights of the seams between types at one step: entry n is the sum of the first n.
std::vector<double> seams(const Chart& chart, std::size_t step) {
  std::vector<double> sums{0.0};
  for (const std::size_t t : chart.order) sums.push_back(sums.back() + chart.p.history[step].types[t].mean);
  return sums;
}

void draw_stack(Svg& svg, const Chart& chart, const Scale& x, const Scale& y) {
  const std::size_t steps = chart.p.history.size();
  std::vector<std::vector<std::pair<double, double>>> lines(chart.order.size() + 1);
  for (std::size_t s = 0; s < steps; ++s) {
    const double from = x(chart.at[s]), to = x(s + 1 < steps ? chart.at[s + 1] : chart.end);
    const std::vector<double> sums = seams(chart, s);
    std::string tip =
        chart.p.history[s].date.empty() ? "Before the evidence" : date_short(chart.p.history[s].date);
    for (std::size_t n = 0; n < chart.order.size(); ++n) {
      svg.rect(from, y(sums[n + 1]), to - from + 0.4, y(sums[n]) - y(sums[n + 1]), fill_of(chart, n));
      lines[n].insert(lines[n].end(), {{from, y(sums[n])}, {to, y(sums[n])}});
      tip += fmt::format("; {} {}", type_name(chart.context.c, chart.p.party, TypeId(chart.order[n])),
                         percent_text(chart.p.history[s].types[chart.order[n]].mean));
    }
    svg.hover(from, y(1), to - from, y(0) - y(1), tip);
  }
  for (std::size_t n = 1; n < chart.order.size(); ++n) svg.polyline(lines[n], "seam");
}

/// First of each month, thinned until the names fit; ends are always within the picture.
void draw_axis(Svg& svg, const Chart& chart, const Scale& x, const Scale& y) {
  svg.line(x(chart.at[0]), y(0), x(chart.end), y(0), "axis");
  svg.text(x(chart.at[0]), y(0) + 15, "before", "t11 soft");
  if (chart.cut > 0) {  // two strokes across the axis
    const double middle = x(chart.place((chart.gap_from + chart.gap_to) / 2));
    for (const double aside : {-3.0, 3.0})
      svg.line(middle + aside - 2, y(0) + 5, middle + aside + 2, y(0) - 5, "axis");
  }
  const double free_from = x(chart.at[0]) + text_pixels("before", 11) + 8;
  Date date = date_of(static_cast<std::int32_t>(chart.at[0]));
  double last = free_from;
  for (int guard = 0; guard < 1200; ++guard) {
    date = date.month == 12 ? Date{date.year + 1, 1, 1} : Date{date.year, date.month + 1, 1};
    const double when = day_number(date), day = chart.place(when);
    if (day > chart.end) break;
    if (chart.cut > 0 && when > chart.gap_from && when < chart.gap_to) continue;
    const std::string name = date_short(date_text(date));
    const double width = text_pixels(name, 11);
    if (x(day) - width / 2 < last || x(day) + width / 2 > x(chart.end)) continue;
    svg.line(x(day), y(0), x(day), y(0) + 4, "axis");
    svg.text(x(day), y(0) + 15, name, "t11 soft", Svg::Anchor::middle);
    last = x(day) + width / 2 + 8;
  }
}

std::string range_text(const evidence::Belief& belief) {
  return fmt::format("{}; {} to {}", percent_text(belief.mean), percent_number(belief.p5),
                     percent_text(belief.p95));
}

/// A type's name in lines, and how high it stands with its range below.
struct Label {
  std::size_t type = 0;
  const char* fill = "";
  std::vector<std::string> lines;
  double height = 0;
};

/// From the top of the picture down.
std::vector<Label> labels_of(const Chart& chart, double width) {
  std::vector<Label> labels;
  for (std::size_t n = chart.order.size(); n-- > 0;) {
    const std::size_t t = chart.order[n];
    Label label{t, fill_of(chart, n),
                wrap_pixels(type_name(chart.context.c, chart.p.party, TypeId(t)), 12, width - 15, 3), 0};
    label.height = 14.0 * static_cast<double>(label.lines.size()) + 20;
    labels.push_back(std::move(label));
  }
  return labels;
}

void draw_label(Svg& svg, const Chart& chart, const Label& label, double left, double top) {
  svg.rect(left, top + 4, 9, 9, label.fill);
  svg.lines(left + 15, top + 12, label.lines, 14, "t12");
  svg.text(left + 15, top + 12 + 14 * static_cast<double>(label.lines.size()),
           range_text(chart.p.history.back().types[label.type]), "t11 soft");
}

/// Names right of the stack, level with their part but never on one another.
void draw_names(Svg& svg, const Chart& chart, const std::vector<Label>& labels, const Scale& y, double left) {
  const std::vector<double> sums = seams(chart, chart.p.history.size() - 1);
  std::vector<double> top(labels.size());
  double above = y(1) - 4;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    const std::size_t n = labels.size() - 1 - k;  // its place in the stack
    top[k] = std::max(y((sums[n] + sums[n + 1]) / 2) - labels[k].height / 2, above);
    above = top[k] + labels[k].height;
  }
  double limit = y(0) + 4;
  for (std::size_t k = labels.size(); k-- > 0;) {
    top[k] = std::min(top[k], limit - labels[k].height);
    limit = top[k];
  }
  for (std::size_t k = 0; k < labels.size(); ++k) draw_label(svg, chart, labels[k], left, top[k]);
}

std::string draw(const Chart& chart, const Figure& figure, bool narrow) {
  const double width = narrow ? kNarrow : kWide, right = narrow ? kNarrow : 455;
  const std::vector<Label> labels = labels_of(chart, narrow ? width : width - right - 14);
  double words = 0;
  for (const Label& label : labels) words += label.height;
  const double top = 12, bottom = top + (narrow ? kHeight * 0.8 : std::max(kHeight, words));
  const double height = bottom + 22 + (narrow ? words + 6 : 0);
  Svg svg(figure.id + (narrow ? "-n" : "-w"), width, height, plain(figure.title), figure.description);
  const Scale x{chart.at[0], chart.end, 34, right}, y{0, 1, bottom, top};
  for (const double tick : {0.0, 0.5, 1.0}) {
    svg.text(28, y(tick) + 4, percent_text(tick), "t11 soft", Svg::Anchor::end);
  }
  draw_stack(svg, chart, x, y);
  draw_axis(svg, chart, x, y);
  if (!narrow) {
    draw_names(svg, chart, labels, y, right + 14);
    return svg.finish();
  }
  double at = bottom + 26;
  for (const Label& label : labels) {
    draw_label(svg, chart, label, 0, at);
    at += label.height;
  }
  return svg.finish();
}

}  // namespace

Figure figure_beliefs(const Context& context, std::size_t party) {
  const Chart chart = chart_of(context, party);
  const PartyBelief& p = chart.p;
  const std::string name = party_name(context.c, p.party);
  Figure figure;
  figure.id = "figure-" + party_anchor(context.c, p.party, "beliefs");
  figure.title = Prose("What the evidence says of its type, over time: ").quote(name);
  figure.description = fmt::format(
      "A stacked chart of the probability of each type of {}, from before the evidence to the case's date. "
      "Now: ",
      name);
  for (std::size_t n = 0; n < chart.order.size(); ++n) {
    figure.description +=
        fmt::format("{}{} {}", n > 0 ? ", " : "", type_name(context.c, p.party, TypeId(chart.order[n])),
                    percent_text(p.posterior[chart.order[n]].mean));
  }
  figure.description += ".";
  figure.caption = Prose(
      "Each step is a day on which something was seen. The figures at the end are the mean and the range of "
      "nine in ten worlds, which shows how far the uncertainty of the likelihoods carries.");
  if (chart.cut > 0) {
    figure.caption =
        Prose()
            .add(figure.caption)
            .say(" Where two strokes cross the axis, a long time without evidence is shortened.");
  }
  figure.data.columns = {{"Type"}, {"Before", Align::right}, {"Now", Align::right}};
  for (std::size_t t = 0; t < p.posterior.size(); ++t) {
    const std::string pointer = fmt::format("/read/parties/{}/types/{}/", party, t);
    figure.data.rows.push_back(
        {"",
         {Prose().quote(type_name(context.c, p.party, TypeId(t))),
          Prose().figure(Format::percent, p.prior[t].mean, pointer + "prior/mean",
                         link_to(input_anchor(context.c.types[p.party.index()][t].prior))),
          Prose().figure(Format::percent, p.posterior[t].mean, pointer + "posterior/mean")}});
  }
  figure.wide = draw(chart, figure, false);
  figure.narrow = draw(chart, figure, true);
  return figure;
}

}  // namespace offramp::briefing
