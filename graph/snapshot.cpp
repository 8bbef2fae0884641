// SPDX-License-Identifier: Apache-2.0
// The file: a header of one page; the arrays of the graph one after another, each from a page on;
// the table of contents (names, counts, place of each array); a checksum for each block of 1 MiB.
// Arrays are visited by the same walk for writing and for reading, so that the table of contents
// needs no names.
#include "graph/snapshot.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "graph/property_text.h"
#include "graph/rep.h"

namespace hoego {

namespace {

constexpr char kMagic[8] = {'H', 'O', 'E', 'G', 'O', 'S', 'N', 'P'};
// To be raised with every change of what the arrays mean.
constexpr uint32_t kVersion = 1;
constexpr size_t kPage = 4096;
constexpr size_t kBlock = size_t{1} << 20;

struct Header {
  char magic[8];
  uint32_t version;
  uint32_t word_size;  // refuses a file of a machine that counts otherwise
  SnapshotKey key;
  uint64_t contents_at;
  uint64_t contents_size;
  uint64_t sums_at;  // up to the end of the file
  uint64_t file_size;
  uint64_t contents_sum;
  uint64_t header_sum;  // of all before it
};
static_assert(sizeof(Header) < kPage);

// Four lanes of eight bytes; not for defence, only to find damage.
uint64_t checksum(const char* data, size_t size) {
  uint64_t lanes[4] = {1, 2, 3, 4};
  constexpr uint64_t kFactor = 0x9e3779b97f4a7c15ULL;
  size_t i = 0;
  for (; i + 32 <= size; i += 32) {
    uint64_t words[4];
    std::memcpy(words, data + i, 32);
    for (int k = 0; k < 4; ++k) lanes[k] = (lanes[k] ^ words[k]) * kFactor + (lanes[k] >> 31);
  }
  uint64_t sum = size;
  for (; i < size; ++i) sum = (sum ^ static_cast<unsigned char>(data[i])) * kFactor;
  for (uint64_t lane : lanes) sum = (sum ^ lane) * kFactor ^ (sum >> 29);
  return sum;
}

uint64_t header_sum(const Header& header) {
  return checksum(reinterpret_cast<const char*>(&header), offsetof(Header, header_sum));
}

// Writes forward through a file and sums its blocks.
class FileWriter {
 public:
  explicit FileWriter(int fd) : fd_(fd) { block_.reserve(kBlock); }

  void write(const void* data, size_t size) {
    const char* bytes = static_cast<const char*>(data);
    at_ += size;
    while (size > 0) {
      size_t part = std::min(size, kBlock - block_.size());
      block_.append(bytes, part);
      bytes += part;
      size -= part;
      if (block_.size() == kBlock) end_block();
    }
  }
  void align() {
    static const char zeros[kPage] = {};
    write(zeros, (kPage - at_ % kPage) % kPage);
  }
  void end_block() {
    if (block_.empty()) return;
    sums_.push_back(checksum(block_.data(), block_.size()));
    put(block_.data(), block_.size());
    block_.clear();
  }
  void put(const char* data, size_t size) {
    while (ok_ && size > 0) {
      ssize_t n = ::write(fd_, data, size);
      if (n <= 0) {
        ok_ = false;
        return;
      }
      data += n;
      size -= static_cast<size_t>(n);
    }
  }
  uint64_t at() const { return at_; }
  bool ok() const { return ok_; }
  const std::vector<uint64_t>& sums() const { return sums_; }

 private:
  int fd_;
  uint64_t at_ = 0;
  bool ok_ = true;
  std::string block_;
  std::vector<uint64_t> sums_;
};

// The table of contents as bytes.
class ContentsWriter {
 public:
  template <typename T>
  void number(T value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string_view s) {
    number<uint64_t>(s.size());
    bytes.append(s);
  }
  std::string bytes;
};

// Reading beyond the end gives zeros and spoils ok().
class ContentsReader {
 public:
  ContentsReader(const char* data, size_t size) : data_(data), size_(size) {}
  template <typename T>
  T number() {
    T value{};
    if (!take(sizeof value)) return value;
    std::memcpy(&value, data_ + at_ - sizeof value, sizeof value);
    return value;
  }
  std::string_view text() {
    auto length = number<uint64_t>();
    return take(length) ? std::string_view(data_ + at_ - length, length) : std::string_view();
  }
  bool ok() const { return ok_; }
  void fail() { ok_ = false; }

