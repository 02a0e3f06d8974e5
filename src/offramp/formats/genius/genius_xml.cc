// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/genius/genius_xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "offramp/base/unicode/unicode.h"
#include "offramp/formats/genius/genius_boxes.h"
#include "offramp/formats/tree/xml_source.h"

namespace offramp::formats {
namespace {

constexpr int kMaxDepth = 64;

class GeniusReader {
 public:
  GeniusReader(std::string bytes, std::string file_name)
      : reading_{FileKind::unknown, {}, {}, Diagnostics(file_name, bytes)},
        source_(std::move(bytes), reading_.diagnostics) {
    const std::size_t slash = file_name.find_last_of("/\\");
    name_ = clean_text(slash == std::string::npos ? file_name : file_name.substr(slash + 1));
    if (name_.size() > 4 && name_.ends_with(".xml")) name_.resize(name_.size() - 4);
  }

  FileReading read() {
    pugi::xml_document document;
    const pugi::xml_parse_result result =
        document.load_buffer(source_.bytes().data(), source_.bytes().size(), pugi::parse_default,
                             pugi::encoding_utf8);  // whatever its declaration says: it was converted
    if (!result) {
      error(source_.at_offset(result.offset), fmt::format("not well-formed XML: {}", result.description()));
      return std::move(reading_);
    }
    const pugi::xml_node root = document.document_element();
    const std::string_view tag = root.name();
    if (tag != "negotiation_template" && tag != "utility_space") {
      error(place(root), fmt::format("<{}> is not a Genius file; <negotiation_template> or <utility_space> "
                                     "was expected",
                                     clean_text(tag)));
      return std::move(reading_);
    }
    for (pugi::xml_node next = root.next_sibling(); next; next = next.next_sibling()) {
      if (next.type() == pugi::node_element)
        error(place(next), "a second root element; only the first is read");
    }
    collect(root, 0);
    const bool profile = tag == "utility_space" && (has_weights_ || has_values_ || has_boxes_ || has_rules_);
    reading_.kind = profile ? FileKind::genius_profile : FileKind::genius_domain;
    finish(profile);
    return std::move(reading_);
  }

 private:
  Place place(pugi::xml_node node) const { return source_.place(node); }
  void error(Place where, std::string message) { source_.error(where, std::move(message)); }
  void warning(Place where, std::string message, std::string hint = {}) {
    source_.warning(where, std::move(message), std::move(hint));
  }
  static std::string text(pugi::xml_node node, const char* attribute) {
    return XmlSource::text(node, attribute);
  }
  double number(pugi::xml_node node, const char* attribute) { return source_.number(node, attribute); }
  int index(pugi::xml_node node) { return source_.index(node); }

  void collect(pugi::xml_node node, int depth) {
    if (depth > kMaxDepth) return error(place(node), fmt::format("more than {} levels deep", kMaxDepth));
    std::vector<std::size_t> here;
    for (const pugi::xml_node child : node.children()) {
      if (child.type() != pugi::node_element) continue;
      const std::string_view tag = child.name();
      if (tag == "issue") {
        here.push_back(entries_.size());
        issue(child);
      } else if (tag == "objective" || tag == "utility_space") {
        collect(child, depth + 1);
      } else if (tag == "utility") {
        read_genius_boxes(child, source_, part_);
        has_boxes_ = true;
      } else if (tag == "rules") {
        has_rules_ = true;
        error(place(child), "a utility space of rules (`constraint`) is not read");
      } else if (tag == "reservation") {
        reservation(child);
      } else if (tag == "discount_factor") {
        discount(child);
      } else if (tag != "weight" && tag != "agent") {
        warning(place(child), fmt::format("<{}> is not read", clean_text(tag)));
      }
    }
    weights(node, here);
  }

  // As Genius: what it cannot use counts as no discount.
  void discount(pugi::xml_node node) {
    const auto value = XmlSource::optional_number(node, "value");
    part_.discount = value && *value > 0.0 && *value <= 1.0 ? *value : 1.0;
    if (value == 0.0) {
      warning(place(node), "a discount factor of 0 means no discount in Genius");
    } else if (part_.discount != value) {
      warning(place(node),
              value ? fmt::format("the discount factor {} is not in (0, 1]", *value)
                    : fmt::format("<discount_factor> has no number as its `value`"),
              "it means no discount, as in Genius");
    }
  }

