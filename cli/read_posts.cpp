// SPDX-License-Identifier: Apache-2.0
// A batch of posts is read by the calling thread, then taken apart by all threads, then handed on
// in order while the next batch is already being worked on.
#include "cli/read_posts.h"
#include "cli/threads.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "parser/read_post.h"

namespace hoego::cli {
namespace {

struct Item {
  IncomingPost post;
  parser::PostFacts facts;
};
using Batch = std::vector<Item>;

Batch read_batch(PostReader& reader, int threads) {
  const size_t most_posts = 32 * static_cast<size_t>(threads);
  const size_t most_bytes = size_t{16} << 20;
  Batch batch;
  size_t bytes = 0;
  while (batch.size() < most_posts && bytes < most_bytes) {
    auto post = reader.next();
    if (!post) break;
    bytes += post->file.bytes.size();
    batch.push_back({std::move(*post), {}});
  }
  return batch;
}

void work(Batch& batch, std::atomic<size_t>& next, const parser::Lexicon& lexicon) {
  for (size_t i = next++; i < batch.size(); i = next++) {
    Item& item = batch[i];
    item.post.size = item.post.file.bytes.size();
    item.post.hash = fnv1a(item.post.file.bytes);
    item.facts = parser::read_post({item.post.file.path, std::move(item.post.file.bytes)}, lexicon);
  }
}

void take_apart(Batch& batch, const parser::Lexicon& lexicon, int threads) {
  std::atomic<size_t> next{0};
  std::vector<std::thread> helpers;
  for (int t = 1; t < threads; ++t) helpers.emplace_back([&] { work(batch, next, lexicon); });
  work(batch, next, lexicon);
  for (std::thread& helper : helpers) helper.join();
}

}  // namespace

void read_posts(PostReader& reader, const parser::Lexicon& lexicon, int threads,
                const std::function<void(IncomingPost&&, parser::PostFacts&&)>& take) {
  threads = thread_count(threads);
  Batch batch = read_batch(reader, threads);
  while (!batch.empty()) {
    if (threads == 1) {
      take_apart(batch, lexicon, 1);
      for (Item& item : batch) take(std::move(item.post), std::move(item.facts));
      batch = read_batch(reader, threads);
      continue;
    }
    take_apart(batch, lexicon, threads);
    auto following = std::async(std::launch::async, [&] { return read_batch(reader, threads); });
    for (Item& item : batch) take(std::move(item.post), std::move(item.facts));
    batch = following.get();
  }
}

}  // namespace hoego::cli
