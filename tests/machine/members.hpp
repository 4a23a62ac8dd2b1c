// How many members an aggregate has, counted by the compiler, and how many its serialize visits: a forgotten one shows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "machine/machine.hpp"

namespace ringside::machine::test {

// Converts to anything; never run.
struct Anything {
    template <class T>
    operator T() const;
};

// The most initializers that T{…} takes. A base class counts as one.
template <class T, std::size_t... i>
constexpr std::size_t members_of(std::index_sequence<i...>) {
    static_assert(std::is_aggregate_v<T>);
    constexpr auto anything = [](std::size_t) { return Anything{}; };
    if constexpr (requires { T{anything(i)..., Anything{}}; })
        return members_of<T>(std::make_index_sequence<sizeof...(i) + 1>{});
    else
        return sizeof...(i);
}
template <class T>
constexpr std::size_t members_of() {
    return members_of<T>(std::index_sequence<>{});
}

// An archive that notes what it is given, and goes no deeper.
struct Visits {
    static constexpr bool loading = false;
    struct Place {
        std::uintptr_t at;
        std::size_t size, align;
    };
    std::vector<Place> places;

    template <class... T>
    void operator()(const T&... values) {
        (places.push_back({reinterpret_cast<std::uintptr_t>(&values), sizeof(T), alignof(T)}), ...);
    }
};
template <class T>
Visits visits_of(const T& value) {
    Visits v;
    T::serialize(value, v);
    return v;
}

// For types with constructors, which the compiler cannot count: do the places visited fill the object, but for alignment?
// And is what lies between them no member that == looks at?
template <class T>
bool visits_fill(T value) {
    auto places = visits_of(value).places;
    const auto begin = reinterpret_cast<std::uintptr_t>(&value);
    places.push_back({begin + sizeof value, 0, alignof(T)});
    std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    const T same = value;
    std::uintptr_t end = begin;
    for (const auto& p : places) {
        if (p.at < end || p.at - end >= p.align) return false;
        for (; end < p.at; ++end) {
            unsigned char& byte = reinterpret_cast<unsigned char*>(&value)[end - begin];
            byte ^= 1;
            const bool seen = !(value == same);
            byte ^= 1;
            if (seen) return false;
        }
        end = p.at + p.size;
    }
    return true;
}

// An archive that changes one leaf: the one with this number, in the order of visiting.
class Poke {
public:
    static constexpr bool loading = false;
    explicit Poke(int number) : left_(number) {}
    [[nodiscard]] bool done() const { return left_ < 0; }

    template <class... T>
    void operator()(T&... values) {
        (one(values), ...);
    }

private:
    bool now() { return left_-- == 0; }

    template <class T>
    void one(T& v) {
        if constexpr (std::is_same_v<T, bool>) {
            if (now()) v = !v;
        } else if constexpr (std::is_enum_v<T>) {
            if (now()) v = static_cast<T>(static_cast<std::underlying_type_t<T>>(v) ^ 1);
        } else if constexpr (std::is_integral_v<T>) {
            if (now()) v = static_cast<T>(v ^ 1);
            if (now()) v = static_cast<T>(v ^ (T{1} << (sizeof(T) * 8 - 1)));
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
    template <class T>
    void composite(std::vector<T>& v) {
        if (now()) v.emplace_back();
        for (T& x : v) one(x);
    }
    void composite(std::string& v) {
        if (now()) v.push_back('!');
        for (char& c : v)
            if (now()) c = static_cast<char>(c ^ 1);
    }
    template <class T>
    void composite(std::optional<T>& v) {
        if (v) one(*v);
        if (!now()) return;
        if (v)
            v.reset();
        else
            v.emplace();
    }
    template <class K, class V>
    void composite(std::map<K, V>& v) {
        for (auto& entry : v) one(entry.second);
        if (now()) v.emplace();
    }
    template <class... T>
    void composite(std::variant<T...>& v) {
        std::visit([this](auto& x) { one(x); }, v);
        if (!now()) return;
        if (v.index() == 0)
            v.template emplace<1>();
        else
            v.template emplace<0>();
    }
    void composite(std::monostate&) {}
    void composite(CowPages& v) {
        for (std::uint32_t i = 1; i < v.pages(); i += 7)
            if (now()) v.writable(i)[(i * 37) % CowPages::page_bytes] ^= 0x10;
    }

    int left_;
};

}  // namespace ringside::machine::test
