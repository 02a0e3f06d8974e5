// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace offramp::briefing {

/// What is written for one question: its schema stands in schema/output/NAME.schema.json.
struct OutputSchema {
  std::string name;   ///< "settle", "read-score", "space-points"
  std::string title;  ///< "The answer of offramp settle --json"
};

/// Every answer that the program writes as JSON, in the order of docs/json.md.
const std::vector<OutputSchema>& output_schemas();

/// JSON Schema (draft 2020-12) of an answer, from the same description as the answer itself.
/// @throws std::invalid_argument for a name that output_schemas() does not have.
nlohmann::ordered_json output_schema(const std::string& name);

/// The tables of docs/json.md: one row a key, by its path, with what it is and what it holds; structs that
/// stand in many places (share, report, ...) get tables of their own in front.
std::string schema_tables(const nlohmann::ordered_json& schema);

}  // namespace offramp::briefing
