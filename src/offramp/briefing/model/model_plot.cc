// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/model/model_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/figures/svg.h"

namespace offramp::briefing {
namespace {

constexpr double kWidth = 720, kHeight = 220, kLeft = 70, kRight = 20, kTop = 34, kBottom = 30;
constexpr std::size_t kMostLoops = 6;

using Points = std::vector<std::pair<double, double>>;

// Drawings of the briefing take their looks from its page; these stand alone.
constexpr std::string_view kStyle =
    "svg{font:13px sans-serif;background:#fff}text{fill:#222}.axis{stroke:#888;stroke-width:1}"
    ".grid{stroke:#ddd;stroke-width:1}.wide{fill:#9db8d9;fill-opacity:.45;stroke:none}"
    ".half{fill:#5b86bd;fill-opacity:.55;stroke:none}.line{fill:none;stroke:#123a6b;stroke-width:1.6}"
    ".head{font-weight:600}.c0{stroke:#123a6b}.c1{stroke:#b3541e}.c2{stroke:#3b7a3b}.c3{stroke:#7a3b78}"
    ".c4{stroke:#8a7a1e}.c5{stroke:#555}@media(prefers-color-scheme:dark){svg{background:#16191d}text{fill:#"
    "e6e6e6}"
    ".grid{stroke:#333}.line{stroke:#a9c8f0}.c0{stroke:#a9c8f0}.c5{stroke:#bbb}}";

std::string alone(std::string svg) {
  return with_style(std::move(svg), kStyle) + "\n";
}

// Reads a drawing's limits off the numbers that it shows; what is not finite is left out.
struct Limits {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  void take(const std::vector<double>& numbers) {
    for (const double x : numbers) {
      if (!std::isfinite(x)) continue;
      low = std::min(low, x);
      high = std::max(high, x);
    }
  }
  void widen() {
    if (!(low <= high)) low = 0.0, high = 1.0;
    if (low == high) {
      const double room = low == 0.0 ? 1.0 : std::fabs(low) * 0.1;
      low -= room;
      high += room;
    }
  }
};

class Panel {
 public:
  Panel(Svg& svg, double top, std::string_view head, const std::vector<double>& times, Limits limits)
      : svg_(svg) {
    limits.widen();
    const std::vector<double> ticks = round_ticks(limits.low, limits.high, 4);
    const double low = std::min(limits.low, ticks.front()), high = std::max(limits.high, ticks.back());
    x_ = {times.front(), times.back(), kLeft, kWidth - kRight};
    y_ = {low, high, top + kHeight - kBottom, top + kTop};
    svg.text(kLeft, top + 20, head, "head");
    for (const double tick : ticks) {
      svg.line(kLeft, y_(tick), kWidth - kRight, y_(tick), "grid");
      svg.text(kLeft - 8, y_(tick) + 4, fmt::format("{:.6g}", tick), "", Svg::Anchor::end);
    }
    for (const double tick : round_ticks(times.front(), times.back(), 6)) {
      if (tick < times.front() || tick > times.back()) continue;
      svg.text(x_(tick), top + kHeight - kBottom + 18, fmt::format("{:.6g}", tick), "", Svg::Anchor::middle);
    }
    svg.line(kLeft, y_(low), kWidth - kRight, y_(low), "axis");
  }

  void line(const std::vector<double>& times, const std::vector<double>& values, std::string_view css) {
    svg_.polyline(points(times, values), css);
  }
  void band(const std::vector<double>& times, const std::vector<double>& low, const std::vector<double>& high,
            std::string_view css) {
    Points around = points(times, low);
    const Points back = points(times, high);
    around.insert(around.end(), back.rbegin(), back.rend());
    svg_.polyline(around, css);
  }

 private:
  Points points(const std::vector<double>& times, const std::vector<double>& values) const {
    Points out;
    for (std::size_t t = 0; t < times.size(); ++t) {
      if (std::isfinite(values[t])) out.emplace_back(x_(times[t]), y_(values[t]));
    }
    return out;
  }
  Svg& svg_;
  Scale x_, y_;
};

std::string head_of(const std::string& name, const std::string& unit) {
  return clean_text(unit.empty() ? name : fmt::format("{} ({})", name, unit));
}

}  // namespace

std::string model_plot(const modelling::ModelRun& run, const std::vector<std::size_t>& variables) {
  Svg svg("model", kWidth, kHeight * static_cast<double>(variables.size()), clean_text(run.title),
          "For each variable the middle half and the middle nine tenths of the paths, and the median.");
  double top = 0.0;
  for (const std::size_t v : variables) {
    const modelling::VariableFan& fan = run.variables[v];
    Limits limits;
    limits.take(fan.p5);
    limits.take(fan.p95);
    Panel panel(svg, top, head_of(fan.name, fan.unit), run.times, limits);
    panel.band(run.times, fan.p5, fan.p95, "wide");
    panel.band(run.times, fan.p25, fan.p75, "half");
    panel.line(run.times, fan.p50, "line");
    top += kHeight;
  }
  return alone(svg.finish());
}

std::string model_plot(const modelling::ModelPath& path, const std::vector<std::size_t>& variables) {
  Svg svg("model", kWidth, kHeight * static_cast<double>(variables.size()), clean_text(path.title),
          "For each variable its values along one path.");
  double top = 0.0;
  for (const std::size_t v : variables) {
    const modelling::PathVariable& variable = path.variables[v];
    Limits limits;
    limits.take(variable.values);
    Panel panel(svg, top, head_of(variable.name, variable.unit), path.times, limits);
    panel.line(path.times, variable.values, "line");
    top += kHeight;
  }
  return alone(svg.finish());
}

std::string model_plot(const modelling::ModelLoops& loops) {
  std::vector<std::size_t> order(loops.loops.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return loops.loops[a].mean > loops.loops[b].mean; });
  order.resize(std::min(order.size(), kMostLoops));
  Svg svg("model", kWidth, kHeight + 24.0 * static_cast<double>(order.size()), clean_text(loops.title),
          "Shares of the feedback loops in the change of the model, over time.");
  Panel panel(svg, 0.0, "Share of the change", loops.times, {-1.0, 1.0});
  double at = kHeight + 10.0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const modelling::LoopShare& loop = loops.loops[order[i]];
    const std::string css = fmt::format("line c{}", i);
    panel.line(loops.times, loop.share, css);
    svg.line(kLeft, at - 4, kLeft + 24, at - 4, css);
    std::string words = loop.name + ":";
    for (const std::string& name : loop.through) words += " " + name;
    svg.text(kLeft + 32, at, elide(clean_text(words), 90), "");
    at += 22.0;
  }
  return alone(svg.finish());
}

}  // namespace offramp::briefing
