#include "isa/manual.hpp"

#include <cstdio>
#include <vector>

#include "isa/asm/pseudo.hpp"
#include "isa/causes.hpp"
#include "isa/disasm.hpp"
#include "isa/encoding.hpp"
#include "isa/special.hpp"
#include "isa/strap.hpp"
#include "isa/table.hpp"

namespace ringside::isa {

namespace {

std::string hex(std::uint32_t n, int digits) {
    char text[16];
    std::snprintf(text, sizeof text, "%0*x", digits, static_cast<unsigned>(n));
    return text;
}

std::string code(std::string_view text) { return text.empty() ? "" : "`" + std::string(text) + "`"; }

// One row of a table; a bar inside a cell would end it.
std::string line(const std::vector<std::string>& cells) {
    std::string out = "|";
    for (const std::string& cell : cells) {
        out += ' ';
        for (const char c : cell) {
            if (c == '|') out += '\\';
            out += c;
        }
        out += " |";
    }
    return out + "\n";
}

std::string heading(const std::vector<std::string>& cells) {
    std::string rule = "|";
    for (std::size_t i = 0; i < cells.size(); ++i) rule += "---|";
    return line(cells) + rule + "\n";
}

// --- words ---

std::string words_and_fields() {
    return R"(# The Tetra instruction set

*Printed by `ringside docs isa` from the tables of the program; do not edit.*

Tetra is a 32-bit, little-endian machine with 16 registers, four rings, paging in two levels, and fixed 32-bit
instructions. It was made to be virtualized, and to be read: every field of an instruction lies on hexadecimal digits,
one character for four bits, so a word can be decoded by eye.

## Words

```
R  op op | rd | rs | rt | 000      register to register
I  op op | rd | rs | imm16         with a 16-bit number
J  op op | rd | imm20              with a 20-bit number
```

The first digit of the opcode is the class. A field that an instruction does not use must be zero; otherwise the word is
an illegal instruction. So are all words whose opcode is not listed, `00000000` and `ffffffff` among them.

Example: `)" +
           hex(encode({Op::addi, 10, 11, 0, 1}), 8) +
           R"(` is opcode `20` (`addi`), rd `a` (a0), rs `b` (a1), number `0001`: `addi a0, a1, 1`.

- Numbers of arithmetic, loads, stores and `jalr` are signed; those of `lui`, `auipc`, `vcall` and special registers are not.
- Branches and `jal` count instructions from themselves: a branch reaches 128 KiB either way, `jal` 2 MiB.
- Stores and branches read the register in the rd field.
- Memory accesses must be aligned to their size; instructions lie at multiples of four.
)";
}

std::string registers() {
    static constexpr const char* uses[16] = {
        "always zero",
        "return address",
        "stack pointer",
        "global pointer",
        "thread pointer",
        "temporary",
        "temporary",
        "temporary",
        "saved by the called function; frame pointer (`fp`)",
        "saved by the called function",
        "argument, result",
        "argument, second half of a result",
        "argument",
        "argument",
        "argument",
        "argument",
    };
    std::string out = "\n## Registers\n\nNames and numbers of the RISC-V ILP32E calling convention; `x0` to "
                      "`x15` are accepted as "
                      "well.\n\n" +
                      heading({"Digit", "Name", "Use"});
    for (std::uint32_t i = 0; i < 16; ++i)
        out += line({code(hex(i, 1)), std::string(register_names[i]), uses[i]});
    return out;
}

// --- instructions ---

const char* class_title(Class c) {
    switch (c) {
    case Class::system: return "system";
    case Class::alu_register: return "arithmetic on registers";
    case Class::alu_immediate:
        return "arithmetic with a number (the second digit is that of the register form)";
    case Class::load: return "loads";
    case Class::store: return "stores";
    case Class::branch: return "branches";
    case Class::jump: return "jumps";
    case Class::multiply: return "multiplication and division";
    case Class::atomic: return "atomic memory operations";
    case Class::sensitive: return "sensitive, not privileged";
    case Class::privileged: return "privileged: trap outside ring 0";
    case Class::virtualization:
        return "Tetra-V, the virtualization extension: privileged, illegal on machines without it";
    }
    return "";
}

std::string_view cost_name(Cost c) {
    static constexpr std::string_view names[cost_count] = {
        "alu",    "multiply", "divide",      "load", "store", "branch",      "jump",
        "atomic", "special",  "trap return", "port", "TLB",   "world switch"};
    return names[static_cast<int>(c)];
}

std::string_view sensitivity_name(Sensitivity s) {
    return s == Sensitivity::control ? "control" : s == Sensitivity::behaviour ? "behaviour" : "";
}

std::string instructions() {
    std::string out = R"(
## Instructions

The unprivileged classes `0` to `8` cover RV32EMA one to one (RISC-V unprivileged specification, 20191213), in
encodings of their own. *Cost* names the class that a cost model gives its cycles. *Sensitivity* is Popek's and Goldberg's
(CACM 17(7), 1974): *control* instructions change the machine's resources, *behaviour* instructions have results that
depend on ring or location, and all others are innocuous.
)";
    int shown = -1;
    for (const Row& r : table) {
        const int digit = static_cast<int>(r.class_);
        const bool sensitive = digit >= static_cast<int>(Class::sensitive);
        if (digit != shown) {
            out += "\n### Class `" + hex(static_cast<std::uint32_t>(digit), 1) +
                   "`: " + class_title(r.class_) + "\n\n";
            out += sensitive ? heading({"Op", "Instruction", "Format", "Meaning", "Cost", "Sensitivity"})
                             : heading({"Op", "Instruction", "Format", "Meaning", "Cost"});
        }
        shown = digit;
        std::string text(r.mnemonic);
        const std::string_view operands = operands_text(r.syntax);
        if (!operands.empty()) text.append(" ").append(operands);
        static constexpr const char* formats[] = {"R", "I", "J"};
        std::vector<std::string> cells = {code(hex(r.opcode, 2)), code(text),
                                          formats[static_cast<int>(r.format)], std::string(r.meaning),
                                          std::string(cost_name(r.cost))};
        if (sensitive) cells.emplace_back(sensitivity_name(r.sensitivity));
        out += line(cells);
    }
    return out;
}

