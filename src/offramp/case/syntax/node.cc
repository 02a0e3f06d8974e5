// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/syntax/node.h"

#include <fmt/format.h>
#include <libfyaml.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <numeric>

#include "offramp/base/text/yaml_quote.h"

namespace offramp::case_file {
namespace {

struct FreeParser {
  void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
};
struct FreeDiag {
  void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
};
using Parser = std::unique_ptr<fy_parser, FreeParser>;
using Diag = std::unique_ptr<fy_diag, FreeDiag>;

void print_nothing(fy_diag*, void*, const char*, std::size_t) {}

// Turns the parser's events into a tree without recursion, so that no input can exhaust the stack.
class TreeBuilder {
 public:
  TreeBuilder(const SourceText& source, Problems& problems) : source_(source), problems_(problems) {}

  std::optional<Node> read();

 private:
  struct Frame {
    Node* node;
    bool expects_key;
  };
  bool handle(const fy_event& event);
  bool begin_document(const fy_event& event);
  void scalar(const fy_event& event);
  bool open(Node::Kind kind, fy_token* token);
  bool close(fy_token* token);
  Node* next_slot();
  void finish_key(const Node& key);
  void drop_duplicates(Node& map);
  void refuse(fy_token* token, std::string_view what, std::string_view hint);
  void syntax_errors(fy_diag* diag);
  void set_range(Node& node, fy_token* token);
  Place place(const Node& node) const { return source_.place(node.begin, node.end); }

