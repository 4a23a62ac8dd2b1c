#include "visualizer/kit/png.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <unistd.h>

#ifndef __clang_analyzer__  // the library's own code is not ours to judge
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#endif
#define STBI_WRITE_NO_STDIO
#include <stb_image_write.h>

namespace ringside::ui {

namespace {

void append(void* context, void* data, int size) {
    auto* bytes = static_cast<std::vector<std::uint8_t>*>(context);
    const auto* from = static_cast<const std::uint8_t*>(data);
    bytes->insert(bytes->end(), from, from + size);
}

std::string failure(const std::string& what, const std::string& path) {
    return "cannot " + what + " " + path + ": " + std::strerror(errno);
}

}  // namespace

std::string write_png(const Picture& picture, const std::string& path) {
    std::vector<std::uint8_t> bytes;
    if (picture.width <= 0 || picture.height <= 0 ||
        stbi_write_png_to_func(append, &bytes, picture.width, picture.height, 3, picture.rgb.data(),
                               picture.width * 3) == 0) {
        return "cannot turn a picture of " + std::to_string(picture.width) + "x" +
               std::to_string(picture.height) + " into a PNG";
    }
    const std::string temporary = path + "." + std::to_string(getpid()) + ".part";
    std::FILE* file = std::fopen(temporary.c_str(), "wb");
    if (file == nullptr) {
        return failure("write", path);
    }
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    const int write_error = errno;
    if (std::fclose(file) != 0 || !written) {
        errno = written ? errno : write_error;
        std::string message = failure("write", path);
        std::remove(temporary.c_str());
        return message;
    }
    if (std::rename(temporary.c_str(), path.c_str()) != 0) {
        std::string message = failure("write", path);
        std::remove(temporary.c_str());
        return message;
    }
    return {};
}

}  // namespace ringside::ui
