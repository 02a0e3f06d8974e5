// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/summary/summary_file.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "offramp/base/text/scan.h"
#include "offramp/base/text/source_text.h"
#include "offramp/base/tree/tree.h"

namespace offramp::formats {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int32_t kMostCell = 2048 << 8;  // beyond the cell of the largest double

constexpr std::size_t kMostValues = 50'000'000;

// The file says something that no part of a run says.
struct Unsound {
  std::string what;
};

Json text_of(std::uint64_t value) {
  return fmt::format("{}", value);
}

Json json_of(const ExactSum& sum) {
  Json words = Json::array();
  const auto all = sum.words();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] != 0) words.push_back({i, all[i]});
  }
  return {{"words", words}, {"spoiled", sum.spoiled()}};
}

Json json_of(const dynamics::Sketch& sketch) {
  Json cells = Json::array();
  for (const auto& [cell, count] : sketch.cells()) cells.push_back({cell, text_of(count)});
  return cells;
}

// The file is read by the house's own tree: it knows keys that stand twice.
using tree::Node;

const Node& at(const Node& object, const char* key) {
  const Node* found = object.at(key);
  if (found == nullptr) throw Unsound{fmt::format("`{}` is missing", key)};
  return *found;
}

const std::vector<Node>& list(const Node& value, const char* what) {
  if (!value.is_list()) throw Unsound{fmt::format("{} is no list", what)};
  return value.items;
}

const std::vector<Node>& list(const Node& value, const char* what, std::size_t size) {
  if (list(value, what).size() != size) throw Unsound{fmt::format("{} has not {} entries", what, size)};
  return value.items;
}

template <class Whole>
Whole whole_of(const Node& value, Whole low, Whole high, const char* what) {
  Whole out = 0;
  const char* end = value.text.data() + value.text.size();
  const auto read = std::from_chars(value.text.data(), end, out);
  const bool fits = value.is_scalar() && !value.text.empty() && read.ec == std::errc() && read.ptr == end;
  if (!fits || out < low || out > high)
    throw Unsound{fmt::format("{} is no whole number from {} to {}", what, low, high)};
  return out;
}

std::uint64_t count_of(const Node& value, const char* what) {
  return whole_of<std::uint64_t>(value, 0, std::numeric_limits<std::uint64_t>::max(), what);
}

ExactSum sum_of(const Node& value) {
  std::array<std::int64_t, ExactSum::kWords> words{};
  const auto spoiled = at(value, "spoiled").truth();
  if (!spoiled) throw Unsound{"`spoiled` is neither true nor false"};
  for (const Node& word : list(at(value, "words"), "`words`")) {
    list(word, "a word", 2);
    const auto index = whole_of<std::size_t>(word.items[0], 0, ExactSum::kWords - 1, "a word's place");
    const bool last = index + 1 == ExactSum::kWords;
    constexpr std::int64_t kLarge = std::int64_t{1} << 40;
    words[index] =
        whole_of<std::int64_t>(word.items[1], last ? -kLarge : 0, last ? kLarge : 0xffffffff, "a word");
  }
  return ExactSum::from_words(words, *spoiled);
}

dynamics::Sketch sketch_of(const Node& value) {
  dynamics::Sketch sketch;
  for (const Node& cell : list(value, "a sketch")) {
    list(cell, "a cell", 2);
    const auto place = whole_of<std::int32_t>(cell.items[0], -kMostCell, kMostCell, "a cell's place");
    sketch.add_cell(place, count_of(cell.items[1], "a cell's count"));
  }
  return sketch;
}

std::vector<std::string> names_of(const Node& value, const char* what) {
  std::vector<std::string> out;
  for (const Node& name : list(value, what)) {
    if (!name.is_scalar()) throw Unsound{fmt::format("{} has an entry that is no text", what)};
    out.push_back(name.text);
  }
  return out;
}

