#include "store/page_cache.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace rehearsal::store {
namespace {

// Its content lies before it, what the pager notes of it behind it.
struct Page {
  sqlite3_pcache_page shown;  // the first: SQLite knows a page by its address
  unsigned number;
  bool is_pinned;
  // Of the pages that nobody uses: the neighbours by the time of their last use.
  Page* newer;
  Page* older;
};

constexpr unsigned kNumbersOfPart = 64;
struct Part {
  Page* pages[kNumbersOfPart];
};

struct Cache {
  size_t content_bytes;
  size_t extra_bytes;
  bool may_forget;
  unsigned most;  // pages, from which on the one that was used least lately makes room
  unsigned pages;
  unsigned pinned;
  Page* newest;
  Page* oldest;
  // The pages by their numbers, part by part.
  Part** parts;
  unsigned part_count;
  // One whose number is beyond the parts: while two pages change places, one of them has a number that no
  // page of the file has. Nothing may fail then, so nothing is allocated.
  Page* stray;
};

Cache& of(sqlite3_pcache* cache) {
  return *reinterpret_cast<Cache*>(cache);
}
Page& of(sqlite3_pcache_page* page) {
  return *reinterpret_cast<Page*>(page);
}

// Where the page of that number is, or would be; null where there is no place for it.
Page** place(Cache& cache, unsigned number) {
  const unsigned part = number / kNumbersOfPart;
  if (part < cache.part_count && cache.parts[part] != nullptr)
    return &cache.parts[part]->pages[number % kNumbersOfPart];
  return cache.stray != nullptr && cache.stray->number == number ? &cache.stray : nullptr;
}

// The same, with a place made; null where there is no memory.
Page** made_place(Cache& cache, unsigned number) {
  const unsigned part = number / kNumbersOfPart;
  if (part >= cache.part_count) {
    const unsigned count = std::max(part + 1, 2 * cache.part_count);
    void* const grown = sqlite3_realloc64(cache.parts, count * sizeof(Part*));
    if (grown == nullptr) return nullptr;
    cache.parts = static_cast<Part**>(grown);
    std::fill(cache.parts + cache.part_count, cache.parts + count, nullptr);
    cache.part_count = count;
  }
  if (cache.parts[part] == nullptr) {
    void* const part_memory = sqlite3_malloc64(sizeof(Part));
    if (part_memory == nullptr) return nullptr;
    cache.parts[part] = static_cast<Part*>(std::memset(part_memory, 0, sizeof(Part)));
  }
  return &cache.parts[part]->pages[number % kNumbersOfPart];
}

void pin(Cache& cache, Page& page) {
  if (page.is_pinned) return;
  (page.newer != nullptr ? page.newer->older : cache.newest) = page.older;
  (page.older != nullptr ? page.older->newer : cache.oldest) = page.newer;
  page.is_pinned = true;
  ++cache.pinned;
}

// The page is in the cache no more; its memory is still there.
void take_out(Cache& cache, Page& page) {
  pin(cache, page);
  *place(cache, page.number) = nullptr;
  --cache.pages;
  --cache.pinned;
}

void drop(Cache& cache, Page& page) {
  take_out(cache, page);
  sqlite3_free(page.shown.pBuf);
}

void drop_to(Cache& cache, unsigned most) {
  while (cache.may_forget && cache.pages > most && cache.oldest != nullptr) drop(cache, *cache.oldest);
}

Page* allocated(const Cache& cache) {
  void* const memory = sqlite3_malloc64(cache.content_bytes + sizeof(Page) + cache.extra_bytes);
  if (memory == nullptr) return nullptr;
  Page* const page = reinterpret_cast<Page*>(static_cast<char*>(memory) + cache.content_bytes);
  page->shown = {memory, page + 1};
  return page;
}

// The memory of a page to come: of one that makes room, or of its own; null where there is none.
Page* room(Cache& cache, bool gently) {
  // Asked gently there is room for a tenth more than is in use: the pager would rather write pages back.
  if (gently && cache.may_forget && cache.pinned >= cache.most / 10 * 9) return nullptr;
  if (!cache.may_forget || cache.pages < cache.most || cache.oldest == nullptr) return allocated(cache);
  Page* const page = cache.oldest;
  take_out(cache, *page);
  return page;
}

sqlite3_pcache* create(int content_bytes, int extra_bytes, int may_forget) {
  void* const memory = sqlite3_malloc64(sizeof(Cache));
  if (memory == nullptr) return nullptr;
  auto* const cache = new (memory) Cache{};
  cache->content_bytes = static_cast<size_t>(content_bytes);
  cache->extra_bytes = static_cast<size_t>(extra_bytes);
  cache->may_forget = may_forget != 0;
  return reinterpret_cast<sqlite3_pcache*>(cache);
}

void set_most(sqlite3_pcache* cache, int most) {
  of(cache).most = static_cast<unsigned>(most);
  drop_to(of(cache), of(cache).most);
}

int count(sqlite3_pcache* cache) {
  return static_cast<int>(of(cache).pages);
}

sqlite3_pcache_page* fetch(sqlite3_pcache* handle, unsigned number, int create) {
  Cache& cache = of(handle);
  Page** at = place(cache, number);
  if (at != nullptr && *at != nullptr) {
    pin(cache, **at);
    return &(*at)->shown;
  }
  if (create == 0) return nullptr;
  at = made_place(cache, number);
  Page* const page = at != nullptr ? room(cache, create == 1) : nullptr;
  if (page == nullptr) return nullptr;
  page->number = number;
  page->is_pinned = true;
  // The pager knows a page that is new to it by that.
  *static_cast<void**>(page->shown.pExtra) = nullptr;
  *at = page;
  ++cache.pages;
  ++cache.pinned;
  return &page->shown;
}

void unpin(sqlite3_pcache* handle, sqlite3_pcache_page* shown, int is_unlikely_again) {
  Cache& cache = of(handle);
  Page& page = of(shown);
  if (is_unlikely_again != 0 || (cache.may_forget && cache.pages > cache.most)) return drop(cache, page);
  page.is_pinned = false;
  --cache.pinned;
  page.newer = nullptr;
  page.older = std::exchange(cache.newest, &page);
  (page.older != nullptr ? page.older->newer : cache.oldest) = &page;
}

void rekey(sqlite3_pcache* handle, sqlite3_pcache_page* shown, unsigned, unsigned number) {
  Cache& cache = of(handle);
  Page& page = of(shown);
  *place(cache, page.number) = nullptr;
  page.number = number;
  Page** const at = place(cache, number);
  if (at != nullptr && *at != nullptr) drop(cache, **at);
  *(at != nullptr ? at : &cache.stray) = &page;
}

void truncate(sqlite3_pcache* handle, unsigned number) {
  Cache& cache = of(handle);
  if (cache.stray != nullptr && cache.stray->number >= number) drop(cache, *cache.stray);
  for (unsigned part = number / kNumbersOfPart; part < cache.part_count; ++part, number = 0) {
    if (cache.parts[part] == nullptr) continue;
    for (unsigned i = number % kNumbersOfPart; i < kNumbersOfPart; ++i) {
      if (Page* const page = cache.parts[part]->pages[i]; page != nullptr) drop(cache, *page);
    }
  }
}

void shrink(sqlite3_pcache* cache) {
  drop_to(of(cache), 0);
}

void destroy(sqlite3_pcache* handle) {
  Cache& cache = of(handle);
  truncate(handle, 0);
  for (unsigned part = 0; part < cache.part_count; ++part) sqlite3_free(cache.parts[part]);
  sqlite3_free(cache.parts);
  sqlite3_free(&cache);
}

}  // namespace

sqlite3_pcache_methods2 page_cache_methods() {
  return {1,       nullptr,  [](void*) { return SQLITE_OK; },
          nullptr, create,   set_most,
          count,   fetch,    unpin,
          rekey,   truncate, destroy,
          shrink};
}

}  // namespace rehearsal::store
