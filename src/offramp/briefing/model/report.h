// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "offramp/analysis/model/answers.h"
#include "offramp/briefing/document/document.h"

/// The answers of `model` as documents for reading at once. Compute nothing; figures carry pointers into
/// {"model": the JSON of the answer}.
namespace offramp::briefing {

Document model_report(const modelling::ModelFacts& facts);
/// The end of time for each variable, and the events.
Document model_report(const modelling::ModelRun& run);
/// What happened, and the start, the middle and the end of each variable.
Document model_report(const modelling::ModelPath& path);
/// The twelve loops with the largest means, and which leads when; the JSON has all.
Document model_report(const modelling::ModelLoops& loops);
/// The twenty constants with the largest effects.
Document model_report(const modelling::ModelSensitivity& sensitivity);
Document model_report(const modelling::ModelRare& rare);

}  // namespace offramp::briefing
