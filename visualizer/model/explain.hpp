// What has happened and what is about to happen, in words. Machine text inside a sentence stands between backticks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hypervisor/world/inspect.hpp"
#include "isa/encoding.hpp"
#include "visualizer/model/history.hpp"
#include "visualizer/model/programs.hpp"

namespace ringside::ui {

// One line of what a layer did, with its cycles where they can be told apart.
struct Done {
    std::string words;
    std::optional<std::uint64_t> cycles;
};

// A card of the story: what one layer saw or did.
struct Card {
    enum class Who : std::uint8_t { guest, monitor, kernel, nobody, nobody_noticed };
    Who who = Who::guest;
    world::GuestRef guest;
    std::string title;
    std::vector<std::pair<std::string, std::string>> facts;  // "virtual ring", "0"
    std::string words;
    std::vector<Done> done;
};

// What leads from one card to the next.
struct Link {
    bool down = true;  // towards the inner layer
    std::string words;
};

// An instruction that should have trapped and did not: what the guest was told, and what it should have been told.
Card tell(const world::Divergence& divergence, const Programs& programs, const Eye& eye);

// A passage through the layers: cards with links between them.
struct Story {
    std::vector<Card> cards;
    std::vector<Link> links;  // one fewer than cards
    std::string moral;        // what to take from it
};
Story tell(const Passage& passage, const Programs& programs, const Eye& eye);
// A passage in a few words: "hidden fault at 0x8001_8000".
std::string summary(const Passage& passage, const Eye& eye);

// The last step: what was executed, and its effects. Empty before the first.
struct StepWords {
    std::string what;     // "`addi a5, a5, 1` at `main+0x8`"
    std::string effects;  // "`a5` ← `0x0000_1f40`"
};
StepWords words_of(const Step& step, const Programs& programs, const Eye& eye);
// What the instruction at pc is going to do, and whether it traps; empty when there is none.
std::string foretell(const Programs& programs, const Eye& eye);

// What an instruction does, with its own registers and numbers: "sp = 0x8001 << 16".
// Branches and jumps name their target, given the address of the instruction.
std::string meaning_of(const isa::Decoded& instruction, const Programs& programs, const Eye& eye,
                       std::uint32_t pc);
// "system call", "page fault on store, right missing"
std::string cause_words(std::uint32_t cause);
// Where an address is, as a person would say: its name, or the number.
std::string place_words(const Programs& programs, const Eye& eye, std::uint32_t address);
// "guest kernel", "user program", as the ring says.
std::string layer_name(unsigned ring, bool in_vm);

}  // namespace ringside::ui
