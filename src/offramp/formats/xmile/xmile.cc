// SPDX-License-Identifier: Apache-2.0
#include "offramp/formats/xmile/xmile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "offramp/base/text/scan.h"
#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/equation/names.h"
#include "offramp/formats/tree/parts.h"
#include "offramp/formats/xmile/xmile_texts.h"

namespace offramp::formats {
namespace {

constexpr std::array<std::string_view, 5> kVariables = {"stock", "flow", "aux", "gf", "module"};
constexpr int kMaxDepth = 64;
constexpr double kMaxElements = 100'000;

bool is_variable(pugi::xml_node node) {
  return node.type() == pugi::node_element &&
         std::find(kVariables.begin(), kVariables.end(), std::string_view(node.name())) != kVariables.end();
}

// Nothing but the ends of elements, so that all there is has been read.
bool only_ends(std::string_view rest) {
  while (true) {
    rest = trimmed(rest);
    if (rest.empty()) return true;
    const std::size_t end = rest.find('>');
    if (!rest.starts_with("</") || end == std::string_view::npos) return false;
    rest.remove_prefix(end + 1);
  }
}

struct NonNegative {
  bool stocks = false, flows = false;
};

class XmileReader {
 public:
  XmileReader(std::string bytes, std::string file_name)
      : reading_{{}, Diagnostics(std::move(file_name), bytes)},
        source_(std::move(bytes), reading_.diagnostics) {}

  ModelReading read() {
    pugi::xml_document document;
    const pugi::xml_parse_result result = document.load_buffer(source_.bytes().data(), source_.bytes().size(),
                                                               pugi::parse_default, pugi::encoding_utf8);
    if (!result && !forgiven(result)) {
      source_.error(source_.at_offset(result.offset),
                    fmt::format("not well-formed XML: {}", result.description()));
      return std::move(reading_);
    }
    const pugi::xml_node root = document.document_element();
    if (std::string_view(root.name()) != "xmile") {
      source_.error(source_.place(root),
                    fmt::format("<{}> is not an XMILE model; <xmile> was expected", clean_text(root.name())));
      return std::move(reading_);
    }
    file(root);
    return std::move(reading_);
  }

 private:
  // A variable that is never closed swallows those behind it, and the file ends in a mismatch; they can be
  // told apart.
  bool forgiven(const pugi::xml_parse_result& result) {
    if (result.status != pugi::status_end_element_mismatch || result.offset < 0) return false;
    const std::string_view bytes = source_.bytes();
    const std::size_t at = bytes.rfind("</", static_cast<std::size_t>(result.offset));
    return at != std::string_view::npos && only_ends(bytes.substr(at));
  }

  void file(pugi::xml_node root) {
    dynamics::Model& model = reading_.model;
    model.title = clean_text(root.child("header").child("name").text().get());
    times(root);
    for (const pugi::xml_node dim : root.child("dimensions").children("dim")) dimension(dim);
    for (const pugi::xml_node unit : root.child("model_units").children("unit")) {
      for (const pugi::xml_node alias : unit.children("alias")) {
        model.unit_aliases.emplace_back(clean_text(alias.text().get()), XmlSource::text(unit, "name"));
      }
    }
    NonNegative defaults = behavior(root.child("behavior"), {});
    bool first = true;
    for (const pugi::xml_node node : root.children("model")) {
      dynamics::Scope scope = this->scope(node, behavior(node.child("behavior"), defaults));
      if (std::exchange(first, false)) {
        model.root = std::move(scope);
      } else {
        model.models.push_back(std::move(scope));
      }
    }
    if (first) source_.error(source_.place(root), "the file has no <model>");
    for (const pugi::xml_node node : root.children("macro")) macro(node, defaults);
  }

  void times(pugi::xml_node root) {
    dynamics::TimeSpan& time = reading_.model.time;
    const pugi::xml_node specs = root.child("sim_specs");
    if (!specs) return source_.error(source_.place(root), "the file has no <sim_specs>");
    reading_.model.time_place = source_.place(specs);
    const auto read = [&](const char* name, double& out, bool needed) {
      const pugi::xml_node node = specs.child(name);
      if (node) {
        if (const auto value = number_in(node, source_)) out = *value;
      } else if (needed) {
        source_.error(source_.place(specs), fmt::format("<sim_specs> has no <{}>", name));
      }
    };
    read("start", time.start, true);
    read("stop", time.stop, true);
    read("dt", time.step, false);
    if (XmlSource::text(specs.child("dt"), "reciprocal") == "true" && time.step > 0.0)
      time.step = 1.0 / time.step;
    read("savestep", time.save, false);
    time.unit = XmlSource::text(specs, "time_units");
    if (time.unit.empty()) time.unit = clean_text(specs.child("time_units").text().get());
    const std::string method = folded(XmlSource::text(specs, "method"));
    if (method.starts_with("rk4")) {
      time.method = dynamics::Method::runge_kutta_4;
    } else if (!method.empty() && !method.starts_with("euler")) {
      time.method = dynamics::Method::runge_kutta_4;
      source_.warning(source_.place(specs), fmt::format("the method `{}` is not known", printable(method)),
                      "RK4 is used instead");
    }
  }

