// SPDX-License-Identifier: Apache-2.0
#include "offramp/briefing/render/pdf.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace offramp::briefing {
namespace {

namespace fs = std::filesystem;

struct Pdf : testing::Test {
  fs::path folder = fs::path(testing::TempDir()) / ("offramp-pdf-test-" + std::to_string(::getpid()));
  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }
  fs::path page(const std::string& html) {
    const fs::path path = folder / "a page #1.html";
    std::ofstream(path) << html;
    return path;
  }
};

TEST_F(Pdf, PrintsAPage) {
  if (!find_chromium()) GTEST_SKIP() << "no Chromium on PATH";
  print_pdf(page("<!DOCTYPE html><title>t</title><p>Hello"), folder / "out.pdf");
  std::ifstream file(folder / "out.pdf", std::ios::binary);
  std::string head(5, '\0');
  file.read(head.data(), 5);
  EXPECT_EQ(head, "%PDF-");
}

TEST_F(Pdf, SaysWhatIsWrongAndLeavesNothing) {
  if (!find_chromium()) GTEST_SKIP() << "no Chromium on PATH";
  EXPECT_THROW(print_pdf(folder / "absent.html", folder / "out.pdf"), PdfError);
  EXPECT_THROW(print_pdf(page("<p>x"), folder / "no such folder" / "out.pdf"), PdfError);
  EXPECT_FALSE(fs::exists(folder / "out.pdf"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1);
}

TEST_F(Pdf, NamesTheMissingProgram) {
  const std::string before = std::getenv("PATH") == nullptr ? "" : std::getenv("PATH");
  ::setenv("PATH", folder.c_str(), 1);
  try {
    print_pdf(page("<p>x"), folder / "out.pdf");
    ADD_FAILURE() << "nothing thrown";
  } catch (const PdfError& error) {
    EXPECT_NE(std::string(error.what()).find("Chromium"), std::string::npos);
  }
  ::setenv("PATH", before.c_str(), 1);
}

}  // namespace
}  // namespace offramp::briefing