// What happened on the same paths.
void read_together(const Node& json, dynamics::Summary& out) {
  const std::size_t events = out.event_names.size();
  const bool paired = events <= dynamics::kMaxPaired;
  for (const Node& row : list(at(json, "pairs"), "`pairs`", paired ? events : 0)) {
    std::vector<dynamics::EventPair>& pairs = out.pairs.emplace_back();
    for (const Node& pair : list(row, "an event of `pairs`", events)) {
      list(pair, "a pair", 2);
      pairs.push_back({count_of(pair.items[0], "a pair's count"), count_of(pair.items[1], "a pair's count")});
    }
  }
  for (const Node& table : list(at(json, "joint"), "`joint`")) {
    dynamics::JointTable& joint = out.joint.emplace_back();
    joint.first = at(table, "first").text;
    joint.second = at(table, "second").text;
    const auto time = parse_number(at(table, "time").text);
    if (!time) throw Unsound{"a joint table's time is no number"};
    joint.time = *time;
    constexpr std::int32_t kMost = 2048 << 3;
    for (const Node& cell : list(at(table, "cells"), "`cells`")) {
      list(cell, "a cell", 3);
      const auto first = whole_of<std::int32_t>(cell.items[0], -kMost, kMost, "a cell's place");
      const auto second = whole_of<std::int32_t>(cell.items[1], -kMost, kMost, "a cell's place");
      joint.cells[{first, second}] += count_of(cell.items[2], "a cell's count");
    }
  }
}

dynamics::Summary summary_of(const Node& json) {
  dynamics::Summary out;
  out.paths = count_of(at(json, "paths"), "`paths`");
  for (const Node& t : list(at(json, "times"), "`times`")) {
    const auto time = parse_number(t.text);
    if (!t.is_scalar() || !time) throw Unsound{"a time is no number"};
    out.times.push_back(*time);
  }
  out.names = names_of(at(json, "names"), "`names`");
  out.event_names = names_of(at(json, "event_names"), "`event_names`");
  for (const Node& row : list(at(json, "spread"), "`spread`", out.times.size())) {
    std::vector<dynamics::Spread>& spread = out.spread.emplace_back();
    for (const Node& s : list(row, "a time of `spread`", out.names.size())) {
      spread.push_back({sketch_of(at(s, "sketch")), sum_of(at(s, "sum")), sum_of(at(s, "squares"))});
    }
  }
  for (const Node& e : list(at(json, "events"), "`events`", out.event_names.size())) {
    dynamics::EventCount event;
    event.paths = count_of(at(e, "paths"), "an event's `paths`");
    event.times = sum_of(at(e, "times"));
    event.first = sketch_of(at(e, "first"));
    event.first_sum = sum_of(at(e, "first_sum"));
    for (const Node& by : list(at(e, "by"), "`by`", out.times.size()))
      event.by.push_back(count_of(by, "`by`"));
    out.events.push_back(std::move(event));
  }
  read_together(json, out);
  return out;
}

Json json_of(const dynamics::JointTable& table) {
  Json cells = Json::array();
  for (const auto& [cell, count] : table.cells) cells.push_back({cell.first, cell.second, text_of(count)});
  return {{"first", table.first}, {"second", table.second}, {"time", table.time}, {"cells", cells}};
}

Json json_of(const dynamics::Summary& summary) {
  Json out = {{"paths", text_of(summary.paths)},    {"times", summary.times},  {"names", summary.names},
              {"event_names", summary.event_names}, {"spread", Json::array()}, {"events", Json::array()}};
  for (const auto& row : summary.spread) {
    Json spread = Json::array();
    for (const dynamics::Spread& s : row) {
      spread.push_back(
          {{"sketch", json_of(s.sketch)}, {"sum", json_of(s.sum)}, {"squares", json_of(s.squares)}});
    }
    out["spread"].push_back(std::move(spread));
  }
  for (const dynamics::EventCount& e : summary.events) {
    Json by = Json::array();
    for (const std::uint64_t n : e.by) by.push_back(text_of(n));
    out["events"].push_back({{"paths", text_of(e.paths)},
                             {"times", json_of(e.times)},
                             {"first", json_of(e.first)},
                             {"first_sum", json_of(e.first_sum)},
                             {"by", by}});
  }
  out["pairs"] = Json::array();
  for (const auto& row : summary.pairs) {
    Json pairs = Json::array();
    for (const dynamics::EventPair& pair : row) pairs.push_back({text_of(pair.both), text_of(pair.first)});
    out["pairs"].push_back(std::move(pairs));
  }
  out["joint"] = Json::array();
  for (const dynamics::JointTable& table : summary.joint) out["joint"].push_back(json_of(table));
  return out;
}

}  // namespace