  void dimension(pugi::xml_node node) {
    dynamics::Dimension out;
    out.name = XmlSource::text(node, "name");
    out.place = source_.place(node);
    for (const pugi::xml_node elem : node.children("elem"))
      out.elements.push_back(XmlSource::text(elem, "name"));
    if (out.elements.empty() && node.attribute("size")) {
      const double size = source_.number(node, "size");
      if (!(size >= 1.0 && size <= kMaxElements)) {
        return source_.error(out.place, fmt::format("the size of a dimension is from 1 to {}", kMaxElements));
      }
      for (int i = 1; i <= static_cast<int>(size); ++i) out.elements.push_back(std::to_string(i));
    }
    reading_.model.dimensions.push_back(std::move(out));
  }

  static NonNegative behavior(pugi::xml_node node, NonNegative defaults) {
    const bool both = flag_in(node.child("non_negative"), false);
    return {flag_in(node.child("stock").child("non_negative"), both || defaults.stocks),
            flag_in(node.child("flow").child("non_negative"), both || defaults.flows)};
  }

  dynamics::Scope scope(pugi::xml_node node, NonNegative defaults) {
    dynamics::Scope out;
    out.name = XmlSource::text(node, "name");
    out.place = source_.place(node);
    const pugi::xml_node variables = node.child("variables");
    for (const pugi::xml_node child : (variables ? variables : node).children()) {
      if (is_variable(child)) element(child, defaults, out);
    }
    return out;
  }

  void element(pugi::xml_node node, NonNegative defaults, dynamics::Scope& out, int depth = 0) {
    if (depth > kMaxDepth) return source_.error(source_.place(node), "too many elements that are not closed");
    if (std::string_view(node.name()) == "module") {
      out.modules.push_back(module(node));
      return;
    }
    out.variables.push_back(variable(node, defaults));
    for (const pugi::xml_node child : node.children()) {
      if (!is_variable(child) || !child.attribute("name")) continue;
      source_.warning(source_.place(node),
                      fmt::format("<{}> `{}` is not closed before the next variable", node.name(),
                                  XmlSource::text(node, "name")),
                      "it is read as if it were");
      for (pugi::xml_node rest = child; rest; rest = rest.next_sibling()) {
        if (is_variable(rest)) element(rest, defaults, out, depth + 1);
      }
      break;
    }
  }

  dynamics::Module module(pugi::xml_node node) {
    dynamics::Module out;
    out.name = XmlSource::text(node, "name");
    out.place = source_.place(node);
    out.model = name_of(node, node.attribute("model") ? "model" : "name", source_);
    for (const pugi::xml_node link : node.children("connect")) {
      out.links.push_back({name_of(link, "to", source_), name_of(link, "from", source_)});
    }
    return out;
  }

  dynamics::Variable variable(pugi::xml_node node, NonNegative defaults) {
    using Kind = dynamics::Variable::Kind;
    const std::string_view tag = node.name();
    dynamics::Variable out;
    out.kind = tag == "stock" ? Kind::stock : tag == "flow" ? Kind::flow : Kind::auxiliary;
    out.name = XmlSource::text(node, "name");
    out.place = source_.place(node);
    out.units = equation_in(node.child("units"), source_);
    out.about = clean_text(node.child("doc").text().get());
    const bool by_default =
        (out.kind == Kind::stock && defaults.stocks) || (out.kind == Kind::flow && defaults.flows);
    out.non_negative = out.kind != Kind::auxiliary && flag_in(node.child("non_negative"), by_default);
    for (const pugi::xml_node flow : node.children("inflow")) out.inflows.push_back(name_in(flow, source_));
    for (const pugi::xml_node flow : node.children("outflow")) out.outflows.push_back(name_in(flow, source_));
    for (const pugi::xml_node dim : node.child("dimensions").children("dim")) {
      out.dimensions.push_back(name_of(dim, "name", source_));
    }
    for (const char* refused : {"conveyor", "queue"}) {
      if (node.child(refused))
        source_.error(source_.place(node.child(refused)),
                      fmt::format("a stock that is a {} is not read", refused));
    }
    if (tag == "gf") {
      dynamics::Part& part = out.parts.emplace_back();
      part.lookup = lookup_in(node, source_);
    } else {
      parts(node, out);
    }
    return out;
  }

