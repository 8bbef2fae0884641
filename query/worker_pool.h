// SPDX-License-Identifier: Apache-2.0
// Threads that wait for work: started when first wanted, kept until the process ends.
//
//   WorkerPool& pool = WorkerPool::shared();
//   pool.want(3);  // at least three threads
//   pool.add([] { ... });
//
// Jobs start in the order in which they were added. A job must not throw and must not wait for
// another job.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hoego::query {

class WorkerPool {
 public:
  using Job = std::function<void()>;

  static WorkerPool& shared();
  ~WorkerPool();
  void want(size_t threads);
  void add(Job job);

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<Job> jobs_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace hoego::query
