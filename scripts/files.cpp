#include "scripts/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace ringside::scripts {

namespace {

// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return fd_; }
    bool close() {
        const int fd = fd_;
        fd_ = -1;
        return fd < 0 || ::close(fd) == 0;
    }

private:
    int fd_;
};

std::string why() { return std::strerror(errno); }

}  // namespace

Result<std::string> read_file(const std::string& path, std::uint64_t most) {
    using R = Result<std::string>;
    // Not blocking: a named pipe must not hang the program. Regular files do not care.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0)
        return R::failure(path + ": " + (errno == ENOENT ? "no such file" : "cannot be read: " + why()));
    struct stat about {};
    if (::fstat(file.get(), &about) != 0) return R::failure(path + ": cannot be read: " + why());
    if (S_ISDIR(about.st_mode)) return R::failure(path + ": is a folder, not a file");
    if (!S_ISREG(about.st_mode)) return R::failure(path + ": is not a regular file");
    const auto size = static_cast<std::uint64_t>(about.st_size);
    if (size > most)
        return R::failure(path + ": has " + std::to_string(size >> 20) + " MiB; at most " +
                          std::to_string(most >> 20) + " MiB are taken");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
        const ::ssize_t got = ::read(file.get(), bytes.data() + at, bytes.size() - at);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return R::failure(path + ": cannot be read: " + why());
        if (got == 0) break;  // it shrank meanwhile
        at += static_cast<std::size_t>(got);
    }
    bytes.resize(at);
    return bytes;
}

std::optional<std::string> write_file(const std::string& path, std::string_view bytes) {
    struct stat about {};
    if (::stat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode)) {
        if (S_ISDIR(about.st_mode)) return path + ": is a folder, not a file";
        // A device such as /dev/null cannot be replaced; it is written to.
        const Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
        if (device.get() < 0 || ::write(device.get(), bytes.data(), bytes.size()) < 0)
            return path + ": cannot be written: " + why();
        return std::nullopt;
    }
    std::string beside = path + ".XXXXXX";
    Descriptor file(::mkstemp(beside.data()));
    if (file.get() < 0) return path + ": cannot be written: " + why();
    const auto give_up = [&] {
        const std::string reason = why();
        ::unlink(beside.c_str());
        return path + ": cannot be written: " + reason;
    };
    while (!bytes.empty()) {
        const ::ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return give_up();
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    const ::mode_t mask = ::umask(0);
    ::umask(mask);
    if (::fchmod(file.get(), 0666 & ~mask) != 0 || !file.close()) return give_up();
    if (::rename(beside.c_str(), path.c_str()) != 0) return give_up();
    return std::nullopt;
}

std::optional<std::uint64_t> parse_number(std::string_view text) {
    unsigned base = 10;
    if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
        base = 16;
        text.remove_prefix(2);
    }
    if (text.empty()) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        unsigned digit = 99;
        if (c >= '0' && c <= '9')
            digit = static_cast<unsigned>(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = static_cast<unsigned>(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F')
            digit = static_cast<unsigned>(c - 'A') + 10;
        if (digit >= base || value > (~std::uint64_t{0} - digit) / base) return std::nullopt;
        value = value * base + digit;
    }
    return value;
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
    unsigned shift = 0;
    if (!text.empty()) {
        switch (text.back()) {
        case 'k':
        case 'K': shift = 10; break;
        case 'm':
        case 'M': shift = 20; break;
        case 'g':
        case 'G': shift = 30; break;
        default: break;
        }
        if (shift != 0) text.remove_suffix(1);
    }
    const auto number = parse_number(text);
    if (!number || *number > (~std::uint64_t{0} >> shift)) return std::nullopt;
    return *number << shift;
}

std::string base_name(std::string_view path) {
    while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
    const auto slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string folder_of(std::string_view path) {
    const auto slash = path.rfind('/');
    if (slash == std::string_view::npos) return ".";
    return std::string(slash == 0 ? path.substr(0, 1) : path.substr(0, slash));
}

}  // namespace ringside::scripts
