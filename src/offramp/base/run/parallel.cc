// SPDX-License-Identifier: Apache-2.0
#include "offramp/base/run/parallel.h"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <mutex>
#include <stdexcept>

namespace offramp {

void parallel_blocks(std::size_t size, std::size_t block_size, const RunControl& control,
                     std::string_view stage,
                     const std::function<void(std::size_t, std::size_t, std::size_t)>& body) {
  if (block_size == 0) throw std::invalid_argument("parallel_blocks: block_size = 0; it must be positive");
  const std::size_t blocks = block_count(size, block_size);
  std::size_t done = 0;
  std::mutex progress_mutex;
  const auto run_block = [&](std::size_t block) {
    if (control.stop.stop_requested()) throw Stopped{};
    body(block, block * block_size, std::min(size, (block + 1) * block_size));
    if (control.progress) {
      const std::lock_guard lock(progress_mutex);
      control.progress(stage, static_cast<double>(++done) / static_cast<double>(blocks));
    }
  };
  if (control.threads == 1 || blocks <= 1) {
    for (std::size_t block = 0; block < blocks; ++block) run_block(block);
    return;
  }
  tbb::task_arena arena(control.threads > 0 ? control.threads : tbb::task_arena::automatic);
  arena.execute([&] { tbb::parallel_for(std::size_t{0}, blocks, run_block); });
}

}  // namespace offramp
