// Making a program out of an ELF file: its own address space, a stack, and registers to start with.

#include <string.h>

#include "kernel.h"

// The parts of an ELF32 file that matter to a loader (System V ABI, chapter 5).
struct ElfHeader {
    char magic[4];
    uint8_t identity[12];
    uint16_t type, machine;
    uint32_t version, entry, segments_at, sections_at, flags;
    uint16_t header_size, segment_size, segments;
};
struct ElfSegment {
    uint32_t type, offset, address, physical, file_size, memory_size, flags, align;
};
enum { ELF_LOAD = 1, ELF_X = 1, ELF_W = 2, ELF_R = 4 };

#define STACK_TOP KERNEL  // the page below is the stack

struct Program programs[PROGRAMS];

// Page by page: a fresh frame, the file's bytes as far as they go, zeros behind them.
static void load_segment(uint32_t* directory, const struct ElfSegment* segment, const char* bytes) {
    const uint32_t flags = (segment->flags & ELF_R ? READ : 0) | (segment->flags & ELF_W ? WRITE : 0) |
                           (segment->flags & ELF_X ? EXECUTE : 0);
    if ((flags & WRITE && flags & EXECUTE) || segment->address % PAGE) {
        print("panic    a program wants a page both to write and to execute\n");
        power_off(1);
    }
    for (uint32_t done = 0; done < segment->memory_size; done += PAGE) {
        const uint32_t frame = take_frame();
        const uint32_t left = done < segment->file_size ? segment->file_size - done : 0;
        memcpy(at(frame), bytes + done, left < PAGE ? left : PAGE);
        map(directory, segment->address + done, frame, flags | USER);
    }
}

void load_program(unsigned number, const char* name, const char* elf) {
    struct Program* program = &programs[number];
    const struct ElfHeader* header = (const struct ElfHeader*)elf;
    if (memcmp(header->magic, "\177ELF", 4)) {
        print("panic    %s is not an ELF file\n", name);
        power_off(1);
    }
    program->name = name;
    program->directory = at(take_frame());
    // The kernel is in every address space, for a trap does not change PTB. Ring 3 cannot touch it: PL is 0.
    for (unsigned i = KERNEL >> 22; i < 1024; i++) program->directory[i] = kernel_directory[i];

    const struct ElfSegment* segment = (const struct ElfSegment*)(elf + header->segments_at);
    for (unsigned i = 0; i < header->segments; i++)
        if (segment[i].type == ELF_LOAD)
            load_segment(program->directory, &segment[i], elf + segment[i].offset);
    map(program->directory, STACK_TOP - PAGE, take_frame(), READ | WRITE | USER);

    // The ASID tells the entries of one address space from those of another in the TLB, so that a switch between
    // programs need not flush it. Each program gets one that nobody had before; 0 is the kernel's.
    program->ptb = physical_of(program->directory) | (number + 1) << 4 | 1;
    program->registers.pc = header->entry;
    program->registers.x[SP] = STACK_TOP;
    program->registers.psr = PSR_PREVIOUS_RING /* 3 */ | PSR_PREVIOUS_INTERRUPTS;
    program->state = READY;
    print("program  %u is %s, entry 0x%x, page tables at 0x%x\n", number + 1, name, header->entry,
          physical_of(program->directory));
}
