// Directives: statements that begin with a dot. One function per directive or per family, by subject in
// section_directives.cpp, data_directives.cpp, symbol_directives.cpp and macro.cpp; the table is in directive.cpp.
#pragma once

#include <string>
#include <string_view>

#include "isa/asm/unit.hpp"

namespace ringside::isa::assembler {

// The directive's name has been read. Complains and gives false when its operands are wrong.
bool assemble_directive(Unit& unit, std::string_view name, Spot at);

// Every statement up to the end of the text or .end (assembler.cpp).
void assemble_statements(Unit& unit);

// name = value, for .set, .equ and `name = value`. once: refuse a name that is already defined.
bool assign_symbol(Unit& unit, std::string_view name, Spot at, bool once);

// Is there a macro of this name? Then it is expanded and its statements assembled.
bool expand_macro(Unit& unit, std::string_view name, Spot at, bool& found);

// A directive that belongs to conditional assembly, and so is read even where statements do not count.
bool is_conditional(std::string_view name);

// A string in double quotes, with escapes; complains if there is none or it does not end.
bool parse_string(Unit& unit, std::string& text);
// A symbol's name.
bool parse_name(Unit& unit, std::string_view& name);

namespace directive {

using Function = bool (*)(Unit&, std::string_view name, Spot at);

// section_directives.cpp
bool section(Unit&, std::string_view, Spot);
bool named_section(Unit&, std::string_view, Spot);  // .text .data .bss …
bool push_section(Unit&, std::string_view, Spot);
bool pop_section(Unit&, std::string_view, Spot);
bool previous(Unit&, std::string_view, Spot);

// data_directives.cpp
bool integers(Unit&, std::string_view, Spot);
bool strings(Unit&, std::string_view, Spot);
bool space(Unit&, std::string_view, Spot);
bool origin(Unit&, std::string_view, Spot);
bool fill(Unit&, std::string_view, Spot);
bool align(Unit&, std::string_view, Spot);
bool leb(Unit&, std::string_view, Spot);

// symbol_directives.cpp
bool binding(Unit&, std::string_view, Spot);  // .globl .weak .local .hidden …
bool type(Unit&, std::string_view, Spot);
bool size(Unit&, std::string_view, Spot);
bool common(Unit&, std::string_view, Spot);
bool set(Unit&, std::string_view, Spot);
bool file(Unit&, std::string_view, Spot);
bool loc(Unit&, std::string_view, Spot);
bool ignored(Unit&, std::string_view, Spot);
bool end(Unit&, std::string_view, Spot);
bool message(Unit&, std::string_view, Spot);  // .error .warning
bool refused(Unit&, std::string_view, Spot);  // .include .incbin

// macro.cpp
bool macro(Unit&, std::string_view, Spot);
bool stray_end(Unit&, std::string_view, Spot);  // .endm .endr without a beginning
bool repeat(Unit&, std::string_view, Spot);
bool repeat_for(Unit&, std::string_view, Spot);  // .irp .irpc
bool condition(Unit&, std::string_view, Spot);
bool condition_else(Unit&, std::string_view, Spot);
bool condition_end(Unit&, std::string_view, Spot);

}  // namespace directive

}  // namespace ringside::isa::assembler
