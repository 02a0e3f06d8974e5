// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/weigh/report_parts.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kListed = 10;
constexpr double kNoNews = 0.005;  // nothing to two figures

Prose fraction(double value, const std::string& pointer) {
  return Prose().figure(Format::fraction, value, pointer);
}

Prose interval(const sensitivity::Estimate& e, Format format, const std::string& pointer) {
  return Prose()
      .figure(format, e.low, pointer + "/low")
      .say(" to ")
      .figure(format, e.high, pointer + "/high");
}

// The JSON has a row for each input that varies.
std::size_t row_in_json(const sensitivity::Indices& x, std::size_t input) {
  return static_cast<std::size_t>(
      std::count_if(x.inputs.begin(), x.inputs.begin() + static_cast<std::ptrdiff_t>(input),
                    [](const sensitivity::InputIndices& own) { return !own.constant; }));
}

// Inputs with a total index that is news, largest first.
std::vector<std::size_t> leading_inputs(const WeighResult& r, const sensitivity::Indices& x) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < x.inputs.size(); ++i) {
    const sensitivity::InputIndices& own = x.inputs[i];
    if (own.constant || r.inputs[i].through) continue;
    if (own.total.value >= kNoNews || own.first.low > 0.0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return x.inputs[a].total.value > x.inputs[b].total.value;
  });
  order.resize(std::min(order.size(), kListed));
  return order;
}

Table shares_table(const Case& c, const WeighResult& r, const sensitivity::Indices& x,
                   const std::string& at) {
  Table table;
  table.columns = {{"Alone", Align::right},
                   {"Total", Align::right},
                   {"Low to high", Align::right},
                   {"Delta", Align::right},
                   {"Input"}};
  for (const std::size_t i : leading_inputs(r, x)) {
    const sensitivity::InputIndices& own = x.inputs[i];
    const std::string pointer = fmt::format("{}inputs/{}/", at, row_in_json(x, i));
    table.rows.push_back(
        {"",
         {fraction(own.first.value, pointer + "first/value"),
          fraction(own.total.value, pointer + "total/value").say(own.total_reliable ? "" : "?"),
          interval(own.total, Format::fraction, pointer + "total"),
          fraction(own.delta.value, pointer + "delta/value"),
          Prose().quote(weigh_input_title(c, r.inputs[i]))}});
  }
  return table;
}

}  // namespace

std::optional<Section> weigh_map_section(const Case& c, const WeighResult& r, std::size_t o) {
  const WeighOutput& output = r.outputs[o];
  if (!output.map) return std::nullopt;
  const sensitivity::TwoWayMap& m = *output.map;
  Section section{"pair", "Over the leading pair: " + weigh_output_name(c, output), {}};
  section.add(Paragraph{Prose("Down: ")
                            .quote(weigh_input_name(c, r.inputs[m.a]))
                            .say(". Across: ")
                            .quote(weigh_input_name(c, r.inputs[m.b]))
                            .say(".")});
  Table table;
  table.columns.push_back({""});
  for (std::size_t k = 0; k < m.columns; ++k)
    table.columns.push_back({weigh_class_text(c, r.inputs[m.b], m.b_low[k], m.b_high[k]), Align::right});
  for (std::size_t i = 0; i < m.rows; ++i) {
    Row row{"", {Prose().quote(weigh_class_text(c, r.inputs[m.a], m.a_low[i], m.a_high[i]))}};
    for (std::size_t k = 0; k < m.columns; ++k) {
      const std::size_t cell = i * m.columns + k;
      row.cells.push_back(m.count[cell] == 0
                              ? Cell("–")
                              : Cell(Prose().figure(weigh_figure_format(output), m.mean[cell],
                                                    fmt::format("/weigh/outputs/{}/map/mean/{}", o, cell))));
    }
    table.rows.push_back(std::move(row));
  }
  section.add(std::move(table));
  return section;
}

