// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/weigh_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "offramp/briefing/figure_text.h"
#include "offramp/briefing/phrases.h"
#include "offramp/briefing/text.h"
#include "offramp/briefing/text_page.h"
#include "offramp/briefing/weigh_text_value.h"
#include "offramp/briefing/weigh_words.h"
#include "offramp/briefing/words.h"

namespace offramp::briefing {
namespace {

using Ink = TextPage::Ink;

constexpr std::size_t kListed = 10;

std::string name(const Case& c, const WeighResult& r, std::size_t input) {
  return weigh_input_name(c, r.inputs[input]);
}

// Figures in front, the name wrapped beside them.
void write_row(TextPage& page, const std::string& figures, const std::string& words) {
  const std::size_t left = display_width(figures);
  const auto lines = wrap(words, page.columns() - left);
  for (std::size_t l = 0; l < lines.size(); ++l)
    page.line((l == 0 ? figures : std::string(left, ' ')) + lines[l]);
}

void write_head(TextPage& page, const Case& c, const WeighResult& r) {
  page.line(page.ink(elide(clean_text(c.title), page.columns()), Ink::strong));
  page.paragraph("What the answer rests on", 0, 0, Ink::soft);
  page.blank();
  const sensitivity::FlipPoints& flips = r.answer_flips;
  double mean = 0.0;
  for (const double x : r.outputs[0].values) mean += x;
  mean /= static_cast<double>(r.worlds);
  page.paragraph(fmt::format("Chance of agreement: {}; the answer for most worlds is {}.", percent_text(mean),
                             flips.recommended == 0 ? "agreement" : "none"),
                 0, 0, Ink::strong);
  page.paragraph(
      fmt::format("{} uncertain inputs can move it. {} further uncertain numbers of the case cannot: they "
                  "concern parties "
                  "without a veto, or things to watch.",
                  r.inputs.size(), r.left_out));
}

void write_key_assumptions(TextPage& page, const Case& c, const WeighResult& r) {
  page.heading("Key assumptions: judgements first, by swing in percentage points");
  if (r.key_assumptions.empty())
    page.paragraph(
        "No single input moves the chance of agreement, or the acceptance of the recommended "
        "settlement, clearly and by 2 points or more.");
  for (std::size_t k = 0; k < std::min(kListed, r.key_assumptions.size()); ++k) {
    const KeyAssumption& key = r.key_assumptions[k];
    const WeighInput& input = r.inputs[key.input];
    std::string basis(to_string(input.basis));
    if (input.confidence != Confidence::unstated)
      basis += fmt::format(", {} confidence", to_string(input.confidence));
    write_row(page, pad_left(format_figure(Format::change, key.swing), 7) + "  ",
              fmt::format("{} ({}{})", name(c, r, key.input), basis,
                          key.output == 1 ? "; acceptance of the recommended settlement" : ""));
  }
  if (r.key_assumptions.size() > kListed) {
    page.paragraph(fmt::format("{} more, in --json.", r.key_assumptions.size() - kListed), 0, 0, Ink::soft);
  }
}

std::string end_text(const Case& c, const WeighInput& input, double value) {
  return elide(weigh_value_text(c, input, value), 18);
}

void write_tornado(TextPage& page, const Case& c, const WeighResult& r) {
  page.heading("Chance of agreement with one input at its 5th and 95th percentile");
  std::size_t shown = 0;
  for (const sensitivity::TornadoBar& bar : r.outputs[0].tornado) {
    if (!bar.significant || shown == kListed) break;
    ++shown;
    const WeighInput& input = r.inputs[bar.input];
    const auto end = [&](const sensitivity::TornadoEnd& e) {
      const double p = std::clamp(e.output.value, 0.0, 1.0);
      return pad_left(percent_text(p), 8);
    };
    write_row(page, end(bar.low) + " ->" + end(bar.high) + "   ",
              fmt::format("{}: {} -> {}", name(c, r, bar.input), end_text(c, input, bar.low.input),
                          end_text(c, input, bar.high.input)));
  }
  if (shown == 0) page.paragraph("No input moves it beyond Monte-Carlo noise.");
}

void write_indices(TextPage& page, const Case& c, const WeighResult& r) {
  page.heading("Shares of the variance of agreement");
  const sensitivity::Indices& x = r.outputs[0].indices;
  if (!x.available) return page.paragraph(clean_text(x.message));
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < x.inputs.size(); ++i) {
    if (!x.inputs[i].constant && !r.inputs[i].through) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return x.inputs[a].total.value > x.inputs[b].total.value;
  });
  order.resize(std::min(order.size(), kListed));
  page.line(page.ink("   alone   total  (low to high)   delta", Ink::soft));
  for (const std::size_t i : order) {
    const sensitivity::InputIndices& own = x.inputs[i];
    write_row(page,
              fmt::format("{:8.2f}{:8.2f}{} ({:.2f} to {:.2f}) {:8.2f}  ", own.first.value, own.total.value,
                          own.total_reliable ? " " : "?", std::max(own.total.low, 0.0),
                          std::min(own.total.high, 1.0), own.delta.value),
              name(c, r, i));
  }
  for (const sensitivity::PairIndex& pair : x.interactions) {
    write_row(page, fmt::format("{:8.2f}  together: ", pair.share.value),
              name(c, r, pair.a) + " x " + name(c, r, pair.b));
  }
  page.paragraph(
      fmt::format("First orders add up to {:.2f}; {:.2f} of the variance is not explained by inputs "
                  "one by one or in pairs.",
                  x.first_order_sum, x.unexplained),
      0, 0, Ink::soft);
  if (x.needs_design && !r.design)
    page.paragraph(
        "The table of worlds is too rough for the totals (marked ?); --design runs the chain again "
        "on designed points.");
}

