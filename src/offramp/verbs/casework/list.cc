// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "offramp/briefing/document/text.h"
#include "offramp/case/file/reader.h"
#include "offramp/verbs/casework/casework.h"
#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

constexpr Key<Flag> kNames{"names", "", "Only the names, one a line"};

struct Listed {
  std::string name, title, question;
};

std::string list_text(const std::vector<Listed>& cases, std::size_t width) {
  std::string text;
  for (const Listed& listed : cases) {
    text += listed.name + "\n";
    for (const std::string* line : {&listed.title, &listed.question}) {
      for (const std::string& part : briefing::wrap(briefing::clean_text(*line), width - 4)) {
        text += "    " + part + "\n";
      }
    }
  }
  return text;
}

std::string list_json(const std::vector<Listed>& cases) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Listed& listed : cases) {
    list.push_back({{"name", listed.name}, {"title", listed.title}, {"question", listed.question}});
  }
  const nlohmann::ordered_json whole = {{"verb", "list"}, {"cases", list}};
  return whole.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Answer run_list(const Values& asked, Caller& caller) {
  const std::vector<ShippedCase> shipped = shipped_cases(caller.data);
  if (shipped.empty()) {
    throw Failure{Reason::file_trouble,
                  fmt::format("no case library in {}; OFFRAMP_DATA names the folder that holds `cases`",
                              (caller.data / "cases").string())};
  }
  Answer answer;
  if (asked[kNames]) {
    answer.text = [shipped](const Look&) {
      std::string text;
      for (const ShippedCase& one : shipped) text += one.name + "\n";
      return text;
    };
  }
  auto cases = std::make_shared<std::vector<Listed>>();
  for (const ShippedCase& one : shipped) {
    if (asked[kNames] && !asked[kJson]) break;
    const LoadedCase loaded = read_case_file(one.folder);
    if (!loaded.value) caller.note(loaded.diagnostics.to_text(caller.colour));
    if (loaded.value) cases->push_back({one.name, loaded.value->title, loaded.value->question});
  }
  answer.json = [cases] { return list_json(*cases); };
  if (!asked[kNames]) answer.text = [cases](const Look& look) { return list_text(*cases, look.width); };
  return answer;
}

}  // namespace

Verb list_verb() {
  return {.name = "list",
          .question = "Which cases came with the program?",
          .operand = kNothing,
          .options = {kJson, kNames},
          .run = run_list,
          .needs = {},
          .examples = {""}};
}

}  // namespace offramp::verbs
