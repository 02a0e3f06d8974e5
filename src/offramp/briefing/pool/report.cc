// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/pool/report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/input_words.h"
#include "offramp/briefing/names/phrases.h"
#include "offramp/briefing/names/words.h"

namespace offramp::briefing {
namespace {

Prose percent(double value, const std::string& pointer) {
  return Prose().figure(Format::percent, value, pointer);
}

Prose with_error(double value, double error, const std::string& pointer) {
  return percent(value, "/" + pointer)
      .say(" (standard error ")
      .figure(Format::error, error, "/" + pointer + "_error")
      .say(" points)");
}

// "71 % with ann's numbers, 22 % with ben's".
Prose by_analyst(const PoolResult& r) {
  Prose prose;
  for (std::size_t a = 0; a < r.analysts.size(); ++a) {
    if (a > 0) prose.say(", ");
    prose.add(percent(r.analysts[a].pool_text.value, fmt::format("/analysts/{}/signed/value", a)))
        .say(" with the numbers of ")
        .quote(r.analysts[a].name);
  }
  return prose;
}

Section answer_section(const Case& c, const PoolResult& r) {
  Section section{"pool", "What they believe together", {}};
  section.add(
      Paragraph{Prose("Of the texts that could be tabled, this one is signed by all in most worlds of the "
                      "pool: in ")
                    .add(with_error(r.one_text, r.one_text_error, "one_text"))
                    .say(".")});
  section.add(contents_table(c, r.text));
  Prose each("All sign it in ");
  each.add(by_analyst(r)).say(".");
  section.add(Paragraph{each});
  section.add(Paragraph{Prose("Between ")
                            .quote(r.analysts[r.most].name)
                            .say(" and ")
                            .quote(r.analysts[r.least].name)
                            .say(" lie ")
                            .figure(Format::change, r.apart, "/apart")
                            .say(" points (standard error ")
                            .figure(Format::error, r.apart_error, "/apart_error")
                            .say(", the worlds being the same). Whose numbers count explains ")
                            .add(percent(r.analyst_index, "/analyst_index"))
                            .say(" of the variance of whether it is signed; the rest is what each of them is "
                                 "unsure of.")});
  section.add(Paragraph{Prose("Some settlement is signed by all in ")
                            .add(with_error(r.exists, r.exists_error, "exists"))
                            .say(".")});
  return section;
}

Section people_section(const Case& c, const PoolResult& r) {
  Section section{"people", "Each of them", {}};
  Table table;
  table.columns = {{"Analyst"},
                   {"Weight", Align::right},
                   {"Numbers", Align::right},
                   {"Signs the pool's text", Align::right},
                   {"Own best text", Align::right},
                   {"A deal exists", Align::right},
                   {"Own text differs on"}};
  for (std::size_t a = 0; a < r.analysts.size(); ++a) {
    const AnalystStanding& one = r.analysts[a];
    const std::string at = fmt::format("/analysts/{}/", a);
    table.rows.push_back(
        {"",
         {Prose().quote(one.name), Prose().figure(Format::fraction, one.weight, at + "weight"),
          Prose().figure(Format::count, static_cast<double>(one.numbers), at + "numbers"),
          percent(one.pool_text.value, at + "signed/value"), percent(one.own.value, at + "own/value"),
          percent(one.exists.value, at + "exists/value"),
          Prose().add(differences(c, r.text, one.own_text))}});
  }
  section.add(std::move(table));
  Bullets scores;
  for (std::size_t a = 0; a < r.analysts.size(); ++a) {
    const AnalystStanding& one = r.analysts[a];
    if (!one.performance || !one.hits) continue;
    const std::string at = fmt::format("/analysts/{}/", a);
    scores.items.push_back(
        Prose()
            .quote(one.name)
            .say(": ")
            .figure(Format::count, static_cast<double>(one.hits->hits), at + "hits")
            .say(" of ")
            .figure(Format::count, static_cast<double>(one.hits->questions), at + "questions")
            .say(" calibration answers held the truth; calibration ")
            .figure(Format::number, one.performance->calibration, at + "calibration")
            .say(", information ")
            .figure(Format::number, one.performance->information, at + "information"));
  }
  if (!scores.items.empty()) section.add(std::move(scores));
  section.add(Paragraph{
      Prose(r.by_performance ? "Weights are calibration times information (Cooke’s classical model)."
                             : "Everybody counts the same."),
      Paragraph::Style::note});
  if (r.widened)
    section.add(Paragraph{
        Prose("Everybody’s intervals were stretched about their medians by what the hit rate of the "
              "calibration answers says (docs/eliciting.md)."),
        Paragraph::Style::note});
  if (!r.equal_because.empty())
    section.add(Paragraph{Prose().quote(r.equal_because), Paragraph::Style::note});
  return section;
}

// Numbers of a case by the names that readers see.
class Named {
 public:
  explicit Named(const Case& c) : c_(c), names_(input_names(c)) {}

