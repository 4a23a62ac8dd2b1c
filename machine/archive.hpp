// One `serialize(self, archive)` per type serves saving, loading and the digest.
//
//   struct Timer {
//       std::uint64_t compare = 0;
//       template <class Self, class Archive>
//       static void serialize(Self& self, Archive& archive) { archive(self.compare); }
//   };
//   Bytes bytes = save(timer);
//   std::optional<Timer> back = load<Timer>(bytes);     // nothing if the bytes are not one
//   std::uint64_t digest = digest_of(timer);
//
// The form is little-endian and has no padding; numbers have their own width, containers a 32-bit count before them.
// Loading never trusts its input: a count larger than the bytes left, or a value out of range, fails the reader. An enum
// says its range by a function beside it, and a type whose members must fit together asks for that last in its serialize:
//
//   constexpr TimeMode last_of(TimeMode) { return TimeMode::locked; }
//   archive(self.config, self.harts);  check_loaded(self, archive);     // calls self.well_formed(), when loading
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace ringside::machine {

using Bytes = std::vector<std::uint8_t>;

template <class Self, class Archive>
void check_loaded(const Self& self, Archive& archive) {
    if constexpr (Archive::loading)
        if (archive.ok() && !self.well_formed()) archive.fail();
}

// Writes into Sink, which offers put(const void*, size).
template <class Sink>
class Saver {
public:
    explicit Saver(Sink& sink) : sink_(sink) {}
    static constexpr bool loading = false;

    template <class... T>
    void operator()(const T&... values) {
        (one(values), ...);
    }
    void raw(const void* data, std::size_t size) { sink_.put(data, size); }
    [[nodiscard]] Sink& sink() { return sink_; }

private:
    template <class T>
    void one(const T& v) {
        if constexpr (requires { v.archive_to(*this); }) {
            v.archive_to(*this);
        } else if constexpr (std::is_same_v<T, bool>) {
            const std::uint8_t b = v;
            raw(&b, 1);
        } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
            raw(&v, sizeof v);
        } else {
            const_one(v);
        }
    }
    template <class T>
    void const_one(const T& v) {
        T::serialize(v, *this);
    }
    template <class T, std::size_t n>
    void const_one(const std::array<T, n>& v) {
        for (const T& x : v) one(x);
    }
    void count(std::size_t n) { one(static_cast<std::uint32_t>(n)); }
    template <class T>
    void const_one(const std::vector<T>& v) {
        count(v.size());
        if constexpr (std::is_same_v<T, std::uint8_t>) {
            raw(v.data(), v.size());
        } else {
            for (const T& x : v) one(x);
        }
    }
    template <class T>
    void const_one(const std::deque<T>& v) {
        count(v.size());
        for (const T& x : v) one(x);
    }
    void const_one(const std::string& v) {
        count(v.size());
        raw(v.data(), v.size());
    }
    template <class A, class B>
    void const_one(const std::pair<A, B>& v) {
        one(v.first);
        one(v.second);
    }
    template <class K, class V>
    void const_one(const std::map<K, V>& v) {
        count(v.size());
        for (const auto& x : v) {
            one(x.first);
            one(x.second);
        }
    }
    template <class T>
    void const_one(const std::optional<T>& v) {
        one(v.has_value());
        if (v) one(*v);
    }
    template <class... T>
    void const_one(const std::variant<T...>& v) {
        one(static_cast<std::uint8_t>(v.index()));
        std::visit([this](const auto& x) { this->one(x); }, v);
    }
    void const_one(const std::monostate&) {}

    Sink& sink_;
};

class Loader {
public:
    Loader(const std::uint8_t* data, std::size_t size) : at_(data), left_(size) {}
    static constexpr bool loading = true;

    template <class... T>
    void operator()(T&... values) {
        (one(values), ...);
    }
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] std::size_t left() const { return left_; }
    void fail() {
        ok_ = false;
        left_ = 0;
    }
    bool raw(void* out, std::size_t size) {
        if (!ok_ || size > left_) {
            fail();
            return false;
        }
        std::memcpy(out, at_, size);
        at_ += size;
        left_ -= size;
        return true;
    }

