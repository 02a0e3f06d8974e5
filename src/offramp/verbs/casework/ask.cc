// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>

#include "offramp/analysis/ask/calibration.h"
#include "offramp/analysis/interview/answers.h"
#include "offramp/analysis/interview/wants.h"
#include "offramp/base/run/append_file.h"
#include "offramp/base/text/scan.h"
#include "offramp/case/file/skeleton.h"
#include "offramp/case/overlay/analysts.h"
#include "offramp/verbs/casework/casework.h"
#include "offramp/verbs/casework/library.h"
#include "offramp/verbs/model/common.h"

namespace offramp::verbs {
namespace {

constexpr std::string_view kMatters[] = {"wants", "red_lines", "ends", "likelihoods"};
constexpr Key<Text> kParty{"party", "PARTY", "Ask about this party alone"};
constexpr Key<Choice> kAbout{
    "about",
    "WHAT",
    "What to ask about: wants (with no deal), red_lines, ends, likelihoods of evidence",
    {kMatters}};
constexpr Key<Text> kWho{"who", "NAME", "Who answers; stands in the journal and as a source in the case"};
constexpr Key<Text> kInto{
    "into", "NAME", "Write the numbers to analysts/NAME.yaml beside the case, and leave the case as it is"};
constexpr Key<Flag> kCalibrate{
    "calibrate", "", "Ask twenty questions whose answers are known, in place of the case; needs --who"};
constexpr Key<Whole> kOrderSeed{
    "seed", "N", "Seed of the order in which issues, options and items come", {1}};

std::string now_text(const char* form) {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char text[32];
  return std::string(text, std::strftime(text, sizeof text, form, &utc));
}

std::string who_answers(const Values& asked) {
  if (asked.given(kWho)) return asked[kWho];
  if (asked.given(kInto)) return asked[kInto];
  const char* user = std::getenv("USER");
  return user != nullptr && *user != '\0' ? user : "somebody";
}

// The answers kept in a file, none if there is no such file.
Journal journal_in(const std::filesystem::path& path) {
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return {};
  Journal journal = read_journal(load_bytes(path.string()));
  if (!journal.problem.empty())
    throw Failure{Reason::bad_input, fmt::format("{}: {}", path.string(), journal.problem)};
  return journal;
}

// A case as `offramp new` left it: nobody has been named yet.
bool is_skeleton(const case_file::Node& root) {
  const case_file::Node* sources = root.at("sources");
  const case_file::Node* first = sources == nullptr ? nullptr : sources->at("placeholder");
  const case_file::Node* parties = root.at("parties");
  const auto named = [&](const char* id, const char* name) {
    const case_file::Node* party = parties == nullptr ? nullptr : parties->at(id);
    const case_file::Node* text = party == nullptr ? nullptr : party->at("name");
    return text != nullptr && text->text == name;
  };
  return first != nullptr && named("party_a", "Party A") && named("party_b", "Party B");
}

// One sitting: what is asked, and what the file becomes by it.
class Sitting {
 public:
  Sitting(const Values& asked, Caller& caller, std::filesystem::path file)
      : asked_(asked),
        caller_(caller),
        file_(std::move(file)),
        into_(asked.given(kInto) ? overlay_file(file_, asked[kInto]) : std::filesystem::path()),
        journal_file_(into_.empty() ? file_.parent_path() / "ask.jsonl"
                                    : into_.parent_path() / (asked[kInto] + ".ask.jsonl")),
        witness_(witness_of(who_answers(asked), now_text("%Y-%m-%d"))) {
    const std::string bytes = load_bytes(file_.string());
    mark_ = bytes.starts_with("\xEF\xBB\xBF") ? "\xEF\xBB\xBF" : "";
    before_ = bytes.substr(mark_.size());
    ReadOptions reading;
    reading.keep_tree = true;
    loaded_ = read_case(file_.string(), before_, reading, caller.control.stop);
    if (loaded_.tree != nullptr) return;
    caller.note(loaded_.diagnostics.to_text(caller.colour));
    throw Failure{Reason::bad_input, fmt::format("{}: nobody was asked", file_.string())};
  }

