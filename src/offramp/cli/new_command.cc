// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "offramp/case/file/skeleton.h"
#include "offramp/cli/commands.h"

namespace offramp::cli {
namespace {

struct NewOptions {
  std::string name;
  bool force = false;
};

void run_new(const NewOptions& options, Session& session) {
  const std::filesystem::path folder(options.name);
  if (folder.filename().empty() || folder.filename() == "." || folder.filename() == "..") {
    throw Failure{kBadUsage, fmt::format("`{}` does not name a new folder", options.name)};
  }
  const std::filesystem::path file = folder / "case.yaml";
  std::error_code trouble;
  if (std::filesystem::exists(file, trouble) && !options.force) {
    throw Failure{kFileTrouble, fmt::format("{} exists; --force replaces it", file.string())};
  }
  std::filesystem::create_directories(folder, trouble);
  if (trouble)
    throw Failure{kFileTrouble, fmt::format("{} cannot be made: {}", folder.string(), trouble.message())};
  session.save(file, case_skeleton(folder.filename().string()));
  session.print(
      fmt::format("{}: written; fill it in, then run `offramp check {}`\n", file.string(), folder.string()));
}

}  // namespace

void add_new(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("new", "Write a commented skeleton of a case");
  auto options = std::make_shared<NewOptions>();
  command->add_option("name", options->name, "Folder to make; the skeleton is NAME/case.yaml")->required();
  command->add_flag("--force", options->force, "Replace a case.yaml that is there");
  command->callback([options, &session] { run_new(*options, session); });
}

}  // namespace offramp::cli
