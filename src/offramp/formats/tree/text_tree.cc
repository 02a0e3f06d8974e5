// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/tree/text_tree.h"

#include <fmt/format.h>
#include <libfyaml.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "offramp/base/text/yaml_quote.h"
#include "offramp/formats/tree/parts.h"

namespace offramp::formats {
namespace {

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxNodes = 1'000'000;

struct DiagDeleter {
  void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
};
void print_nothing(fy_diag*, void*, const char*, std::size_t) {}

struct ParserDeleter {
  void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
};

// Ends the parse; the diagnostic was already made.
struct Broken {};

class TreeBuilder {
 public:
  TreeBuilder(std::string_view bytes, fy_parser* parser, fy_diag* diag, Diagnostics& diagnostics)
      : bytes_(bytes), parser_(parser), diag_(diag), diagnostics_(diagnostics) {}

  TreeNode document() {
    expect(FYET_STREAM_START, "the file is empty");
    expect(FYET_DOCUMENT_START, "the file is empty");
    next();
    TreeNode root = value(0);
    expect(FYET_DOCUMENT_END, "something follows the document");
    next();
    if (type_ != FYET_STREAM_END) fail(place_, "a second document begins here; only one is read");
    return root;
  }

  ~TreeBuilder() { release(); }
  TreeBuilder(const TreeBuilder&) = delete;
  TreeBuilder& operator=(const TreeBuilder&) = delete;

 private:
  [[noreturn]] void fail(Place place, std::string message) {
    diagnostics_.error(place, std::move(message));
    throw Broken{};
  }

  void release() {
    if (event_ != nullptr) fy_parser_event_free(parser_, event_);
    event_ = nullptr;
  }

  void next() {
    release();
    event_ = fy_parser_parse(parser_);
    if (event_ == nullptr) syntax_error();
    type_ = event_->type;
    if (const fy_mark* mark = fy_event_start_mark(event_)) place_ = {mark->line + 1, mark->column + 1, 1};
  }

  void expect(fy_event_type type, const char* message) {
    if (type != FYET_DOCUMENT_END) next();
    if (type_ != type) fail(place_, message);
  }

  [[noreturn]] void syntax_error() {
    void* previous = nullptr;
    bool any = false;
    while (const fy_diag_error* error = fy_diag_errors_iterate(diag_, &previous)) {
      if (any || error->type != FYET_ERROR || error->msg == nullptr) continue;
      any = true;
      diagnostics_.error({std::max(error->line, 1), std::max(error->column, 1), 1},
                         fmt::format("syntax: {}", clean_text(error->msg)));
    }
    if (!any) diagnostics_.error(place_, "the file ends too early or has bad syntax here");
    throw Broken{};
  }

  std::string text_of(fy_token* token) const {
    if (token != nullptr && fy_token_scalar_style(token) == FYSS_SINGLE_QUOTED) {
      const fy_mark* begin = fy_token_start_mark(token);
      const fy_mark* end = fy_token_end_mark(token);
      if (begin != nullptr && end != nullptr) {
        return single_quoted_text(bytes_.substr(begin->input_pos, end->input_pos - begin->input_pos));
      }
    }
    std::size_t length = 0;
    const char* text = token != nullptr ? fy_token_get_text(token, &length) : nullptr;
    return text != nullptr ? std::string(text, length) : std::string();
  }

  std::string anchor() const {
    if (type_ == FYET_SCALAR) return text_of(event_->scalar.anchor);
    if (type_ == FYET_SEQUENCE_START) return text_of(event_->sequence_start.anchor);
    if (type_ == FYET_MAPPING_START) return text_of(event_->mapping_start.anchor);
    return {};
  }

  static std::size_t size(const TreeNode& node) {
    std::size_t total = 1;
    for (const TreeNode& item : node.items) total += size(item);
    for (const TreeMember& member : node.members) total += size(member.value);
    return total;
  }

  static int height(const TreeNode& node) {
    int most = 0;
    for (const TreeNode& item : node.items) most = std::max(most, height(item));
    for (const TreeMember& member : node.members) most = std::max(most, height(member.value));
    return most + 1;
  }

  void count(std::size_t nodes) {
    nodes_ += nodes;
    if (nodes_ > kMaxNodes) fail(place_, fmt::format("more than {} values", kMaxNodes));
  }

