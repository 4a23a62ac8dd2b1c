// A value, or a sentence for a person that says why there is none: what, where, and what to do.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace ringside::scripts {

template <class T>
struct Result {
    std::optional<T> value;
    std::string error;

    Result(T v) : value(std::move(v)) {}
    static Result failure(std::string why) {
        Result r;
        r.error = std::move(why);
        return r;
    }
    explicit operator bool() const { return value.has_value(); }
    T& operator*() { return *value; }
    const T& operator*() const { return *value; }
    T* operator->() { return &*value; }
    const T* operator->() const { return &*value; }

private:
    Result() = default;
};

}  // namespace ringside::scripts
