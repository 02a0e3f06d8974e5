// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "offramp/case/file/schema.h"
#include "offramp/case/file/skeleton.h"
#include "offramp/verbs/casework/casework.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

constexpr Key<Flag> kForce{"force", "", "Replace a case.yaml that is there"};

Answer run_new(const Values& asked, Caller&) {
  const std::filesystem::path folder(asked.operands.front());
  if (folder.filename().empty() || folder.filename() == "." || folder.filename() == "..") {
    throw Failure{Reason::bad_usage, fmt::format("`{}` does not name a new folder", folder.string())};
  }
  const std::filesystem::path file = folder / "case.yaml";
  std::error_code none;
  const std::filesystem::path parent = folder.parent_path();
  if (!parent.empty() && !std::filesystem::is_directory(parent, none)) {
    throw Failure{Reason::file_trouble,
                  fmt::format("{}: there is no such folder to make {} in", parent.string(), folder.string())};
  }
  if (std::filesystem::exists(file, none) && !asked[kForce]) {
    throw Failure{Reason::file_trouble, fmt::format("{} exists; --force replaces it", file.string())};
  }
  Answer answer;
  answer.files.push_back({file, case_skeleton(folder.filename().string()), asked[kForce], true});
  answer.files.push_back({folder / "case.schema.json", case_schema_json(), true, true});
  answer.text = [file, folder](const Look&) {
    return fmt::format("{}: written; fill it in, then run `offramp check {}`\n", file.string(),
                       folder.string());
  };
  return answer;
}

}  // namespace

Verb new_verb() {
  return {.name = "new",
          .question = "Write a commented skeleton of a case",
          .operand = {Operand::Kind::new_name, "NAME", "Folder to make; the skeleton is NAME/case.yaml"},
          .options = {kForce},
          .run = run_new,
          .needs = {},
          .examples = {"my-conflict"}};
}

}  // namespace offramp::verbs
