// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/sections/shapes.h"

#include <deque>
#include <string>
#include <utility>

#include "offramp/base/number/quantity.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file::shapes {

const Shape text{Form::text, "text", "A text."};
const Shape boolean{Form::boolean, "true or false", "true or false."};
const Shape day{Form::day, "day", "A day, YYYY-MM-DD."};
const Shape date{Form::date, "date", "A date, YYYY-MM-DD; YYYY-MM or YYYY where no more is known."};
const Shape name{Form::name, "identifier", "An identifier defined elsewhere in the file."};
const Shape condition{
    Form::condition, "condition",
    "A condition over issues: `issue = option`, `issue != option`, `issue in {a, b}`; for ranges "
    "also <, <=, >, >= and numbers; combined with not, and, or, implies and parentheses."};
const Shape citation{Form::citation, "citation",
                     "An identifier from `sources`; a place may follow a comma: `hosmer2001, ch. 4`."};
const Shape option{
    Form::option, "option",
    "An option of the issue, a number of its range, or `not applicable` where the other choices leave "
    "no choice."};
const Shape number{Form::number, "number", "A certain number."};
const Shape positive_number{.form = Form::number,
                            .name = "number above 0",
                            .description = "A certain number above 0.",
                            .domain = Domain::positive(),
                            .open = true};

const Shape texts = list("list of texts", "Several texts.", text, 1);
const Shape names = list("list of identifiers", "Several identifiers.", name);
const Shape citations = list("list of citations", "Several sources.", citation, 1);
const Shape source_ref = either("source or list of sources", "Where it comes from.", {&citation, &citations});

const Shape basis =
    choice<Basis>("basis",
                  "stated: the source gives this number; derived: computed from numbers in the source; "
                  "judgement: an analyst's reading (the default).");
const Shape confidence = choice<Confidence>(
    "confidence", "How sure the analyst is of the reasoning, not how likely the value is.");

namespace {

const Shape told_among = {.form = Form::choice,
                          .name = "all or nobody",
                          .description = "Whether every party may be told, or none.",
                          .choices = {"all", "nobody"}};
const Shape may_tell = either("parties, all or nobody", "Who may be told.", {&told_among, &names});

}  // namespace

std::vector<Field> in_confidence(std::vector<Field> fields) {
  fields.push_back({"told_by", &text, "Who told it in confidence: a party, or in words."});
  fields.push_back({"may_tell", &may_tell,
                    "Parties that may be told; all; or nobody, the default, but the party that told it."});
  return fields;
}

std::vector<Field> block(std::vector<Field> fields) {
  fields.insert(fields.end(),
                {source,
                 because,
                 {"basis", &basis,
                  "Whether the source gives the numbers (stated), they were computed (derived) or judged."},
                 {"confidence", &confidence, "In the reasoning: high, moderate or low."}});
  return fields;
}

const Shape premises = dictionary(
    "premises", "What must hold: a party's type, {russia: brokers}, or a circumstance, {ground_force: yes}.",
    name);

namespace {

// Shapes that are made along with others. They stay where they are.
const Shape& keep(Shape shape) {
  static std::deque<Shape> kept;
  return kept.emplace_back(std::move(shape));
}
std::string_view keep(std::string name) {
  static std::deque<std::string> kept;
  return kept.emplace_back(std::move(name));
}

// A number with `instead`: a list of the same kind of number, each with what must hold.
Shape with_clauses(std::string_view name, std::string_view clause_name, std::string_view description,
                   Domain domain, bool open = false, bool percent = false) {
  const Shape& clause = keep(
      quantity(clause_name, "The number where all of `if` holds; the first such entry counts.", domain,
               block({{"if", &premises, "What must hold: types of other parties, circumstances.", true}}),
               open, percent));
  const Shape& clauses =
      keep(list(keep("list of " + std::string(clause_name)), "The number in other worlds.", clause, 1));
  return quantity(name, description, domain,
                  block({{"instead", &clauses, "The number where something else that is hidden holds."}}),
                  open, percent);
}

}  // namespace

const Shape points =
    with_clauses("points, 0 to 100", "points in other worlds",
                 "Points from 0 to 100: `30`, `20 to 45`, {p5, p50, p95}, or {value, source, because}.",
                 Domain::bounded(0.0, 100.0));
const Shape weight = with_clauses("weight", "weight in other worlds",
                                  "Importance, 0 or more; only ratios count.", Domain::positive());
const Shape change = with_clauses("points", "points of utility in other worlds",
                                  "Points of utility, added or taken.", Domain::real());
const Shape share =
    with_clauses("probability", "probability in other worlds",
                 "A probability or share, 0 to 1 or in percent.", Domain::bounded(0.0, 1.0), false, true);
const Shape chance =
    with_clauses("probability strictly between 0 and 1", "chance in other worlds",
                 "A probability strictly between 0 and 1: nothing observed is impossible or certain.",
                 Domain::bounded(0.0, 1.0), true, true);
const Shape factor = quantity("factor above 0", "A factor above 0.", Domain::positive(), block({}), true);

const Shape settlement =
    dictionary("settlement", "One option, or number of a range, for every issue.", option);

}  // namespace offramp::case_file::shapes
