// Memory: frames, page tables, and who may do what where. Every address space looks like this:
//
//   0x00000000  nothing: a null pointer traps
//   0x00400000  the program (ring 3)             its pages are writable or executable, never both
//   0x7ffff000  the program's stack (ring 3)
//   0x80000000  physical memory from 0 up, its first 4 MiB, the kernel in it (ring 0)
//   0xf0000000  the configuration page (ring 0)

#include "kernel.h"

enum { MAPPED = 4 << 20, FIRST_RAM = 0x1000 };

// From the linker: where the parts of the kernel begin and end.
extern char __text_start[], _etext[], __rodata_start[], __rodata_end[], _end[];

static uint32_t next_frame, end_of_frames;  // physical addresses

void* at(uint32_t physical) { return (void*)(physical + KERNEL); }
uint32_t physical_of(const void* kernel_address) { return (uint32_t)kernel_address - KERNEL; }

// A page of zeros. Frames are not taken back: when its programs have ended this kernel ends as well.
uint32_t take_frame(void) {
    const uint32_t frame = next_frame;
    if (frame >= end_of_frames) {
        print("panic    no memory is left\n");
        power_off(1);
    }
    next_frame += PAGE;
    uint32_t* words = at(frame);
    for (unsigned i = 0; i < PAGE / sizeof *words; i++) words[i] = 0;
    return frame;
}

static uint32_t rights_of(const char* kernel_address) {
    if (kernel_address >= __text_start && kernel_address < _etext) return READ | EXECUTE;
    if (kernel_address >= __rodata_start && kernel_address < __rodata_end) return READ;
    return READ | WRITE;
}

// Exchanges the one large page that boot.s came up through, on which everything was allowed, for small pages with the
// rights that each needs. The configuration page says how much memory there is: no address is built in but its own.
void memory_start(void) {
    const uint32_t ram_end = TETRA_CONFIG->ram_bytes;
    end_of_frames = ram_end < MAPPED ? ram_end : MAPPED;
    next_frame = (physical_of(_end) + PAGE - 1) / PAGE * PAGE;

    uint32_t* table = at(take_frame());
    for (uint32_t frame = FIRST_RAM; frame < end_of_frames; frame += PAGE)
        table[frame / PAGE] = frame | rights_of(at(frame)) | GLOBAL | VALID;
    kernel_directory[KERNEL >> 22] = physical_of(table) | VALID;
    kernel_directory[0] = 0;  // nobody lives there any more
    // Both entries were valid before, so the TLB may remember what they said, and does not look again by itself.
    // Had they been absent, nothing would have to be done: the TLB never remembers that something was not there.
    __asm__ volatile("tlbinv" : : : "memory");
}

// Maps a page that was absent, so no TLB needs to hear of it.
void map(uint32_t* directory, uint32_t address, uint32_t frame, uint32_t flags) {
    uint32_t* entry = &directory[address >> 22];
    if (!(*entry & VALID)) *entry = take_frame() | VALID;
    uint32_t* table = at(FRAME_OF(*entry));
    table[address / PAGE % 1024] = frame | flags | VALID;
}

// Where the kernel finds a byte that a program named, or 0 if that byte is not the program's to read. The kernel itself
// may read everything; without this question a program could have any secret of ours printed.
const char* user_byte(const uint32_t* directory, uint32_t address) {
    const uint32_t outer = directory[address >> 22];
    if (!(outer & VALID) || outer & LARGE) return 0;
    const uint32_t* table = at(FRAME_OF(outer));
    const uint32_t leaf = table[address / PAGE % 1024], needed = VALID | READ | USER;
    if ((leaf & needed) != needed) return 0;
    return at(FRAME_OF(leaf) + address % PAGE);
}
