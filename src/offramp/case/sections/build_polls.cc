// SPDX-License-Identifier: Apache-2.0
// Peace polls: each polled option becomes an uncertain red line (docs/decisions/0006-peace-polls.md).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "offramp/case/sections/build.h"
#include "offramp/case/syntax/condition_text.h"
#include "offramp/case/syntax/number.h"

namespace offramp::case_file {
namespace {

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

std::string identifier_of(std::string text) {
  for (char& c : text) {
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (!allowed) c = '_';
  }
  return text;
}

bool is_option_alone(const bargaining::Condition& condition, std::size_t issue, std::size_t option) {
  using bargaining::Condition;
  if (condition.kind() != Condition::Kind::member || condition.comparison() != Condition::Comparison::in ||
      condition.issue() != issue) {
    return false;
  }
  const std::vector<bool>& allowed = condition.allowed();
  return allowed[option] && std::count(allowed.begin(), allowed.end(), true) == 1;
}

}  // namespace

void Builder::read_polls() {
  const Node* node = list(root_, "polls");
  if (node == nullptr) return;
  const std::size_t written = case_.red_lines.size();
  std::set<std::string> ids, asked;
  for (const Node& item : node->items) {
    if (item.is_map())
      in_block("poll " + text(item, "id"), place(item), [&] { poll(item, written, ids, asked); });
  }
}

void Builder::poll(const Node& node, std::size_t written, std::set<std::string>& ids,
                   std::set<std::string>& asked) {
  Poll poll;
  poll.id = text(node, "id");
  const Node* id = scalar(node, "id");
  unique(ids, poll.id, place(id == nullptr ? node : *id), "poll");
  poll.community = text(node, "community");
  poll.question = text(node, "question");
  poll.date = text(node, "date");
  if (const Node* date = scalar(node, "date");
      date != nullptr && !case_.as_of.empty() && poll.date > case_.as_of) {
    problems_.error(place(*date),
                    fmt::format("poll `{}` is of {}, after as_of {}: nothing known only later is an input",
                                poll.id, poll.date, case_.as_of),
                    "delete it, or move as_of");
  }
  if (const Node* sample = scalar(node, "sample")) {
    poll.sample = parse_number(sample->text);
    if (poll.sample && *poll.sample < 1.0) {
      problems_.error(place(*sample), "a sample has at least 1 respondent");
      poll.sample.reset();
    }
  }
  poll.provenance = provenance(node, {});
  const Node* owner = scalar(node, "party");
  const std::optional<PartyId> party = owner == nullptr ? std::nullopt : party_of(*owner);
  const Node* of = scalar(node, "issue");
  const Node* shares = map(node, "shares");
  if (of == nullptr) return;
  const auto issue = std::find_if(case_.issues.begin(), case_.issues.end(),
                                  [&](const Issue& i) { return i.id == of->text; });
  if (issue == case_.issues.end()) {
    std::vector<std::string> names;
    for (const Issue& i : case_.issues) names.push_back(i.id);
    problems_.error(place(*of), fmt::format("`{}` is not an issue", of->text), suggestion(of->text, names));
    return;
  }
  if (!party || shares == nullptr) return;
  poll.party = *party;
  poll.issue = IssueId(static_cast<std::size_t>(issue - case_.issues.begin()));
  for (const auto& [key, value] : shares->entries) poll_option(key, value, poll, written, asked);
  case_.polls.push_back(std::move(poll));
}

std::optional<double> Builder::poll_share(const Node& option, const Node& shares) {
  double sum = 0.0, unacceptable = 0.0;
  for (const auto& [category, number] : shares.entries) {
    const std::optional<double> share =
        number.is_scalar() && !unsound_.contains(&number) ? parse_number(number.text) : std::nullopt;
    if (!share) return std::nullopt;  // which has been said
    sum += *share;
    if (category.text == "unacceptable") unacceptable = *share;
  }
  if (std::fabs(sum - 100.0) > kRounding) {
    problems_.error(place(option),
                    fmt::format("the shares of {} sum to {}, not to 100", option.text, number_text(sum)),
                    "give all five in percent; one that is left out counts as 0");
    return std::nullopt;
  }
  return unacceptable / 100.0;
}

void Builder::poll_option(const Node& key, const Node& value, const Poll& poll, std::size_t written,
                          std::set<std::string>& asked) {
  const Issue& issue = case_.issues[poll.issue.index()];
  const auto option = find_option(issue, key.text);
  if (!option) {
    if (issues_sound_ && !unsound_.contains(&key)) {
      problems_.error(place(key), fmt::format("`{}` is not an option of {}", key.text, issue.id),
                      option_hint(issue, key.text));
    }
    return;
  }
  const std::optional<double> share = value.is_map() ? poll_share(key, value) : std::nullopt;
  if (!share) return;
  const Party& owner = case_.parties[poll.party.index()];
  if (!asked.insert(fmt::format("{}/{}/{}/{}", owner.id, poll.community, issue.id, *option)).second) {
    problems_.error(place(key),
                    fmt::format("{} = {} was asked of the same community before", issue.id, key.text),
                    "pool the answers into one poll");
    return;
  }
  for (std::size_t i = 0; i < written; ++i) {
    const RedLine& line = case_.red_lines[i];
    if (line.party != poll.party || line.only_type ||
        !is_option_alone(line.never.condition, poll.issue.index(), *option)) {
      continue;
    }
    problems_.warning(place(key),
                      fmt::format("red line `{}` of {} is on {} = {} too: it counts, the poll does not",
                                  line.id, owner.id, issue.id, key.text),
                      "delete one of the two");
    return;
  }
  if (*share == 0.0 && !poll.sample) return;  // nobody refuses it, as far as is known
  poll_red_line(key, *option, *share, poll);
}

void Builder::poll_red_line(const Node& key, std::size_t option, double share, const Poll& poll) {
  const Issue& issue = case_.issues[poll.issue.index()];
  const Party& owner = case_.parties[poll.party.index()];
  const std::string option_id = issue.numeric() ? number_text(issue.grid[option]) : issue.options[option].id;
  RedLine line;
  line.id = fmt::format("{}_{}", poll.id, identifier_of(option_id));
  unique(red_line_ids_, line.id, place(key), "red line");
  line.party = poll.party;
  line.kind = RedLineKind::domestic;
  line.poll = poll.id;
  std::vector<bool> allowed(issue.options.size(), false);
  allowed[option] = true;
  line.never = {bargaining::Condition::member(poll.issue.index(), std::move(allowed)),
                fmt::format("{} = {}", issue.id, option_id), poll.provenance};
  if (line.never.provenance.because.empty()) {
    line.never.provenance.because =
        fmt::format("unacceptable to {} % of {} in the poll of {}", number_text(100.0 * share),
                    poll.community.empty() ? "those asked" : poll.community, poll.date);
  }
  Quantity quantity = poll.sample ? share_with_error(share, *poll.sample)
                                  : Quantity::exactly(share, Domain::bounded(0.0, 1.0));
  quantity.provenance = line.never.provenance;
  quantity.provenance.basis = poll.sample ? Basis::derived : Basis::stated;
  if (quantity.provenance.sources.empty() && block_ != nullptr) ++block_->unsourced;
  line.unacceptable_to = InputId(case_.inputs.size());
  const Place where = place(key);
  case_.inputs.push_back({fmt::format("red_lines.{}.unacceptable_to", line.id),
                          fmt::format("{}: red line {} holds", owner.name, line.id), std::move(quantity),
                          where.line});
  layout_.inputs.push_back(where);
  layout_.broken.push_back(false);
  case_.red_lines.push_back(std::move(line));
  layout_.red_lines.push_back(where);
}

}  // namespace offramp::case_file
