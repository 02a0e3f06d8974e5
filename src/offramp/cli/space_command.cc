// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "offramp/base/run/files.h"
#include "offramp/briefing/render/terminal.h"
#include "offramp/briefing/space/report.h"
#include "offramp/briefing/space/space_json.h"
#include "offramp/cli/commands.h"
#include "offramp/cli/time_limit.h"
#include "offramp/formats/genius/genius_xml.h"
#include "offramp/formats/geniusweb_json.h"

namespace offramp::cli {
namespace {

using formats::Scenario;

struct SpaceCommand {
  std::vector<std::string> files;
  std::string reservation, weights, interim;  // comma-separated
  double seconds = 0.0;                       // for each search; 0: no limit
  std::string format = "geniusweb", folder;
  bool json = false;
  std::size_t top = 20;
  bool above = false;
  std::string protocol = "offers";
  std::string agents = "linear";  // comma-separated
  formats::SimulationOptions simulation;
};

struct Loaded {
  Scenario scenario;
  std::vector<std::string> kinds;  // "Genius domain: FILE"
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// One number for each party.
std::vector<double> party_numbers(const char* option, const std::string& text, const Scenario& scenario) {
  std::vector<double> numbers;
  if (text.empty()) return numbers;
  const std::vector<std::string> parts = split(text);
  if (parts.size() != scenario.profiles.size()) {
    throw Failure{kBadUsage, fmt::format("{} has {} numbers for {} parties", option, parts.size(),
                                         scenario.profiles.size())};
  }
  for (const std::string& part : parts) {
    const auto number = formats::parse_number(part);
    if (!number) throw Failure{kBadUsage, fmt::format("{} {}: `{}` is not a number", option, text, part)};
    numbers.push_back(*number);
  }
  return numbers;
}

void set_reservations(const std::string& text, Scenario& scenario) {
  const std::vector<double> numbers = party_numbers("--reservation", text, scenario);
  for (std::size_t p = 0; p < numbers.size(); ++p) scenario.profiles[p].reservation = numbers[p];
}

Loaded load(const SpaceCommand& options, Session& session) {
  std::vector<formats::InputFile> inputs;
  for (const std::string& name : options.files) {
    FileBytes file = read_file(name, formats::kMaxFileBytes);
    if (file.problem) throw Failure{kFileTrouble, fmt::format("{}: {}", name, *file.problem)};
    inputs.push_back({name, std::move(file.bytes)});
  }
  formats::ScenarioReading reading = formats::read_scenario(inputs);
  Loaded loaded;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Diagnostics& d = reading.diagnostics[i];
    if (d.has_errors() || (d.warnings() > 0 && !session.quiet)) session.note(d.to_text(session.colour_err()));
    loaded.kinds.push_back(fmt::format("{}: {}", formats::file_kind_text(reading.kinds[i]),
                                       std::filesystem::path(inputs[i].name).filename().string()));
  }
  if (!reading.scenario) throw Failure{kBadInput, {}};
  loaded.scenario = std::move(*reading.scenario);
  set_reservations(options.reservation, loaded.scenario);
  return loaded;
}

Scenario load_parties(const SpaceCommand& options, Session& session, std::size_t least) {
  Scenario scenario = load(options, session).scenario;
  if (scenario.profiles.size() < least) {
    throw Failure{kNoAnswer,
                  fmt::format("{} profiles given; this needs at least {}", scenario.profiles.size(), least)};
  }
  return scenario;
}

template <class Answer>
void show(const Answer& answer, const SpaceCommand& options, Session& session) {
  if (Session::interrupted()) throw Stopped();  // searches end early with what they have
  session.print(options.json
                    ? formats::space_json(answer)
                    : briefing::render_terminal(briefing::space_report(answer), {session.colour_out()}));
}

void run_info(const SpaceCommand& options, Session& session) {
  const Loaded loaded = load(options, session);
  formats::SpaceInfo info = formats::space_info(loaded.scenario);
  info.files = loaded.kinds;
  show(info, options, session);
}

// A search that may be cut short keeps what it has; `limit` must outlive the run.
RunControl limited(const SpaceCommand& options, Session& session, std::unique_ptr<TimeLimit>& limit) {
  RunControl control = session.control();
  if (options.seconds == 0.0) return control;
  limit = std::make_unique<TimeLimit>(options.seconds, control.stop);
  control.stop = limit->token();
  return control;
}

void run_points(const SpaceCommand& options, Session& session) {
  const Scenario scenario = load_parties(options, session, 1);
  std::unique_ptr<TimeLimit> limit;
  formats::SpacePointOptions asked;
  asked.weights = party_numbers("--weights", options.weights, scenario);
  asked.interim = party_numbers("--interim", options.interim, scenario);
  asked.control = [&] { return limited(options, session, limit); };
  try {
    show(formats::space_points(scenario, asked), options, session);
  } catch (const std::invalid_argument& refused) {
    if (asked.weights.empty() && asked.interim.empty()) throw;
    throw Failure{kBadUsage, fmt::format("--weights or --interim: {}", refused.what())};
  }
}

// The party's name if it makes a file name that no other party has, otherwise its number.
std::string file_stem(const Scenario& scenario, std::size_t party) {
  const auto plain = [](const std::string& name) {
    return name != "domain" && !name.empty() && name.front() != '.' && name.size() <= 100 &&
           name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.") ==
               std::string::npos;
  };
  const std::string& name = scenario.profiles[party].name;
  const auto same = std::count_if(scenario.profiles.begin(), scenario.profiles.end(),
                                  [&](const formats::Profile& profile) { return profile.name == name; });
  return same == 1 && plain(name) ? name : fmt::format("party{}", party + 1);
}

// Every text first, so that a party that cannot be written leaves no file behind.
void run_convert(const SpaceCommand& options, Session& session) {
  const Scenario scenario = load_parties(options, session, 1);
  const bool genius = options.format == "genius";
  const char* ending = genius ? "xml" : "json";
  const std::filesystem::path folder = options.folder.empty() ? "." : options.folder;
  std::vector<std::pair<std::filesystem::path, std::string>> files;
  files.emplace_back(
      folder / fmt::format("domain.{}", ending),
      genius ? formats::write_genius_domain(scenario) : formats::write_geniusweb_domain(scenario));
  for (std::size_t p = 0; p < scenario.profiles.size(); ++p) {
    try {
      files.emplace_back(folder / fmt::format("{}.{}", file_stem(scenario, p), ending),
                         genius ? formats::write_genius_profile(scenario, p)
                                : formats::write_geniusweb_profile(scenario, p));
    } catch (const std::invalid_argument& refused) {
      throw Failure{kNoAnswer, fmt::format("{}: {}", scenario.profiles[p].name, refused.what())};
    }
  }
  for (const auto& [path, text] : files) {
    if (std::filesystem::exists(path)) throw Failure{kFileTrouble, fmt::format("{} exists", path.string())};
  }
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  if (trouble) throw Failure{kFileTrouble, fmt::format("{}: {}", folder.string(), trouble.message())};
  for (const auto& [path, text] : files) {
    session.save(path, text);
    session.print(path.string() + "\n");
  }
}

void run_simulate(const SpaceCommand& options, Session& session) {
  using Protocol = formats::SimulationOptions::Protocol;
  formats::SimulationOptions simulation = options.simulation;
  simulation.protocol = options.protocol == "offers"        ? Protocol::offers
                        : options.protocol == "single-text" ? Protocol::single_text
                        : options.protocol == "annealing"   ? Protocol::annealing_mediator
                                                            : Protocol::joint_improvement;
  for (const std::string& text : split(options.agents)) {
    const auto agent = formats::parse_agent(text);
    if (!agent) {
      throw Failure{kBadUsage,
                    fmt::format("--agents {}: boulware, linear, conceder, time:BETA, tft, tft:START "
                                "and micro are known",
                                text)};
    }
    simulation.agents.push_back(*agent);
  }
  const Scenario scenario = load_parties(options, session, 2);
  if (simulation.agents.size() != 1 && simulation.agents.size() != scenario.profiles.size()) {
    throw Failure{kBadUsage, fmt::format("--agents names {} for {} parties", simulation.agents.size(),
                                         scenario.profiles.size())};
  }
  show(formats::space_simulation(scenario, simulation, session.control()), options, session);
}

CLI::App* add_question(CLI::App& space, const char* name, const char* what, SpaceCommand& options,
                       Session& session) {
  CLI::App* question = space.add_subcommand(name, what);
  question->add_option("file", options.files, "A domain and its profiles, in any order; kinds may be mixed")
      ->required();
  question->add_option("--reservation", options.reservation,
                       "What each party has without agreement, instead of the files' numbers: 0.4,0.3");
  question->add_flag("--json", options.json, "Write the result as JSON to standard output");
  add_threads_option(*question, session);
  return question;
}

void add_limit(CLI::App& question, SpaceCommand& options, const char* what) {
  question.add_option("--seconds", options.seconds, what)->transform(finite_number(0.0, true));
}

void add_convert(CLI::App& space, const std::shared_ptr<SpaceCommand>& options, Session& session) {
  CLI::App* convert =
      space.add_subcommand("convert", "Write the domain and profiles in the format of another program");
  convert->add_option("file", options->files, "A domain and its profiles, in any order; kinds may be mixed")
      ->required();
  convert->add_option("--to", options->format, "geniusweb (default) or genius")
      ->check(CLI::IsMember({"geniusweb", "genius"}));
  convert->add_option("--out", options->folder, "Folder for the files (default: the current one)");
  convert->add_option("--reservation", options->reservation,
                      "What each party has without agreement, instead of the files' numbers: 0.4,0.3");
  convert->add_flag("--quiet", session.quiet, "No warnings on standard error");
  convert->callback([options, &session] { run_convert(*options, session); });
}

void add_simulate(CLI::App& space, const std::shared_ptr<SpaceCommand>& options, Session& session) {
  CLI::App* simulate = add_question(space, "simulate", "Play the negotiation out", *options, session);
  simulate->add_option("--protocol", options->protocol, "offers (default), single-text, annealing or joint")
      ->check(CLI::IsMember({"offers", "single-text", "annealing", "joint"}));
  simulate->add_option("--agents", options->agents,
                       "One for all or one a party: boulware, linear, conceder, time:BETA, tft, micro");
  auto& process = options->simulation.process;
  simulate->add_option("--runs", process.runs, "Negotiations (default 1000)")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{100'000'000}));
  simulate->add_option("--rounds", process.rounds, "Deadline in rounds (default 100)")
      ->check(CLI::Range(std::uint32_t{1}, std::uint32_t{100'000'000}));
  simulate->add_option("--seed", process.seed, "Seed of the runs (default 1)")->transform(whole_number());
  simulate
      ->add_option("--temperature", options->simulation.temperature,
                   "Start temperature, in utility: of the parties (single-text) or the mediator (annealing)")
      ->transform(finite_number(0.0, false));
  simulate->callback([options, &session] { run_simulate(*options, session); });
}

}  // namespace

