// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/tree/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "offramp/base/tree/aliases.h"
#include "offramp/base/tree/parser.h"
#include "offramp/base/tree/yaml_quote.h"

namespace offramp::tree {
namespace {

constexpr std::size_t kEventsBetweenStops = 1024;

// Keys called `null` are names, however ill chosen.
bool is_missing(const Node& key) {
  return key.plain && (key.text.empty() || key.text == "~");
}

// Turns the parser's events into a tree without recursion, so that no input can exhaust the stack.
class TreeBuilder {
 public:
  TreeBuilder(const SourceText& source, const Rules& rules, Problems& problems)
      : source_(source), rules_(rules), problems_(problems), aliases_(source, rules, problems) {}

  std::optional<Node> read(StopToken stop);

 private:
  struct Frame {
    Node* node;
    bool expects_key;
  };
  bool handle(const fy_event& event);
  bool begin_document(const fy_event& event);
  void decorated(fy_token* anchor, fy_token* tag);
  void alias(const fy_event& event);
  void scalar(const fy_event& event);
  bool open(Node::Kind kind, fy_token* token);
  bool close(fy_token* token);
  Node* next_slot();
  void finish_key(const Node& key);
  void drop_duplicates(Node& map);
  void refuse(fy_token* token, std::string_view what, std::string_view hint);
  void set_range(Node& node, fy_token* token);
  std::size_t begin_of(fy_token* token) const;
  std::size_t end_of(fy_token* token) const;
  Place place(const Node& node) const { return source_.place(node.begin, node.end); }

