// SPDX-License-Identifier: Apache-2.0
#include "offramp/case/syntax/shape.h"
#include "offramp/case/syntax/shape_builders.h"

namespace offramp::case_file {
namespace {

using Kind = KeyRule::Kind;

const Shape kText{Form::text, "text", "A text."};
const Shape kBoolean{Form::boolean, "true or false", "true or false."};
const Shape kDate{Form::date, "date", "A date, YYYY-MM-DD."};
const Shape kName{Form::name, "identifier", "An identifier defined elsewhere in the file."};
const Shape kCondition{
    Form::condition, "condition",
    "A condition over issues: `issue = option`, `issue != option`, `issue in {a, b}`; for ranges "
    "also <, <=, >, >= and numbers; combined with not, and, or, implies and parentheses."};
const Shape kCitation{Form::citation, "citation",
                      "An identifier from `sources`; a place may follow a comma: `hosmer2001, ch. 4`."};
const Shape kOption{Form::option, "option", "An option of the issue, or a number of its range."};
const Shape kNumber{Form::number, "number", "A certain number."};
const Shape kPositiveNumber{.form = Form::number,
                            .name = "number above 0",
                            .description = "A certain number above 0.",
                            .domain = Domain::positive(),
                            .open = true};
const Shape kVersion{
    .form = Form::choice, .name = "version 1", .description = "Version of this format: 1.", .choices = {"1"}};

const Shape kTexts = list("list of texts", "Several texts.", kText, 1);
const Shape kCitations = list("list of citations", "Several sources.", kCitation, 1);
const Shape kSourceRef =
    either("source or list of sources", "Where it comes from.", {&kCitation, &kCitations});
const Shape kNotes = either("text or list of texts", "Free text, shown in the briefing.", {&kText, &kTexts});

const Shape kBasis{.form = Form::choice,
                   .name = "basis",
                   .description =
                       "stated: the source gives this number; derived: computed from numbers in the source; "
                       "judgement: an analyst's reading (the default).",
                   .choices = {"stated", "derived", "judgement"}};
const Shape kConfidence{
    .form = Form::choice,
    .name = "confidence",
    .description = "How sure the analyst is of the reasoning, not how likely the value is.",
    .choices = {"high", "moderate", "low"}};

const Field kSource{"source", &kSourceRef,
                    "Where it comes from: an identifier from `sources`, or a list of them."};
const Field kBecause{"because", &kText, "One line of reasoning."};

// What a block of quantities may carry for all numbers inside it, put in front of its own fields.
std::vector<Field> block(std::vector<Field> fields) {
  fields.insert(fields.end(),
                {kSource,
                 kBecause,
                 {"basis", &kBasis,
                  "Whether the source gives the numbers (stated), they were computed (derived) or judged."},
                 {"confidence", &kConfidence, "In the reasoning: high, moderate or low."}});
  return fields;
}

const Shape kPoints =
    quantity("points, 0 to 100",
             "Points from 0 to 100: `30`, `20 to 45`, {p5, p50, p95}, or {value, source, because}.",
             Domain::bounded(0.0, 100.0));
const Shape kWeight = quantity("weight", "Importance, 0 or more; only ratios count.", Domain::positive());
const Shape kChange = quantity("points", "Points of utility, added or taken.", Domain::real());
const Shape kShare = quantity("probability", "A probability or share, 0 to 1 or in percent.",
                              Domain::bounded(0.0, 1.0), false, true);
const Shape kChance =
    quantity("probability strictly between 0 and 1",
             "A probability strictly between 0 and 1: nothing observed is impossible or certain.",
             Domain::bounded(0.0, 1.0), true, true);
const Shape kFactor = quantity("factor above 0", "A factor above 0.", Domain::positive(), true);

const Shape kSourceEntry = record("source entry", "A publication, document or statement.",
                                  {{"title", &kText, "Title.", true},
                                   {"author", &kText, "Author or authors."},
                                   {"year", &kText, "Year of publication."},
                                   {"publisher", &kText, "Publisher or institution."},
                                   {"url", &kText, "Where it can be read."},
                                   {"note", &kText, "Anything a reader should know about it."}});
const Shape kSources = dictionary("sources", "What the case rests on, by identifier.", kSourceEntry, 0);

const Shape kRole{.form = Form::choice,
                  .name = "role",
                  .description = "What it does at the table; party is the default.",
                  .choices = {"party", "mediator", "guarantor", "observer"}};
const Shape kParty =
    record("party", "Who takes part.",
           {{"name", &kText, "What a reader sees.", true},
            {"veto", &kBoolean, "Whether no settlement stands without it; false is the default."},
            {"role", &kRole, "party (default), mediator, guarantor or observer."},
            {"description", &kText, "Who it is and how it decides."}});
const Shape kParties = dictionary("parties", "Who takes part, by identifier.", kParty);

const Shape kOptionEntry =
    record("option entry", "One option of an issue.",
           {{"name", &kText, "What a reader sees.", true}, {"description", &kText, "What it means."}});
const Shape kOptionText =
    either("text, or {name, description}", "What a reader sees.", {&kText, &kOptionEntry});
const Shape kOptions = dictionary("options", "The options of the issue, by identifier.", kOptionText);
const Shape kRange = list("list of two numbers", "Lowest and highest number of the range.", kNumber, 2, 2);
const Shape kGrid =
    list("list of numbers", "The numbers on which settlements are listed, increasing.", kNumber, 1);
const Shape kIssue =
    record("issue", "What is negotiated: a list of options or a numeric range.",
           {{"name", &kText, "What a reader sees.", true},
            {"description", &kText, "What it is about."},
            {"options", &kOptions, "The options, by identifier: a text, or {name, description}."},
            {"range", &kRange, "Lowest and highest number: [0, 100]."},
            {"step", &kPositiveNumber,
             "Step of the grid on which settlements are listed; by default a tenth of the range."},
            {"grid", &kGrid, "The numbers on which settlements are listed, in place of a step."},
            {"unit", &kText, "Unit of the range: percent, kilometres."}},
           {{Kind::exactly_one, {"options", "range"}},
            {Kind::at_most_one, {"step", "grid"}},
            {Kind::needs, {"step", "range"}},
            {Kind::needs, {"grid", "range"}},
            {Kind::needs, {"unit", "range"}}});
const Shape kIssues = dictionary("issues", "What is negotiated, by identifier.", kIssue);

const Shape kRuleEntry =
    record("rule", "A condition with its reason.",
           {{"rule", &kCondition, "What every settlement must obey.", true}, kBecause, kSource});
const Shape kRule = either("condition, or {rule, because, source}", "What every settlement must obey.",
                           {&kCondition, &kRuleEntry});
const Shape kFeasible = list("list of conditions", "What every settlement must obey.", kRule);

const Shape kWeights = dictionary("weights", "Importance per issue; only ratios count.", kWeight);
const Shape kIssueValues =
    by_option("values of one issue",
              "0 to 100 per option; for a range, per knot, with straight lines between.", kPoints);
const Shape kValues = dictionary("values", "Per issue, 0 to 100 per option.", kIssueValues);
const Shape kBonus =
    record("bonus", "Points of utility added or taken when a condition holds.",
           block({{"id", &kName, "Identifier; PARTY_bonus_1, PARTY_bonus_2, ... by default."},
                  {"when", &kCondition, "When it counts.", true},
                  {"add", &kChange, "Points of utility; negative for a penalty.", true}}));
const Shape kBonuses =
    list("list of bonuses", "Points of utility added or taken when a condition holds.", kBonus);
const Shape kInterest = record("interests of one party", "What a party wants.",
                               block({{"weight", &kWeights, "Importance per issue; only ratios count."},
                                      {"value", &kValues, "Per issue, 0 to 100 per option."},
                                      {"bonus", &kBonuses, "Points added or taken for combinations."}}));
const Shape kInterests =
    dictionary("interests", "What each party wants. Every veto player has them.", kInterest);

const Shape kRedLineKind{.form = Form::choice,
                         .name = "kind of red line",
                         .description = "Why it cannot be crossed; strategic is the default.",
                         .choices = {"moral", "strategic", "domestic"}};
std::vector<Field> red_line_fields(bool with_party) {
  std::vector<Field> fields{{"id", &kName, "Identifier; PARTY_1, PARTY_2, ... by default."}};
  if (with_party) fields.push_back({"party", &kName, "Whose red line it is.", true});
  fields.push_back({"never", &kCondition, "What the party can never accept.", true});
  fields.push_back({"kind", &kRedLineKind, "moral, strategic (default) or domestic."});
  fields.push_back(
      {"unacceptable_to", &kShare, "The red line holds with this probability; for certain by default."});
  return block(std::move(fields));
}
const Shape kRedLine = record("red line", "What a party can never accept.", red_line_fields(true));
const Shape kRedLines = list("list of red lines", "What parties can never accept.", kRedLine);
const Shape kTypeRedLine = record(
    "red line of a type", "What the party can never accept if it is of this type.", red_line_fields(false));
const Shape kTypeRedLines =
    list("list of red lines of a type", "Red lines held only by this type.", kTypeRedLine);

const Shape kPollPercent{.form = Form::number,
                         .name = "percent, 0 to 100",
                         .description = "Percent of those asked, 0 to 100.",
                         .domain = Domain::bounded(0.0, 100.0)};
const Shape kPollAnswers{
    .form = Form::dictionary,
    .name = "answers to one option",
    .description = "Percent for each answer; they sum to 100. One that is left out counts as 0.",
    .element = &kPollPercent,
    .choices = {"essential", "desirable", "acceptable", "tolerable", "unacceptable"},
    .at_least = 1};
const Shape kPollShares = by_option("shares of a poll", "Per option, percent for each answer.", kPollAnswers);
const Shape kPoll =
    record("poll", "How acceptable each option of an issue is to a community.",
           {{"id", &kName, "Identifier.", true},
            {"party", &kName, "The party that the community binds.", true},
            {"community", &kText, "Who was asked."},
            {"issue", &kName, "The issue asked about.", true},
            {"question", &kText, "The question, as asked."},
            {"source", &kSourceRef, "Where it comes from: an identifier from `sources`, or a list of them."},
            {"date", &kDate, "When it was asked; not after `as_of`.", true},
            {"sample", &kPositiveNumber, "How many were asked; the shares then carry their sampling error."},
            {"shares", &kPollShares, "Per option, percent for each answer.", true},
            kBecause,
            {"confidence", &kConfidence, "In the poll: high, moderate or low."}});
const Shape kPolls =
    list("list of polls", "Peace polls: each option becomes an uncertain red line of the party.", kPoll);

const Shape kSettlement =
    dictionary("settlement", "One option, or number of a range, for every issue.", kOption);
const Shape kComponents = dictionary("components", "Named parts, added to the rest.", kChange);
const Shape kNoDealEntry =
    record("no-deal value", "What a party has if there is no settlement.",
           block({{"utility", &kPoints, "Points, 0 to 100."},
                  {"worth", &kSettlement, "As good to the party as this settlement."},
                  {"plus", &kChange, "Points added to what the settlement is worth."},
                  {"components", &kComponents, "Named parts, added to the rest."}}),
           {{Kind::exactly_one, {"utility", "worth"}}, {Kind::needs, {"plus", "worth"}}});
const Shape kNoDeal = either("points, or {utility or worth, components}",
                             "What a party has if there is no settlement.", {&kPoints, &kNoDealEntry});
const Shape kNoDeals =
    dictionary("no_deal", "What each party has if there is no settlement, in points of utility.", kNoDeal);

const Shape kAim = record("aim", "What a party says it is after.",
                          {{"that", &kCondition, "What it says it is after.", true}, kBecause, kSource});
const Shape kPartyAims = list("list of aims", "An off-ramp for the party denies all of these.", kAim, 1);
const Shape kAims = dictionary("aims", "What parties say they are after.", kPartyAims);
const Shape kExplanation = record("explanation", "What a party could say at home.",
                                  {{"when", &kCondition, "When it could be said.", true},
                                   {"say", &kText, "What could be said.", true},
                                   kBecause,
                                   kSource});
const Shape kPartyExplanations =
    list("list of explanations", "What the party could say at home.", kExplanation, 1);
const Shape kExplanations =
    dictionary("explanations", "What parties could say at home when a condition holds.", kPartyExplanations);

const Shape kNames = list("list of identifiers", "Several identifiers.", kName);
const Shape kType = record(
    "type", "What the party may truly be.",
    block({{"name", &kText, "What a reader sees."},
           {"prior", &kShare, "Probability of this type before the evidence; priors sum to 1.", true},
           {"bad_faith", &kBoolean, "Talks are a feint if the party is of this type; false is the default."},
           {"interests", &kInterest, "What is given here replaces the party's own, number by number."},
           {"no_deal", &kNoDeal, "Replaces the party's own."},
           {"red_lines", &kTypeRedLines, "Red lines held only by this type."},
           {"drops", &kNames, "Red lines or bonuses of the party that this type does not have."}}));
const Shape kPartyTypes =
    dictionary("types of one party", "What the party may be hiding; priors sum to 1.", kType);
const Shape kTypes = dictionary("types", "What parties may be hiding.", kPartyTypes);

const Shape kCombination =
    dictionary("combination of types", "One type for each of several parties.", kName, 2);
const Shape kJointType =
    record("joint type", "How types of several parties go together.",
           block({{"when", &kCombination, "The combination: {fry: holds_out, russia: backs}.", true},
                  {"times", &kFactor, "Multiplies the odds of that combination.", true}}));
const Shape kJointTypes =
    list("list of joint types", "How types of several parties go together.", kJointType);

const std::vector<std::string_view>& consistency_words() {
  static const std::vector<std::string_view> words{"very_inconsistent", "inconsistent", "neutral",
                                                   "consistent", "very_consistent"};
  return words;
}
const Shape kConsistencyWord{.form = Form::choice,
                             .name = "consistency",
                             .description = "How the item fits the type.",
                             .choices = consistency_words()};
const Shape kLikelihoods = dictionary("likelihoods", "Chance of seeing it, for each type.", kChance);
const Shape kConsistencies = dictionary(
    "consistencies", "How it fits each type, from an analysis of competing hypotheses.", kConsistencyWord);
const Shape kEvidenceKind{
    .form = Form::choice,
    .name = "kind of evidence",
    .description = "word: cheap talk; costly_signal: words that cost something or bind; deed.",
    .choices = {"word", "costly_signal", "deed"}};
const Shape kSignal{.form = Form::choice,
                    .name = "kind of signal",
                    .description = "For a costly signal: sunk_cost or tied_hands.",
                    .choices = {"sunk_cost", "tied_hands"}};
const Shape kGrade{
    .form = Form::choice,
    .name = "Admiralty grade",
    .description = "Admiralty grade of the report: source A to F, information 1 to 6; F6 is the default.",
    .choices = {"A1", "A2", "A3", "A4", "A5", "A6", "B1", "B2", "B3", "B4", "B5", "B6",
                "C1", "C2", "C3", "C4", "C5", "C6", "D1", "D2", "D3", "D4", "D5", "D6",
                "E1", "E2", "E3", "E4", "E5", "E6", "F1", "F2", "F3", "F4", "F5", "F6"}};
const Shape kEvidenceItem =
    record("evidence item", "A word or deed that bears on a party's type.",
           block({{"id", &kName, "Identifier.", true},
                  {"date", &kDate, "When; not after `as_of`.", true},
                  {"what", &kText, "What was said or done.", true},
                  {"by", &kName, "Who said or did it."},
                  {"about", &kName, "Whose type it bears on.", true},
                  {"kind", &kEvidenceKind, "word, costly_signal or deed.", true},
                  {"signal", &kSignal, "For a costly signal: sunk_cost or tied_hands."},
                  {"likelihood", &kLikelihoods, "Chance of seeing it, given each type."},
                  {"consistency", &kConsistencies, "In place of likelihood: how it fits each type."},
                  {"grade", &kGrade, "Admiralty grade: source A to F, information 1 to 6."},
                  {"group", &kName, "Items of one group are one report retold: the group counts once."}}),
           {{Kind::exactly_one, {"likelihood", "consistency"}}});
const Shape kEvidence = list("list of evidence items", "What has been seen.", kEvidenceItem);
const Shape kScale{.form = Form::dictionary,
                   .name = "consistency scale",
                   .description = "Likelihood behind each word of consistency.",
                   .element = &kChance,
                   .choices = consistency_words(),
                   .at_least = 1};
const Shape kWatchItem =
    record("watch item", "What could be sought, and what it would tell.",
           block({{"id", &kName, "Identifier.", true},
                  {"what", &kText, "What could be sought.", true},
                  {"about", &kName, "Whose type it bears on.", true},
                  {"likelihood", &kLikelihoods, "Chance of seeing it, given each type.", true},
                  {"cost", &kFactor, "Cost of seeking it, above 0, in units of the case's own.", true},
                  {"lead_time", &kFactor, "Days until it could be known, above 0.", true}}));
const Shape kWatch = list("list of watch items", "What could be sought next.", kWatchItem);
const Shape kAnswers =
    dictionary("answers", "What others may do about the party's words, by identifier.", kText, 2);
const Shape kAnswerPayoffs =
    dictionary("payoffs of answers", "Points of utility for each answer.", kChange, 2);
const Shape kSpeaker =
    dictionary("payoffs by type", "Per type, points of utility for each answer.", kAnswerPayoffs);
const Shape kLying = dictionary("costs of lying", "Per type, points that a false claim costs it.", kFactor);
const Shape kTalkEntry =
    record("payoffs of talk", "What a party gains by what others do about its words.",
           block({{"answers", &kAnswers,
                   "What others may do, by identifier: {pause: They pause, press: They go on}.", true},
                  {"speaker", &kSpeaker, "Per type, what each answer is worth to the party.", true},
                  {"listener", &kSpeaker, "Per type, what each answer is worth to those who listen.", true},
                  {"lying", &kLying, "Per type, what a false claim costs it; nothing by default."}}));
const Shape kTalk = dictionary(
    "talk", "What parties gain by being believed; in place of what follows from their settlements.",
    kTalkEntry);

const Shape kAgreement{.form = Form::choice,
                       .name = "agreement",
                       .description = "reached, or none by that date.",
                       .choices = {"reached", "none"}};
const Shape kSeenEntry = record("outcome of a watch item", "Whether it was seen within its lead time.",
                                {{"seen", &kBoolean, "Whether it was seen.", true},
                                 {"date", &kDate, "When it was seen, or until when it was looked for.", true},
                                 kSource,
                                 kBecause});
const Shape kSeen = dictionary("outcomes of watch items", "By the identifier of a watch item.", kSeenEntry);
const Shape kActual =
    record("outcome", "For history: what happened. Never an input.",
           {{"date", &kDate, "When.", true},
            {"settlement", &kSettlement, "One option or number for every issue."},
            {"agreement", &kAgreement, "In place of a settlement: reached, or none by that date."},
            {"seen", &kSeen, "Which watch items were seen within their lead time."},
            kSource,
            kBecause,
            {"note", &kText, "Free text."}},
           {{Kind::exactly_one, {"settlement", "agreement"}}});

}  // namespace

const std::vector<std::string_view>& quantity_keys() {
  static const std::vector<std::string_view> keys{"value", "p5", "p50", "p95"};
  return keys;
}

QuantityShapes quantity_shapes() {
  return {kPoints, kWeight, kChange, kShare, kChance, kFactor};
}

const Shape& provenance_shape() {
  static const Shape shape = record("provenance", "Where a number comes from.", block({}));
  return shape;
}

const Shape& case_shape() {
  static const Shape shape =
      record("case", "A case of Offramp: what an analyst believes about one conflict.",
             {{"offramp", &kVersion, "Version of this format: 1.", true},
              {"title", &kText, "Title of the case.", true},
              {"question", &kText, "The question that the case is to answer."},
              {"as_of", &kDate, "Date of the case: nothing known only later is an input.", true},
              {"perspective", &kName, "mediator, or a party: whose analysis this is."},
              {"notes", &kNotes, "Free text or a list of texts, shown in the briefing."},
              {"sources", &kSources, "What the case rests on, by identifier."},
              {"parties", &kParties, "Who takes part, by identifier.", true},
              {"issues", &kIssues, "What is negotiated, by identifier.", true},
              {"feasible", &kFeasible, "What every settlement must obey."},
              {"interests", &kInterests, "What each party wants.", true},
              {"red_lines", &kRedLines, "What parties can never accept."},
              {"polls", &kPolls, "How acceptable options are to communities, from peace polls."},
              {"no_deal", &kNoDeals, "What each party has if there is no settlement.", true},
              {"aims", &kAims, "What parties say they are after."},
              {"explanations", &kExplanations, "What parties could say at home."},
              {"types", &kTypes, "What parties may be hiding."},
              {"joint_types", &kJointTypes, "How types of several parties go together."},
              {"evidence", &kEvidence, "What has been seen."},
              {"consistency_scale", &kScale, "Likelihood behind each word of consistency."},
              {"watch", &kWatch, "What could be sought, and what it would tell."},
              {"talk", &kTalk, "What parties gain by being believed."},
              {"actual", &kActual, "For history: what happened. Never an input."}});
  return shape;
}

}  // namespace offramp::case_file