// The sensitive instructions of the 32-bit x86 that did not trap, and where Tetra has the like.
struct X86Row {
    const char* names;
    std::vector<Op> ops;
    const char* why;
};

std::string x86_map() {
    const std::vector<X86Row> rows = {
        {"SGDT, SLDT", {Op::rdptb}, "show where the real tables lie"},
        {"SIDT", {Op::rdtvec}, "shows where the real trap vector lies"},
        {"SMSW", {Op::rdpsr}, "shows the real machine status"},
        {"PUSHF", {Op::rdpsr}, "shows the real interrupt flag and I/O ring"},
        {"POPF", {Op::wrpsr}, "drops the interrupt flag and the ring silently outside ring 0"},
        {"LAR, LSL, VERR, VERW", {Op::probe}, "answer about access rights for the real ring"},
        {"PUSH, POP, MOV of a segment register; STR",
         {Op::rdring},
         "show or depend on the real ring in a selector"},
        {"CALL, JMP, INT n, RET to another segment",
         {Op::retf},
         "change ring by rules that depend on the real one"},
    };
    std::string out = R"(
### What the sensitive class stands for

In 2000 Robin and Irvine found 17 instructions of the Pentium that are sensitive and do not trap ("Analysis of the Intel
Pentium's ability to support a secure virtual machine monitor", USENIX Security; VERR and VERW share one entry). Class
`d` models each kind once. Under the `strict` strap all of class `d` traps outside ring 0, and Popek's and Goldberg's
first theorem holds. Under `classic` none does.

)" + heading({"x86", "Tetra", "What goes wrong in a guest"});
    for (const X86Row& r : rows) {
        std::string ops;
        for (const Op op : r.ops) ops += (ops.empty() ? "" : ", ") + code(row(op).mnemonic);
        out += line({r.names, ops, r.why});
    }
    out += "\nOutside ring 0 these trap:\n\n" + heading({"Instruction", "`strict`", "`classic`"});
    for (const Row& r : table) {
        if (r.class_ != Class::sensitive) continue;
        const auto traps = [&](const TrapMask& mask) {
            return std::string(mask.has(r.op) ? "traps" : "answers");
        };
        out += line({code(r.mnemonic), traps(TrapMask::strict()), traps(TrapMask::classic())});
    }
    return out;
}

