// Any text as a source: an image, or messages with places. An image goes through its file unchanged.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "isa/asm/link.hpp"
#include "isa/disasm.hpp"
#include "isa/elf/elf.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ringside::isa;
    const std::string text(data, data + size);
    const auto result = assembler::build({{"a.s", text}}, {});
    if (result.value.has_value() != result.errors.empty()) std::abort();
    if (!result.value) return 0;
    const Image& image = *result.value;
    const ElfResult back = read_elf(write_elf(image));
    if (!back.image) return 0;  // an entry outside all code is refused there
    if (!(*back.image == image)) std::abort();
    std::size_t bytes = 0;
    for (const Segment& s : image.segments) bytes += s.bytes.size();
    if (bytes < 4096) listing(image);
    return 0;
}
