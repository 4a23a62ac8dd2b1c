// Any bytes as an ELF file: an image or one sentence, and an image that was read is written and read again alike.
#include <cstdint>
#include <cstdlib>

#include "isa/elf/elf.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ringside::isa;
    const ElfResult first = read_elf(data, size);
    if (first.image.has_value() != first.error.empty()) std::abort();
    if (!first.image) return 0;
    const ElfResult again = read_elf(write_elf(*first.image));
    if (!again.image || again.image->segments.size() != first.image->segments.size()) std::abort();
    for (std::size_t i = 0; i < again.image->segments.size(); ++i)
        if (again.image->segments[i].bytes != first.image->segments[i].bytes) std::abort();
    return 0;
}
