// SPDX-License-Identifier: Apache-2.0
// Peace polls: what a public can live with, for ratification (docs/decisions/0042-acceptance.md).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/base/text/date.h"
#include "offramp/case/sections/reading.h"
#include "offramp/case/sections/shapes.h"
#include "offramp/case/sections/wants/sections.h"
#include "offramp/case/syntax/condition_text.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

const Shape kPercent{.form = Form::number,
                     .name = "percent, 0 to 100",
                     .description = "Percent of those asked, 0 to 100.",
                     .domain = Domain::bounded(0.0, 100.0)};
const Shape kAnswers{
    .form = Form::dictionary,
    .name = "answers to one option",
    .description = "Percent for each answer; they sum to 100. One that is left out counts as 0.",
    .element = &kPercent,
    .choices = {"essential", "desirable", "acceptable", "tolerable", "unacceptable"},
    .at_least = 1};
const Shape kShares = by_option("shares of a poll", "Per option, percent for each answer.", kAnswers);
const Shape kPoll = record(
    "poll", "How acceptable each option of an issue is to a community.",
    {{"id", &shapes::name, "Identifier.", true},
     {"party", &shapes::name, "The party whose public was asked.", true},
     {"community", &shapes::text, "Who was asked."},
     {"issue", &shapes::name, "The issue asked about.", true},
     {"question", &shapes::text, "The question, as asked."},
     shapes::source,
     {"date", &shapes::date, "When it was asked; not after `as_of`.", true},
     {"sample", &shapes::positive_number, "How many were asked; the shares then carry their sampling error."},
     {"shares", &kShares, "Per option, percent for each answer.", true},
     shapes::because,
     {"confidence", &shapes::confidence, "In the poll: high, moderate or low."}});
const Shape kPolls =
    list("list of polls", "Peace polls: which options a public can live with; for ratification.", kPoll);

constexpr double kRounding = 1.5;  // percent by which the shares of an option may miss a hundred
constexpr double kNormal95 = 1.6448536269514722;

// Wilson's interval (1927) holds 90 % at `z`, and on the scale of log odds it lies evenly about the share
// (Newcombe 1998), so that the median of the quantity is the share itself. Nobody, or everybody, counts as
// half a respondent away from it.
Quantity share_with_error(double share, double sample) {
  const double p = std::clamp(share, 0.5 / sample, 1.0 - 0.5 / sample);
  const double a = kNormal95 * kNormal95 / sample;
  const double middle = (p + a / 2.0) / (1.0 + a);
  const double half = std::sqrt(a * (p * (1.0 - p) + a / 4.0)) / (1.0 + a);
  return Quantity::interval(middle - half, middle + half, Domain::bounded(0.0, 1.0));
}

// What polls have asked so far.
struct Asked {
  std::set<std::string> ids, answers;
};

std::optional<double> refused_by(Reading& r, const Node& option, const Node& shares) {
  double sum = 0.0, unacceptable = 0.0;
  for (const auto& [category, number] : shares.entries) {
    const std::optional<double> share = number_of(r, number);
    if (!share) return std::nullopt;  // which has been said
    sum += *share;
    if (category.text == "unacceptable") unacceptable = *share;
  }
  if (std::fabs(sum - 100.0) > kRounding) {
    r.problems.error(place_of(r, option),
                     fmt::format("the shares of {} sum to {}, not to 100", option.text, number_text(sum)),
                     "give all five in percent; one that is left out counts as 0");
    return std::nullopt;
  }
  return unacceptable / 100.0;
}

// A share that is not exactly 0 for all that is known.
std::optional<InputId> enter_share(Reading& r, const Node& key, std::size_t option, double share,
                                   const Poll& poll) {
  if (share == 0.0 && !poll.sample) return std::nullopt;
  const Issue& issue = r.c.issues[poll.issue.index()];
  Quantity quantity = poll.sample ? share_with_error(share, *poll.sample)
                                  : Quantity::exactly(share, Domain::bounded(0.0, 1.0));
  quantity.provenance = poll.provenance;
  if (quantity.provenance.because.empty()) {
    quantity.provenance.because =
        fmt::format("unacceptable to {} % of {} in the poll of {}", number_text(100.0 * share),
                    poll.community.empty() ? "those asked" : poll.community, poll.date);
  }
  quantity.provenance.basis = poll.sample ? Basis::derived : Basis::stated;
  const std::string name = issue.numeric() ? number_text(issue.grid[option]) : issue.options[option].id;
  return enter_input(r,
                     {.path = fmt::format("polls.{}.{}", poll.id, name),
                      .quantity = std::move(quantity),
                      .role = &roles::poll_share,
                      .parties = {poll.party},
                      .issue = poll.issue,
                      .item = option},
                     place_of(r, key));
}