// --- privileged state ---

std::string special_registers() {
    std::string out = R"(
## Special registers

Read with `mfs rd, name` and written with `mts name, rs`, both privileged. A number that is not listed makes the
instruction illegal; writing a register that is not writable does nothing. `ms0` to `ms3` may be used from ring 1 as well
while bit 0 of `mctl` is set.

)" + heading({"Number", "Name", "Written", "Meaning"});
    for (const SpecialRow& r : special_table)
        out +=
            line({code(hex(r.number, 2)), code(r.name), r.writable ? "yes" : "no", std::string(r.meaning)});
    return out + R"(
### PSR, the processor status

```
digit   7 6    5    4    3     2    1       0
        user   PTF  TF   PIE   IE   PRING   RING
```

RING is the ring that runs, 0 (inner) to 3. IE lets interrupts in. TF traps after each instruction. A trap saves the
three in PRING, PIE and PTF and goes on in ring 0 with IE and TF clear; `rets` takes them back. The user flags are for
programs: every ring may write them with `wrpsr`, where that does not trap. Outside ring 0 `wrpsr` writes nothing else.

### PTB, the page-table base

```
digit   7 6 5 4 3     2 1    0
        root frame    ASID   1: paging is on
```

While paging is off addresses are physical.

### The rest

- `mctl`: bit 0 opens `ms0` to `ms3` to ring 1, bit 1 arms `icmp`.
- `imask`, `ipend`: bit 0 timer, bit 1 external, bit 2 software.
- `lrstate`: bit 0, the pair of `lr.w` is valid; bit 4, it was when the last trap was taken. A trap clears bit 0.
)";
}

std::string traps() {
    std::string out = R"(
## Traps

A trap goes to ring 0: EPC is the address of the instruction that trapped, or of the next one after an interrupt; CAUSE and
TVAL say why, PSR is saved in itself, and the program goes on at TVEC, which must translate at ring 0: otherwise the machine
checks. PTB stays.

CAUSE holds the number in its two low digits. For page faults the third digit is the reason. For interrupts bit 31 is set and
the low digits are the line: 0 timer, 1 external, 2 software.

)" + heading({"CAUSE", "Name", "Why", "TVAL"});
    for (const CauseRow& r : cause_table)
        out += line({code(hex(static_cast<std::uint32_t>(r.cause), 2)), code(r.name), std::string(r.title),
                     std::string(r.tval)});
    struct Reason {
        FaultReason reason;
        const char* why;
    };
    static constexpr Reason reasons[] = {
        {FaultReason::absent_directory, "V is 0 in the first-level entry"},
        {FaultReason::absent, "V is 0 in the second-level entry"},
        {FaultReason::rights, "R, W or X is missing"},
        {FaultReason::ring, "the ring is outside PL"},
        {FaultReason::reserved, "the reserved bit is set, or low frame bits of a large page are"},
    };
    out += "\n" + heading({"Third digit", "Reason of a page fault"});
    for (const Reason& r : reasons) out += line({code(hex(static_cast<std::uint32_t>(r.reason), 1)), r.why});
    return out;
}

