// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/schemas/schemas.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

#include "offramp/briefing/brief/fields.h"
#include "offramp/briefing/check/fields.h"
#include "offramp/briefing/compare/fields.h"
#include "offramp/briefing/describe/schema_writer.h"
#include "offramp/briefing/model/fields.h"
#include "offramp/briefing/pool/fields.h"
#include "offramp/briefing/space/fields.h"

namespace offramp::briefing {
namespace {

using Json = nlohmann::ordered_json;

struct Entry {
  OutputSchema output;
  std::function<Json(const std::string& title)> make;
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all = {
      {{"check", "The answer of offramp check --json"}, described_schema<CheckAnswer>},
      {{"settle", "The answer of offramp settle --json"}, described_schema<SettleAnswer>},
      {{"read", "The answer of offramp read --json"}, described_schema<BeliefAnswer>},
      {{"read-score", "The answer of offramp read --score --json"}, described_schema<ScoreAnswer>},
      {{"weigh", "The answer of offramp weigh --json"}, described_schema<WeighAnswer>},
      {{"pool", "The answer of offramp pool --json"}, described_schema<PoolAnswer>},
      {{"brief", "The answer of offramp brief --json"}, described_schema<BriefAnswer>},
      {{"compare", "The answer of offramp compare --json"}, described_schema<CompareAnswer>},
      {{"space-info", "The answer of offramp space info --json"}, described_schema<formats::SpaceInfo>},
      {{"space-points", "The answer of offramp space points --json"}, described_schema<formats::SpacePoints>},
      {{"space-frontier", "The answer of offramp space frontier --json"},
       described_schema<formats::SpaceFrontier>},
      {{"space-prove", "The answer of offramp space prove --json"}, described_schema<formats::SpaceProof>},
      {{"space-simulate", "The answer of offramp space simulate --json"},
       described_schema<formats::SpaceSimulation>},
      {{"model-check", "The answer of offramp model check --json"}, described_schema<modelling::ModelFacts>},
      {{"model-run", "The answer of offramp model run --json"}, described_schema<modelling::ModelRun>},
      {{"model-path", "The answer of offramp model path --json"}, described_schema<modelling::ModelPath>},
      {{"model-loops", "The answer of offramp model loops --json"}, described_schema<modelling::ModelLoops>},
      {{"model-rare", "The answer of offramp model rare --json"}, described_schema<modelling::ModelRare>},
      {{"model-sensitivity", "The answer of offramp model sensitivity --json"},
       described_schema<modelling::ModelSensitivity>},
  };
  return all;
}

/// "share", "list of report", "number or null".
std::string kind_of(const Json& schema) {
  if (schema.contains("$ref")) {
    const std::string ref = schema["$ref"];
    return ref.substr(ref.rfind('/') + 1);
  }
  if (schema.contains("anyOf")) return kind_of(schema["anyOf"][0]) + " or null";
  const Json& type = schema.at("type");
  if (type.is_array()) {
    return type[0].get<std::string>() + " or " + type[1].get<std::string>();
  }
  if (type == "array") return "list of " + kind_of(schema.at("items"));
  if (type == "object" && schema.contains("additionalProperties") &&
      schema["additionalProperties"].is_object())
    return "object of " + kind_of(schema["additionalProperties"]);
  return type;
}

/// The object whose keys stand below this one, if they are not told elsewhere.
const Json* inner(const Json& schema) {
  if (schema.contains("anyOf")) return inner(schema["anyOf"][0]);
  if (schema.contains("properties")) return &schema;
  if (schema.contains("items")) return inner(schema["items"]);
  if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
    return inner(schema["additionalProperties"]);
  return nullptr;
}

void add_rows(const Json& schema, const std::string& path, std::string& out) {
  for (const auto& [key, value] : schema.at("properties").items()) {
    const std::string at = path.empty() ? key : path + "." + key;
    const auto& required = schema.at("required");
    const bool always = std::find(required.begin(), required.end(), Json(key)) != required.end();
    out += fmt::format("| `{}` | {}{} | {} |\n", at, kind_of(value), always ? "" : ", or absent",
                       value.at("description").get<std::string>());
    if (const Json* below = inner(value)) add_rows(*below, at, out);
  }
}

}  // namespace

const std::vector<OutputSchema>& output_schemas() {
  static const std::vector<OutputSchema> all = [] {
    std::vector<OutputSchema> list;
    for (const Entry& entry : entries()) list.push_back(entry.output);
    return list;
  }();
  return all;
}

nlohmann::ordered_json output_schema(const std::string& name) {
  for (const Entry& entry : entries()) {
    if (entry.output.name == name) return entry.make(entry.output.title);
  }
  throw std::invalid_argument(fmt::format("output_schema: there is no answer called {}", name));
}

std::string schema_tables(const nlohmann::ordered_json& schema) {
  std::string out;
  if (schema.contains("$defs")) {
    for (const auto& [name, def] : schema["$defs"].items()) {
      out += fmt::format("A *{}*:\n\n| key | is | holds |\n|---|---|---|\n", name);
      add_rows(def, "", out);
      out += "\n";
    }
    out += "The answer:\n\n";
  }
  out += "| key | is | holds |\n|---|---|---|\n";
  add_rows(schema, "", out);
  return out;
}

}  // namespace offramp::briefing
