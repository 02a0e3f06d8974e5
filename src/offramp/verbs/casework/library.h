// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "offramp/analysis/ledger/ledger.h"
#include "offramp/case/file/reader.h"
#include "offramp/case/model/case.h"
#include "offramp/verbs/model/verb.h"

/// The cases that came with the program, and how any case is found and read.
namespace offramp::verbs {

/// A case of the library, by its folder's name.
struct ShippedCase {
  std::string name;
  std::filesystem::path folder;
};
/// In order of name; none if there is no library.
std::vector<ShippedCase> shipped_cases(const std::filesystem::path& data);

/// Finds a case by path, or by name in the library; the argument itself if there is no such case.
std::filesystem::path find_case(const std::string& argument, const std::filesystem::path& data);
/// The file that a case is read from.
std::filesystem::path case_file(const std::string& argument, const std::filesystem::path& data);

/// "did you mean `cases/kosovo-1999`?" for an argument that names nothing; nothing if it names something,
/// or if no neighbour and no case of the library is called much like it.
std::string case_suggestion(const std::string& argument, const std::filesystem::path& data);

/// A case, or its earlier self from git: "cases/kosovo-1999@HEAD~1".
struct CaseVersion {
  std::string name;      ///< the case
  std::string revision;  ///< empty: as it stands
};
/// What an argument names: whatever exists by that name, else what stands before and behind its last "@".
CaseVersion version_of(const std::string& argument, const std::filesystem::path& data);
/// Reads one, with its tree. Git is asked for the file's bytes at that revision and for nothing else; no
/// filter, hook or other program of a repository runs. Errors and warnings are noted as by load_case.
/// @throws Failure.
LoadedCase load_version(const std::string& argument, ReadOptions reading, Caller& caller);

/// Reads and checks a case; errors, and warnings unless the caller is quiet, are noted. @throws Failure.
Case load_case(const std::string& argument, Caller& caller);
/// The same with what --set, --variant and --analyst ask to change. @throws Failure.
Case load_case(const std::string& argument, const Values& asked, Caller& caller);
/// The same read so. @throws Failure.
Case load_case(const std::string& argument, const ReadOptions& options, Caller& caller);
/// What --set, --variant and --analyst ask for. @throws Failure for what does not go together.
ReadOptions changes_asked(const Values& asked);
/// The ledger of sealed statements beside a case. It need not exist.
std::filesystem::path ledger_file(const std::filesystem::path& case_file);
/// What stands in it, nothing if it is not there. @throws Failure for one that was changed.
Ledger load_ledger(const std::filesystem::path& path);
/// Bytes of a file of at most 2 GiB. @throws Failure file_trouble.
std::string load_bytes(const std::string& path);

}  // namespace offramp::verbs