  const SourceText& source_;
  const Rules& rules_;
  Problems& problems_;
  Aliases aliases_;
  const ParsedText* text_ = nullptr;
  std::optional<Node> root_;
  std::vector<Frame> open_;
  std::size_t values_ = 0, last_ = 0;
  int documents_ = 0;
};

std::optional<Node> TreeBuilder::read(StopToken stop) {
  const ParsedText text(source_.bytes());
  text_ = &text;
  if (const auto crowded = text.crowded_line()) {
    problems_.error(
        source_.place(*crowded, *crowded + 1),
        fmt::format("the line has more than {} brackets, commas and quotes up to here", kMaxTokensOnLine),
        "break it into several lines");
    return std::nullopt;
  }
  if (const auto open = text.too_many_open()) {
    problems_.error(source_.place(*open, *open + 1),
                    fmt::format("more than {} brackets are open here", kMaxOpenBrackets), "close them");
    return std::nullopt;
  }
  if (const auto line = text.crowded_directives()) {
    problems_.error(source_.place(*line, *line + 1),
                    fmt::format("more than {} directives stand here", kMaxDirectives),
                    "delete the lines that begin with `%`");
    return std::nullopt;
  }
  Parser parser(text.bytes(), rules_.json);
  bool going = true;
  for (std::size_t count = 1; going; ++count) {
    if (count % kEventsBetweenStops == 0 && stop.stop_requested()) throw Stopped{};
    const Event event = parser.next();
    if (!event) break;
    going = handle(*event);
  }
  if (!going) return std::nullopt;  // the reason has been said
  if (parser.failed()) {
    report_syntax_errors(parser, text, source_, rules_, problems_, stop);
    return std::nullopt;
  }
  if (!root_) problems_.error({}, "the file is empty", std::string(rules_.if_empty));
  if (!rules_.strict && (problems_.has_errors() || !aliases_.expand(*root_, values_))) return std::nullopt;
  return std::move(root_);
}

std::size_t TreeBuilder::begin_of(fy_token* token) const {
  const fy_mark* mark = token == nullptr ? nullptr : fy_token_start_mark(token);
  return mark == nullptr ? last_ : text_->original(mark->input_pos);
}

std::size_t TreeBuilder::end_of(fy_token* token) const {
  const fy_mark* mark = token == nullptr ? nullptr : fy_token_end_mark(token);
  return mark == nullptr ? last_ : text_->original(mark->input_pos);
}

void TreeBuilder::refuse(fy_token* token, std::string_view what, std::string_view hint) {
  std::size_t begin = begin_of(token);
  const std::size_t end = token == nullptr ? begin + 1 : end_of(token);
  if (begin > 0 && (source_.bytes()[begin - 1] == '&' || source_.bytes()[begin - 1] == '*')) --begin;
  problems_.error(source_.place(begin, end), fmt::format("{} are not allowed {}", what, rules_.place),
                  std::string(hint));
}

bool TreeBuilder::begin_document(const fy_event& event) {
  if (documents_++ == 0) return true;
  refuse(event.document_start.document_start, "second documents",
         "one file is one document: delete everything from the second `---`");
  return false;
}

// In a strict text neither may stand; else the anchor names the value that begins now.
void TreeBuilder::decorated(fy_token* anchor, fy_token* tag) {
  if (!rules_.strict) {
    if (anchor != nullptr) aliases_.name(values_, token_text(anchor));
    return;
  }
  if (anchor != nullptr) refuse(anchor, "anchors", "write the value again where it is needed");
  if (tag != nullptr) refuse(tag, "tags", "delete the tag; the format knows what each value is");
}

void TreeBuilder::alias(const fy_event& event) {
  fy_token* token = event.alias.anchor;
  if (rules_.strict) refuse(token, "aliases", "write the value again where it is needed");
  if (!rules_.strict) aliases_.use(values_, token_text(token));
  Node* node = next_slot();
  set_range(*node, token);
  if (open_.empty() || !open_.back().node->is_map()) return;
  if (!rules_.strict && open_.back().expects_key) problems_.error(place(*node), "a key must be a plain text");
  open_.back().expects_key = !open_.back().expects_key;
}

bool TreeBuilder::handle(const fy_event& event) {
  switch (event.type) {
    case FYET_DOCUMENT_START:
      return begin_document(event);
    case FYET_ALIAS:
      alias(event);
      break;
    case FYET_SCALAR:
      decorated(event.scalar.anchor, event.scalar.tag);
      scalar(event);
      break;
    case FYET_MAPPING_START:
      decorated(event.mapping_start.anchor, event.mapping_start.tag);
      return open(Node::Kind::map, event.mapping_start.mapping_start);
    case FYET_SEQUENCE_START:
      decorated(event.sequence_start.anchor, event.sequence_start.tag);
      return open(Node::Kind::list, event.sequence_start.sequence_start);
    case FYET_MAPPING_END:
      return close(event.mapping_end.mapping_end);
    case FYET_SEQUENCE_END:
      return close(event.sequence_end.sequence_end);
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_STREAM_END:
    case FYET_DOCUMENT_END:
      break;
  }
  if (values_ > rules_.max_values) {
    problems_.error({}, fmt::format("the file holds more than {} values", rules_.max_values));
    return false;
  }
  return true;
}

void TreeBuilder::set_range(Node& node, fy_token* token) {
  const std::size_t begin = begin_of(token);
  node.begin = static_cast<std::uint32_t>(begin);
  node.end = static_cast<std::uint32_t>(token == nullptr ? begin : std::max(begin, end_of(token)));
  last_ = node.end;
}

// Where the next value goes: the root, the next item of a list, or the key or value of a map.
Node* TreeBuilder::next_slot() {
  ++values_;
  if (open_.empty()) return &root_.emplace();
  Frame& frame = open_.back();
  if (frame.node->is_list()) return &frame.node->items.emplace_back();
  if (frame.expects_key) return &frame.node->entries.emplace_back().key;
  return &frame.node->entries.back().value;
}

void TreeBuilder::scalar(const fy_event& event) {
  Node* node = next_slot();
  fy_token* token = event.scalar.value;
  const fy_scalar_style style = token == nullptr ? FYSS_PLAIN : fy_token_scalar_style(token);
  node->plain = style == FYSS_PLAIN;
  set_range(*node, token);
  if (style == FYSS_SINGLE_QUOTED) {
    node->text = single_quoted_text(source_.bytes().substr(node->begin, node->end - node->begin));
  } else {
    node->text = token_text(token);
  }
  if (open_.empty() || !open_.back().node->is_map()) return;
  if (open_.back().expects_key) finish_key(*node);
  open_.back().expects_key = !open_.back().expects_key;
}

void TreeBuilder::finish_key(const Node& key) {
  if (!key.is_scalar()) {
    problems_.error(place(key), "a key must be a plain text");
  } else if (rules_.strict && key.plain && key.text == "<<") {
    problems_.error(place(key), fmt::format("merge keys are not allowed {}", rules_.place),
                    "write the values out");
  } else if (is_missing(key)) {
    problems_.error(place(key),
                    key.text.empty() ? std::string("a key is missing")
                                     : fmt::format("`{}` means nothing in YAML, and is no key", key.text),
                    key.text.empty() ? "" : "write a name, or put it in quotes");
  }
}

bool TreeBuilder::open(Node::Kind kind, fy_token* token) {
  Node* node = next_slot();
  node->kind = kind;
  set_range(*node, token);
  if (open_.size() >= rules_.max_depth) {
    problems_.error(place(*node), fmt::format("the nesting is deeper than {} levels", rules_.max_depth));
    return false;
  }
  open_.push_back({node, true});
  return true;
}

bool TreeBuilder::close(fy_token* token) {
  Node& node = *open_.back().node;
  open_.pop_back();
  if (token != nullptr) last_ = end_of(token);
  node.end = std::max(node.end, static_cast<std::uint32_t>(last_));
  if (node.is_map()) drop_duplicates(node);
  if (open_.empty() || !open_.back().node->is_map()) return true;
  if (open_.back().expects_key) finish_key(node);
  open_.back().expects_key = !open_.back().expects_key;
  return true;
}

void TreeBuilder::drop_duplicates(Node& map) {
  std::vector<std::size_t> order(map.entries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return map.entries[a].key.text < map.entries[b].key.text;
  });
  std::vector<bool> drop(order.size(), false);
  std::size_t first = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const Node& key = map.entries[order[i]].key;
    const Node& earlier = map.entries[order[first]].key;
    if (key.text != earlier.text || !key.is_scalar() || !earlier.is_scalar()) {
      first = i;
      continue;
    }
    drop[order[i]] = true;
    problems_.error(place(key), fmt::format("duplicate key `{}`", key.text),
                    [&] { return fmt::format("it stands on line {} already", place(earlier).line); });
  }
  const auto unfit = [this](const Node& key) {
    return !key.is_scalar() || is_missing(key) || (rules_.strict && key.plain && key.text == "<<");
  };
  std::vector<Entry> kept;
  kept.reserve(map.entries.size());
  for (std::size_t i = 0; i < map.entries.size(); ++i) {
    if (!drop[i] && !unfit(map.entries[i].key)) kept.push_back(std::move(map.entries[i]));
  }
  map.entries = std::move(kept);
}

// Directives (`%YAML 1.1`) would change what words mean.
bool check_directives(const SourceText& source, const Rules& rules, Problems& problems) {
  const std::string_view bytes = source.bytes();
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', i), bytes.size());
    const std::string_view line = bytes.substr(i, end - i);
    if (!line.empty() && line.front() == '%') {
      problems.error(source.place(i, end), fmt::format("directives are not allowed {}", rules.place),
                     "delete the line");
      return false;
    }
    const std::size_t text = line.find_first_not_of(" \t\r");
    if (text != std::string_view::npos && line[text] != '#') return true;
    i = end + 1;
  }
  return true;
}

}  // namespace

const Entry* Node::entry(std::string_view key) const {
  for (const Entry& candidate : entries) {
    if (candidate.key.text == key) return &candidate;
  }
  return nullptr;
}

const Node* Node::at(std::string_view key) const {
  const Entry* found = entry(key);
  return found == nullptr ? nullptr : &found->value;
}

std::optional<Node> read(const SourceText& source, const Rules& rules, Problems& problems, StopToken stop) {
  if (rules.strict && !check_directives(source, rules, problems)) return std::nullopt;
  return TreeBuilder(source, rules, problems).read(stop);
}

}  // namespace offramp::tree