  /// One number; its path where only some analyst's case has it.
  std::string number(const std::string& path) const {
    for (std::size_t i = 0; i < c_.inputs.size(); ++i) {
      if (c_.inputs[i].path == path) return names_[i].full;
    }
    return path;
  }
  /// "Government of Indonesia: interests, weights"; the block's path likewise.
  std::string block(const std::string& path) const {
    for (std::size_t i = 0; i < c_.inputs.size(); ++i) {
      if (!c_.inputs[i].path.starts_with(path)) continue;
      if (c_.inputs[i].path.size() == path.size()) return names_[i].full;
      if (c_.inputs[i].path[path.size()] != '.') continue;
      const bool of_party =
          path.starts_with("interests.") || path.starts_with("no_deal.") || path.starts_with("types.");
      if (!of_party) return names_[i].full;
      return names_[i].heading + (path.ends_with(".weight")  ? ", weights"
                                  : path.ends_with(".value") ? ", values"
                                                             : "");
    }
    return path;
  }

 private:
  const Case& c_;
  std::vector<InputName> names_;
};

Section effect_section(const Named& named, const PoolResult& r, std::size_t top) {
  Section section{"effects", "What disagreement does", {}};
  section.add(Paragraph{
      Prose("Each block of numbers alone as each analyst has it, everything else as the case file has it: "
            "how often all sign the pool's text. With the numbers of the case file alone it is ")
          .add(percent(r.file.value, "/file/value"))
          .say(". These shares are of other worlds of the sample than those above, so compare them with one "
               "another only."),
      Paragraph::Style::note});
  Table table;
  table.columns.push_back({"Block"});
  for (const AnalystStanding& one : r.analysts) table.columns.push_back({clean_text(one.name), Align::right});
  table.columns.push_back({"Change", Align::right});
  table.columns.push_back({"Error", Align::right});
  for (std::size_t b = 0; b < std::min(top, r.blocks.size()); ++b) {
    const BlockEffect& block = r.blocks[b];
    const std::string at = fmt::format("/blocks/{}/", b);
    Row row{"", {Prose().quote(named.block(block.block))}};
    for (std::size_t a = 0; a < block.signed_by_all.size(); ++a)
      row.cells.push_back(
          percent(block.signed_by_all[a], fmt::format("{}signed/{}", at, r.analysts[a].name)));
    row.cells.push_back(Prose().figure(Format::change, block.change, at + "change"));
    row.cells.push_back(Prose().figure(Format::error, block.error, at + "error"));
    table.rows.push_back(std::move(row));
  }
  if (!table.rows.empty()) section.add(std::move(table));
  std::vector<std::string> unsplit;
  for (const std::string& path : r.unsplit) unsplit.push_back(named.block(path));
  if (!unsplit.empty())
    section.add(Paragraph{
        Prose("Not the same numbers for everybody, and so not changed alone: ").quote(join_words(unsplit)),
        Paragraph::Style::note});
  return section;
}

std::string belief_words(const std::optional<Quantity>& belief) {
  if (!belief) return "none";
  if (!belief->uncertain()) return fmt::format("{:.4g}", belief->median());
  return fmt::format("{:.4g} to {:.4g}", belief->p5(), belief->p95());
}

Section numbers_section(const Named& named, const PoolResult& r, std::size_t top) {
  Section section{"numbers", "Where they disagree most", {}};
  Table table;
  table.columns.push_back({"Number"});
  for (const AnalystStanding& one : r.analysts) table.columns.push_back({clean_text(one.name), Align::right});
  table.columns.push_back({"Pool", Align::right});
  table.columns.push_back({"Apart", Align::right});
  for (std::size_t n = 0; n < std::min(top, r.numbers.size()); ++n) {
    const PooledNumber& number = r.numbers[n];
    const std::string at = fmt::format("/numbers/{}/", n);
    Row row{"", {Prose().quote(named.number(number.path))}};
    for (const auto& belief : number.of) row.cells.push_back(Prose().quote(belief_words(belief)));
    row.cells.push_back(Prose()
                            .figure(Format::number, number.p5, at + "p5")
                            .say(" to ")
                            .figure(Format::number, number.p95, at + "p95"));
    row.cells.push_back(Prose().figure(Format::fraction, number.apart, at + "apart"));
    table.rows.push_back(std::move(row));
  }
  section.add(std::move(table));
  section.add(Paragraph{
      Prose("Intervals hold nine tenths of the belief; the pool's are those of the mixture. Apart: the mean "
            "distance between the two that differ most, as a share of the pool's interval."),
      Paragraph::Style::note});
  return section;
}

}  // namespace

Document pool_report(const Case& c, const PoolResult& result, std::size_t top) {
  const Named named(c);
  Document document;
  document.title = clean_text(c.title);
  document.facts = {worlds_and_seed(result.worlds, result.seed, "")};
  document.sections = {answer_section(c, result), people_section(c, result),
                       effect_section(named, result, top), numbers_section(named, result, top)};
  return document;
}

}  // namespace offramp::briefing