 private:
  bool take(uint64_t n) {
    if (!ok_ || n > size_ - at_) return ok_ = false;
    at_ += n;
    return true;
  }
  const char* data_;
  size_t size_;
  size_t at_ = 0;
  bool ok_ = true;
};

// Every array of the graph, in a fixed order.
template <typename F>
void for_each_array(Graph::Rep& rep, F&& f) {
  f(rep.label_set);
  f(rep.nodes_alive.words());
  for (Bitmap& bits : rep.label_bits) f(bits.words());
  for (Column& column : rep.node_columns) column.for_each_part(f);
  rep.adjacency.for_each_part(f);
  for (Column& column : rep.relationship_columns) column.for_each_part(f);
}

// Values of mixed columns as one JSON array of [id, value, type].
std::string mixed_text(const Column& column) {
  std::string out = "[";
  ColumnView view = column.view();
  if (view.type == ColumnType::kMixed) {
    view.valid.for_each(0, view.size, [&](size_t id) {
      out += out.size() > 1 ? ",[" : "[";
      out += std::to_string(id) + ',';
      append_json_value(out, view.mixed[id]);
      out += ',';
      if (!append_json_type(out, view.mixed[id])) out += "null";
      out += ']';
    });
  }
  return out + "]";
}

std::vector<Value> mixed_values(std::string_view text, uint64_t size) {
  std::vector<Value> values(size);
  JsonScanner in(text);
  in.array([&] {
    Value entry = in.value();
    const List& parts = entry.as_list();
    values.at(static_cast<size_t>(parts.at(0).as_integer())) = with_types(parts.at(1), parts.at(2));
  });
  return values;
}

void describe_columns(const std::vector<Column>& columns, ContentsWriter& out) {
  for (const Column& column : columns) {
    out.number(column.type());
    out.number<uint64_t>(column.type() == ColumnType::kMixed ? column.view().size : 0);
    out.text(mixed_text(column));
  }
}

void describe_names(const Names& names, ContentsWriter& out) {
  out.number<uint64_t>(names.names.size());
  for (const std::string& name : names.names) out.text(name);
}

void describe_labels(const std::vector<LabelId>& labels, ContentsWriter& out) {
  out.number<uint64_t>(labels.size());
  for (LabelId label : labels) out.number(label);
}

std::string describe(Graph& graph, Graph::Rep& rep, const ContentsWriter& places) {
  ContentsWriter out;
  describe_names(rep.labels, out);
  describe_names(rep.types, out);
  describe_names(rep.keys, out);
  out.number<uint64_t>(rep.label_sets.size());
  for (const auto& set : rep.label_sets) describe_labels(set, out);
  describe_columns(rep.node_columns, out);
  describe_columns(rep.relationship_columns, out);
  for (size_t t = 0; t < rep.types.names.size(); ++t) {
    auto type = static_cast<TypeId>(t);
    out.number(rep.adjacency.out(type).shape());
    out.number(rep.adjacency.in(type).shape());
    const auto& ends = graph.ends_of(type);
    out.number<uint64_t>(ends.size());
    for (const Graph::Ends& e : ends) {
      describe_labels(e.source, out);
      describe_labels(e.target, out);
      out.number<uint64_t>(e.count);
    }
  }
  for (size_t n : rep.per_label) out.number<uint64_t>(n);
  for (size_t n : rep.per_type) out.number<uint64_t>(n);
  out.number<uint64_t>(rep.node_count);
  out.number<uint64_t>(rep.relationship_count);
  return out.bytes + places.bytes;
}

void write_parts(Graph& graph, const SnapshotKey& key, FileWriter& out, int fd) {
  Graph::Rep& rep = GraphInternals::rep(graph);
  static const char zeros[kPage] = {};
  out.write(zeros, kPage);
  ContentsWriter places;
  for_each_array(rep, [&](auto& array) {
    out.align();
    places.number<uint64_t>(out.at());
    places.number<uint64_t>(array.size());
    out.write(array.data(), array.size() * sizeof(array[0]));
  });
  out.align();
  std::string contents = describe(graph, rep, places);
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.version = kVersion;
  header.word_size = sizeof(size_t) * 256 + 1;
  header.key = key;
  header.contents_at = out.at();
  header.contents_size = contents.size();
  header.contents_sum = checksum(contents.data(), contents.size());
  out.write(contents.data(), contents.size());
  out.align();
  header.sums_at = out.at();
  out.end_block();
  const auto& sums = out.sums();
  out.put(reinterpret_cast<const char*>(sums.data()), sums.size() * sizeof(uint64_t));
  header.file_size = header.sums_at + sums.size() * sizeof(uint64_t);
  header.header_sum = header_sum(header);
  if (::pwrite(fd, &header, sizeof header, 0) != static_cast<ssize_t>(sizeof header))
    throw std::bad_alloc();
}

// A file mapped privately: writes stay in this process.
struct Mapping {
  char* data = nullptr;
  size_t size = 0;
  Mapping() = default;
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (data != nullptr) ::munmap(data, size);
  }
  const Header& header() const { return *reinterpret_cast<const Header*>(data); }
};

std::shared_ptr<Mapping> map_file(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return nullptr;
  struct stat info {};
  auto mapping = std::make_shared<Mapping>();
  if (::fstat(fd, &info) == 0 && static_cast<size_t>(info.st_size) >= kPage) {
    auto size = static_cast<size_t>(info.st_size);
    void* data = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, fd, 0);
    if (data != MAP_FAILED) {
      mapping->data = static_cast<char*>(data);
      mapping->size = size;
    }
  }
  ::close(fd);
  return mapping->data == nullptr ? nullptr : mapping;
}