std::string paging() {
    return R"(
## Paging

Two levels: a directory of 1024 entries for 4 MiB each, tables of 1024 entries for 4 KiB each. An entry:

```
31        12   11         10     9 8   7  6  5  4   3  2  1  0
frame          reserved   soft   PL    L  G  D  A   X  W  R  V
```

- V valid. R, W, X rights, each on its own: a page may be executable and not readable.
- PL: the outermost ring that may use the page. Ring 0 obeys R, W and X too.
- A accessed, D dirty: set by the hardware walk, together, and only by an access that succeeds. An atomic operation and a
  store-conditional need R and W and set D, a store-conditional even when it fails.
- G: the page belongs to every ASID. L, in a directory entry: it maps 4 MiB itself, and the low ten frame bits must be zero.
- soft is left to software. The reserved bit faults.
- In a directory entry that points to a table only V, L, the reserved bit and the frame count; L in a table entry does not.

Translations are kept in an instruction TLB and a data TLB, tagged by ASID and invalidated by software with `tlbinv`,
`tlbinv.va` and `tlbinv.as`, which act on both TLBs of the hart. Absent entries are not kept. Stores are seen by
instruction fetch without a fence.
)";
}

// --- the assembler ---

std::string assembler_chapter() {
    std::string out = R"(
## Assembly

`ringside asm a.s b.s -o program.elf` assembles and links. The assembler accepts what
`riscv64-unknown-elf-gcc -march=rv32ema -mabi=ilp32e -S` writes, unchanged: its directives, pseudo-instructions, several
statements on a line with `;`, numeric labels (`1f`, `1b`), `.aq` and `.rl` suffixes, operands of `fence`, and the
modifiers `%hi %lo %pcrel_hi %pcrel_lo %tprel_hi %tprel_lo`. Sections that are not loaded (`.debug_…`) are skipped; `.loc`
becomes the line map. Comments are `#`, `//` and `/* */`.

`lui` and `auipc` set the upper **16** bits, so `%hi(x)` is `(x + 0x8000) >> 16` and `%lo(x)` the signed low 16 bits. A plain
number after `lui` means those 16 bits; compilers write `li` for numbers, which is right on both machines.

Far branches grow into an inverted branch over a `jal`; calls are one `jal` within 2 MiB. The linker decides, for the final
addresses. `la` gives the address where a symbol is linked; `lla`, and loads and stores of a bare symbol, are relative to
pc and so right before a kernel has moved to its final address, too.

### Pseudo-instructions

)" + heading({"Written", "Means"});
    for (const assembler::PseudoRow& r : assembler::pseudo_table) {
        std::string text(r.mnemonic);
        if (!r.operands.empty()) text.append(" ").append(r.operands);
        const bool words = r.code != assembler::PseudoCode::none;
        out += line({code(text), words ? std::string(r.expansion) : code(r.expansion)});
    }
    return out + R"(
`add`, `and`, `or`, `xor`, `sll`, `srl`, `sra`, `slt` and `sltu` take a number as third operand. Loads take a bare symbol
(`lw a0, symbol`), and stores too with a scratch register (`sw a0, symbol, t0`).

### Directives

Sections: `.text .data .bss .rodata .section .pushsection .popsection .previous`. Data: `.byte .half .word .dword` with their
other names, `.ascii .asciz .string .zero .space .skip .fill .org .align .p2align .balign .uleb128 .sleb128`. Symbols: `.globl .weak
.local .hidden .type .size .comm .lcomm .set .equ .equiv` and `name = value`. Text: `.macro .endm .rept .irp .irpc .endr .if .ifdef
.ifndef .ifc .elseif .else .endif .error .end`. Lines: `.file .loc`. Read and not needed: `.option .attribute .ident .cfi_*`.

Expressions have C's operators with C's precedence.
)";
}

}  // namespace

std::string manual() {
    return words_and_fields() + registers() + instructions() + x86_map() + special_registers() + traps() +
           paging() + assembler_chapter();
}

}  // namespace ringside::isa