  Answer run() {
    const Journal journal = journal_in(journal_file_);
    AppendFile appended(journal_file_, journal.whole);
    const auto keep = [&](const JournalEntry& entry) {
      if (const auto problem = appended.add(journal_line(entry)))
        throw Failure{Reason::file_trouble, *problem};
    };
    if (!into_.empty()) std::filesystem::create_directories(into_.parent_path());
    Asking asking(journal, {caller_.line, keep, witness_.name, now_text("%Y-%m-%dT%H:%M:%SZ")});
    asking.tell(
        fmt::format("Answers are kept one by one in {}. `back` takes the last one back, `quit` ends.\n",
                    journal_file_.string()));
    for (;;) {
      text_ = before_;
      numbers_.clear();
      try {
        interview(asking);
        return finished(asking.given());
      } catch (const Again&) {
      } catch (const Rest&) {
        return rested(asking.given());
      }
    }
  }

 private:
  void put(const PutAt& what) {
    auto with = case_file::with_put(std::move(text_), what.path, what.value, caller_.control.stop);
    if (!with)
      throw Failure{
          Reason::no_answer,
          fmt::format("ask: {} is written in a way that cannot be added to; the answers are kept in {}",
                      fmt::format("{}", fmt::join(what.path, ".")), journal_file_.string())};
    text_ = *std::move(with);
  }

  void interview(Asking& asking) {
    const std::string about = asked_[kAbout];
    const bool fresh = is_skeleton(loaded_.tree->root);
    if (fresh && (about != "wants" || !into_.empty()))
      throw Failure{Reason::bad_usage, "ask: the case names nobody yet; run `offramp ask CASE` first"};
    if (about == "ends" || about == "likelihoods") return beliefs(asking, about);
    Subject subject = fresh ? ask_frame(asking) : subject_of(loaded_.tree->root, asked_[kParty]);
    if (fresh) text_ = new_case_text(before_, subject, witness_);
    bool any = false;
    for (std::size_t p = 0; p < subject.parties.size(); ++p) {
      if (!chosen(subject.parties[p])) continue;
      any = true;
      if (!fresh) subject = subject_of(loaded_.tree->root, subject.parties[p].id);
      if (!fresh && loaded_.value) subject.feasible = feasible_in(*loaded_.value, subject);
      if (about == "wants") wants(asking, subject, p);
      if (fresh || about == "red_lines") red_lines(asking, subject, p);
    }
    if (!any)
      throw Failure{Reason::bad_usage,
                    asked_.given(kParty)
                        ? fmt::format("--party {}: is not a party of the case", asked_[kParty])
                        : std::string("ask: the case names no party")};
  }

  bool chosen(const AskedParty& party) const { return !asked_.given(kParty) || asked_[kParty] == party.id; }

  void wants(Asking& asking, const Subject& subject, std::size_t p) {
    const auto seed = static_cast<std::uint64_t>(asked_[kOrderSeed]);
    const AskedWants wants = ask_wants(asking, subject, p, seed);
    const std::string& party = subject.parties[p].id;
    if (into_.empty()) {
      put(source_put(witness_));
      for (const PutAt& one : wants_puts(subject, p, wants, witness_)) put(one);
    } else {
      for (AskedNumber& number : wants_numbers(subject, p, wants)) numbers_.push_back(std::move(number));
    }
    const case_file::Node* section = loaded_.tree->root.at("no_deal");
    const case_file::Node* own = section == nullptr ? nullptr : section->at(party);
    const bool direct = own == nullptr || own->at("war") == nullptr;
    if (!direct) {
      asking.tell(fmt::format("What {} has without a deal is stated as a war in the case (`--about ends`).\n",
                              subject.parties[p].name));
      return;
    }
    const Quantity no_deal = ask_no_deal(asking, subject, p, wants, seed);
    std::vector<std::string> path = {"no_deal", party};
    if (own != nullptr && own->at("utility") != nullptr) path.emplace_back("utility");
    const std::string how = "choices between packages and no deal";
    if (into_.empty()) {
      put({path, number_written(no_deal, how, witness_, true)});
    } else {
      numbers_.push_back({fmt::format("{}", fmt::join(path, ".")), no_deal, how});
    }
  }

