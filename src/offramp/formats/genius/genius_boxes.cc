// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/genius/genius_boxes.h"

#include <fmt/format.h>

#include <string_view>

namespace offramp::formats {
namespace {

constexpr int kMaxDepth = 64;

class BoxReader {
 public:
  BoxReader(XmlSource& source, ProfilePart& part) : source_(source), part_(part) {}

  void sum(pugi::xml_node ufun, double scale, int depth) {
    if (depth > kMaxDepth) {
      return source_.error(source_.place(ufun), fmt::format("more than {} levels deep", kMaxDepth));
    }
    const std::string aggregation = XmlSource::text(ufun, "aggregation");
    if (!aggregation.empty() && aggregation != "sum") {
      source_.error(source_.place(ufun), fmt::format("aggregation `{}`; only sums are read", aggregation));
    }
    for (const pugi::xml_node child : ufun.children()) {
      if (child.type() != pugi::node_element) continue;
      const std::string_view tag = child.name();
      if (tag == "hyperRectangle") {
        rectangle(child, scale * weight(child));
      } else if (tag == "ufun") {
        sum(child, scale * weight(child), depth + 1);
      } else {
        source_.error(source_.place(child),
                      fmt::format("<{}> is not read; hyperRectangle and ufun are", clean_text(tag)));
      }
    }
  }

 private:
  double weight(pugi::xml_node node) {
    return node.attribute("weight") ? source_.number(node, "weight") : 1.0;
  }

  void rectangle(pugi::xml_node node, double scale) {
    const double amount = source_.number(node, "utility") * scale;
    const bool outside = node.child("EXCLUDES");
    BoxPart box{outside ? -amount : amount, {}};
    for (const pugi::xml_node side : node.children()) {
      if (side.type() != pugi::node_element) continue;
      const std::string_view tag = side.name();
      if (tag != "INCLUDES" && tag != "EXCLUDES") {
        source_.error(source_.place(side),
                      fmt::format("<{}> is not read; INCLUDES and EXCLUDES are", clean_text(tag)));
      } else if (outside && tag == "INCLUDES") {
        source_.warning(source_.place(side), "INCLUDES beside EXCLUDES", "it is not used, as in Genius");
      } else {
        box.sides.push_back({source_.index(side),
                             {},
                             source_.number(side, "min"),
                             source_.number(side, "max"),
                             source_.place(side)});
      }
    }
    if (outside || box.sides.empty()) part_.constant += amount;
    if (!box.sides.empty()) part_.boxes.push_back(std::move(box));
  }

  XmlSource& source_;
  ProfilePart& part_;
};

}  // namespace

void read_genius_boxes(pugi::xml_node utility, XmlSource& source, ProfilePart& part) {
  double most = 1.0;
  if (utility.attribute("maxutility")) {
    most = source.number(utility, "maxutility");
    if (most <= 0.0) {
      source.error(source.place(utility), fmt::format("maxutility {} is not above 0", most));
      most = 1.0;
    }
  } else {
    source.warning(source.place(utility), "no maxutility", "utilities are taken as they stand");
  }
  const pugi::xml_node first = utility.child("ufun");
  for (const pugi::xml_node other : utility.children("ufun")) {
    if (other != first) {
      source.warning(source.place(other), "a second ufun", "only the first is read, as in Genius");
    }
  }
  if (!first) return source.error(source.place(utility), "<utility> has no ufun");
  if (XmlSource::optional_number(first, "weight").value_or(1.0) != 1.0) {
    source.warning(source.place(first), "the outermost ufun has a weight", "it is not used, as in Genius");
  }
  BoxReader(source, part).sum(first, 1.0 / most, 0);
}

}  // namespace offramp::formats