Section weigh_shares_section(const Case& c, const WeighResult& r, std::size_t o) {
  const WeighOutput& output = r.outputs[o];
  const sensitivity::Indices& x = output.indices;
  Section section{"shares", "Shares of the variance of the " + weigh_output_name(c, output), {}};
  if (!x.available) {
    section.add(Paragraph{Prose().quote(x.message)});
    return section;
  }
  const std::string at = fmt::format("/weigh/outputs/{}/indices/", o);
  Table table = shares_table(c, r, x, at);
  if (table.rows.empty()) {
    section.add(Paragraph{Prose("No input has a share of a hundredth or more.")});
  } else {
    section.add(std::move(table));
  }
  if (!x.interactions.empty()) {
    Table pairs;
    pairs.columns = {{"Share", Align::right}, {"Two together"}};
    for (std::size_t k = 0; k < x.interactions.size(); ++k) {
      const sensitivity::PairIndex& pair = x.interactions[k];
      pairs.rows.push_back({"",
                            {fraction(pair.share.value, fmt::format("{}interactions/{}/share/value", at, k)),
                             Prose()
                                 .quote(weigh_input_title(c, r.inputs[pair.a]))
                                 .strong(" with ")
                                 .quote(weigh_input_name(c, r.inputs[pair.b]))}});
    }
    section.add(std::move(pairs));
  }
  Prose sums("One by one, inputs explain ");
  sums.add(fraction(x.first_order_sum, at + "first_order_sum"))
      .say(
          " of the variance together, counted over draws that are independent of one another. The column "
          "Alone may add "
          "up to more: a red line that only some types have goes with the type, and shares in what the type "
          "explains. ")
      .add(fraction(x.unexplained, at + "unexplained"))
      .say(" of the variance is not explained by inputs one by one or in pairs.");
  if (x.needs_design && !r.design) {
    sums.say(
        " The totals (marked ?) are too rough to rest on: take their upper ends as the most they can be. "
        "With --design the chain is run again on designed points.");
  }
  section.add(Paragraph{sums, Paragraph::Style::note});
  return section;
}

std::optional<Section> weigh_design_section(const Case& c, const WeighResult& r, std::size_t o) {
  if (!r.design) return std::nullopt;
  const sensitivity::DesignIndices& x = r.design->indices[o];
  Section section{
      "design", "Shares of the variance of the " + weigh_output_name(c, r.outputs[o]) + ", by design", {}};
  if (!x.available) {
    section.add(Paragraph{Prose().quote(x.message)});
    return section;
  }
  std::vector<std::size_t> order(x.total.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return x.total[a].value > x.total[b].value; });
  const std::size_t all = order.size();
  std::erase_if(order, [&](std::size_t g) { return x.total[g].high < 0.0005; });
  Table table;
  table.columns = {
      {"Alone", Align::right}, {"Total", Align::right}, {"Low to high", Align::right}, {"Input"}};
  for (const std::size_t g : order) {
    const std::string at = fmt::format("/weigh/design/outputs/{}/groups/{}/", o, g);
    const bool one = g < r.design->inputs.size();
    table.rows.push_back(
        {"",
         {Prose().figure(Format::thousandth, x.first[g].value, at + "first/value"),
          Prose().figure(Format::thousandth, x.total[g].value, at + "total/value"),
          interval(x.total[g], Format::thousandth, at + "total"),
          one ? Prose().quote(weigh_input_title(c, r.inputs[r.design->inputs[g]]))
              : Prose("All ")
                    .figure(Format::count, static_cast<double>(r.design->others), "/weigh/design/others")
                    .say(" other inputs together")}});
  }
  section.add(std::move(table));
  Prose prose;
  if (all > order.size()) {
    prose.quote(std::to_string(all - order.size())).say(" inputs more were tried and have no share. ");
  }
  prose.figure(Format::count, static_cast<double>(x.base_points), "/weigh/design/base_points")
      .say(" base points, ")
      .figure(Format::count, static_cast<double>(x.model_runs), "/weigh/design/model_runs")
      .say(" worlds.");
  section.add(Paragraph{prose, Paragraph::Style::note});
  return section;
}

}  // namespace offramp::briefing