bool sound(const Mapping& file) {
  const Header& h = file.header();
  return std::memcmp(h.magic, kMagic, sizeof kMagic) == 0 && h.version == kVersion &&
         h.word_size == sizeof(size_t) * 256 + 1 && h.header_sum == header_sum(h) &&
         h.file_size == file.size && h.sums_at <= file.size && h.contents_at <= h.sums_at &&
         h.contents_size <= h.sums_at - h.contents_at &&
         checksum(file.data + h.contents_at, h.contents_size) == h.contents_sum;
}

template <typename Intern>
void restore_names(ContentsReader& in, Intern&& intern) {
  for (uint64_t n = in.number<uint64_t>(); n > 0 && in.ok(); --n) intern(in.text());
}

std::vector<LabelId> restore_labels(ContentsReader& in) {
  std::vector<LabelId> labels;
  for (uint64_t n = in.number<uint64_t>(); n > 0 && in.ok(); --n)
    labels.push_back(in.number<LabelId>());
  return labels;
}

void restore_columns(std::vector<Column>& columns, ContentsReader& in) {
  for (Column& column : columns) {
    auto type = in.number<ColumnType>();
    auto size = in.number<uint64_t>();
    std::string_view mixed = in.text();
    column.restore(type, mixed.size() > 2 ? mixed_values(mixed, size) : std::vector<Value>(size));
  }
}

void restore_types(Graph::Rep& rep, ContentsReader& in) {
  rep.ends.resize(rep.types.names.size());
  for (size_t t = 0; t < rep.types.names.size(); ++t) {
    auto type = static_cast<TypeId>(t);
    rep.adjacency.mutable_out(type).restore(in.number<TypeAdjacency::Shape>());
    rep.adjacency.mutable_in(type).restore(in.number<TypeAdjacency::Shape>());
    for (uint64_t n = in.number<uint64_t>(); n > 0 && in.ok(); --n) {
      Graph::Ends ends;
      ends.source = restore_labels(in);
      ends.target = restore_labels(in);
      ends.count = in.number<uint64_t>();
      rep.ends[t].push_back(std::move(ends));
    }
  }
}

void restore_arrays(Graph::Rep& rep, Mapping& file, ContentsReader& in) {
  for_each_array(rep, [&](auto& array) {
    using Item = std::remove_reference_t<decltype(array[0])>;
    auto at = in.number<uint64_t>();
    auto count = in.number<uint64_t>();
    if (at > file.size || count > (file.size - at) / sizeof(Item)) return in.fail();
    if (in.ok() && count > 0)
      array = Array<Item>::borrowed(reinterpret_cast<Item*>(file.data + at), count);
  });
}

