// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "offramp/base/text/diagnostics.h"

/// A model of stocks and flows as its file has it: names and equations as text with their places. What
/// XMILE 1.0 (OASIS 2015) can say, and chance beside it.
///
/// Sources: Forrester (1961), Industrial Dynamics; Sterman (2000), Business Dynamics; XMILE 1.0, sections 3
/// and 4. Chance: Kloeden and Platen (1992), chapter 9, for Brownian terms; Gillespie (1976) for steps
/// between states.
namespace offramp::dynamics {

/// Where a part of a text stands in its file.
struct Anchor {
  std::uint32_t offset = 0;  ///< byte of the text
  int line = 1, column = 1;  ///< in the file
};

/// An equation, or any other text that is read further, with its places.
struct Equation {
  std::string text;
  std::vector<Anchor>
      anchors;  ///< rising offsets, the first 0: one for each line, and behind what was escaped
  bool written() const { return !text.empty(); }
};
/// The place of the bytes [begin, end) of the equation's text; of the whole file if it has no anchor.
Place place_of(const Equation& equation, std::size_t begin, std::size_t end);
/// Of the whole text.
Place place_of(const Equation& equation);

/// A name as written, and where.
struct NamedPlace {
  std::string name;
  Place place;
};

/// A graphical function: y over x, linear between the points.
struct Lookup {
  enum class Kind : std::uint8_t {
    continuous,   ///< the end values beyond the ends
    extrapolate,  ///< the end slopes beyond the ends
    discrete      ///< the value of the last point at or below x; the last but one keeps its value to the end
  };
  Kind kind = Kind::continuous;
  std::vector<double> x;  ///< not falling; at least one point
  std::vector<double> y;  ///< as many
};

/// One equation of a variable: of all its elements, or of one.
struct Part {
  std::vector<NamedPlace> subscripts;  ///< element of each dimension; none: all elements
  Equation equation;                   ///< a stock's initial value, any other variable's value
  std::optional<Lookup> lookup;        ///< applied to what the equation gives
};

/// A Brownian term of a stock: amount times the increment of a Wiener process, Ito's sense.
struct Noise {
  NamedPlace source;  ///< Wiener processes of one name are one process, whichever stocks it moves
  Equation amount;    ///< units of the stock per square root of a time unit
};

struct Variable {
  enum class Kind : std::uint8_t { stock, flow, auxiliary };
  Kind kind = Kind::auxiliary;
  std::string name;  ///< as written
  Place place;
  std::vector<NamedPlace> dimensions;
  std::vector<Part> parts;
  std::vector<NamedPlace> inflows, outflows;  ///< of a stock
  std::vector<Noise> noise;                   ///< of a stock
  bool non_negative = false;  ///< never below 0: a flow is cut, a stock set to 0 after each step
  Equation units;             ///< not written: unknown
  std::string about;          ///< documentation
};

/// A list of elements, over which variables may be arrays.
struct Dimension {
  std::string name;
  Place place;
  std::vector<std::string> elements;
};

/// What an event does to one stock: it gets the value of the equation, computed from what stood before the
/// event.
struct Effect {
  NamedPlace stock;
  Equation value;
};

/// Something that happens at a moment: by a hazard, or when a condition comes true.
struct Event {
  std::string name;
  Place place;
  Equation hazard;  ///< per time unit, 0 or more; of a Poisson shock whose intensity may depend on the state
  Equation when;    ///< fires at the step at which it becomes true; one of the two is written
  bool once = false;
  bool ends = false;  ///< the path stops here; its variables keep their values
  std::vector<Effect> effects;
  std::optional<NamedPlace> ladder, state;  ///< moves a ladder to a state
};

/// A continuous-time Markov chain; its value in equations is the number of the state, from 0.
struct Ladder {
  struct Step {
    NamedPlace from, to;
    Equation rate;  ///< per time unit, 0 or more
  };
  std::string name;
  Place place;
  std::vector<std::string> states;
  NamedPlace start;
  std::vector<Step> steps;
};

/// A model used inside another under a name, with inputs that are its surroundings' variables.
struct Module {
  struct Link {
    NamedPlace to, from;
  };
  std::string name;
  Place place;
  NamedPlace model;
  std::vector<Link> links;
};

/// Variables that see one another.
struct Scope {
  std::string name;
  Place place;
  std::vector<Variable> variables;
  std::vector<Module> modules;
};

/// A function of one's own; its variables, if it has any, begin anew at every call.
struct Macro {
  std::string name;
  Place place;
  std::vector<NamedPlace> parameters;
  Equation value;
  Scope scope;
};

enum class Method : std::uint8_t { euler, runge_kutta_4 };

struct TimeSpan {
  double start = 0.0, stop = 1.0, step = 1.0;  ///< time units; step above 0
  double save = 0.0;                           ///< between the times that are kept; 0: every step
  Method method = Method::euler;
  std::string unit;
};

struct Model {
  std::string title;
  TimeSpan time;
  Place time_place;
  std::vector<Dimension> dimensions;
  std::vector<std::pair<std::string, std::string>> unit_aliases;  ///< another name of a unit, and the unit
  Scope root;
  std::vector<Scope> models;  ///< for modules
  std::vector<Macro> macros;
  std::vector<Event> events;    ///< of the root
  std::vector<Ladder> ladders;  ///< of the root
};

/// Adds an error; from the hundredth on, only a remark that there are more.
void add_problem(Diagnostics& diagnostics, Place place, std::string message, std::string hint = {});

}  // namespace offramp::dynamics
