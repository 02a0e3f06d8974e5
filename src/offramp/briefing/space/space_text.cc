// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/space/space_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace offramp::formats {
namespace {

constexpr std::size_t kWidth = 78;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

// At most `width` characters, the last one an ellipsis if cut; control characters become '?'.
std::string cut(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t used = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) ++end;
    if (used + 1 == width && end < text.size()) return out + "\xE2\x80\xA6";
    const auto byte = static_cast<unsigned char>(text[i]);
    out += byte < 0x20 || byte == 0x7f ? std::string("?") : std::string(text.substr(i, end - i));
    ++used;
    i = end;
  }
  return out;
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out = cut(text, width);
  out.append(width - std::min(width, characters(out)), ' ');
  return out;
}

std::string to_right(std::string_view text, std::size_t width) {
  const std::string out = cut(text, width);
  return std::string(width - std::min(width, characters(out)), ' ') + out;
}

// "issue = option, ..." broken into lines that begin with `indent` spaces.
std::string settlement_lines(const std::vector<std::string>& issues,
                             const std::vector<std::string>& settlement, std::size_t indent) {
  std::string out, line(indent, ' ');
  for (std::size_t i = 0; i < settlement.size(); ++i) {
    const std::string item = fmt::format("{} = {}{}", cut(issues[i], 30), cut(settlement[i], 34),
                                         i + 1 < settlement.size() ? "," : "");
    if (characters(line) > indent && characters(line) + 1 + characters(item) > kWidth) {
      out += line + "\n";
      line.assign(indent, ' ');
    }
    if (characters(line) > indent) line += ' ';
    line += item;
  }
  return settlement.empty() ? std::string() : out + line + "\n";
}

std::size_t column_width(std::size_t parties) {
  return std::clamp<std::size_t>(parties == 0 ? 12 : (kWidth - 24) / parties, 7, 22);
}

std::string header(std::string_view first, std::size_t width, const std::vector<std::string>& parties) {
  std::string line = padded(first, width);
  for (const std::string& party : parties) line += " " + to_right(party, column_width(parties.size()) - 1);
  return line + "\n";
}

// Five decimals, or as many as fit.
std::string number_in(double v, std::size_t width) {
  for (int decimals = 5; decimals > 0; --decimals) {
    std::string text = fmt::format("{:.{}f}", v, decimals);
    if (text.size() <= width) return text;
  }
  return fmt::format("{:.0f}", v);
}

std::string numbers(std::string_view first, std::size_t width, const std::vector<double>& values) {
  std::string line = padded(first, width);
  const std::size_t column = column_width(values.size()) - 1;
  for (const double v : values) line += " " + to_right(number_in(v, column), column);
  return line + "\n";
}

std::string count_text(double count) {
  if (std::isinf(count)) return "any number of";
  return count < 1e15 ? fmt::format("{:.0f}", count) : fmt::format("{:.4g}", count);
}

std::string plural(double count, std::string_view noun) {
  return fmt::format("{} {}{}", count_text(count), noun, count == 1.0 ? "" : "s");
}

// Ideas that choose the same settlement are shown together.
bool together(const SpacePoint& a, const SpacePoint& b) {
  return !b.utility.empty() && a.settlement == b.settlement && a.standing == b.standing &&
         a.standing != Standing::bounded && a.ties == b.ties;
}

bool named_before(const SpacePoints& points, std::size_t k) {
  for (std::size_t i = 0; i < k; ++i) {
    if (together(points.points[k], points.points[i])) return true;
  }
  return false;
}

std::string ideas_with(const SpacePoints& points, std::size_t k) {
  std::string names = points.points[k].idea;
  for (std::size_t i = k + 1; i < points.points.size(); ++i) {
    if (!together(points.points[k], points.points[i])) continue;
    const std::size_t line = names.size() - (names.rfind('\n') + 1);
    names += line + points.points[i].idea.size() > 56 ? ";\n" : "; ";
    names += points.points[i].idea;
  }
  return names;
}

}  // namespace