bool restore(Graph& graph, Mapping& file) {
  Graph::Rep& rep = GraphInternals::rep(graph);
  ContentsReader in(file.data + file.header().contents_at, file.header().contents_size);
  restore_names(in, [&](std::string_view name) { graph.intern_label(name); });
  restore_names(in, [&](std::string_view name) { graph.intern_type(name); });
  restore_names(in, [&](std::string_view name) { graph.intern_key(name); });
  rep.label_sets.clear();
  rep.set_ids.clear();
  for (uint64_t n = in.number<uint64_t>(); n > 0 && in.ok(); --n) {
    rep.label_sets.push_back(restore_labels(in));
    rep.set_ids.emplace(rep.label_sets.back(), static_cast<uint16_t>(rep.label_sets.size() - 1));
  }
  restore_columns(rep.node_columns, in);
  restore_columns(rep.relationship_columns, in);
  restore_types(rep, in);
  for (size_t& n : rep.per_label) n = in.number<uint64_t>();
  for (size_t& n : rep.per_type) n = in.number<uint64_t>();
  rep.node_count = in.number<uint64_t>();
  rep.relationship_count = in.number<uint64_t>();
  restore_arrays(rep, file, in);
  rep.ends_version = rep.version;
  rep.adjacency.restored();
  return in.ok();
}

}  // namespace

std::string snapshot_path(const std::string& store_path) {
  constexpr std::string_view kEnding = ".hoego";
  bool named = store_path.size() > kEnding.size() && store_path.ends_with(kEnding);
  return (named ? store_path.substr(0, store_path.size() - kEnding.size()) : store_path) +
         ".hoego-snapshot";
}

bool write_snapshot(Graph& graph, const SnapshotKey& key, const std::string& path) {
  GraphInternals::rep(graph).adjacency.fold(true);
  GraphInternals::rep(graph).settle_columns();
  std::string temporary = path + ".new-" + std::to_string(::getpid());
  int fd = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return false;
  bool ok = false;
  try {
    FileWriter out(fd);
    write_parts(graph, key, out, fd);
    ok = out.ok() && ::fsync(fd) == 0;
  } catch (const std::bad_alloc&) {
  }
  ok = ::close(fd) == 0 && ok;
  ok = ok && std::rename(temporary.c_str(), path.c_str()) == 0;
  if (!ok) ::unlink(temporary.c_str());
  return ok;
}

std::optional<Graph> open_snapshot(const std::string& path, const SnapshotKey& key) {
  std::shared_ptr<Mapping> file = map_file(path);
  if (file == nullptr || !sound(*file) || file->header().key != key) return std::nullopt;
  Graph graph;
  try {
    if (!restore(graph, *file)) return std::nullopt;
  } catch (const std::exception&) {
    return std::nullopt;
  }
  GraphInternals::rep(graph).mapping = file;
  graph.clear_changes();
  return graph;
}

bool verify_snapshot(const std::string& path) {
  std::shared_ptr<Mapping> file = map_file(path);
  if (file == nullptr || !sound(*file)) return false;
  const Header& h = file->header();
  auto blocks = (h.sums_at + kBlock - 1) / kBlock;
  if (h.file_size != h.sums_at + blocks * sizeof(uint64_t)) return false;
  // The first block was summed while the header was still blank; the header has its own sum.
  std::string first(file->data, std::min<size_t>(kBlock, h.sums_at));
  std::memset(first.data(), 0, kPage);
  for (size_t b = 0; b < blocks; ++b) {
    const char* block = b == 0 ? first.data() : file->data + b * kBlock;
    size_t size = std::min<size_t>(kBlock, h.sums_at - b * kBlock);
    uint64_t wanted = 0;
    std::memcpy(&wanted, file->data + h.sums_at + b * sizeof(uint64_t), sizeof wanted);
    if (checksum(block, size) != wanted) return false;
  }
  return true;
}

}  // namespace hoego