  const SourceText& source_;
  Problems& problems_;
  std::optional<Node> root_;
  std::vector<Frame> open_;
  std::size_t nodes_ = 0, last_ = 0;
  int documents_ = 0;
};

std::optional<Node> TreeBuilder::read() {
  fy_diag_cfg diag_cfg;
  fy_diag_cfg_default(&diag_cfg);
  diag_cfg.fp = nullptr;
  diag_cfg.output_fn = print_nothing;
  diag_cfg.colorize = false;
  const Diag diag(fy_diag_create(&diag_cfg));
  if (!diag) return std::nullopt;
  fy_diag_set_collect_errors(diag.get(), true);
  fy_parse_cfg cfg{};
  cfg.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 |
                                              FYPCF_JSON_NONE);
  cfg.diag = diag.get();
  const Parser parser(fy_parser_create(&cfg));
  if (!parser || fy_parser_set_string(parser.get(), source_.bytes().data(), source_.bytes().size()) != 0) {
    problems_.error({}, "the file cannot be read: no memory for the parser");
    return std::nullopt;
  }
  bool going = true;
  while (going) {
    fy_event* event = fy_parser_parse(parser.get());
    if (event == nullptr) break;
    going = handle(*event);
    fy_parser_event_free(parser.get(), event);
  }
  if (!going) return std::nullopt;  // the reason has been said
  if (fy_parser_get_stream_error(parser.get())) {
    syntax_errors(diag.get());
    return std::nullopt;
  }
  if (!root_) problems_.error({}, "the file is empty", "`offramp new NAME` writes a skeleton");
  return std::move(root_);
}

void TreeBuilder::syntax_errors(fy_diag* diag) {
  void* iterator = nullptr;
  bool any = false;
  while (const fy_diag_error* error = fy_diag_errors_iterate(diag, &iterator)) {
    if (error->type != FYET_ERROR || error->msg == nullptr) continue;
    const std::string message = error->msg;
    std::string hint;
    if (message.find("tab character") != std::string::npos) hint = "indent with spaces";
    if (message.find("nested block mapping") != std::string::npos) {
      hint = "a text that contains `: ` must stand in quotes";
    }
    if (message.find("closing quote") != std::string::npos) hint = "close the quotes that begin here";
    if (message.find("wrongly indented") != std::string::npos)
      hint = "perhaps the quotes that begin here are not closed";
    if (message.find("missing comma") != std::string::npos)
      hint = "perhaps a bracket before this is not closed";
    if (message.find("closing brac") != std::string::npos) hint = "close the bracket";
    problems_.error({std::max(error->line, 1), std::max(error->column, 1), 1}, "syntax: " + message, hint);
    any = true;
  }
  if (!any) problems_.error({}, "syntax: the text is neither YAML nor JSON");
}

void TreeBuilder::refuse(fy_token* token, std::string_view what, std::string_view hint) {
  const fy_mark* mark = token == nullptr ? nullptr : fy_token_start_mark(token);
  const fy_mark* stop = token == nullptr ? nullptr : fy_token_end_mark(token);
  std::size_t begin = mark == nullptr ? last_ : mark->input_pos;
  if (begin > 0 && (source_.bytes()[begin - 1] == '&' || source_.bytes()[begin - 1] == '*')) --begin;
  problems_.error(source_.place(begin, stop == nullptr ? begin + 1 : stop->input_pos),
                  fmt::format("{} are not allowed in a case file", what), std::string(hint));
}

bool TreeBuilder::begin_document(const fy_event& event) {
  if (documents_++ == 0) return true;
  fy_token* token = event.document_start.document_start;
  refuse(token, "second documents", "one file holds one case: delete everything from the second `---`");
  return false;
}

bool TreeBuilder::handle(const fy_event& event) {
  constexpr std::string_view kAnchorHint = "write the value again where it is needed";
  constexpr std::string_view kTagHint = "delete the tag; the format knows what each value is";
  switch (event.type) {
    case FYET_DOCUMENT_START:
      return begin_document(event);
    case FYET_ALIAS: {
      refuse(event.alias.anchor, "aliases", kAnchorHint);
      if (Node* slot = next_slot()) set_range(*slot, event.alias.anchor);
      if (!open_.empty() && open_.back().node->is_map()) open_.back().expects_key = !open_.back().expects_key;
      return true;
    }
    case FYET_SCALAR:
      if (event.scalar.anchor != nullptr) refuse(event.scalar.anchor, "anchors", kAnchorHint);
      if (event.scalar.tag != nullptr) refuse(event.scalar.tag, "tags", kTagHint);
      scalar(event);
      break;
    case FYET_MAPPING_START:
      if (event.mapping_start.anchor != nullptr) refuse(event.mapping_start.anchor, "anchors", kAnchorHint);
      if (event.mapping_start.tag != nullptr) refuse(event.mapping_start.tag, "tags", kTagHint);
      return open(Node::Kind::map, event.mapping_start.mapping_start);
    case FYET_SEQUENCE_START:
      if (event.sequence_start.anchor != nullptr) refuse(event.sequence_start.anchor, "anchors", kAnchorHint);
      if (event.sequence_start.tag != nullptr) refuse(event.sequence_start.tag, "tags", kTagHint);
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
  if (nodes_ > kMaxNodes) {
    problems_.error({}, fmt::format("the file holds more than {} values", kMaxNodes));
    return false;
  }
  return true;
}

void TreeBuilder::set_range(Node& node, fy_token* token) {
  const fy_mark* mark = token == nullptr ? nullptr : fy_token_start_mark(token);
  const fy_mark* stop = token == nullptr ? nullptr : fy_token_end_mark(token);
  node.begin = mark == nullptr ? last_ : mark->input_pos;
  node.end = std::max(node.begin, stop == nullptr ? node.begin : stop->input_pos);
  last_ = node.end;
}

// Where the next value goes: the root, the next item of a list, or the key or value of a map.
Node* TreeBuilder::next_slot() {
  ++nodes_;
  if (open_.empty()) return &root_.emplace();
  Frame& frame = open_.back();
  if (frame.node->is_list()) return &frame.node->items.emplace_back();
  if (frame.expects_key) return &frame.node->entries.emplace_back().key;
  return &frame.node->entries.back().value;
}

void TreeBuilder::scalar(const fy_event& event) {
  Node* node = next_slot();
  fy_token* token = event.scalar.value;
  std::size_t length = 0;
  const fy_scalar_style style = token == nullptr ? FYSS_PLAIN : fy_token_scalar_style(token);
  node->plain = style == FYSS_PLAIN;
  set_range(*node, token);
  if (style == FYSS_SINGLE_QUOTED) {
    node->text = single_quoted_text(source_.bytes().substr(node->begin, node->end - node->begin));
  } else if (const char* text = token == nullptr ? nullptr : fy_token_get_text(token, &length)) {
    node->text.assign(text, length);
  }
  if (open_.empty() || !open_.back().node->is_map()) return;
  if (open_.back().expects_key) finish_key(*node);
  open_.back().expects_key = !open_.back().expects_key;
}

void TreeBuilder::finish_key(const Node& key) {
  if (!key.is_scalar()) {
    problems_.error(place(key), "a key must be a plain text");
  } else if (key.plain && key.text == "<<") {
    problems_.error(place(key), "merge keys are not allowed in a case file", "write the values out");
  } else if (key.is_null()) {
    problems_.error(place(key), "a key is missing");
  }
}

bool TreeBuilder::open(Node::Kind kind, fy_token* token) {
  Node* node = next_slot();
  node->kind = kind;
  set_range(*node, token);
  if (open_.size() >= static_cast<std::size_t>(kMaxDepth)) {
    problems_.error(place(*node), fmt::format("the nesting is deeper than {} levels", kMaxDepth));
    return false;
  }
  open_.push_back({node, true});
  return true;
}

bool TreeBuilder::close(fy_token* token) {
  Node& node = *open_.back().node;
  open_.pop_back();
  const fy_mark* stop = token == nullptr ? nullptr : fy_token_end_mark(token);
  if (stop != nullptr) last_ = stop->input_pos;
  node.end = std::max(node.end, last_);
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
                    fmt::format("it stands on line {} already", place(earlier).line));
  }
  std::vector<Entry> kept;
  for (std::size_t i = 0; i < map.entries.size(); ++i) {
    Entry& entry = map.entries[i];
    if (!drop[i] && entry.key.is_scalar() && !entry.key.is_null() && entry.key.text != "<<") {
      kept.push_back(std::move(entry));
    }
  }
  map.entries = std::move(kept);
}

// Directives (`%YAML 1.1`) would change what words mean.
bool check_directives(const SourceText& source, Problems& problems) {
  const std::string_view bytes = source.bytes();
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', i), bytes.size());
    const std::string_view line = bytes.substr(i, end - i);
    if (!line.empty() && line.front() == '%') {
      problems.error(source.place(i, end), "directives are not allowed in a case file", "delete the line");
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

std::optional<Node> read_tree(const SourceText& source, Problems& problems) {
  if (!check_encoding(source, problems) || !check_directives(source, problems)) return std::nullopt;
  return TreeBuilder(source, problems).read();
}

}  // namespace offramp::case_file
