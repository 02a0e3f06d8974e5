// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "offramp/verbs/describe/describe.h"

namespace offramp::verbs {
namespace {

using Json = nlohmann::ordered_json;

Json words_json(std::span<const std::string_view> words) {
  Json list = Json::array();
  for (const std::string_view word : words) list.push_back(word);
  return list;
}

std::string_view kind_name(Operand::Kind kind) {
  switch (kind) {
    case Operand::Kind::none:
      return "none";
    case Operand::Kind::case_name:
      return "case";
    case Operand::Kind::cases:
      return "cases";
    case Operand::Kind::file:
      return "file";
    case Operand::Kind::new_name:
      return "new";
    case Operand::Kind::word:
      return "word";
  }
  return {};
}

Json option_json(const Option& option) {
  Json json = {{"name", option.name},
               {"letter", option.letter == 0 ? Json() : Json(std::string(1, option.letter))},
               {"metavar", option.metavar},
               {"help", option.help},
               {"kind", form_name(option.form)}};
  const std::string standard = standard_text(option.form);
  json["default"] = standard.empty() ? Json() : Json(standard);
  const auto* whole = std::get_if<Whole>(&option.form);
  const auto* real = std::get_if<Real>(&option.form);
  json["least"] = whole != nullptr ? Json(whole->least) : real != nullptr ? Json(real->least) : Json();
  json["most"] = whole != nullptr ? Json(whole->most) : Json();
  json["above"] = real != nullptr && real->above;
  json["words"] = words_json(offered_words(option.form));
  json["needs"] = option.needs.empty() ? Json() : Json(option.needs);
  return json;
}

}  // namespace

std::string table_json(const Table& table) {
  Json verbs = Json::array();
  for (const Verb& verb : table.verbs) {
    Json options = Json::array();
    for (const Option& option : verb.options) options.push_back(option_json(option));
    const Operand& operand = verb.operand;
    verbs.push_back({{"name", verb.name},
                     {"question", verb.question},
                     {"operand",
                      {{"kind", kind_name(operand.kind)},
                       {"metavar", operand.metavar},
                       {"help", operand.help},
                       {"several", operand.several},
                       {"then", operand.then.empty() ? Json() : Json(operand.then)},
                       {"words", words_json(operand.words)}}},
                     {"needs", words_json(verb.needs)},
                     {"options", options},
                     {"examples", words_json(verb.examples)}});
  }
  Json groups = Json::array();
  for (const Group& group : table.groups) {
    groups.push_back({{"name", group.name}, {"question", group.question}});
  }
  const Json whole = {{"verb", "verbs"}, {"groups", groups}, {"verbs", verbs}};
  return whole.dump(2) + "\n";
}

}  // namespace offramp::verbs
