// SPDX-License-Identifier: Apache-2.0
// The schema and the reader come from one table; here a small independent validator of JSON Schema
// (draft-07, the keywords that our schema uses) is held against the reader on the corpus and on
// thousands of small damages to it. schema/case.schema.json is written anew by running this test with
// OFFRAMP_UPDATE_EXPECTED=1 in the environment.
#include "offramp/case/file/schema.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "offramp/base/testing/paths.h"
#include "offramp/case/file/sections.h"
#include "offramp/case/syntax/node.h"
#include "offramp/case/syntax/number.h"
#include "offramp/case/syntax/structure.h"

namespace offramp {
namespace {

namespace fs = std::filesystem;
using case_file::Node;
using nlohmann::json;

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class Validator {
 public:
  explicit Validator(json schema) : root_(std::move(schema)) {}
  bool valid(const json& value) { return valid(value, root_); }

 private:
  bool valid(const json& value, const json& schema);
  bool object_valid(const json& value, const json& schema);
  bool any_of(const json& value, const json& list, std::size_t least, std::size_t most) {
    std::size_t count = 0;
    for (const json& one : list) count += valid(value, one) ? 1 : 0;
    return count >= least && count <= most;
  }
  bool matches(const std::string& text, const std::string& pattern) {
    const auto [entry, inserted] = patterns_.try_emplace(pattern);
    if (inserted) entry->second = std::regex(pattern, std::regex::ECMAScript);
    return std::regex_search(text, entry->second);
  }
  static bool is_type(const json& value, const std::string& type) {
    return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
           (type == "string" && value.is_string()) || (type == "number" && value.is_number()) ||
           (type == "integer" && value.is_number_integer()) || (type == "boolean" && value.is_boolean());
  }

  json root_;
  std::map<std::string, std::regex> patterns_;
};

bool Validator::object_valid(const json& value, const json& schema) {
  for (const json& key : schema.value("required", json::array())) {
    if (!value.contains(key.get<std::string>())) return false;
  }
  if (value.size() < schema.value("minProperties", std::size_t{0})) return false;
  const json dependencies = schema.value("dependencies", json::object());
  for (const auto& [key, needed] : dependencies.items()) {
    for (const json& other : needed) {
      if (value.contains(key) && !value.contains(other.get<std::string>())) return false;
    }
  }
  for (const auto& [key, child] : value.items()) {
    bool known = false;
    if (schema.contains("properties") && schema["properties"].contains(key)) {
      known = true;
      if (!valid(child, schema["properties"][key])) return false;
    }
    if (schema.contains("patternProperties")) {
      for (const auto& [pattern, shape] : schema["patternProperties"].items()) {
        if (!matches(key, pattern)) continue;
        known = true;
        if (!valid(child, shape)) return false;
      }
    }
    if (!known && schema.contains("additionalProperties") && !valid(child, schema["additionalProperties"]))
      return false;
  }
  return true;
}

bool Validator::valid(const json& value, const json& schema) {
  if (schema.is_boolean()) return schema.get<bool>();
  if (schema.contains("$ref")) {
    return valid(value,
                 root_["definitions"][schema["$ref"].get<std::string>().substr(14)]);  // after #/definitions/
  }
  if (schema.contains("type")) {
    const json& type = schema["type"];
    bool fits = type.is_string() && is_type(value, type);
    if (type.is_array()) {
      for (const json& one : type) fits = fits || is_type(value, one);
    }
    if (!fits) return false;
  }
  if (schema.contains("enum") &&
      std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
    return false;
  if (value.is_string() && schema.contains("pattern") && !matches(value, schema["pattern"])) return false;
  if (value.is_number()) {
    const double x = value;
    if (schema.contains("minimum") && x < schema["minimum"].get<double>()) return false;
    if (schema.contains("maximum") && x > schema["maximum"].get<double>()) return false;
    if (schema.contains("exclusiveMinimum") && x <= schema["exclusiveMinimum"].get<double>()) return false;
    if (schema.contains("exclusiveMaximum") && x >= schema["exclusiveMaximum"].get<double>()) return false;
  }
  if (value.is_array()) {
    if (value.size() < schema.value("minItems", std::size_t{0})) return false;
    if (value.size() > schema.value("maxItems", value.size())) return false;
    if (schema.contains("items")) {
      for (const json& item : value) {
        if (!valid(item, schema["items"])) return false;
      }
    }
  }
  if (value.is_object() && !object_valid(value, schema)) return false;
  if (schema.contains("allOf") &&
      !any_of(value, schema["allOf"], schema["allOf"].size(), schema["allOf"].size()))
    return false;
  if (schema.contains("anyOf") && !any_of(value, schema["anyOf"], 1, schema["anyOf"].size())) return false;
  if (schema.contains("oneOf") && !any_of(value, schema["oneOf"], 1, 1)) return false;
  return !schema.contains("not") || !valid(value, schema["not"]);
}

// The tree as an editor sees it: unquoted scalars by the core schema of YAML 1.2.
json as_json(const Node& node) {
  if (node.is_list()) {
    json out = json::array();
    for (const Node& item : node.items) out.push_back(as_json(item));
    return out;
  }
  if (node.is_map()) {
    json out = json::object();
    for (const auto& [key, value] : node.entries) out[key.text] = as_json(value);
    return out;
  }
  if (node.is_null()) return nullptr;
  if (const std::optional<bool> truth = node.truth()) return *truth;
  const auto number = parse_number(node.text);
  if (node.plain && number && *number == std::floor(*number) && std::fabs(*number) < 9e15)
    return static_cast<std::int64_t>(*number);
  if (node.plain && number) return *number;
  return node.text;
}

struct Read {
  std::string text;
  std::optional<Node> tree;
};

bool structure_sound(const Node& tree, const std::string& text) {
  Diagnostics diagnostics("case.yaml", text);
  const SourceText source(text);
  {
    Problems problems(diagnostics, source);
    case_file::check_structure(tree, case_file::file_shape(case_file::all_sections()), problems);
  }
  return !diagnostics.has_errors();
}

std::vector<std::pair<std::string, Node>> trees(const char* folder, std::vector<std::string>& texts) {
  std::vector<std::pair<std::string, Node>> found;
  for (const auto& entry : fs::directory_iterator(fs::path(checkout::root()) / "tests/cases" / folder)) {
    if (entry.path().extension() == ".txt") continue;
    std::string text = contents(entry.path());
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    Diagnostics diagnostics("case.yaml", "");
    const SourceText source(text);
    Problems problems(diagnostics, source);
    auto tree = case_file::read_tree(source, problems);
    if (!tree || diagnostics.has_errors()) continue;
    found.emplace_back(entry.path().stem().string(), *std::move(tree));
    texts.push_back(std::move(text));
  }
  return found;
}

TEST(Schema, IsTheCommittedFile) {
  const fs::path path = fs::path(checkout::root()) / "schema" / "case.schema.json";
  if (std::getenv("OFFRAMP_UPDATE_EXPECTED") != nullptr)
    std::ofstream(path, std::ios::binary) << case_schema_json();
  EXPECT_EQ(contents(path), case_schema_json());
}

TEST(Schema, AcceptsGoodCasesAndRefusesWhatIsMisshapen) {
  Validator validator(json::parse(case_schema_json()));
  std::vector<std::string> texts;
  for (const auto& [name, tree] : trees("good", texts)) EXPECT_TRUE(validator.valid(as_json(tree))) << name;
  // What is wrong in these is a number's size, order or form inside a text, or a day: no pattern can tell.
  const std::set<std::string> beyond{"bad-dates",          "reversed-interval", "interval-touches-end",
                                     "huge-numbers",       "bad-quantiles",     "mixed-percent",
                                     "value-out-of-range", "wrong-version"};
  texts.clear();
  const auto bad = trees("bad", texts);
  EXPECT_GE(bad.size(), 60u);
  for (std::size_t i = 0; i < bad.size(); ++i) {
    const auto& [name, tree] = bad[i];
    const bool sound = structure_sound(tree, texts[i]);
    const bool valid = validator.valid(as_json(tree));
    if (sound) {
      EXPECT_TRUE(valid) << name;
    } else if (!beyond.contains(name)) {
      EXPECT_FALSE(valid) << name;
    }
  }
}

// Every value of a tree in turn becomes something else; reader and schema must agree on each result.
class Damage {
 public:
  Damage(const Node& tree, const std::string& text, Validator& validator)
      : tree_(tree), text_(text), validator_(validator) {}
  int run() {
    visit(tree_);
    return compared_;
  }

 private:
  void visit(Node& node) {
    for (int kind = 0; kind < 12; ++kind) {
      const Node before = node;
      static const char* const kTexts[] = {"",   "no such thing", "7",    "true", "a_name",
                                           "-3", "FALSE",         "Null", "1.0",  "not applicable"};
      Node damaged;
      if (kind < 10) damaged.text = kTexts[kind];
      if (kind == 10) damaged.kind = Node::Kind::list;
      if (kind == 11) damaged.kind = Node::Kind::map;
      node = damaged;
      const bool quantile = path_.ends_with(".p5") || path_.ends_with(".p50") || path_.ends_with(".p95");
      if (!(quantile && (kind == 2 || kind == 8)))
        compare(kind);  // whether quantiles increase is beyond a schema
      node = before;
    }
    const std::string here = path_;
    for (std::size_t i = 0; i < node.entries.size(); ++i) {
      path_ = here + "." + node.entries[i].key.text;
      const std::vector<case_file::Entry> before = node.entries;
      node.entries.erase(node.entries.begin() + static_cast<std::ptrdiff_t>(i));
      compare(12);
      node.entries = before;
      node.entries[i].key.text = "no_such_key";
      compare(13);
      node.entries = before;
      visit(node.entries[i].value);
    }
    path_ = here;
    for (Node& item : node.items) visit(item);
  }
  void compare(int kind) {
    ++compared_;
    const json value = as_json(tree_);
    EXPECT_EQ(structure_sound(tree_, text_), validator_.valid(value)) << "damage " << kind << " at " << path_;
  }
  Node tree_;
  std::string path_;
  const std::string& text_;
  Validator& validator_;
  int compared_ = 0;
};

TEST(Schema, AgreesWithTheReaderOnEveryDamage) {
  Validator validator(json::parse(case_schema_json()));
  std::vector<std::string> texts;
  const auto good = trees("good", texts);
  int compared = 0;
  for (std::size_t i = 0; i < good.size(); ++i) {
    if (good[i].first == "every-section") compared += Damage(good[i].second, texts[i], validator).run();
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(compared, 2000);
}

}  // namespace
}  // namespace offramp