  void parts(pugi::xml_node node, dynamics::Variable& out) {
    std::vector<pugi::xml_node> equations;
    for (const pugi::xml_node eqn : node.children("eqn")) equations.push_back(eqn);
    const pugi::xml_node gf = node.child("gf");
    if (equations.size() == 1 && !out.dimensions.empty()) {
      const std::vector<dynamics::Equation> numbers = numbers_in(equations[0]);
      if (!numbers.empty()) return listed(node, numbers, out);
    }
    if (equations.size() > 1) {
      std::vector<dynamics::Equation> list;
      for (const pugi::xml_node eqn : equations) list.push_back(equation_in(eqn, source_));
      return listed(node, list, out);
    }
    if (!equations.empty() || (gf && !gf.attribute("name"))) {
      dynamics::Part part;
      if (!equations.empty()) part.equation = equation_in(equations[0], source_);
      if (gf && !gf.attribute("name")) part.lookup = lookup_in(gf, source_);
      if (part.equation.written() || part.lookup) out.parts.push_back(std::move(part));
    }
    for (const pugi::xml_node element : node.children("element")) {
      dynamics::Part part;
      for (const std::string& name : split(element.attribute("subscript").value(), ',')) {
        part.subscripts.push_back({clean_text(name), source_.place(element)});
      }
      part.equation = equation_in(element.child("eqn"), source_);
      if (element.child("gf")) part.lookup = lookup_in(element.child("gf"), source_);
      out.parts.push_back(std::move(part));
    }
  }

  // Numbers between commas and semicolons, as Vensim writes constants of an array; empty if it is anything
  // else.
  std::vector<dynamics::Equation> numbers_in(pugi::xml_node eqn) {
    const dynamics::Equation whole = equation_in(eqn, source_);
    if (whole.text.find_first_of(",;") == std::string::npos) return {};
    std::string text = whole.text;
    std::replace(text.begin(), text.end(), ';', ',');
    if (text.ends_with(',')) text.pop_back();
    std::vector<dynamics::Equation> out;
    std::size_t at = 0;
    for (const std::string& part : split(text, ',')) {
      if (!parse_number(trimmed(part))) return {};
      const Place place = dynamics::place_of(whole, at, at);
      out.push_back({std::string(trimmed(part)), {{0, place.line, place.column}}});
      at += part.size() + 1;
    }
    return out;
  }

  // One equation for each element, the last dimension fastest: so Vensim's exports have it.
  void listed(pugi::xml_node node, const std::vector<dynamics::Equation>& equations,
              dynamics::Variable& out) {
    std::vector<const dynamics::Dimension*> dimensions;
    std::size_t size = 1;
    for (const dynamics::NamedPlace& name : out.dimensions) {
      for (const dynamics::Dimension& d : reading_.model.dimensions) {
        if (dynamics::canonical_name(d.name) == dynamics::canonical_name(name.name) && !d.elements.empty()) {
          dimensions.push_back(&d);
          size *= d.elements.size();
          break;
        }
      }
      if (size > equations.size()) break;
    }
    if (dimensions.size() != out.dimensions.size() || size != equations.size()) {
      return source_.error(source_.place(node),
                           fmt::format("`{}` has {} equations, which are not those of its elements",
                                       printable(out.name), equations.size()));
    }
    for (std::size_t i = 0; i < equations.size(); ++i) {
      dynamics::Part part;
      part.equation = equations[i];
      part.subscripts.resize(dimensions.size());
      std::size_t rest = i;
      for (std::size_t d = dimensions.size(); d-- > 0;) {
        const auto& elements = dimensions[d]->elements;
        part.subscripts[d] = {elements[rest % elements.size()], dynamics::place_of(equations[i])};
        rest /= elements.size();
      }
      out.parts.push_back(std::move(part));
    }
  }

  void macro(pugi::xml_node node, NonNegative defaults) {
    dynamics::Macro out;
    out.name = XmlSource::text(node, "name");
    out.place = source_.place(node);
    for (const pugi::xml_node parm : node.children("parm")) out.parameters.push_back(name_in(parm, source_));
    out.value = equation_in(node.child("eqn"), source_);
    if (!out.value.written())
      source_.error(out.place, fmt::format("the macro `{}` has no <eqn>", printable(out.name)));
    if (node.child("variables")) {
      for (const pugi::xml_node child : node.child("variables").children()) {
        if (is_variable(child)) element(child, defaults, out.scope);
      }
    }
    out.scope.place = out.place;
    reading_.model.macros.push_back(std::move(out));
  }

  ModelReading reading_;
  XmlSource source_;
};

}  // namespace

ModelReading read_xmile(std::string_view text, std::string file_name) {
  return XmileReader(std::string(text), std::move(file_name)).read();
}

}  // namespace offramp::formats
