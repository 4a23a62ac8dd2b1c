// The linker: from objects to an image with addresses.
//
//   assembler::LinkOptions options;
//   auto image = assembler::build({{"boot.s", text}, {"printf.s", more, true}}, options);
//   if (!image) std::cerr << image.error_text();
//
// Layout. Sections are put together by what may be done with them, each kind on pages of its own, in this order:
// code (r-x), constants (r--), data (rw-, zeroed data last), and code that writes itself (rwx) if there is any.
// Within a kind: sections of one name together (.text.main counts as .text), in the order of the inputs; .init,
// .text.init, .text.boot and .text.start lead the code; .init_array.N and .fini_array.N are sorted by N.
//
// Symbols that the linker provides when they are used and not defined:
//   __text_start __executable_start, _etext etext __etext, __rodata_start __rodata_end, __data_start,
//   _edata edata, __bss_start, __bss_end, _end end __end, __global_pointer$ (data + 0x8000),
//   __preinit_array_start/_end, __init_array_start/_end, __fini_array_start/_end,
//   __tdata_start, __tdata_end (the initial values of thread-local variables) and the numbers __tdata_size,
//   __tls_size, __tls_align (tp points at the start of a block of __tls_size bytes),
//   __load_offset (physical minus virtual address, a number), and for each section whose name is a C identifier
//   __start_NAME and __stop_NAME.
//
// Weak symbols give way; an undefined weak symbol is 0. Of a comdat group the first copy is kept. Common symbols
// become one zeroed piece of the greatest size and alignment asked for. Far branches and calls grow (isa/asm/object.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "isa/asm/diagnostic.hpp"
#include "isa/asm/object.hpp"
#include "isa/image.hpp"

namespace ringside::isa::assembler {

// A file that becomes part of the constants, between the symbols NAME and NAME_end; NAME_size is a number.
struct Embedded {
    std::string name;  // a C identifier
    std::vector<std::uint8_t> bytes;
    std::uint32_t align = 16;
};

struct LinkOptions {
    std::string entry = "_start";
    std::uint32_t text_base = 0x10000;  // virtual address of the first segment
    std::uint32_t load_offset = 0;      // physical = virtual + load_offset, modulo 2^32
    std::vector<Embedded> embedded;
};

struct Input {
    Object object;
    bool library = false;  // linked only if it defines a symbol that is needed and missing
};

Result<Image> link(std::vector<Input> inputs, const LinkOptions& options);

struct Source {
    std::string name;  // for messages and the line map
    std::string text;
    bool library = false;
};

// Assembles all and links. The errors of all sources are reported together.
Result<Image> build(const std::vector<Source>& sources, const LinkOptions& options);

}  // namespace ringside::isa::assembler