  // The current event begins a value; afterwards the current event is the one behind it.
  TreeNode value(int depth) {
    if (depth > kMaxDepth) fail(place_, fmt::format("more than {} levels deep", kMaxDepth));
    count(1);
    const std::string name = anchor();
    TreeNode node;
    node.place = place_;
    switch (type_) {
      case FYET_SCALAR:
        node.text = text_of(event_->scalar.value);
        node.quoted =
            event_->scalar.value != nullptr && fy_token_scalar_style(event_->scalar.value) != FYSS_PLAIN;
        next();
        break;
      case FYET_ALIAS:
        node = aliased(depth);
        break;
      case FYET_SEQUENCE_START:
        node.kind = TreeNode::Kind::sequence;
        next();
        while (type_ != FYET_SEQUENCE_END) node.items.push_back(value(depth + 1));
        next();
        break;
      case FYET_MAPPING_START:
        node = mapping(depth);
        break;
      default:
        fail(place_, "a value is missing here");
    }
    if (!name.empty()) anchors_[name] = node;
    return node;
  }

  TreeNode aliased(int depth) {
    const std::string name = text_of(event_->alias.anchor);
    const auto found = anchors_.find(name);
    if (found == anchors_.end())
      fail(place_, fmt::format("no anchor `{}` before this alias", clean_text(name)));
    count(size(found->second));
    if (depth + height(found->second) > kMaxDepth) fail(place_, "the alias nests too deep");
    TreeNode node = found->second;
    next();
    return node;
  }

  TreeNode mapping(int depth) {
    TreeNode node;
    node.kind = TreeNode::Kind::mapping;
    node.place = place_;
    next();
    std::set<std::string, std::less<>> keys;
    while (type_ != FYET_MAPPING_END) {
      if (type_ != FYET_SCALAR) fail(place_, "a key must be a plain text");
      TreeMember member{clean_text(text_of(event_->scalar.value)), place_, {}};
      if (!keys.insert(member.key).second) {
        fail(place_, fmt::format("duplicate key `{}`", member.key));
      }
      next();
      member.value = value(depth + 1);
      node.members.push_back(std::move(member));
    }
    next();
    return node;
  }

  std::string_view bytes_;
  fy_parser* parser_;
  fy_diag* diag_;
  Diagnostics& diagnostics_;
  fy_event* event_ = nullptr;
  fy_event_type type_ = FYET_NONE;
  Place place_{1, 1, 1};
  std::size_t nodes_ = 0;
  std::map<std::string, TreeNode> anchors_;
};

}  // namespace

const TreeNode* TreeNode::find(std::string_view key) const {
  for (const TreeMember& member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

bool TreeNode::is_null() const {
  return kind == Kind::scalar && !quoted && (text.empty() || text == "null" || text == "~");
}

std::optional<TreeNode> parse_tree(std::string_view bytes, TreeSyntax syntax, Diagnostics& diagnostics) {
  if (bytes.size() > kMaxFileBytes) {
    diagnostics.error({}, fmt::format("{} bytes; at most {} are read", bytes.size(), kMaxFileBytes));
    return std::nullopt;
  }
  if (!valid_utf8(bytes) || bytes.find('\0') != std::string_view::npos) {
    diagnostics.error({}, "the file is not UTF-8 text");
    return std::nullopt;
  }
  if (bytes.empty()) {
    diagnostics.error({}, "the file is empty");
    return std::nullopt;
  }
  fy_diag_cfg quiet;
  fy_diag_cfg_default(&quiet);
  quiet.fp = nullptr;
  quiet.output_fn = print_nothing;
  quiet.colorize = false;
  const std::unique_ptr<fy_diag, DiagDeleter> diag(fy_diag_create(&quiet));
  if (diag == nullptr) {
    diagnostics.error({}, "the file could not be parsed");
    return std::nullopt;
  }
  fy_diag_set_collect_errors(diag.get(), true);
  fy_parse_cfg config = {};
  config.diag = diag.get();
  config.flags = static_cast<fy_parse_cfg_flags>(
      FYPCF_QUIET | FYPCF_COLLECT_DIAG | (syntax == TreeSyntax::json ? FYPCF_JSON_FORCE : FYPCF_JSON_NONE));
  const std::unique_ptr<fy_parser, ParserDeleter> parser(fy_parser_create(&config));
  if (parser == nullptr || fy_parser_set_string(parser.get(), bytes.data(), bytes.size()) != 0) {
    diagnostics.error({}, "the file could not be parsed");
    return std::nullopt;
  }
  try {
    return TreeBuilder(bytes, parser.get(), diag.get(), diagnostics).document();
  } catch (const Broken&) {
    return std::nullopt;
  }
}

}  // namespace offramp::formats