private:
    template <class T>
    void one(T& v) {
        if (!ok_) return;
        if constexpr (requires { v.archive_from(*this); }) {
            v.archive_from(*this);
        } else if constexpr (std::is_same_v<T, bool>) {
            std::uint8_t b = 0;
            if (raw(&b, 1) && b > 1) fail();
            v = b == 1;
        } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
            raw(&v, sizeof v);
            if constexpr (requires { last_of(v); })
                if (v > last_of(v)) fail();
        } else {
            composite(v);
        }
    }
    template <class T>
    void composite(T& v) {
        T::serialize(v, *this);
    }
    template <class T, std::size_t n>
    void composite(std::array<T, n>& v) {
        for (T& x : v) one(x);
    }
    // Every element takes at least a byte, so a count beyond the bytes left is damage.
    bool count(std::uint32_t& n) {
        one(n);
        if (ok_ && n > left_) fail();
        return ok_;
    }
    template <class T>
    void composite(std::vector<T>& v) {
        std::uint32_t n = 0;
        v.clear();
        if (!count(n)) return;
        if constexpr (std::is_same_v<T, std::uint8_t>) {
            v.resize(n);
            raw(v.data(), n);
        } else {
            for (std::uint32_t i = 0; i < n && ok_; ++i) one(v.emplace_back());
        }
    }
    template <class T>
    void composite(std::deque<T>& v) {
        std::uint32_t n = 0;
        v.clear();
        if (!count(n)) return;
        for (std::uint32_t i = 0; i < n && ok_; ++i) one(v.emplace_back());
    }
    void composite(std::string& v) {
        std::uint32_t n = 0;
        v.clear();
        if (!count(n)) return;
        v.resize(n);
        raw(v.data(), n);
    }
    template <class A, class B>
    void composite(std::pair<A, B>& v) {
        one(v.first);
        one(v.second);
    }
    template <class K, class V>
    void composite(std::map<K, V>& v) {
        std::uint32_t n = 0;
        v.clear();
        if (!count(n)) return;
        for (std::uint32_t i = 0; i < n && ok_; ++i) {
            K key{};
            one(key);
            one(v[key]);
        }
    }
    template <class T>
    void composite(std::optional<T>& v) {
        bool has = false;
        one(has);
        v.reset();
        if (ok_ && has) one(v.emplace());
    }
    template <class... T>
    void composite(std::variant<T...>& v) {
        std::uint8_t index = 0;
        one(index);
        if (!ok_ || index >= sizeof...(T)) return fail();
        emplace_alternative<0>(v, index);
    }
    template <std::size_t i, class... T>
    void emplace_alternative(std::variant<T...>& v, std::size_t index) {
        if constexpr (i < sizeof...(T)) {
            if (index == i) return one(v.template emplace<i>());
            emplace_alternative<i + 1>(v, index);
        }
    }
    void composite(std::monostate&) {}

    const std::uint8_t* at_;
    std::size_t left_;
    bool ok_ = true;
};

struct ByteSink {
    Bytes bytes;
    void put(const void* data, std::size_t size) {
        const auto* p = static_cast<const std::uint8_t*>(data);
        bytes.insert(bytes.end(), p, p + size);
    }
};

template <class T>
Bytes save(const T& value) {
    ByteSink sink;
    Saver saver(sink);
    saver(value);
    return std::move(sink.bytes);
}

template <class T>
std::optional<T> load(const std::uint8_t* data, std::size_t size) {
    std::optional<T> value(std::in_place);
    Loader loader(data, size);
    loader(*value);
    if (!loader.ok() || loader.left() != 0) value.reset();
    return value;
}
template <class T>
std::optional<T> load(const Bytes& bytes) {
    return load<T>(bytes.data(), bytes.size());
}

// A streaming 64-bit hash (XXH3), hidden so that users of digests do not include it.
class HashSink {
public:
    HashSink();
    ~HashSink();
    HashSink(const HashSink&) = delete;
    HashSink& operator=(const HashSink&) = delete;
    void put(const void* data, std::size_t size);
    [[nodiscard]] std::uint64_t value() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

std::uint64_t hash_bytes(const void* data, std::size_t size, std::uint64_t seed = 0);

template <class T>
std::uint64_t digest_of(const T& value) {
    HashSink sink;
    Saver saver(sink);
    saver(value);
    return sink.value();
}

}  // namespace ringside::machine
