// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/weigh/weigh_text_flips.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "offramp/base/number/share.h"
#include "offramp/briefing/document/figure_text.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

using Ink = TextPage::Ink;

// One list of flips: those that the second run bears out, and how many it does not.
class FlipList {
 public:
  FlipList(TextPage& page, const Case& c, const WeighResult& r, const WeighFlips& flips,
           std::function<std::string(std::size_t)> choice)
      : page_(page), c_(c), r_(r), flips_(flips), choice_(std::move(choice)) {}

  void write() {
    for (std::size_t k = 0; k < flips_.nearest.size(); ++k) {
      const sensitivity::Flip& f = flips_.points.nearest[k];
      add(flips_.nearest[k], weigh_number_flip_text(c_, r_, f.input, f.score, f.value), false, f.to);
    }
    for (std::size_t k = 0; k < flips_.levels.size(); ++k) {
      const sensitivity::LevelFlip& f = flips_.points.levels[k];
      add(flips_.levels[k],
          fmt::format("{}, as in {} of worlds", weigh_level_text(c_, r_, f.input, f.level),
                      percent_text(f.share)),
          true, f.to);
    }
    for (const JointFlip& f : flips_.joint)
      add(f.check, weigh_joint_flip_text(c_, r_, f), f.a.level && f.b.level, f.to);
    if (shown_ == 0 && failed_ == 0) {
      page_.paragraph(
          "None: no input within 3 standard deviations of its middle, no type or red line, and no two "
          "leading inputs together.",
          2, 4);
    }
    if (failed_ > 0) {
      page_.paragraph(
          fmt::format("{} more that the table suggests did not hold when the chain was run again.", failed_),
          2, 4, Ink::soft);
    }
  }

 private:
  void add(const FlipCheck& check, const std::string& where, bool level, std::size_t to) {
    if (!check.run) return;
    if (!check.confirmed) {
      ++failed_;
      return;
    }
    ++shown_;
    page_.paragraph(
        fmt::format("{}: {} (run again: {} {}, {} {})", where, choice_(to),
                    format_figure(Format::change, check.short_of.value),
                    level ? "elsewhere" : "just short of it",
                    format_figure(Format::change, check.beyond.value), level ? "there" : "just beyond"),
        2, 4);
  }

  TextPage& page_;
  const Case& c_;
  const WeighResult& r_;
  const WeighFlips& flips_;
  std::function<std::string(std::size_t)> choice_;
  std::size_t shown_ = 0, failed_ = 0;
};

// The limits of a class, or the one value in it.
std::string class_text(const Case& c, const WeighInput& input, double low, double high) {
  const std::string a = weigh_value_text(c, input, low), b = weigh_value_text(c, input, high);
  return a == b ? a : a + " to " + b;
}

}  // namespace

void write_weigh_flips(TextPage& page, const Case& c, const WeighResult& r) {
  page.heading("Flip points, run again on fresh worlds: who leads, in percentage points");
  page.paragraph(fmt::format("Where most worlds turn from {}:", r.answer_flips.points.recommended == 0
                                                                    ? "agreement to none"
                                                                    : "none to agreement"));
  FlipList(page, c, r, r.answer_flips, [](std::size_t to) {
    return std::string(to == 0 ? "agreement in most worlds" : "no agreement in most worlds");
  }).write();
  if (r.short_list.size() < 2) return;
  page.paragraph("Where another settlement is accepted more often than the recommended one:");
  FlipList(page, c, r, r.settlement_flips, [](std::size_t to) {
    return fmt::format("settlement {} of the short list", to + 1);
  }).write();
}

void write_weigh_map(TextPage& page, const Case& c, const WeighResult& r, const WeighOutput& output) {
  if (!output.map) return;
  const sensitivity::TwoWayMap& m = *output.map;
  const bool chance =
      output.kind == WeighOutput::Kind::agreement || output.kind == WeighOutput::Kind::acceptance;
  page.heading("Over the leading pair: " + weigh_output_name(c, output));
  page.paragraph(fmt::format("Down: {}. Across: {}.", weigh_input_name(c, r.inputs[m.a]),
                             weigh_input_name(c, r.inputs[m.b])));
  const std::size_t left = 24, width = std::min<std::size_t>(18, (page.columns() - left) / m.columns);
  const auto cell_lines = [&](const std::string& text, std::size_t room) { return wrap(text, room); };
  std::vector<std::vector<std::string>> heads;
  std::size_t lines = 0;
  for (std::size_t k = 0; k < m.columns; ++k) {
    heads.push_back(cell_lines(class_text(c, r.inputs[m.b], m.b_low[k], m.b_high[k]), width - 2));
    lines = std::max(lines, heads.back().size());
  }
  for (std::size_t l = 0; l < lines; ++l) {
    std::string line(left, ' ');
    for (const auto& head : heads) line += pad_left(l < head.size() ? head[l] : "", width);
    page.line(page.ink(line, Ink::soft));
  }
  for (std::size_t i = 0; i < m.rows; ++i) {
    const auto label = cell_lines(class_text(c, r.inputs[m.a], m.a_low[i], m.a_high[i]), left - 1);
    for (std::size_t l = 0; l < label.size(); ++l) {
      std::string line = page.ink(pad_right(label[l], left), Ink::soft);
      for (std::size_t k = 0; l == 0 && k < m.columns; ++k) {
        const std::size_t cell = i * m.columns + k;
        const std::string figure = m.count[cell] == 0 ? "-"
                                   : chance           ? percent_text(m.mean[cell])
                                                      : hundredths(m.mean[cell]);
        line += pad_left(figure, width);
      }
      page.line(line);
    }
  }
}

}  // namespace offramp::briefing