  void red_lines(Asking& asking, const Subject& subject, std::size_t p) {
    if (!subject.parties[p].veto) return;
    if (!into_.empty())
      throw Failure{Reason::bad_usage, "--into: an overlay holds numbers; red lines are the case's"};
    std::vector<case_file::ItemLines> items;
    for (const AskedLine& line : ask_red_lines(asking, subject, p))
      items.push_back(line_items(line, witness_));
    if (items.empty()) return;
    put(source_put(witness_));
    const SourceText source(text_);
    Diagnostics diagnostics("case");
    Problems problems(diagnostics, source);
    const auto root = case_file::read_tree(source, problems, caller_.control.stop);
    const auto with = root ? case_file::with_items(text_, *root, "red_lines", items) : std::nullopt;
    if (!with)
      throw Failure{Reason::no_answer,
                    "ask: the list of red lines is written in a way that cannot be added to"};
    text_ = *with;
  }

  void beliefs(Asking& asking, const std::string& about) {
    if (!loaded_.value) {
      caller_.note(loaded_.diagnostics.to_text(caller_.colour));
      throw Failure{Reason::bad_input, fmt::format("{}: the case must be sound for that", file_.string())};
    }
    const Case& c = *loaded_.value;
    std::optional<PartyId> party;
    for (std::size_t p = 0; asked_.given(kParty) && p < c.parties.size(); ++p) {
      if (c.parties[p].id == asked_[kParty]) party = PartyId(p);
    }
    if (asked_.given(kParty) && !party)
      throw Failure{Reason::bad_usage, fmt::format("--party {}: is not a party of the case", asked_[kParty])};
    std::vector<AskedNumber> numbers =
        about == "ends" ? ask_ends(asking, c)
                        : ask_likelihoods(asking, c, party, static_cast<std::uint64_t>(asked_[kOrderSeed]));
    if (numbers.empty())
      throw Failure{Reason::no_answer, about == "ends" ? "ask: the case names no end of the conflict (`ends`)"
                                                       : "ask: no item of evidence has likelihoods by type"};
    numbers_ = std::move(numbers);
    if (!into_.empty()) return;
    put(source_put(witness_));
    for (const AskedNumber& number : numbers_) {
      std::vector<std::string> path;
      for (std::size_t at = 0; at <= number.path.size();) {
        const std::size_t dot = std::min(number.path.find('.', at), number.path.size());
        path.push_back(number.path.substr(at, dot - at));
        at = dot + 1;
      }
      put({path, number_written(number.quantity, number.how, witness_, true)});
    }
  }

  Answer rested(std::size_t given) const {
    Answer answer;
    const std::string told = fmt::format(
        "{} kept in {}; the {} is as it was. The same command goes on from there.\n",
        counted(given, "answer"), journal_file_.string(), into_.empty() ? "case" : "file of numbers");
    answer.text = [told](const Look&) { return told; };
    return answer;
  }

  std::string overlay_text() {
    std::error_code none;
    text_ = std::filesystem::exists(into_, none)
                ? load_bytes(into_.string())
                : fmt::format("# Numbers of {}, asked for one by one: `offramp ask` (docs/ask.md)\n",
                              witness_.name);
    for (const AskedNumber& number : numbers_) {
      const case_file::Written written = number_written(number.quantity, number.how, witness_, false);
      const bool first = text_.find_first_not_of(" \n") == std::string::npos || only_comments(text_);
      if (first) {
        text_ += fmt::format("{}: {}\n", number.path, written.scalar);
      } else {
        put({{number.path}, written});
      }
    }
    return text_;
  }

  static bool only_comments(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = trimmed(std::string_view(text).substr(at, end - at));
      if (!line.empty() && !line.starts_with('#')) return false;
      at = end + 1;
    }
    return true;
  }

