// A table of 4 KiB pages, shared copy-on-write: RAM, disks and swap.
//
//   CowPages ram(16384);                 // 64 MiB, costs a few hundred bytes
//   ram.writable(3)[0] = 1;              // page 3 gets memory of its own
//   CowPages snapshot = ram;             // costs a table of chunks, not the bytes
//
// Pages never written share one zero page. Pages hang in chunks of 512 (2 MiB), shared as well, so that copying a
// 1 GiB table touches 512 pointers. Reference counts are atomic: a copy may be read by another thread.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

#include "machine/archive.hpp"

namespace ringside::machine {

// An intrusive reference-counted pointer; T has a member `std::atomic<std::uint32_t> references`.
template <class T>
class CowPtr {
public:
    CowPtr() = default;
    CowPtr(const CowPtr& other) noexcept : object_(other.object_) {
        if (object_) object_->references.fetch_add(1, std::memory_order_relaxed);
    }
    CowPtr(CowPtr&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    CowPtr& operator=(CowPtr other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~CowPtr() {
        if (object_ && object_->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete object_;
    }

    [[nodiscard]] const T* get() const { return object_; }
    // The object, made this pointer's own first: cloned if shared, created if there is none.
    T* own() {
        if (!object_) {
            object_ = new T;
        } else if (object_->references.load(std::memory_order_acquire) != 1) {
            CowPtr fresh;
            fresh.object_ = new T(*object_);
            *this = std::move(fresh);
        }
        return object_;
    }
    [[nodiscard]] bool shared() const {
        return object_ && object_->references.load(std::memory_order_acquire) != 1;
    }
    void reset() { *this = CowPtr(); }

private:
    T* object_ = nullptr;
};

class CowPages {
public:
    static constexpr std::uint32_t page_bytes = 4096;
    static constexpr std::uint32_t chunk_pages = 512;

    CowPages() = default;
    explicit CowPages(std::uint32_t pages) : pages_(pages), chunks_((pages + chunk_pages - 1) / chunk_pages) {}
    CowPages(const CowPages& other);
    CowPages(CowPages&&) noexcept = default;
    CowPages& operator=(const CowPages& other);
    CowPages& operator=(CowPages&&) noexcept = default;

    [[nodiscard]] std::uint32_t pages() const { return pages_; }

    // The bytes of a page, for reading. index < pages().
    [[nodiscard]] const std::uint8_t* page(std::uint32_t index) const {
        const Chunk* chunk = chunks_[index / chunk_pages].get();
        const Page* page = chunk ? chunk->pages[index % chunk_pages].get() : nullptr;
        return page ? page->bytes.data() : zero_page();
    }
    // The bytes of a page, for writing. The pointer stays good until the table is copied or the page dropped.
    std::uint8_t* writable(std::uint32_t index) {
        CowPtr<Page>& slot = chunks_[index / chunk_pages].own()->pages[index % chunk_pages];
        const Page* const before = slot.get();
        Page* const page = slot.own();
        if (page != before) share_epoch_.value.fetch_add(1, std::memory_order_acq_rel);
        return page->bytes.data();
    }
    // Back to zeros, giving the memory up.
    void drop(std::uint32_t index);
    // Lets page `to` of this table share the bytes of page `from` of another one.
    void share_from(std::uint32_t to, const CowPages& other, std::uint32_t from);

    [[nodiscard]] bool is_zero(std::uint32_t index) const;
    // Does not look at the bytes: true if the page was never given memory.
    [[nodiscard]] bool untouched(std::uint32_t index) const;

    // Grows whenever a page moves (it got memory of its own, was dropped or shared) and whenever this table was copied from:
    // pointers from page() and writable() may be stale then.
    [[nodiscard]] std::uint32_t share_epoch() const { return share_epoch_.value.load(std::memory_order_acquire); }

    bool operator==(const CowPages& other) const;

    // Only pages that are not all zeros are written, each with its index.
    template <class Sink>
    void archive_to(Saver<Sink>& out) const {
        out(pages_);
        for (std::uint32_t i = 0; i < pages_; ++i)
            if (!is_zero(i)) {
                out(i);
                out.raw(page(i), page_bytes);
            }
        out(~std::uint32_t{0});
    }
    void archive_from(Loader& in);

    static const std::uint8_t* zero_page();

private:
    struct Page {
        Page() = default;
        Page(const Page& other) : bytes(other.bytes) {}
        Page& operator=(const Page&) = delete;
        std::atomic<std::uint32_t> references{1};
        alignas(64) std::array<std::uint8_t, page_bytes> bytes{};
    };
    struct Chunk {
        Chunk() = default;
        Chunk(const Chunk& other) : pages(other.pages) {}
        Chunk& operator=(const Chunk&) = delete;
        std::atomic<std::uint32_t> references{1};
        std::array<CowPtr<Page>, chunk_pages> pages;
    };
    // Copyable and movable counter; an atomic is neither.
    struct Epoch {
        std::atomic<std::uint32_t> value{0};
        Epoch() = default;
        Epoch(Epoch&& other) noexcept : value(other.value.load()) {}
        Epoch& operator=(Epoch&& other) noexcept {
            // Beyond both: whoever remembers the old table's epoch must not meet it again.
            value = std::max(value.load(), other.value.load()) + 1;
            return *this;
        }
    };

    std::uint32_t pages_ = 0;
    std::vector<CowPtr<Chunk>> chunks_;
    mutable Epoch share_epoch_;
};

}  // namespace ringside::machine
