#include "machine/cow_pages.hpp"

#include <cstring>

namespace ringside::machine {

namespace {
alignas(64) constexpr std::array<std::uint8_t, CowPages::page_bytes> zeros{};
constexpr std::uint32_t most_pages = 1u << 20;  // 4 GiB
}  // namespace

const std::uint8_t* CowPages::zero_page() { return zeros.data(); }

CowPages::CowPages(const CowPages& other) : pages_(other.pages_), chunks_(other.chunks_) {
    other.share_epoch_.value.fetch_add(1, std::memory_order_acq_rel);
}

CowPages& CowPages::operator=(const CowPages& other) {
    if (this == &other) return *this;
    pages_ = other.pages_;
    chunks_ = other.chunks_;
    share_epoch_.value.fetch_add(1, std::memory_order_acq_rel);
    other.share_epoch_.value.fetch_add(1, std::memory_order_acq_rel);
    return *this;
}

void CowPages::drop(std::uint32_t index) {
    CowPtr<Chunk>& chunk = chunks_[index / chunk_pages];
    if (chunk.get()) chunk.own()->pages[index % chunk_pages].reset();
    share_epoch_.value.fetch_add(1, std::memory_order_acq_rel);
}

void CowPages::share_from(std::uint32_t to, const CowPages& other, std::uint32_t from) {
    const Chunk* source = other.chunks_[from / chunk_pages].get();
    if (!source) return drop(to);
    chunks_[to / chunk_pages].own()->pages[to % chunk_pages] = source->pages[from % chunk_pages];
    share_epoch_.value.fetch_add(1, std::memory_order_acq_rel);
    other.share_epoch_.value.fetch_add(1, std::memory_order_acq_rel);
}

bool CowPages::untouched(std::uint32_t index) const {
    const Chunk* chunk = chunks_[index / chunk_pages].get();
    return !chunk || !chunk->pages[index % chunk_pages].get();
}

bool CowPages::is_zero(std::uint32_t index) const {
    return untouched(index) || std::memcmp(page(index), zeros.data(), page_bytes) == 0;
}

bool CowPages::operator==(const CowPages& other) const {
    if (pages_ != other.pages_) return false;
    for (std::uint32_t c = 0; c < chunks_.size(); ++c) {
        if (chunks_[c].get() == other.chunks_[c].get()) continue;
        for (std::uint32_t i = c * chunk_pages; i < pages_ && i < (c + 1) * chunk_pages; ++i) {
            const std::uint8_t *a = page(i), *b = other.page(i);
            if (a != b && std::memcmp(a, b, page_bytes) != 0) return false;
        }
    }
    return true;
}

void CowPages::archive_from(Loader& in) {
    std::uint32_t pages = 0;
    in(pages);
    if (!in.ok() || pages > most_pages) return in.fail();
    *this = CowPages(pages);
    std::uint32_t last = 0;
    for (bool first = true;; first = false) {
        std::uint32_t index = 0;
        in(index);
        if (!in.ok() || index == ~std::uint32_t{0}) return;
        // Rising indices only, and no page of zeros: one form for one value.
        if (index >= pages || (!first && index <= last)) return in.fail();
        if (!in.raw(writable(index), page_bytes)) return;
        if (is_zero(index)) return in.fail();
        last = index;
    }
}

}  // namespace ringside::machine