void write_design(TextPage& page, const Case& c, const WeighResult& r) {
  if (!r.design) return;
  const sensitivity::DesignIndices& x = r.design->indices;
  page.heading("Shares of the variance of agreement, by design");
  if (!x.available) return page.paragraph(clean_text(x.message));
  std::vector<std::size_t> order(x.total.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return x.total[a].value > x.total[b].value; });
  page.line(page.ink("   alone   total  (low to high)", Ink::soft));
  for (const std::size_t g : order) {
    const bool one = g < r.design->inputs.size();
    write_row(page,
              fmt::format("{:8.3f}{:8.3f}  ({:.3f} to {:.3f})  ", x.first[g].value, x.total[g].value,
                          x.total[g].low, x.total[g].high),
              one ? name(c, r, r.design->inputs[g])
                  : fmt::format("all {} other inputs together", r.design->others));
  }
  page.paragraph(fmt::format("{} base points, {} worlds.",
                             format_figure(Format::count, static_cast<double>(x.base_points)),
                             format_figure(Format::count, static_cast<double>(x.model_runs))),
                 0, 0, Ink::soft);
}

void write_flip_list(TextPage& page, const Case& c, const WeighResult& r,
                     const sensitivity::FlipPoints& flips, const std::vector<sensitivity::PairFlip>& pairs,
                     const std::function<std::string(std::size_t)>& choice) {
  for (std::size_t k = 0; k < std::min<std::size_t>(5, flips.nearest.size()); ++k) {
    const sensitivity::Flip& f = flips.nearest[k];
    const WeighInput& input = r.inputs[f.input];
    const std::string side = f.score > 0 ? "above" : "below";
    page.paragraph(fmt::format("{} {} {}, {} from its middle: {}", name(c, r, f.input), side,
                               weigh_value_text(c, input, f.value), score_text(f.score), choice(f.to)),
                   2, 4);
  }
  for (std::size_t k = 0; k < std::min<std::size_t>(5, flips.levels.size()); ++k) {
    const sensitivity::LevelFlip& f = flips.levels[k];
    page.paragraph(fmt::format("{} is {} ({} of worlds): {}", name(c, r, f.input),
                               weigh_value_text(c, r.inputs[f.input], static_cast<double>(f.level)),
                               percent_text(f.share), choice(f.to)),
                   2, 4);
  }
  for (const sensitivity::PairFlip& f : pairs) {
    page.paragraph(fmt::format("{} {} and {} {} from their middles: {}", name(c, r, f.a),
                               fmt::format("{:+.1f}", f.score_a), name(c, r, f.b),
                               fmt::format("{:+.1f} standard deviations", f.score_b), choice(f.to)),
                   2, 4);
  }
  if (flips.nearest.empty() && flips.levels.empty() && pairs.empty()) {
    page.paragraph(
        "None within 3 standard deviations of any input, nor within 2 of a pair of leading numbers.", 2, 4);
  }
}