std::string space_text(const SpaceInfo& info) {
  std::string out = fmt::format(
      "{}: {}, {}, {}\n", cut(info.name, 40), plural(static_cast<double>(info.issues.size()), "issue"),
      plural(info.settlements, "settlement"),
      info.parties.size() == 1 ? std::string("1 party") : fmt::format("{} parties", info.parties.size()));
  for (const std::string& file : info.files) out += fmt::format("  {}\n", cut(file, kWidth - 2));
  out += "\nIssues\n";
  for (const IssueFrame& issue : info.issues) {
    const std::string what =
        issue.kind == IssueKind::discrete
            ? plural(static_cast<double>(issue.options.size()), "option")
            : fmt::format("{} {:g} to {:g}", issue.kind == IssueKind::integer ? "whole numbers" : "numbers",
                          issue.low, issue.high);
    out += fmt::format("  {} {}\n", padded(issue.name, 44), what);
  }
  out += "\n" + padded("Parties", 34) + "reservation discount  utility\n";
  for (const PartyInfo& party : info.parties) {
    out += fmt::format("  {} {:11.4g} {:8.4g}  {:.4g} to {:.4g}{}\n", padded(party.name, 31),
                       party.reservation, party.discount, party.worst, party.best,
                       party.additive ? "" : fmt::format(" (bounds; {} boxes)", party.boxes));
  }
  return out;
}

std::string space_text(const SpacePoints& points) {
  constexpr std::size_t kFirst = 24;
  std::string out = header("Utility", kFirst, points.parties);
  out += numbers("(reservation)", kFirst, points.reservation);
  for (const SpacePoint& point : points.points) {
    if (point.utility.empty()) {
      out += fmt::format("{} {}\n", padded(point.idea, kFirst),
                         point.standing == Standing::none ? "no settlement above all reservations"
                                                          : "not found: " + cut(point.remark, 40));
      continue;
    }
    out += numbers(point.idea, kFirst, point.utility);
  }
  for (std::size_t k = 0; k < points.points.size(); ++k) {
    const SpacePoint& point = points.points[k];
    if (point.utility.empty() || named_before(points, k)) continue;
    out += fmt::format("\n{} ({}", ideas_with(points, k), standing_text(point.standing));
    if (point.standing == Standing::bounded) {
      out += fmt::format(": {:.6g} of at most {:.6g}", point.value, point.bound);
    }
    if (point.ties > 1.0) out += fmt::format("; {} tie", plural(point.ties, "settlement"));
    out += ")\n";
    out += point.settlement.empty() ? fmt::format("  {}\n", point.remark)
                                    : settlement_lines(points.issues, point.settlement, 2);
  }
  return out;
}

std::string space_text(const SpaceFrontier& frontier) {
  if (frontier.standing == Standing::none) return "No settlement is left: the frontier is empty.\n";
  if (frontier.standing == Standing::unknown) {
    return fmt::format("The frontier was not found: {}\n", frontier.remark);
  }
  std::string out =
      fmt::format("Pareto frontier: {} ({})\n",
                  plural(static_cast<double>(frontier.size), frontier.pieces ? "piece" : "point"),
                  standing_text(frontier.standing));
  if (!frontier.epsilon.empty()) {
    out += "Every true point is at most this much better than a point here:";
    for (const double e : frontier.epsilon) out += fmt::format(" {:.3g}", e);
    out += "\n";
  }
  out += "\n" + header("", 8, frontier.parties);
  for (std::size_t i = 0; i < frontier.points.size(); ++i) {
    const SpaceFrontierPoint& point = frontier.points[i];
    out += numbers(fmt::format("{}", i + 1), 8, point.utility);
    if (!point.to.empty()) out += numbers("  to", 8, point.to);
    out += settlement_lines(frontier.issues, point.settlement, 8);
  }
  if (frontier.points.size() < frontier.size) {
    out += fmt::format("... and {} more; --top lists them\n", frontier.size - frontier.points.size());
  }
  return out;
}

