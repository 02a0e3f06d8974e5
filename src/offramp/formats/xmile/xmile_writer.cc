// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <stdexcept>

#include "offramp/base/unicode/unicode.h"
#include "offramp/dynamics/equation/names.h"
#include "offramp/formats/xmile/xmile.h"

namespace offramp::formats {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

class XmileWriter {
 public:
  explicit XmileWriter(const dynamics::Model& model) : model_(model) {}

  std::string text() {
    refuse();
    out_ =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<xmile version=\"1.0\" xmlns=\"http://docs.oasis-open.org/xmile/ns/XMILE/v1.0\">\n";
    line(1, "<header>");
    element(2, "name", model_.title);
    element(2, "vendor", "Offramp");
    line(2, "<product version=\"0.1\" lang=\"en\">Offramp</product>");
    line(1, "</header>");
    times();
    units();
    dimensions();
    scope(model_.root, "");
    for (const dynamics::Scope& s : model_.models) scope(s, s.name);
    for (const dynamics::Macro& m : model_.macros) macro(m);
    return out_ + "</xmile>\n";
  }

 private:
  void refuse() const {
    if (!model_.events.empty()) {
      throw std::invalid_argument(
          fmt::format("XMILE has no events; the model has `{}`", printable(model_.events[0].name)));
    }
    if (!model_.ladders.empty()) {
      throw std::invalid_argument(
          fmt::format("XMILE has no ladders; the model has `{}`", printable(model_.ladders[0].name)));
    }
    const auto check = [](const dynamics::Scope& s) {
      for (const dynamics::Variable& v : s.variables) {
        if (!v.noise.empty()) {
          throw std::invalid_argument(
              fmt::format("XMILE has no Brownian terms; `{}` has one", printable(v.name)));
        }
      }
    };
    check(model_.root);
    for (const dynamics::Scope& s : model_.models) check(s);
  }

  void line(int indent, std::string_view text) {
    out_ += std::string(static_cast<std::size_t>(indent), ' ') + std::string(text) + "\n";
  }
  void element(int indent, std::string_view tag, std::string_view text) {
    if (!text.empty()) line(indent, fmt::format("<{0}>{1}</{0}>", tag, escaped(text)));
  }

  void times() {
    const dynamics::TimeSpan& t = model_.time;
    line(1, fmt::format("<sim_specs method=\"{}\" time_units=\"{}\">",
                        t.method == dynamics::Method::euler ? "euler" : "rk4", escaped(t.unit)));
    line(2, fmt::format("<start>{}</start>", t.start));
    line(2, fmt::format("<stop>{}</stop>", t.stop));
    line(2, fmt::format("<dt>{}</dt>", t.step));
    if (t.save > 0.0) line(2, fmt::format("<savestep>{}</savestep>", t.save));
    line(1, "</sim_specs>");
  }

  void units() {
    if (model_.unit_aliases.empty()) return;
    line(1, "<model_units>");
    for (const auto& [alias, unit] : model_.unit_aliases) {
      line(2, fmt::format("<unit name=\"{}\"><alias>{}</alias></unit>", escaped(unit), escaped(alias)));
    }
    line(1, "</model_units>");
  }

  void dimensions() {
    if (model_.dimensions.empty()) return;
    line(1, "<dimensions>");
    for (const dynamics::Dimension& d : model_.dimensions) {
      line(2, fmt::format("<dim name=\"{}\">", escaped(d.name)));
      for (const std::string& e : d.elements) line(3, fmt::format("<elem name=\"{}\"/>", escaped(e)));
      line(2, "</dim>");
    }
    line(1, "</dimensions>");
  }

  void scope(const dynamics::Scope& s, const std::string& name) {
    line(1, name.empty() ? "<model>" : fmt::format("<model name=\"{}\">", escaped(name)));
    variables(s, 2);
    line(1, "</model>");
  }

  void variables(const dynamics::Scope& s, int indent) {
    line(indent, "<variables>");
    for (const dynamics::Variable& v : s.variables) variable(v, indent + 1);
    for (const dynamics::Module& m : s.modules) {
      line(indent + 1,
           fmt::format("<module name=\"{}\" model=\"{}\">", escaped(m.name), escaped(m.model.name)));
      for (const auto& link : m.links) {
        line(indent + 2,
             fmt::format("<connect to=\"{}\" from=\"{}\"/>", escaped(link.to.name), escaped(link.from.name)));
      }
      line(indent + 1, "</module>");
    }
    line(indent, "</variables>");
  }

  void variable(const dynamics::Variable& v, int indent) {
    using Kind = dynamics::Variable::Kind;
    const bool table = v.parts.size() == 1 && v.parts[0].lookup && !v.parts[0].equation.written();
    const char* tag = table ? "gf" : v.kind == Kind::stock ? "stock" : v.kind == Kind::flow ? "flow" : "aux";
    if (table) return lookup(*v.parts[0].lookup, fmt::format(" name=\"{}\"", escaped(v.name)), indent);
    line(indent, fmt::format("<{} name=\"{}\">", tag, escaped(v.name)));
    if (!v.dimensions.empty()) {
      line(indent + 1, "<dimensions>");
      for (const auto& d : v.dimensions) line(indent + 2, fmt::format("<dim name=\"{}\"/>", escaped(d.name)));
      line(indent + 1, "</dimensions>");
    }
    for (const dynamics::Part& part : v.parts) this->part(part, indent + 1);
    for (const auto& f : v.inflows)
      element(indent + 1, "inflow", dynamics::quoted_name(dynamics::canonical_name(f.name)));
    for (const auto& f : v.outflows)
      element(indent + 1, "outflow", dynamics::quoted_name(dynamics::canonical_name(f.name)));
    if (v.non_negative) line(indent + 1, "<non_negative/>");
    element(indent + 1, "units", v.units.text);
    element(indent + 1, "doc", v.about);
    line(indent, fmt::format("</{}>", tag));
  }

  void part(const dynamics::Part& part, int indent) {
    if (part.subscripts.empty()) {
      element(indent, "eqn", part.equation.text);
      if (part.lookup) lookup(*part.lookup, "", indent);
      return;
    }
    std::string names;
    for (const auto& s : part.subscripts) names += (names.empty() ? "" : ", ") + s.name;
    line(indent, fmt::format("<element subscript=\"{}\">", escaped(names)));
    element(indent + 1, "eqn", part.equation.text);
    if (part.lookup) lookup(*part.lookup, "", indent + 1);
    line(indent, "</element>");
  }

  void lookup(const dynamics::Lookup& table, const std::string& name, int indent) {
    using Kind = dynamics::Lookup::Kind;
    const char* type = table.kind == Kind::continuous ? "continuous"
                       : table.kind == Kind::discrete ? "discrete"
                                                      : "extrapolate";
    line(indent, fmt::format("<gf{} type=\"{}\">", name, type));
    line(indent + 1, fmt::format("<xpts>{}</xpts>", fmt::join(table.x, ",")));
    line(indent + 1, fmt::format("<ypts>{}</ypts>", fmt::join(table.y, ",")));
    line(indent, "</gf>");
  }

  void macro(const dynamics::Macro& m) {
    line(1, fmt::format("<macro name=\"{}\">", escaped(m.name)));
    for (const auto& p : m.parameters) element(2, "parm", p.name);
    element(2, "eqn", m.value.text);
    if (!m.scope.variables.empty()) variables(m.scope, 2);
    line(1, "</macro>");
  }

  const dynamics::Model& model_;
  std::string out_;
};

}  // namespace

std::string write_xmile(const dynamics::Model& model) {
  return XmileWriter(model).text();
}

}  // namespace offramp::formats
