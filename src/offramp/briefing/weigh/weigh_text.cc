// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/weigh/weigh_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "offramp/briefing/document/figure_text.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/document/text_page.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/weigh/weigh_text_flips.h"
#include "offramp/briefing/weigh/weigh_text_value.h"

namespace offramp::briefing {
namespace {

using Ink = TextPage::Ink;

constexpr std::size_t kListed = 10;

// Rounding must not leave a minus before nought.
double unsigned_zero(double value) {
  return std::fabs(value) < 0.005 ? 0.0 : value;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string name(const Case& c, const WeighResult& r, std::size_t input) {
  return weigh_input_name(c, r.inputs[input]);
}

void write_head(TextPage& page, const Case& c, const WeighResult& r) {
  page.line(page.ink(elide(clean_text(c.title), page.columns()), Ink::strong));
  page.paragraph("What the answer rests on", 0, 0, Ink::soft);
  page.blank();
  const sensitivity::FlipPoints& flips = r.answer_flips.points;
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
    page.row(pad_left(format_figure(Format::change, key.swing), 5) +
                 pad_left(fmt::format("±{:.0f}", 100.0 * key.margin), 5) + "  ",
             fmt::format("{} ({}{})", name(c, r, key.input), basis,
                         key.output == 1 ? "; acceptance of the recommended settlement" : ""));
  }
  if (r.key_assumptions.size() > kListed) {
    page.paragraph(fmt::format("{} more, in --json.", r.key_assumptions.size() - kListed), 0, 0, Ink::soft);
  }
}

// A value of an output: a probability, or points of utility.
std::string figure_text(const WeighOutput& output, double value) {
  const bool chance =
      output.kind == WeighOutput::Kind::agreement || output.kind == WeighOutput::Kind::acceptance;
  return chance ? percent_text(std::clamp(value, 0.0, 1.0)) : hundredths(value);
}

// What is left of a tornado: the bars that chance could have made.
void write_the_rest(TextPage& page, const WeighResult& r, const WeighOutput& output) {
  std::vector<double> floors;
  for (const sensitivity::TornadoBar& bar : output.tornado) {
    if (!bar.significant && r.inputs[bar.input].kind == WeighInput::Kind::quantity)
      floors.push_back(bar.noise_floor);
  }
  const auto rest = std::count_if(output.tornado.begin(), output.tornado.end(),
                                  [](const sensitivity::TornadoBar& bar) { return !bar.significant; });
  if (rest == 0 || floors.empty()) return;
  std::sort(floors.begin(), floors.end());
  page.paragraph(
      fmt::format(
          "The other {} cannot be told from nought: with {} worlds, chance alone moves one or another "
          "of so many by up to {} points. Swings just beyond that are likely to be smaller than they "
          "look.",
          rest, format_figure(Format::count, static_cast<double>(r.worlds)),
          hundredths(floors[floors.size() / 2])),
      0, 0, Ink::soft);
}

void write_tornado(TextPage& page, const Case& c, const WeighResult& r, const WeighOutput& output) {
  page.heading(capital(weigh_output_name(c, output)) + " with one input at its 5th and 95th percentile");
  if (output.kind == WeighOutput::Kind::risk) {
    page.paragraph(
        "By how many points of 100 it leaves the veto player that it treats worst below its no deal; nought "
        "where "
        "it leaves none below.");
  }
  std::size_t shown = 0;
  for (const sensitivity::TornadoBar& bar : output.tornado) {
    if (!bar.significant || shown == kListed) break;
    ++shown;
    const WeighInput& input = r.inputs[bar.input];
    page.row(pad_left(figure_text(output, bar.low.output.value), 7) + " →" +
                 pad_left(figure_text(output, bar.high.output.value), 7) + "   ",
             fmt::format("{}: {} → {}", name(c, r, bar.input), weigh_value_text(c, input, bar.low.input),
                         weigh_value_text(c, input, bar.high.input)));
  }
  if (shown == 0) page.paragraph("No single input moves it beyond what chance alone would show.");
  write_the_rest(page, r, output);
}

void write_indices(TextPage& page, const Case& c, const WeighResult& r, const WeighOutput& output) {
  page.heading("Shares of the variance of the " + weigh_output_name(c, output));
  const sensitivity::Indices& x = output.indices;
  if (!x.available) return page.paragraph(clean_text(x.message));
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < x.inputs.size(); ++i) {
    if (!x.inputs[i].constant && !r.inputs[i].through) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return x.inputs[a].total.value > x.inputs[b].total.value;
  });
  // What is nothing to two figures is no news.
  std::erase_if(
      order, [&](std::size_t i) { return x.inputs[i].total.value < 0.005 && x.inputs[i].first.low <= 0.0; });
  order.resize(std::min(order.size(), kListed));
  if (order.empty()) page.paragraph("No input has a share of a hundredth or more.");
  if (!order.empty()) page.line(page.ink("   alone   total  (low to high)   delta", Ink::soft));
  for (const std::size_t i : order) {
    const sensitivity::InputIndices& own = x.inputs[i];
    page.row(fmt::format("{:8.2f}{:8.2f}{} ({:.2f} to {:.2f}) {:8.2f}  ", unsigned_zero(own.first.value),
                         unsigned_zero(own.total.value), own.total_reliable ? " " : "?",
                         std::max(own.total.low, 0.0), std::min(own.total.high, 1.0), own.delta.value),
             name(c, r, i));
  }
  for (const sensitivity::PairIndex& pair : x.interactions) {
    page.row(fmt::format("{:8.2f}  together: ", pair.share.value),
             name(c, r, pair.a) + " x " + name(c, r, pair.b));
  }
  page.paragraph(
      fmt::format("First orders add up to {:.2f}; {:.2f} of the variance is not explained by inputs "
                  "one by one or in pairs.",
                  x.first_order_sum, x.unexplained),
      0, 0, Ink::soft);
  if (x.needs_design && !r.design) {
    page.paragraph(
        "The totals (marked ?) are too rough to rest on: take their upper ends as the most they can be. "
        "--design runs the chain again on designed points.");
  }
}