void add_space(CLI::App& app, Session& session) {
  CLI::App* space = app.add_subcommand(
      "space", "Settlement spaces in the files of other programs: Genius XML, GeniusWeb JSON, NegMAS YAML");
  space->require_subcommand(1);
  auto options = std::make_shared<SpaceCommand>();
  add_question(*space, "info", "What the files hold", *options, session)->callback([options, &session] {
    run_info(*options, session);
  });
  CLI::App* points =
      add_question(*space, "points", "The fairness ideas' settlements, with proof", *options, session);
  points->add_option("--weights", options->weights,
                     "Bargaining weight of each party, for the weighted Nash and utilitarian points: 2,1");
  points->add_option("--interim", options->interim,
                     "Utility of each party in an interim agreement, for Gupta and Livne's point: 0.4,0.3");
  add_limit(*points, *options, "Stop the search for each point after this long and say how close it is");
  points->callback([options, &session] { run_points(*options, session); });
  CLI::App* frontier = add_question(*space, "frontier", "The Pareto frontier", *options, session);
  frontier->add_option("--top", options->top, "Points listed (default 20)")->transform(whole_number());
  frontier->add_flag("--above-reservations", options->above, "Only settlements that every party accepts");
  frontier->callback([options, &session] {
    const Scenario scenario = load_parties(*options, session, 1);
    std::unique_ptr<TimeLimit> limit;
    const RunControl control = limited(*options, session, limit);
    show(formats::space_frontier(scenario, options->top, options->above, control), *options, session);
  });
  add_limit(*frontier, *options, "Stop the search after this long");
  CLI::App* prove = add_question(*space, "prove", "Is agreement possible at all, and what is in the way",
                                 *options, session);
  add_limit(*prove, *options, "Stop the search after this long and say what is known by then");
  prove->callback([options, &session] {
    const Scenario scenario = load_parties(*options, session, 1);
    std::unique_ptr<TimeLimit> limit;
    const RunControl control = limited(*options, session, limit);
    show(formats::space_proof(scenario, control), *options, session);
  });
  add_simulate(*space, options, session);
  add_convert(*space, options, session);
}

}  // namespace offramp::cli
