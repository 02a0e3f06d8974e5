// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/weigh/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "offramp/briefing/document/document_walk.h"
#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/weigh_words.h"
#include "offramp/briefing/names/words.h"
#include "offramp/briefing/weigh/report_parts.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kListed = 10;

Section opening(const SettleResult& settled, const WeighResult& r) {
  Section section{"answer", "", {}, true};
  section.add(Paragraph{Prose("Chance that a deal exists: ")
                            .figure(Format::percent, settled.agreement.value, "/settle/agreement/value")
                            .say("; the answer for most worlds is ")
                            .say(r.answer_flips.points.recommended == 0 ? "agreement." : "none."),
                        Paragraph::Style::lead});
  section.add(Paragraph{
      Prose()
          .quote(std::to_string(r.inputs.size()))
          .say(r.inputs.size() == 1 ? " uncertain input can move it. " : " uncertain inputs can move it. ")
          .figure(Format::count, static_cast<double>(r.left_out), "/weigh/left_out")
          .say(
              " further uncertain numbers of the case cannot: they concern parties without a veto, or things "
              "to watch.")});
  return section;
}

Section key_assumptions(const Case& c, const WeighResult& r) {
  Section section{"key-assumptions", "Key assumptions: judgements first, by swing in percentage points", {}};
  if (r.key_assumptions.empty()) {
    section.add(Paragraph{Prose("No single input clearly moves the chance that a deal exists, or the "
                                "acceptance of the recommended "
                                "settlement, by ")
                              .quote("2")
                              .say(" points or more.")});
    return section;
  }
  Table table;
  table.columns = {{"Swing", Align::right}, {"Margin", Align::right}, {"Belief"}};
  for (std::size_t k = 0; k < std::min(kListed, r.key_assumptions.size()); ++k) {
    const KeyAssumption& key = r.key_assumptions[k];
    const WeighInput& input = r.inputs[key.input];
    const std::string pointer = fmt::format("/weigh/key_assumptions/{}/", k);
    Prose belief;
    belief.quote(weigh_input_title(c, input)).say(" (").say(to_string(input.basis));
    if (input.confidence != Confidence::unstated)
      belief.say(", ").say(to_string(input.confidence)).say(" confidence");
    belief.say(key.output == 1 ? "; acceptance of the recommended settlement)" : ")");
    table.rows.push_back({"",
                          {Prose().figure(Format::change, key.swing, pointer + "swing"),
                           Prose().figure(Format::margin, key.margin, pointer + "margin"), belief}});
  }
  section.add(std::move(table));
  if (r.key_assumptions.size() > kListed) {
    section.add(Paragraph{
        Prose().quote(std::to_string(r.key_assumptions.size() - kListed)).say(" more, in the JSON."),
        Paragraph::Style::note});
  }
  return section;
}

/// What is left of a tornado: the bars that chance could have made, told by the middle one of the floors of
/// those that were read from the table.
void add_the_rest(const WeighResult& r, std::size_t output, Section& section) {
  const WeighOutput& own = r.outputs[output];
  if (!own.typical_floor) return;
  section.add(Paragraph{
      Prose("The other ")
          .figure(Format::count, static_cast<double>(own.unclear),
                  fmt::format("/weigh/outputs/{}/unclear", output))
          .say(" cannot be told from nought. Most of them were not held but read from the ")
          .figure(Format::count, static_cast<double>(r.worlds), "/weigh/worlds")
          .say(" worlds as they are, where chance alone moves one or another of so many by up to ")
          .figure(Format::fine_points, own.tornado[*own.typical_floor].noise_floor,
                  fmt::format("/weigh/outputs/{}/tornado/{}/noise_floor", output, *own.typical_floor))
          .say(" points: smaller effects would not be seen."),
      Paragraph::Style::note});
}

Section tornado(const Case& c, const WeighResult& r, std::size_t o) {
  const WeighOutput& output = r.outputs[o];
  std::string title = weigh_output_name(c, output);
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
  Section section{
      "tornado", title + " with one input set to its 5th and 95th percentile, all else as it is", {}};
  if (output.kind == WeighOutput::Kind::risk) {
    section.add(Paragraph{
        Prose("By how many points of a hundred it leaves the veto player that it treats worst below its no "
              "deal; nought where it leaves none below.")});
  }
  Table table;
  table.columns = {{"Low", Align::right}, {"High", Align::right}, {"Input, from its low to its high end"}};
  const Format format = weigh_figure_format(output);
  for (std::size_t b = 0; b < std::min(kListed, output.tornado.size()); ++b) {
    const sensitivity::TornadoBar& bar = output.tornado[b];
    if (!bar.significant) break;
    const WeighInput& input = r.inputs[bar.input];
    const std::string pointer = fmt::format("/weigh/outputs/{}/tornado/{}/", o, b);
    table.rows.push_back({"",
                          {Prose().figure(format, bar.low.output.value, pointer + "low/output/value"),
                           Prose().figure(format, bar.high.output.value, pointer + "high/output/value"),
                           Prose()
                               .quote(weigh_input_title(c, input))
                               .say(": ")
                               .quote(fmt::format("{} → {}", weigh_value_text(c, input, bar.low.input),
                                                  weigh_value_text(c, input, bar.high.input)))}});
  }
  if (table.rows.empty()) {
    section.add(Paragraph{Prose("No single input moves it beyond what chance alone would show.")});
  } else {
    section.add(std::move(table));
  }
  add_the_rest(r, o, section);
  return section;
}

}  // namespace

Format weigh_figure_format(const WeighOutput& output) {
  return is_chance(output.kind) ? Format::percent : Format::fine_points;
}

Document weigh_report(const Case& c, const SettleResult& settled, const WeighResult& r, std::size_t output) {
  if (output >= r.outputs.size()) {
    throw std::invalid_argument(
        fmt::format("weigh_report: output = {}; there are {}", output, r.outputs.size()));
  }
  Document document;
  document.title = clean_text(c.title);
  document.question = "What does the answer rest on?";
  if (std::optional<Text> words = placeholder_words(c)) document.facts.push_back(*std::move(words));
  for (Text& words : settings_words(c)) document.facts.push_back(std::move(words));
  document.facts.push_back(worlds_and_seed(r.worlds, r.seed, "/weigh"));
  const auto add = [&](std::optional<Section> section) {
    if (section) document.sections.push_back(std::move(*section));
  };
  add(opening(settled, r));
  add(key_assumptions(c, r));
  add(tornado(c, r, output));
  add(weigh_flips_section(c, r));
  add(weigh_short_list_section(c, r));
  add(weigh_information_section(c, r));
  add(weigh_scenarios_section(c, r));
  add(weigh_map_section(c, r, output));
  add(weigh_shares_section(c, r, output));
  add(weigh_design_section(c, r, output));
  Section how{"how", "", {}};
  how.add(Paragraph{Prose("From the table of ")
                        .figure(Format::count, static_cast<double>(r.worlds), "/weigh/worlds")
                        .say(" worlds. Run again: the flip points")
                        .say(r.design ? " and the design." : "."),
                    Paragraph::Style::note});
  add(std::move(how));
  drop_dangling_links(document);
  return document;
}

}  // namespace offramp::briefing