  Answer finished(std::size_t given) {
    const std::filesystem::path target = into_.empty() ? file_ : into_;
    const std::string written = into_.empty() ? text_ : overlay_text();
    if (into_.empty()) {
      const LoadedCase after = read_case(file_.string(), written, ReadOptions{}, caller_.control.stop);
      if (!after.value) {
        caller_.note(after.diagnostics.to_text(caller_.colour));
        throw Failure{
            Reason::bad_input,
            fmt::format("{}: with the answers the case breaks the rules above; nothing was written, and the "
                        "answers are kept in {}",
                        file_.string(), journal_file_.string())};
      }
    }
    Answer answer;
    answer.edits = true;
    answer.files.push_back({target, into_.empty() ? mark_ + written : written});
    const std::string told = fmt::format("{}: written from {} of this sitting and those kept in {}\n",
                                         target.string(), counted(given, "answer"), journal_file_.string());
    answer.text = [told](const Look&) { return told; };
    return answer;
  }

  const Values& asked_;
  Caller& caller_;
  std::filesystem::path file_, into_, journal_file_;
  Witness witness_;
  std::string mark_, before_, text_;
  LoadedCase loaded_{std::nullopt, Diagnostics("case")};
  std::vector<AskedNumber> numbers_;
};

// What the answers came to, with the truths and who says so.
std::string calibration_told(const Journal& journal) {
  const auto answers = calibration_answers(journal);
  const elicitation::HitRate hits = hits_of(answers);
  std::string text =
      fmt::format("\n{} of {} intervals held the truth; nine of ten would.\n", hits.hits, hits.questions);
  for (const CalibrationQuestion& question : calibration_questions()) {
    const auto found = answers.find(std::string(question.id));
    if (found == answers.end()) continue;
    const bool held = found->second.p5 <= question.truth && question.truth <= found->second.p95;
    text += fmt::format("{} {} {}: {} to {}, in truth {} ({})\n", held ? "  " : "x ", question.text,
                        question.unit, number_text(found->second.p5), number_text(found->second.p95),
                        number_text(question.truth), question.source);
  }
  text += fmt::format("Intervals stated so would have to be {:.2f} times as wide (docs/eliciting.md).\n",
                      elicitation::widening(hits));
  return text;
}

Answer calibrate(const Values& asked, Caller& caller, const std::filesystem::path& file) {
  if (!asked.given(kWho))
    throw Failure{Reason::bad_usage,
                  "--calibrate: say by --who NAME whose answers they are, as in analysts/NAME.yaml"};
  const std::filesystem::path path = calibration_file(file, asked[kWho]);
  const Journal journal = journal_in(path);
  std::filesystem::create_directories(path.parent_path());
  AppendFile appended(path, journal.whole);
  const auto keep = [&](const JournalEntry& entry) {
    if (const auto problem = appended.add(journal_line(entry))) throw Failure{Reason::file_trouble, *problem};
  };
  Asking asking(journal, {caller.line, keep, asked[kWho], now_text("%Y-%m-%dT%H:%M:%SZ")});
  std::string told;
  while (told.empty()) {
    try {
      ask_calibration(asking, asked[kOrderSeed]);
      told = calibration_told(journal_in(path));
    } catch (const Again&) {
    } catch (const Rest&) {
      told = fmt::format("{} kept in {}; the same command goes on from there.\n",
                         counted(asking.given(), "answer"), path.string());
    }
  }
  Answer answer;
  answer.text = [told](const Look&) { return told; };
  return answer;
}

Answer run_ask(const Values& asked, Caller& caller) {
  if (!caller.line) throw Failure{Reason::bad_usage, "ask: nobody can answer here"};
  const std::filesystem::path file = case_file(asked.operands.front(), caller.data);
  return asked[kCalibrate] ? calibrate(asked, caller, file) : Sitting(asked, caller, file).run();
}

}  // namespace

Verb ask_verb() {
  return {.name = "ask",
          .question = "Ask a person for the numbers of a case, one by one",
          .operand = kCase,
          .options = {kParty, kAbout, kWho, kInto, kCalibrate, kOrderSeed, kThreads, kQuiet},
          .run = run_ask,
          .needs = {},
          .examples = {"my-conflict --who Ann", "kosovo-1999 --party fry --into ann"}};
}

}  // namespace offramp::verbs
