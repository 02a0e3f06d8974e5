// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "offramp/analysis/weigh/inputs.h"
#include "offramp/briefing/names/case_counts.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/weigh/section_weigh.h"

namespace offramp::briefing {
namespace {

Prose& figure(Prose& prose, std::size_t n, const char* pointer) {
  return prose.figure(Format::count, static_cast<double>(n), pointer, "#assumptions");
}

Paragraph numbers(const CaseCounts& n) {
  Prose prose;
  prose.say("The answer rests on ")
      .add(counted(n.inputs, "/case/inputs", "#assumptions", "number", "numbers"))
      .say(" and ")
      .add(counted(n.sources, "/case/sources", "#sources", "source", "sources"))
      .say(". ");
  if (n.anchors > 0) {
    figure(prose, n.anchors, "/case/anchors").say(" of the numbers only fix the ends of a scale. ");
  }
  if (n.stated + n.derived == 0) {
    prose.say(n.anchors > 0 ? "All others, " : "All of them, ");
    figure(prose, n.judgement, "/case/basis/judgement")
        .say(", are an analyst's judgement: sources carry the reasoning, none states the number. ");
  } else {
    prose.say(n.anchors > 0 ? "Of the others, " : "Of the numbers, ");
    if (n.stated == 0) {
      prose.say("none is stated by a source, ");
    } else {
      figure(prose, n.stated, "/case/basis/stated")
          .say(n.stated == 1 ? " is stated by a source, " : " are stated by a source, ");
    }
    if (n.derived > 0) {
      figure(prose, n.derived, "/case/basis/derived")
          .say(n.derived == 1 ? " is derived from one, " : " are derived from one, ");
    }
    prose.say("and ");
    if (n.judgement == 0) {
      prose.say("none rests on an analyst's judgement. ");
    } else {
      figure(prose, n.judgement, "/case/basis/judgement").say(" rest on an analyst's judgement. ");
    }
  }
  if (n.unsourced > 0) {
    figure(prose, n.unsourced, "/case/unsourced")
        .say(n.unsourced == 1 ? " names no source." : " name no source.");
  } else {
    prose.say("Each of these has a source to its reasoning.");
  }
  return {prose};
}

Paragraph confidence(const CaseCounts& n) {
  Prose prose;
  prose.strong("Confidence. ");
  if (n.high + n.moderate + n.low == 0) {
    return {
        prose.say("The case does not state how sure its analysts are of their reasoning, so every judgement "
                  "should be read as one of unknown confidence.")};
  }
  prose.say("The analysts' confidence in their reasoning is ");
  const std::array<std::tuple<const char*, std::size_t, const char*>, 4> grades = {
      {{"high", n.high, "/case/confidence/high"},
       {"moderate", n.moderate, "/case/confidence/moderate"},
       {"low", n.low, "/case/confidence/low"},
       {"not stated", n.unstated, "/case/confidence/unstated"}}};
  const auto last =
      std::find_if(grades.rbegin(), grades.rend(), [](const auto& g) { return std::get<1>(g) > 0; });
  bool first = true;
  for (const auto& [word, count, pointer] : grades) {
    if (count == 0) continue;
    if (!first) prose.say(pointer == std::get<2>(*last) ? " and " : ", ");
    prose.say(word).say(" for ");
    figure(prose, count, pointer).say(first ? (count == 1 ? " number" : " numbers") : "");
    first = false;
  }
  prose.say(".");
  return {prose};
}

/// The red lines whose removal changes the chance most, dearest first.
std::vector<std::size_t> dearest(const SettleResult& r, std::size_t count) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < r.red_lines.size(); ++i) {
    if (r.red_lines[i].change > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return r.red_lines[a].change > r.red_lines[b].change;
  });
  if (order.size() > count) order.erase(order.begin() + static_cast<std::ptrdiff_t>(count), order.end());
  return order;
}

void add_red_lines(const Context& context, Section& section) {
  const SettleResult& r = context.result;
  const std::vector<std::size_t> lines = dearest(r, 3);
  if (lines.empty()) return;
  section.add(Paragraph{Prose("Red lines. ")
                            .heavy()
                            .say("Of the red lines, these stand in the way of agreement most. In brackets: "
                                 "the percentage points that its chance would gain without that line.")});
  Bullets bullets;
  for (const std::size_t i : lines) {
    const RedLine& line = context.c.red_lines[r.red_lines[i].red_line.index()];
    Prose prose;
    prose.add(red_line_phrase(context.c, r.red_lines[i].red_line))
        .say(" (")
        .figure(Format::change, r.red_lines[i].change, fmt::format("/settle/red_lines/{}/change", i),
                "#price-" + red_line_anchor(context.c, r.red_lines[i].red_line))
        .say(")");
    prose.say(". ").add(case_sentence(context.c, line.never.provenance.because)).say(" ");
    prose.add(citations(context.c, line.never.provenance.sources));
    bullets.items.push_back(prose);
  }
  section.add(bullets);
}

}  // namespace

Section section_rests_on(const Context& context) {
  const CaseCounts n = count_case(context.c);
  Section section{"rests-on", "What this rests on", {}};
  section.add(numbers(n));
  section.add(confidence(n));
  if (weigh_inputs(context.c, context.c.veto_players(), context.result.types_from_evidence).inputs.empty()) {
    section.add(Paragraph{
        Prose("Nothing in the case that could move the answer is uncertain. So no assumption can be singled "
              "out, and "
              "there is no flip point to show: the answer is as good as the numbers are, and all of it hangs "
              "on them.")});
  }
  add_red_lines(context, section);
  section.add(
      Paragraph{Prose("Words such as “likely” speak of the chance of an event if these numbers are "
                      "right. How well founded the numbers are is another matter, which the paragraph "
                      "on confidence speaks of. All inputs with their reasons stand under ")
                    .link("assumptions", "#assumptions")
                    .say("."),
                Paragraph::Style::note});
  return section;
}

}  // namespace offramp::briefing