void read_option(Reading& r, const Entry& entry, Poll& poll, Asked& asked) {
  const auto& [key, value] = entry;
  const Issue& issue = r.c.issues[poll.issue.index()];
  const auto option = names_of(r).option(poll.issue.index(), key.text);
  if (!option) {
    if (r.issues_sound && r.structure.sound(key)) {
      r.problems.error(place_of(r, key), fmt::format("`{}` is not an option of {}", key.text, issue.id),
                       [&] { return option_hint(issue, key.text); });
    }
    return;
  }
  poll.asked[*option] = true;
  const std::optional<double> share = value.is_map() ? refused_by(r, key, value) : std::nullopt;
  if (!share) return;
  const std::string& party = r.c.parties[poll.party.index()].id;
  if (!asked.answers.insert(fmt::format("{}/{}/{}/{}", party, poll.community, issue.id, *option)).second) {
    r.problems.error(place_of(r, key),
                     fmt::format("{} = {} was asked of the same community before", issue.id, key.text),
                     "pool the answers into one poll");
    return;
  }
  poll.refused[*option] = enter_share(r, key, *option, *share, poll);
}

void check_date(Reading& r, const Node& node, const Poll& poll) {
  const Node* date = scalar_at(r, node, "date");
  if (date == nullptr || !surely_after(poll.date, r.c.as_of)) return;
  r.problems.error(place_of(r, *date),
                   fmt::format("poll `{}` is of {}, after as_of {}: nothing known only later is an input",
                               poll.id, poll.date, r.c.as_of),
                   "delete it, or move as_of");
}

void read_poll(Reading& r, const Node& node, Asked& asked) {
  Poll poll;
  poll.id = text_at(r, node, "id");
  const Node* id = scalar_at(r, node, "id");
  unique(r, asked.ids, poll.id, place_of(r, id == nullptr ? node : *id), "poll");
  poll.community = text_at(r, node, "community");
  poll.question = text_at(r, node, "question");
  poll.date = date_at(r, node, "date");
  check_date(r, node, poll);
  poll.sample = number_at(r, node, "sample");
  if (poll.sample && *poll.sample < 1.0) {
    r.problems.error(place_of(r, *node.at("sample")), "a sample has at least 1 respondent");
    poll.sample.reset();
  }
  poll.provenance = provenance_of(r, node, {});
  const Node* owner = scalar_at(r, node, "party");
  const Node* of = scalar_at(r, node, "issue");
  const std::optional<PartyId> party = owner == nullptr ? std::nullopt : party_of(r, *owner);
  const std::optional<IssueId> issue = of == nullptr ? std::nullopt : issue_of(r, *of);
  const Node* shares = map_at(node, "shares");
  if (!party || !issue || shares == nullptr) return;
  poll.party = *party;
  poll.issue = *issue;
  poll.refused.resize(r.c.issues[issue->index()].options.size());
  poll.asked.resize(poll.refused.size());
  for (const Entry& entry : shares->entries) read_option(r, entry, poll, asked);
  r.places.add("polls." + poll.id, place_of(r, id == nullptr ? node : *id), r.c.polls.size());
  r.c.polls.push_back(std::move(poll));
}

void read(Reading& r) {
  const Node* node = list_at(r.root, "polls");
  if (node == nullptr) return;
  Asked asked;
  for (const Node& item : node->items) {
    if (item.is_map())
      in_block(r, "poll " + text_at(r, item, "id"), "polls." + text_at(r, item, "id"), place_of(r, item),
               [&] { read_poll(r, item, asked); });
  }
}

// What a poll did not ask about counts as refused by nobody: a vote that goes by it is then too easily won.
void check(Reading& r) {
  for (std::size_t p = 0; p < r.c.polls.size(); ++p) {
    const Poll& poll = r.c.polls[p];
    const bool counts =
        std::any_of(r.c.ratifiers.begin(), r.c.ratifiers.end(), [&](const Ratifier& ratifier) {
          return std::find(ratifier.polls.begin(), ratifier.polls.end(), p) != ratifier.polls.end();
        });
    const Issue& issue = r.c.issues[poll.issue.index()];
    std::vector<std::string> missing;
    for (std::size_t o = 0; o < poll.asked.size(); ++o) {
      if (!poll.asked[o])
        missing.push_back(issue.numeric() ? number_text(issue.grid[o]) : issue.options[o].id);
    }
    if (!counts || missing.empty()) continue;
    const std::size_t shown = std::min<std::size_t>(missing.size(), 5);
    std::string names = fmt::format(
        "{}", fmt::join(missing.begin(), missing.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
    if (shown < missing.size()) names += fmt::format(" and {} more", missing.size() - shown);
    warn(r, {"poll_gaps", "polls." + poll.id},
         fmt::format("poll `{}` does not say how many refuse {}: nobody, as it stands", poll.id, names),
         "enter their shares, or acknowledge this if nobody asked");
  }
}

}  // namespace

Section polls_section() {
  return {
      .fields = {{"polls", &kPolls, "How acceptable options are to communities, from peace polls."}},
      .read = read,
      .check = check,
      .example =
          R"(polls:                   # peace polls: what a public can live with; it ratifies (`ratifiers`)
  - id: spring_poll
    party: party_a
    issue: control
    date: 1999-11-01
    sample: 1000           # leave it out if nobody knows how many were asked
    source: placeholder
    shares:                # per option, percent for each answer; each option sums to 100
      a: {essential: 30, desirable: 25, acceptable: 15, tolerable: 10, unacceptable: 20}
      shared: {essential: 10, desirable: 20, acceptable: 30, tolerable: 15, unacceptable: 25}
      b: {tolerable: 10, unacceptable: 90}             # one that is left out counts as refused by nobody
)"};
}

}  // namespace offramp::case_file