std::string space_text(const SpaceProof& result) {
  const bargaining::ProofSummary& proof = result.proof;
  using Verdict = bargaining::ProofSummary::Verdict;
  const char* note = result.grid ? " (on the grid of the real issues)" : "";
  if (proof.verdict == Verdict::unknown) return fmt::format("Not decided: {}\n", proof.reason);
  if (proof.verdict == Verdict::possible) {
    std::string out = fmt::format("Agreement is possible{}. For instance:\n", note);
    out += settlement_lines(result.issues, result.witness, 2) + "\n";
    out += header("Utility", 16, result.parties) + numbers("there", 16, result.witness_utility);
    return out + numbers("(reservation)", 16, result.reservation);
  }
  std::string out = fmt::format("No settlement meets every reservation: proven{}.\n\n", note);
  out += fmt::format("What clashes ({}{}):\n", proof.complete ? "" : "at least ",
                     plural(static_cast<double>(proof.clashes.size()), "minimal set"));
  for (const auto& clash : proof.clashes) {
    std::string line = "  ";
    for (std::size_t k = 0; k < clash.size(); ++k) {
      line += (k == 0 ? "" : " + ") + cut(result.constraints[clash[k]], 60);
    }
    out += line + "\n";
  }
  out += proof.concessions.empty() ? "\nNo single concession opens the zone.\n"
                                   : "\nAny one of these would open the zone:\n";
  for (std::size_t k = 0; k < proof.concessions.size(); ++k) {
    const bargaining::Concession& c = proof.concessions[k];
    const bargaining::ProblemConstraint& constraint = proof.constraints[c.constraint];
    out += fmt::format("  {} takes {:.4g} less ({:.1f} % of its range), for\n",
                       cut(result.parties[constraint.negotiator], 30), c.lower_by, 100.0 * c.lower_by_share);
    out += settlement_lines(result.issues, result.opens[k], 6);
  }
  return out;
}

std::string space_text(const SpaceSimulation& result) {
  const bargaining::ProcessSummary& s = result.summary;
  const double rate = static_cast<double>(s.agreements) / static_cast<double>(s.runs);
  std::string out = fmt::format("{}, {} runs, at most {} rounds, seed {}\n", result.protocol, s.runs,
                                result.options.process.rounds, s.seed);
  for (std::size_t p = 0; p < result.agents.size(); ++p) {
    out += fmt::format("  {} {}\n", padded(result.parties[p], 30), result.agents[p]);
  }
  out += fmt::format("\nAgreement in {:.1f} % of the runs, after {:.1f} rounds on average\n", 100.0 * rate,
                     s.mean_rounds);
  if (s.frontier_distance) {
    out += fmt::format(
        "Of the agreements {:.1f} % are Pareto-optimal;\nmean distance to the frontier {:.4f}, "
        "to the Nash point {:.4f}\n",
        100.0 * *s.efficient_share, *s.frontier_distance, *s.nash_distance);
  }
  out += "\n" + header("Mean utility", 24, result.parties);
  if (!s.mean_agreed.empty()) out += numbers("of agreements", 24, s.mean_agreed);
  out += numbers("of all runs", 24, s.mean_utility);
  if (!s.nash_utility.empty()) out += numbers("(Nash point)", 24, s.nash_utility);
  if (!result.frequent.empty()) out += "\nMost frequent agreements\n";
  for (std::size_t k = 0; k < std::min<std::size_t>(5, result.frequent.size()); ++k) {
    out += numbers(fmt::format("  {:.1f} %", 100.0 * static_cast<double>(s.frequent[k].count) /
                                                 static_cast<double>(s.runs)),
                   24, s.frequent[k].utility);
    out += settlement_lines(result.issues, result.frequent[k], 6);
  }
  return out;
}

}  // namespace offramp::formats