  void reservation(pugi::xml_node node) {
    const auto value = XmlSource::optional_number(node, "value");
    part_.reservation = value.value_or(0.0);
    part_.reservation_place = place(node);
    if (!value) {
      warning(place(node), "<reservation> has no number as its `value`", "it counts as 0, as in Genius");
    }
  }

  void weights(pugi::xml_node node, const std::vector<std::size_t>& here) {
    std::map<int, double> by_index;
    std::vector<double> in_order;
    for (const pugi::xml_node child : node.children("weight")) {
      has_weights_ = true;
      const int key = index(child);
      const double value = number(child, "value");
      if (value < 0.0) error(place(child), fmt::format("a weight of {} is below 0", value));
      in_order.push_back(value);
      if (key >= 0 && !by_index.emplace(key, value).second) {
        warning(place(child), fmt::format("a second weight with index {}; the last one counts", key));
        by_index[key] = value;
      }
    }
    if (in_order.empty()) return;
    std::set<int> used;
    for (std::size_t k = 0; k < here.size(); ++k) {
      ProfileEntry& entry = entries_[here[k]];
      if (const auto found = by_index.find(entry.index); found != by_index.end()) {
        entry.weight = found->second;
        used.insert(entry.index);
      }
    }
    for (std::size_t k = 0; k < here.size(); ++k) {
      ProfileEntry& entry = entries_[here[k]];
      if (entry.weight) continue;
      const bool by_position = used.empty() && in_order.size() == here.size();
      entry.weight = by_position ? in_order[k] : 0.0;
      warning(entry.place, fmt::format("no weight has the index {} of issue `{}`", entry.index, entry.name),
              by_position ? "weights are taken in their order" : "its weight counts as 0");
    }
    for (const auto& [key, value] : by_index) {
      if (used.contains(key) || used.empty()) continue;
      if (key != 0 || value != 0.0) {
        warning(place(node), fmt::format("the weight with index {} belongs to no issue here", key),
                "it is not used");
      }
    }
  }

  void issue(pugi::xml_node node) {
    ProfileEntry entry;
    entry.place = place(node);
    entry.name = text(node, "name");
    entry.index = index(node);
    if (entry.name.empty()) {
      entry.name = fmt::format("issue {}", entries_.size() + 1);
      warning(entry.place, "an issue without a name", fmt::format("it is called `{}`", entry.name));
    }
    IssueFrame frame{entry.name, IssueKind::discrete, {}, 0.0, 0.0, 0.0};
    std::string type;
    for (const char* attribute : {"type", "etype", "vtype"}) {
      if (type.empty()) type = text(node, attribute);
    }
    if (type == "integer") frame.kind = IssueKind::integer;
    if (type == "real") frame.kind = IssueKind::real;
    if (type != "integer" && type != "real" && type != "discrete" && !type.empty()) {
      error(entry.place, fmt::format("issue type `{}`; discrete, integer and real are read", type));
    }
    if (frame.kind == IssueKind::discrete) {
      items(node, frame, entry);
    } else {
      bounds(node, frame);
      evaluator(node, frame, entry);
    }
    if (entries_.size() >= kMaxIssues) return error(entry.place, "too many issues");
    entry.frame = std::move(frame);
    entries_.push_back(std::move(entry));
  }

  void items(pugi::xml_node node, IssueFrame& frame, ProfileEntry& entry) {
    std::map<std::string, std::size_t, std::less<>> known;
    for (const pugi::xml_node item : node.children("item")) {
      const std::string option = text(item, "value");
      const auto [found, fresh] = known.emplace(option, frame.options.size());
      if (fresh) {
        if (frame.options.size() >= kMaxFileOptions) return error(place(item), "too many options");
        frame.options.push_back(option);
      } else {
        warning(place(item), fmt::format("option `{}` of issue `{}` is listed twice", option, entry.name),
                "the last evaluation counts, as in Genius");
      }
      const std::string evaluation = text(item, "evaluation");
      if (evaluation.empty() || evaluation == "null") continue;
      has_values_ = true;
      entry.function.kind = ValueFunction::Kind::table;
      entry.function.by_maximum = true;
      const double value = number(item, "evaluation");
      if (value < 0.0) warning(place(item), fmt::format("an evaluation of {} is below 0", value));
      entry.function.table.push_back({option, value, place(item)});
    }
    if (frame.options.empty()) error(place(node), fmt::format("issue `{}` has no item", entry.name));
  }