void write_design(TextPage& page, const Case& c, const WeighResult& r, std::size_t output) {
  if (!r.design) return;
  const sensitivity::DesignIndices& x = r.design->indices[output];
  page.heading("Shares of the variance of the " + weigh_output_name(c, r.outputs[output]) + ", by design");
  if (!x.available) return page.paragraph(clean_text(x.message));
  std::vector<std::size_t> order(x.total.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return x.total[a].value > x.total[b].value; });
  page.line(page.ink("   alone   total  (low to high)", Ink::soft));
  const std::size_t all = order.size();
  std::erase_if(order, [&](std::size_t g) { return x.total[g].high < 0.0005; });
  for (const std::size_t g : order) {
    const bool one = g < r.design->inputs.size();
    page.row(fmt::format("{:8.3f}{:8.3f}  ({:.3f} to {:.3f})  ", unsigned_zero(x.first[g].value),
                         unsigned_zero(x.total[g].value), x.total[g].low, x.total[g].high),
             one ? name(c, r, r.design->inputs[g])
                 : fmt::format("all {} other inputs together", r.design->others));
  }
  if (all > order.size())
    page.paragraph(fmt::format("{} inputs more were tried and have no share.", all - order.size()));
  page.paragraph(fmt::format("{} base points, {} worlds.",
                             format_figure(Format::count, static_cast<double>(x.base_points)),
                             format_figure(Format::count, static_cast<double>(x.model_runs))),
                 0, 0, Ink::soft);
}

}  // namespace

std::string weigh_text(const Case& c, const WeighResult& r, const TextOptions& options, std::size_t output) {
  if (output >= r.outputs.size()) throw std::invalid_argument("weigh_text: there is no such output");
  if (options.columns < 60) {
    throw std::invalid_argument(fmt::format("weigh_text: columns = {}; need at least 60", options.columns));
  }
  TextPage page(options.columns, options.colour);
  write_head(page, c, r);
  write_key_assumptions(page, c, r);
  write_tornado(page, c, r, r.outputs[output]);
  write_weigh_flips(page, c, r);
  write_weigh_short_list(page, c, r);
  write_weigh_information(page, c, r);
  write_weigh_scenarios(page, c, r);
  write_weigh_map(page, c, r, r.outputs[output]);
  write_indices(page, c, r, r.outputs[output]);
  write_design(page, c, r, output);
  page.blank();
  page.paragraph(fmt::format("From the table of {} worlds, seed {}. Run again: the flip points{}.",
                             format_figure(Format::count, static_cast<double>(r.worlds)), r.seed,
                             r.design ? " and the design" : ""),
                 0, 0, Ink::soft);
  return page.text();
}

}  // namespace offramp::briefing