std::uint64_t model_mark(std::string_view text) {
  std::uint64_t mark = 0xcbf29ce484222325u;
  for (const char c : text) {
    mark ^= static_cast<unsigned char>(c);
    mark *= 0x100000001b3u;
  }
  return mark;
}

std::string write_summary_part(const SummaryPart& part) {
  const Json json = {{"offramp_summary", 1},
                     {"model", text_of(part.model)},
                     {"seed", text_of(part.seed)},
                     {"scenario", part.scenario},
                     {"all_paths", text_of(part.all_paths)},
                     {"shard", text_of(part.shard)},
                     {"shards", text_of(part.shards)},
                     {"summary", json_of(part.summary)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::variant<SummaryPart, std::string> read_summary_part(std::string_view text) {
  Diagnostics diagnostics("summary");
  std::optional<Node> json;
  {
    const SourceText source(text);
    Problems problems(diagnostics, source);
    tree::Rules rules;
    rules.place = "in a summary";
    rules.json = true;
    rules.max_depth = 16;
    rules.max_values = kMostValues;
    json = tree::read(source, rules, problems);
  }
  if (diagnostics.has_errors() || !json) return std::string("it is no JSON, or a key stands in it twice");
  try {
    if (count_of(at(*json, "offramp_summary"), "`offramp_summary`") != 1) {
      return std::string("only version 1 of summaries is known");
    }
    SummaryPart part;
    part.model = count_of(at(*json, "model"), "`model`");
    part.seed = count_of(at(*json, "seed"), "`seed`");
    part.scenario = whole_of<std::uint32_t>(at(*json, "scenario"), 0, 0xffffffff, "`scenario`");
    part.all_paths = count_of(at(*json, "all_paths"), "`all_paths`");
    part.shard = count_of(at(*json, "shard"), "`shard`");
    part.shards = count_of(at(*json, "shards"), "`shards`");
    part.summary = summary_of(at(*json, "summary"));
    return part;
  } catch (const Unsound& unsound) {
    return unsound.what;
  }
}

std::variant<dynamics::Summary, std::string> join_parts(const std::vector<SummaryPart>& parts) {
  if (parts.empty()) return std::string("there are no parts");
  const SummaryPart& first = parts.front();
  std::vector<char> seen;
  dynamics::Summary total;
  if (first.shards != parts.size()) {
    return fmt::format("the run has {} parts, and {} are here", first.shards, parts.size());
  }
  seen.assign(parts.size(), 0);
  for (const SummaryPart& part : parts) {
    const bool same = part.model == first.model && part.seed == first.seed &&
                      part.scenario == first.scenario && part.all_paths == first.all_paths &&
                      part.shards == first.shards;
    if (!same)
      return std::string("the parts are of different runs: another model, seed, scenario or number of paths");
    if (part.shard == 0 || part.shard > part.shards) return fmt::format("there is no part {}", part.shard);
    if (seen[part.shard - 1] != 0) return fmt::format("part {} is here twice", part.shard);
    seen[part.shard - 1] = 1;
    try {
      total.add(part.summary);
    } catch (const std::invalid_argument& unlike) {
      return std::string(unlike.what());
    }
  }
  if (total.paths != first.all_paths)
    return std::string("the parts hold another number of paths than they say");
  return total;
}

}  // namespace offramp::formats
