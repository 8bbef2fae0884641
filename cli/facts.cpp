// SPDX-License-Identifier: Apache-2.0
// `hoego facts` and `hoego time`: what the parser reads, as text.
#include <algorithm>
#include <cstdio>
#include <string>

#include "base/error.h"
#include "base/messages.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/lexicons.h"
#include "cli/read_posts.h"
#include "cli/terminal.h"
#include "parser/career/facts.h"
#include "parser/time/time.h"

namespace hoego::cli {
namespace {

void warn(const std::string& what) {
  note(what);
}

PostReader reader_for(const std::vector<std::string>& paths, uint64_t& total) {
  if (paths.size() == 1 && paths[0] == "-") return PostReader::from_stdin(warn);
  auto files = find_posts(paths);
  for (const FoundFile& file : files) total += file.size;
  return PostReader(std::move(files), warn);
}

}  // namespace

int run_facts(const FactsOptions& options) {
  auto lexicon = load_lexicon(read_packs(options.lexicons));
  uint64_t total = 0;
  PostReader reader = reader_for(options.paths, total);
  Progress progress(say("reading posts"), total);
  uint64_t seen = 0;
  std::string out;
  auto flush = [&] {
    write_file("-", out);
    out.clear();
  };
  read_posts(reader, *lexicon, options.threads, [&](IncomingPost&&, parser::PostFacts&& facts) {
    out += parser::to_json(facts);
    out += '\n';
    if (out.size() > (1 << 20)) flush();
    progress.advance(reader.bytes_read() - seen);
    seen = reader.bytes_read();
  });
  flush();
  return 0;
}

int run_time(const TimeOptions& options) {
  parser::TimeContext context;
  if (!options.today.empty()) {
    context.published = parse_edtf(options.today);
    if (!context.published || context.published->open)
      throw Error(ErrorKind::kUsage, say("--today is no date: {}", options.today),
                  say("write it as 2023-02-12, 2023-02 or 2023"));
  }
  if (!options.heading.empty()) parser::enter_heading(options.heading, context);
  auto times = parser::read_times(options.text, context);
  for (const auto& time : times) std::printf("%s\n", parser::describe(time, options.text).c_str());
  if (times.empty()) note(say("no time expression found"));
  bool undated = std::any_of(times.begin(), times.end(), [](const parser::TimeExpr& time) {
    return time.kind == parser::TimeKind::kPoint && !time.start;
  });
  if (undated && options.today.empty()) note(say("--today DATE tells what is relative to the day"));
  return 0;
}

}  // namespace hoego::cli