void write_flips(TextPage& page, const Case& c, const WeighResult& r) {
  page.heading("Flip points");
  page.paragraph(fmt::format("Where most worlds turn from {}:",
                             r.answer_flips.recommended == 0 ? "agreement to none" : "none to agreement"));
  write_flip_list(page, c, r, r.answer_flips, r.answer_pairs, [](std::size_t to) {
    return std::string(to == 0 ? "agreement in most worlds" : "no agreement in most worlds");
  });
  if (r.short_list.size() < 2) return;
  page.paragraph("Where another settlement is accepted more often than the recommended one:");
  write_flip_list(page, c, r, r.settlement_flips, r.settlement_pairs,
                  [&](std::size_t to) { return fmt::format("settlement {} of the short list", to + 1); });
}

void write_map(TextPage& page, const Case& c, const WeighResult& r) {
  if (!r.map) return;
  const sensitivity::TwoWayMap& m = *r.map;
  page.heading("Chance of agreement over the leading pair");
  page.paragraph(fmt::format("Down: {}. Across: {}.", name(c, r, m.a), name(c, r, m.b)));
  const auto range = [&](std::size_t input, double low, double high) {
    const std::string a = weigh_value_text(c, r.inputs[input], low),
                      b = weigh_value_text(c, r.inputs[input], high);
    return a == b ? a : a + " to " + b;
  };
  std::string head(20, ' ');
  for (std::size_t k = 0; k < m.columns; ++k) head += pad_left(range(m.b, m.b_low[k], m.b_high[k]), 12);
  page.line(page.ink(head, Ink::soft));
  for (std::size_t i = 0; i < m.rows; ++i) {
    std::string line = page.ink(pad_left(range(m.a, m.a_low[i], m.a_high[i]), 20), Ink::soft);
    for (std::size_t k = 0; k < m.columns; ++k) {
      const std::size_t cell = i * m.columns + k;
      line += pad_left(m.count[cell] == 0 ? "-" : percent_text(m.mean[cell]), 12);
    }
    page.line(line);
  }
}

}  // namespace

std::string weigh_text(const Case& c, const WeighResult& r, const TextOptions& options) {
  if (options.columns < 60) {
    throw std::invalid_argument(fmt::format("weigh_text: columns = {}; need at least 60", options.columns));
  }
  TextPage page(options.columns, options.colour);
  write_head(page, c, r);
  write_key_assumptions(page, c, r);
  write_tornado(page, c, r);
  write_flips(page, c, r);
  write_weigh_short_list(page, c, r);
  write_weigh_information(page, c, r);
  write_weigh_scenarios(page, c, r);
  write_map(page, c, r);
  write_indices(page, c, r);
  write_design(page, c, r);
  page.blank();
  page.paragraph(fmt::format("From the table of {} worlds, seed {}; nothing was run again{}.",
                             format_figure(Format::count, static_cast<double>(r.worlds)), r.seed,
                             r.design ? " but the design" : ""),
                 0, 0, Ink::soft);
  return page.text();
}

}  // namespace offramp::briefing
