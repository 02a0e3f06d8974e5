// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "offramp/analysis/model/answers.h"

/// The answers of `offramp model` as JSON and CSV (docs/model.md lists the keys).
namespace offramp::briefing {

std::string model_json(const modelling::ModelFacts& facts);
std::string model_json(const modelling::ModelRun& run);
std::string model_json(const modelling::ModelPath& path);
std::string model_json(const modelling::ModelLoops& loops);
std::string model_json(const modelling::ModelSensitivity& sensitivity);
std::string model_json(const modelling::ModelRare& rare);

/// RFC 4180, lines ended by CR LF: a row for each time and variable, with mean, deviation and quantiles.
std::string model_csv(const modelling::ModelRun& run);
/// A row for each time, a column for each variable.
std::string model_csv(const modelling::ModelPath& path);
/// A row for each time, a column for each loop's share.
std::string model_csv(const modelling::ModelLoops& loops);
/// A row for each constant.
std::string model_csv(const modelling::ModelSensitivity& sensitivity);

}  // namespace offramp::briefing
