// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/model/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "offramp/briefing/document/text.h"
#include "offramp/briefing/names/phrases.h"

namespace offramp::briefing {
namespace {

constexpr std::size_t kMostLoops = 12, kMostConstants = 20, kMostEvents = 40;

Prose number(double value, const std::string& pointer) {
  return Prose().figure(Format::number, value, "/model/" + pointer);
}
Prose count(std::size_t value, const std::string& pointer) {
  return Prose().figure(Format::count, static_cast<double>(value), "/model/" + pointer);
}
Prose share(double value, const std::string& pointer) {
  return Prose().figure(Format::percent, value, "/model/" + pointer);
}

Document titled(const std::string& title) {
  Document document;
  document.title = title.empty() ? "A model" : clean_text(title);
  return document;
}

Table table_of(std::vector<Column> columns) {
  Table table;
  table.columns = std::move(columns);
  return table;
}

void add(Document& document, std::string title, Table table) {
  if (table.rows.empty()) return;
  Section section;
  section.title = std::move(title);
  section.add(std::move(table));
  document.sections.push_back(std::move(section));
}

void add_together(Document& document, const modelling::ModelRun& run) {
  Table pairs = table_of({{"Both events"}, {"Paths", Align::right}, {"In this order", Align::right}});
  for (std::size_t p = 0; p < run.pairs.size() && p < kMostEvents; ++p) {
    const modelling::EventsTogether& pair = run.pairs[p];
    const std::string at = fmt::format("pairs/{}/", p);
    pairs.rows.push_back({"",
                          {Prose().quote(pair.first).say(", ").quote(pair.second),
                           share(pair.both, at + "both"), share(pair.first_before, at + "first_before")}});
  }
  add(document, "Events on the same path", pairs);
  for (std::size_t j = 0; j < run.joint.size(); ++j) {
    const modelling::VariablesTogether& together = run.joint[j];
    static constexpr const char* kThirds[] = {"lowest third", "middle third", "highest third"};
    Table table = table_of({{clean_text(together.first) + ", against " + clean_text(together.second)},
                            {kThirds[0], Align::right},
                            {kThirds[1], Align::right},
                            {kThirds[2], Align::right}});
    for (std::size_t r = 0; r < together.thirds.size(); ++r) {
      const auto at = [&](std::size_t c) {
        return share(together.thirds[r][c], fmt::format("joint/{}/thirds/{}/{}", j, r, c));
      };
      table.rows.push_back({"", {kThirds[r], at(0), at(1), at(2)}});
    }
    add(document, "Together", table);
  }
}

}  // namespace

Document model_report(const modelling::ModelFacts& facts) {
  Document document = titled(facts.title);
  Prose time;
  time.say("time from ").add(number(facts.start, "start")).say(" to ").add(number(facts.stop, "stop"));
  if (!facts.unit.empty()) time.say(" in ").quote(facts.unit);
  time.say(" by ").add(number(facts.step, "step")).say(", ").quote(facts.method);
  document.facts = {time};
  Table table = table_of({{"What"}, {"How many", Align::right}});
  const auto row = [&](const char* what, std::size_t value, const char* key) {
    table.rows.push_back({"", {what, count(value, key)}});
  };
  row("stocks", facts.stocks, "stocks");
  row("flows", facts.flows, "flows");
  row("values", facts.values, "values");
  row("values that never change", facts.constants, "constants");
  row("numbers inside smooths, delays and events", facts.hidden, "hidden");
  row("events", facts.events, "events");
  row("ladders", facts.ladders, "ladders");
  row(facts.all_loops ? "feedback loops" : "feedback loops, at least", facts.loops, "loops");
  add(document, "The model is sound", table);
  return document;
}

Document model_report(const modelling::ModelRun& run) {
  Document document = titled(run.title);
  document.facts = {count(run.paths, "paths").say(run.paths == 1 ? " path" : " paths"),
                    Prose("seed ").add(count(run.seed, "seed"))};
  const std::size_t last = run.times.size() - 1;
  Table table = table_of({{"At the end"},
                          {"Mean", Align::right},
                          {"5 % below", Align::right},
                          {"Median", Align::right},
                          {"5 % above", Align::right}});
  for (std::size_t v = 0; v < run.variables.size(); ++v) {
    const modelling::VariableFan& f = run.variables[v];
    const auto at = [&](const char* key) { return fmt::format("variables/{}/{}/{}", v, key, last); };
    Prose name;
    name.quote(f.name);
    if (!f.unit.empty()) name.say(", ").quote(f.unit);
    table.rows.push_back({"",
                          {name, number(f.mean[last], at("mean")), number(f.p5[last], at("p5")),
                           number(f.p50[last], at("p50")), number(f.p95[last], at("p95"))}});
  }
  add(document, "Variables", table);
  Table events = table_of({{"Event"}, {"Paths", Align::right}, {"Error", Align::right}, {"When first"}});
  for (std::size_t e = 0; e < run.events.size(); ++e) {
    const modelling::EventFan& f = run.events[e];
    const std::string at = fmt::format("events/{}/", e);
    Prose when("never");
    if (f.paths > 0) {
      when = number(f.first_p50, at + "first/1");
      when.say(", mostly ")
          .add(number(f.first_p5, at + "first/0"))
          .say(" to ")
          .add(number(f.first_p95, at + "first/2"));
    }
    events.rows.push_back({"",
                           {Prose().quote(f.name), share(f.share, at + "share"),
                            Prose().figure(Format::error, f.error, "/model/" + at + "error"), when}});
  }
  add(document, "Events", events);
  add_together(document, run);
  return document;
}

Document model_report(const modelling::ModelRare& rare) {
  Document document = titled(rare.title);
  document.facts = {count(rare.repetitions, "repetitions")
                        .say(" times ")
                        .add(count(rare.particles, "particles"))
                        .say(" paths on each level"),
                    Prose("seed ").add(count(rare.seed, "seed"))};
  Section section;
  section.title = "How rare it is";
  Prose says;
  says.quote(rare.variable)
      .say(" reaches ")
      .add(number(rare.level, "level"))
      .say(" with chance ")
      .add(number(rare.chance, "chance"))
      .say(", standard error ")
      .add(number(rare.error, "error"))
      .say("; interval at ")
      .add(share(rare.confidence, "confidence"))
      .say(": ")
      .add(number(rare.low, "low"))
      .say(" to ")
      .add(number(rare.high, "high"))
      .say(".");
  section.add(Paragraph{says, Paragraph::Style::body});
  document.sections.push_back(std::move(section));
  Table table = table_of({{"Level", Align::right}, {"Came from the one before", Align::right}});
  for (std::size_t l = 0; l < rare.levels.size(); ++l) {
    const std::string at = fmt::format("levels/{}/", l);
    table.rows.push_back(
        {"", {number(rare.levels[l].level, at + "level"), share(rare.levels[l].passed, at + "passed")}});
  }
  add(document, "Levels", table);
  return document;
}

Document model_report(const modelling::ModelPath& path) {
  Document document = titled(path.title);
  document.facts = {Prose("path ").add(count(path.path, "path")),
                    Prose("seed ").add(count(path.seed, "seed"))};
  Table events = table_of({{"Time", Align::right}, {"What happened"}});
  for (std::size_t e = 0; e < path.events.size() && e < kMostEvents; ++e) {
    events.rows.push_back(
        {"",
         {number(path.events[e].time, fmt::format("log/{}/time", e)), Prose().quote(path.events[e].what)}});
  }
  if (path.events.size() > kMostEvents) events.rows.push_back({"", {"", "and more, in the JSON"}});
  add(document, "What happened", events);
  const std::size_t last = path.times.size() - 1, middle = last / 2;
  Table table =
      table_of({{"Variable"}, {"Start", Align::right}, {"Middle", Align::right}, {"End", Align::right}});
  for (std::size_t v = 0; v < path.variables.size(); ++v) {
    const modelling::PathVariable& f = path.variables[v];
    const auto at = [&](std::size_t t) {
      return number(f.values[t], fmt::format("variables/{}/value/{}", v, t));
    };
    table.rows.push_back({"", {Prose().quote(f.name), at(0), at(middle), at(last)}});
  }
  add(document, "Variables", table);
  return document;
}

Document model_report(const modelling::ModelLoops& loops) {
  Document document = titled(loops.title);
  Table table = table_of({{"Loop"}, {"Mean share", Align::right}, {"Through"}});
  for (std::size_t l = 0; l < loops.loops.size() && l < kMostLoops; ++l) {
    const modelling::LoopShare& loop = loops.loops[l];
    std::string through;
    for (const std::string& name : loop.through) through += (through.empty() ? "" : " → ") + name;
    table.rows.push_back({"",
                          {Prose().quote(loop.name), share(loop.mean, fmt::format("loops/{}/mean", l)),
                           Prose().quote(through)}});
  }
  add(document, "Feedback loops", table);
  Table leads = table_of({{"From", Align::right}, {"To", Align::right}, {"Leads"}, {"Share", Align::right}});
  for (std::size_t d = 0; d < loops.leads.size() && d < kMostEvents; ++d) {
    const modelling::LoopLead& lead = loops.leads[d];
    const std::string at = fmt::format("leads/{}/", d);
    leads.rows.push_back({"",
                          {number(lead.from, at + "from"), number(lead.to, at + "to"),
                           Prose().quote(lead.loop), share(lead.share, at + "share")}});
  }
  add(document, "Which loop leads when", leads);
  return document;
}

Document model_report(const modelling::ModelSensitivity& s) {
  Document document = titled(s.title);
  document.facts = {Prose()
                        .quote(s.variable)
                        .say(" at ")
                        .add(number(s.time, "time"))
                        .say(": ")
                        .add(number(s.value, "mean")),
                    Prose("each constant down and up by ").add(share(s.change, "change"))};
  Table table = table_of({{"Constant"},
                          {"Value", Align::right},
                          {"Lower gives", Align::right},
                          {"Higher gives", Align::right},
                          {"Elasticity", Align::right}});
  for (std::size_t i = 0; i < s.constants.size() && i < kMostConstants; ++i) {
    const modelling::ConstantEffect& e = s.constants[i];
    const std::string at = fmt::format("constants/{}/", i);
    table.rows.push_back(
        {"",
         {Prose().quote(e.constant), number(e.value, at + "value"), number(e.at_low, at + "at_low"),
          number(e.at_high, at + "at_high"), number(e.elasticity, at + "elasticity")}});
  }
  add(document, "What it rests on", table);
  return document;
}

}  // namespace offramp::briefing
