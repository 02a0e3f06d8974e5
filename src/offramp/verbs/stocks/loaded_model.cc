// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/stocks/loaded_model.h"

#include <fmt/format.h>

#include "offramp/base/run/files.h"
#include "offramp/base/text/file_text.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/equation/names.h"
#include "offramp/dynamics/units/check_units.h"
#include "offramp/formats/model_yaml/model_yaml.h"
#include "offramp/formats/summary/summary_file.h"

namespace offramp::verbs {
namespace {

constexpr std::size_t kMaxModelBytes = 32u << 20;

}  // namespace

LoadedModel load_model(const Values& asked, Caller& caller) {
  const std::string& name = asked.operands.front();
  const FileBytes file = read_file(name, kMaxModelBytes, caller.control.stop);
  if (file.problem) throw Failure{Reason::file_trouble, fmt::format("{}: {}", name, *file.problem)};
  const FileText text(file.bytes);
  if (!text.problem().empty()) throw Failure{Reason::bad_input, fmt::format("{}: {}", name, text.problem())};
  formats::ModelReading reading = formats::read_model(text.text(), name);
  if (!text.note().empty()) reading.diagnostics.warning({}, text.note());
  LoadedModel loaded;
  loaded.model = std::make_unique<const dynamics::Model>(std::move(reading.model));
  std::optional<dynamics::Program> program;
  if (!reading.diagnostics.has_errors()) program = dynamics::compile(*loaded.model, reading.diagnostics);
  if (program) dynamics::check_units(*loaded.model, reading.diagnostics);
  const Diagnostics& d = reading.diagnostics;
  if (d.has_errors() || (d.warnings() > 0 && !caller.quiet)) caller.note(d.to_text(caller.colour));
  if (!program) throw Failure{Reason::bad_input, {}};
  loaded.program = std::move(*program);
  loaded.mark = formats::model_mark(text.text());
  return loaded;
}

dynamics::DrawKey key_of(const Values& asked) {
  return {asked[kPathSeed], static_cast<std::uint32_t>(asked[kScenario])};
}

std::vector<std::size_t> chosen_variables(const std::vector<std::string>& wanted,
                                          const std::vector<std::string>& names, std::size_t most) {
  std::vector<std::size_t> out;
  for (std::size_t v = 0; wanted.empty() && v < names.size() && v < most; ++v) out.push_back(v);
  for (const std::string& word : wanted) {
    const std::string key = dynamics::canonical_name(word);
    const std::size_t before = out.size();
    for (std::size_t v = 0; v < names.size(); ++v) {
      const std::string name = dynamics::canonical_name(names[v]);
      if (name == key || name.starts_with(key + "[")) out.push_back(v);
    }
    if (out.size() == before) {
      throw Failure{Reason::bad_usage, fmt::format("the model has no variable `{}`", printable(word))};
    }
  }
  return out;
}

Failure bad_number(const std::string& file, const dynamics::BadNumber& bad) {
  const std::string where = bad.place.line > 0
                                ? fmt::format("{}:{}:{}: ", file, bad.place.line, bad.place.column)
                                : fmt::format("{}: ", file);
  return {Reason::no_answer, where + bad.text()};
}

}  // namespace offramp::verbs
