// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "offramp/base/text/source_text.h"
#include "offramp/base/tree/tree.h"
#include "offramp/dynamics/model/model.h"

/// Values of a YAML tree with their places. Used by this folder only.
namespace offramp::formats {

class YamlKeys {
 public:
  YamlKeys(const SourceText& source, Problems& problems) : source_(source), problems_(problems) {}

  Place place(const tree::Node& node) const { return source_.place(node.begin, node.end); }
  void error(const tree::Node& node, std::string message, std::string hint = {}) {
    problems_.error(place(node), std::move(message), std::move(hint));
  }

  /// Whether the node is a map; an error that names `what` if not.
  bool is_map(const tree::Node& node, std::string_view what);
  /// Every key must be one of these; a map was checked for.
  void only(const tree::Node& map, const std::vector<std::string>& keys, std::string_view what);
  /// Calls for each entry of the map under a key, if there is one.
  void each(const tree::Node& map, std::string_view key,
            const std::function<void(const tree::Node& name, const tree::Node& value)>& take);

  /// A scalar as an equation, with the place of each of its lines; not written, with an error, if it is no
  /// scalar.
  dynamics::Equation equation(const tree::Node& node);
  dynamics::NamedPlace name(const tree::Node& node);
  /// A name, or a list of names.
  std::vector<dynamics::NamedPlace> names(const tree::Node& node);
  std::vector<dynamics::NamedPlace> names(const tree::Node* node);
  std::optional<double> number(const tree::Node& node);
  void number(const tree::Node& map, std::string_view key, double& out, bool needed = false);
  std::vector<double> numbers(const tree::Node& map, std::string_view key);
  bool truth(const tree::Node& map, std::string_view key);
  std::string text(const tree::Node& map, std::string_view key);

 private:
  const SourceText& source_;
  Problems& problems_;
};

}  // namespace offramp::formats
