// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/model/model_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "offramp/briefing/describe/json_writer.h"
#include "offramp/briefing/model/fields.h"
#include "offramp/briefing/render/json_text.h"

namespace offramp::briefing {
namespace {

template <class T>
std::string text_of(const T& answer) {
  return json_text(described_json(nothing<Case>(), answer));
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string row(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? "," : "") + cells[i];
  return out + "\r\n";
}

// The shortest digits that read back as the same number.
std::string digits(double value) {
  return fmt::format("{}", value);
}

}  // namespace

std::string model_json(const modelling::ModelFacts& facts) {
  return text_of(facts);
}
std::string model_json(const modelling::ModelRun& run) {
  return text_of(run);
}
std::string model_json(const modelling::ModelPath& path) {
  return text_of(path);
}
std::string model_json(const modelling::ModelLoops& loops) {
  return text_of(loops);
}
std::string model_json(const modelling::ModelSensitivity& sensitivity) {
  return text_of(sensitivity);
}
std::string model_json(const modelling::ModelRare& rare) {
  return text_of(rare);
}

std::string model_csv(const modelling::ModelRun& run) {
  std::string out = row({"time", "variable", "mean", "deviation", "p5", "p25", "p50", "p75", "p95"});
  for (std::size_t t = 0; t < run.times.size(); ++t) {
    for (const modelling::VariableFan& v : run.variables) {
      out += row({digits(run.times[t]), quoted(v.name), digits(v.mean[t]), digits(v.deviation[t]),
                  digits(v.p5[t]), digits(v.p25[t]), digits(v.p50[t]), digits(v.p75[t]), digits(v.p95[t])});
    }
  }
  return out;
}

std::string model_csv(const modelling::ModelPath& path) {
  std::vector<std::string> cells = {"time"};
  for (const modelling::PathVariable& v : path.variables) cells.push_back(quoted(v.name));
  std::string out = row(cells);
  for (std::size_t t = 0; t < path.times.size(); ++t) {
    cells = {digits(path.times[t])};
    for (const modelling::PathVariable& v : path.variables) cells.push_back(digits(v.values[t]));
    out += row(cells);
  }
  return out;
}

std::string model_csv(const modelling::ModelLoops& loops) {
  std::vector<std::string> cells = {"time"};
  for (const modelling::LoopShare& l : loops.loops) cells.push_back(quoted(l.name));
  std::string out = row(cells);
  for (std::size_t t = 0; t < loops.times.size(); ++t) {
    cells = {digits(loops.times[t])};
    for (const modelling::LoopShare& l : loops.loops) cells.push_back(digits(l.share[t]));
    out += row(cells);
  }
  return out;
}

std::string model_csv(const modelling::ModelSensitivity& sensitivity) {
  std::string out = row({"constant", "value", "low", "high", "at_low", "at_high", "elasticity"});
  for (const modelling::ConstantEffect& e : sensitivity.constants) {
    out += row({quoted(e.constant), digits(e.value), digits(e.low), digits(e.high), digits(e.at_low),
                digits(e.at_high), digits(e.elasticity)});
  }
  return out;
}

}  // namespace offramp::briefing