  void bounds(pugi::xml_node node, IssueFrame& frame) {
    const pugi::xml_node range = node.child("range");
    const pugi::xml_node holder = range ? range : node;
    const bool camel = !holder.attribute("lowerbound") && holder.attribute("lowerBound");
    frame.low = number(holder, camel ? "lowerBound" : "lowerbound");
    frame.high = number(holder, camel ? "upperBound" : "upperbound");
    if (frame.kind == IssueKind::integer &&
        (frame.low != std::floor(frame.low) || frame.high != std::floor(frame.high))) {
      error(place(holder),
            fmt::format("the bounds {} and {} of an integer issue are not whole", frame.low, frame.high));
    }
  }

  void evaluator(pugi::xml_node node, const IssueFrame& frame, ProfileEntry& entry) {
    const pugi::xml_node found = node.child("evaluator");
    if (!found) return;
    has_values_ = true;
    ValueFunction& f = entry.function;
    std::string type = text(found, "ftype");
    std::transform(type.begin(), type.end(), type.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (frame.kind == IssueKind::integer && found.attribute("slope")) {
      f.kind = ValueFunction::Kind::line;
      f.from_low = f.clipped = true;
      f.slope = number(found, "slope");
      f.offset = number(found, "offset");
    } else if (type == "linear" || (type.empty() && found.attribute("parameter1"))) {
      f.kind = ValueFunction::Kind::line;
      f.clipped = true;
      f.slope = number(found, "parameter1");
      f.offset = number(found, "parameter0");
    } else if (type == "constant") {
      f.kind = ValueFunction::Kind::constant;
      f.offset = number(found, "parameter0");
    } else if (type == "triangular") {
      f.kind = ValueFunction::Kind::triangle;
      f.start = number(found, "parameter0");
      f.end = number(found, "parameter1");
      f.top = number(found, "parameter2");
      if (!(f.start <= f.top && f.top <= f.end)) {
        error(place(found),
              fmt::format("a triangle from {} over {} to {} is not in order", f.start, f.top, f.end));
      }
    } else {
      error(place(found), fmt::format("evaluator type `{}`; linear, constant and triangular are read", type));
    }
  }

  void finish(bool profile) {
    DomainPart domain;
    domain.name = name_;
    std::set<int> seen;
    for (const ProfileEntry& entry : entries_) {
      domain.issues.push_back(*entry.frame);
      domain.index.push_back(entry.index);
      if (entry.index >= 0 && !seen.insert(entry.index).second) {
        warning(entry.place, fmt::format("a second issue with index {}", entry.index),
                "issues are told apart by name");
      }
    }
    if (!seen.empty() && *seen.begin() != 1 && *seen.begin() != 0) {
      warning(entries_.front().place, fmt::format("issue indices begin at {}, not at 1", *seen.begin()),
              "they are read as they stand");
    }
    check_domain(domain, {}, reading_.diagnostics);
    reading_.domain = std::move(domain);
    if (!profile) {
      if (has_values_ || has_weights_) {
        warning({}, "evaluations and weights in a domain file are not used");
      }
      return;
    }
    if (has_boxes_ && (has_weights_ || has_values_)) {
      error({}, "both evaluations and hyper-rectangles; a Genius profile has one or the other");
    }
    part_.name = name_;
    part_.entries = std::move(entries_);
    if (!has_boxes_ && !has_weights_) warning({}, "no weights: every utility is 0 in Genius");
    double sum = 0.0;
    for (const ProfileEntry& entry : part_.entries) sum += entry.weight.value_or(0.0);
    if (has_weights_ && std::fabs(sum - 1.0) > 0.02) {
      warning({}, fmt::format("the weights sum to {:.4g}", sum), "they are read as they stand");
    }
    reading_.profile = std::move(part_);
  }

  std::string name_;
  FileReading reading_;
  XmlSource source_;  // after reading_, whose diagnostics it fills
  std::vector<ProfileEntry> entries_;
  ProfilePart part_;
  bool has_weights_ = false;
  bool has_values_ = false;
  bool has_boxes_ = false;
  bool has_rules_ = false;
};

}  // namespace

FileReading read_genius_xml(std::string_view text, std::string file_name) {
  return GeniusReader(std::string(text), std::move(file_name)).read();
}

}  // namespace offramp::formats
