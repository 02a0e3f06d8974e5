// SPDX-License-Identifier: Apache-2.0
#include "offramp/verbs/run.h"

#include <fmt/format.h>

#include <cassert>

#include "offramp/case/overlay/analysts.h"
#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

namespace fs = std::filesystem;

void check_needs(const Verb& verb, const Values& asked) {
  for (const Option& option : verb.options) {
    if (asked.given(option.name) && !option.needs.empty() && !asked.given(option.needs)) {
      throw Failure{Reason::bad_usage,
                    fmt::format("--{} means nothing without --{}", option.name, option.needs)};
    }
  }
}

template <class F>
std::vector<fs::path> files_of(const Verb& verb, const Values& asked) {
  std::vector<fs::path> files;
  for (const Option& option : verb.options) {
    const Value* value = asked.find(option.name);
    if (value != nullptr && std::holds_alternative<F>(option.form)) {
      files.emplace_back(std::get<std::string>(*value));
    }
  }
  return files;
}

std::vector<fs::path> inputs_of(const Verb& verb, const Values& asked, const fs::path& data) {
  std::vector<fs::path> inputs = files_of<InFile>(verb, asked);
  for (const std::string& operand : asked.operands) {
    if (!verb.operand.then.empty() && &operand == &asked.operands.back()) {
      inputs.emplace_back(operand);
      continue;
    }
    if (verb.operand.kind == Operand::Kind::case_name) {
      inputs.push_back(case_file(operand, data));
      if (asked.given(kAnalyst)) inputs.push_back(overlay_file(inputs.back(), asked[kAnalyst]));
    }
    if (verb.operand.kind == Operand::Kind::cases)
      inputs.push_back(case_file(version_of(operand, data).name, data));
    if (verb.operand.kind == Operand::Kind::file) inputs.emplace_back(operand);
  }
  return inputs;
}

/// What is no regular file, as /dev/stdout or a pipe, is written to and not replaced.
bool can_be_lost(const fs::path& path) {
  std::error_code none;
  return !fs::exists(path, none) || fs::is_regular_file(path, none);
}

void check_clashes(const std::vector<fs::path>& inputs, const std::vector<fs::path>& outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (!can_be_lost(outputs[i])) continue;
    for (const fs::path& input : inputs) {
      if (!same_file(input, outputs[i])) continue;
      throw Failure{Reason::bad_usage, fmt::format("{} would be written over {}, which is read",
                                                   outputs[i].string(), input.string())};
    }
    for (std::size_t k = 0; k < i; ++k) {
      if (!same_file(outputs[k], outputs[i])) continue;
      throw Failure{Reason::bad_usage, fmt::format("{} and {} are one file and would be written twice",
                                                   outputs[k].string(), outputs[i].string())};
    }
  }
}

}  // namespace

Answer run(const Verb& verb, const Values& asked, Caller& caller) {
  assert(caller.note && caller.table != nullptr && verb.run != nullptr);
  check_needs(verb, asked);
  const std::vector<fs::path> inputs = inputs_of(verb, asked, caller.data);
  check_clashes(inputs, files_of<OutFile>(verb, asked));
  Answer answer = verb.run(asked, caller);
  std::vector<fs::path> outputs;
  for (const FileToWrite& file : answer.files) outputs.push_back(file.path);
  std::vector<fs::path> kept = inputs;
  if (answer.edits)
    std::erase_if(
        kept, [&](const fs::path& path) { return path == case_file(asked.operands.front(), caller.data); });
  check_clashes(kept, outputs);
  return answer;
}

}  // namespace offramp::verbs
