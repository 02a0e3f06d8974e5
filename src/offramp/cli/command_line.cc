// SPDX-License-Identifier: Apache-2.0
// The only file that includes CLI11: it tells verbs, options and operands apart. What they may be stands in
// the table, and values are read by the table's own rules.
#include "offramp/cli/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "offramp/base/text/diagnostics.h"
#include "offramp/verbs/describe/describe.h"

namespace offramp::cli {
namespace {

using verbs::Failure;
using verbs::Option;
using verbs::Reason;
using verbs::Verb;

/// What CLI11 found for one verb, as text.
struct Found {
  const Verb* verb = nullptr;
  CLI::App* app = nullptr;
  std::vector<std::string> operands;
  std::map<std::string_view, std::vector<std::string>> options;
  std::map<std::string_view, bool> flags;
};

void declare(CLI::App& parent, const Verb& verb, Found& found) {
  CLI::App* app = parent.add_subcommand(std::string(verb.last_name()));
  found.verb = &verb;
  found.app = app;
  for (const Option& option : verb.options) {
    std::string names = fmt::format("--{}", option.name);
    if (option.letter != 0) names += fmt::format(",-{}", option.letter);
    if (std::holds_alternative<verbs::Flag>(option.form)) {
      app->add_flag(names, found.flags[option.name])->disable_flag_override();
    } else {
      CLI::Option* declared = app->add_option(names, found.options[option.name])->expected(1);
      declared->allow_extra_args(false);
      if (std::holds_alternative<verbs::Texts>(option.form))
        declared->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
  }
  if (verb.operand.kind == verbs::Operand::Kind::none) return;
  app->add_option(std::string(verb.operand.metavar), found.operands);
}

/// All verbs of the table; the caller keeps what they are found to hold.
std::vector<std::unique_ptr<Found>> declare_all(CLI::App& app, const verbs::Table& table) {
  std::map<std::string_view, CLI::App*> groups;
  for (const verbs::Group& group : table.groups)
    groups[group.name] = app.add_subcommand(std::string(group.name));
  std::vector<std::unique_ptr<Found>> all;
  for (const Verb& verb : table.verbs) {
    CLI::App& parent = verb.group().empty() ? app : *groups.at(verb.group());
    declare(parent, verb, *all.emplace_back(std::make_unique<Found>()));
  }
  return all;
}

verbs::Values values_of(const Found& found) {
  verbs::Values values;
  const Verb& verb = *found.verb;
  for (const Option& option : verb.options) {
    if (const auto flag = found.flags.find(option.name); flag != found.flags.end() && flag->second) {
      values.set(option, true);
    }
    const auto text = found.options.find(option.name);
    if (text == found.options.end() || text->second.empty()) continue;
    for (const std::string& given : text->second) {
      verbs::ParsedValue parsed = verbs::parse_value(option.form, given);
      if (!parsed.problem.empty()) {
        throw Failure{Reason::bad_usage, fmt::format("--{}: {}", option.name, parsed.problem)};
      }
      if (std::holds_alternative<verbs::Texts>(option.form)) {
        values.add(option, std::move(parsed.value));
      } else {
        values.set(option, std::move(parsed.value));
      }
    }
  }
  values.operands = found.operands;
  const verbs::Operand& operand = verb.operand;
  if (operand.kind != verbs::Operand::Kind::none && values.operands.empty()) {
    throw Failure{Reason::bad_usage,
                  fmt::format("{} is missing: {}", operand.metavar, verbs::usage_line(verb))};
  }
  const std::size_t most = operand.then.empty() ? 1 : 2;
  if (values.operands.size() < most && !operand.then.empty()) {
    throw Failure{Reason::bad_usage, fmt::format("{} is missing: {}", operand.then, verbs::usage_line(verb))};
  }
  if (!operand.several && values.operands.size() > most) {
    throw Failure{Reason::bad_usage, fmt::format("one {} at a time; {} is one too many", operand.metavar,
                                                 values.operands[most])};
  }
  for (const std::string& word : values.operands) {
    if (word.empty()) throw Failure{Reason::bad_usage, fmt::format("{} is empty", operand.metavar)};
    const auto& known = operand.words;
    if (!known.empty() && std::find(known.begin(), known.end(), word) == known.end()) {
      throw Failure{Reason::bad_usage, fmt::format("{} is not one of {}", word, fmt::join(known, ", "))};
    }
  }
  return values;
}

/// From "--worlds: 1 required TEXT missing", "--seed: At Most 1 required but received 2" or "json was given a
/// disallowed flag override".
std::string value_mismatch(std::string_view told, const Found* found) {
  std::string_view name = told.substr(0, told.find_first_of(": "));
  name.remove_prefix(std::min(name.find_first_not_of('-'), name.size()));
  const Option* option = found == nullptr ? nullptr : found->verb->option(name);
  const bool flag = option != nullptr && std::holds_alternative<verbs::Flag>(option->form);
  const bool twice = told.find("received") != std::string_view::npos;
  return fmt::format("--{} {}", name, twice ? "is given twice" : flag ? "takes no value" : "needs a value");
}

/// The words of the command line that no declaration takes: told with the nearest that is known.
std::string unknown_words(const std::vector<std::string>& words, const std::vector<std::string>& known) {
  const std::string meant = suggestion(words.front(), known);
  return fmt::format("{} is not known here{}{}", words.front(), meant.empty() ? "" : "; ", meant);
}

std::vector<std::string> known_words(const verbs::Table& table, const Found* found, std::string_view group) {
  std::vector<std::string> known;
  if (found != nullptr) {
    for (const Option& option : found->verb->options) known.push_back(fmt::format("--{}", option.name));
    return known;
  }
  for (const Verb& verb : table.verbs) {
    if (verb.group() == group) known.emplace_back(verb.last_name());
  }
  if (group.empty()) {
    for (const verbs::Group& one : table.groups) known.emplace_back(one.name);
  }
  return known;
}

std::string help_for(const verbs::Table& table, const Found* found, std::string_view group) {
  if (found != nullptr) return verbs::verb_help(*found->verb);
  for (const verbs::Group& one : table.groups) {
    if (one.name == group) return verbs::group_help(table, one);
  }
  return verbs::program_help(table);
}

}  // namespace

CommandLine parse_command_line(int argc, const char* const* argv, const verbs::Table& table,
                               const std::string& version) {
  CLI::App app;
  app.set_version_flag("--version", version);
  const auto all = declare_all(app, table);
  for (CLI::App* below : app.get_subcommands({})) below->allow_extras();
  for (const auto& found : all) found->app->allow_extras();
  app.allow_extras();
  const auto chosen = [&]() -> const Found* {
    for (const auto& found : all) {
      if (found->app->parsed() && (found->verb->group().empty() || found->app->get_parent()->parsed())) {
        return found.get();
      }
    }
    return nullptr;
  };
  const auto chosen_group = [&]() -> std::string_view {
    for (const verbs::Group& group : table.groups) {
      if (app.get_subcommand(std::string(group.name))->parsed()) return group.name;
    }
    return {};
  };
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForVersion&) {
    return {nullptr, {}, version + "\n"};
  } catch (const CLI::CallForHelp&) {
    return {nullptr, {}, help_for(table, chosen(), chosen_group())};
  } catch (const CLI::ArgumentMismatch& error) {
    throw Failure{Reason::bad_usage, value_mismatch(error.what(), chosen())};
  } catch (const CLI::ParseError& error) {
    throw Failure{Reason::bad_usage, error.what()};
  }
  const Found* found = chosen();
  std::vector<std::string> extra = app.remaining(true);
  std::erase(extra, "--");  // CLI11 lists it with what it did not take
  if (!extra.empty()) {
    throw Failure{Reason::bad_usage, unknown_words(extra, known_words(table, found, chosen_group()))};
  }
  if (found == nullptr) throw Failure{Reason::bad_usage, "name a verb; `offramp --help` lists them"};
  return {found->verb, values_of(*found), {}};
}

}  // namespace offramp::cli
