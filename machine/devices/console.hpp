// The console: a character out, a character in, an interrupt while input waits.
//
//   offset 0 data     out: print the low byte     in: next input byte, or 0xffffffff if none waits
//   offset 1 status   in: 1 input waits, 2 ready to print (always), 4 end of input
//   offset 2 control  in/out: 1 raise the interrupt line while input waits or has ended
#pragma once

#include <cstdint>
#include <string>

namespace ringside::machine {

struct Console {
    std::string input;           // bytes not yet read
    bool input_ended = false;    // no more will come
    bool interrupt_enabled = false;
    std::string output;          // the last bytes printed, at most output_kept
    std::uint64_t printed = 0;   // bytes printed in all

    static constexpr std::uint32_t ports = 3;
    static constexpr std::size_t output_kept = 1u << 16;

    bool operator==(const Console&) const = default;

    [[nodiscard]] std::uint32_t peek(std::uint32_t offset) const {
        switch (offset) {
            case 0: return input.empty() ? 0xffffffffu : static_cast<std::uint8_t>(input.front());
            case 1: return (input.empty() ? 0u : 1u) | 2u | (input_ended && input.empty() ? 4u : 0u);
            case 2: return interrupt_enabled;
            default: return 0xffffffffu;
        }
    }
    std::uint32_t read(std::uint32_t offset) {
        const std::uint32_t value = peek(offset);
        if (offset == 0 && !input.empty()) input.erase(0, 1);
        return value;
    }
    void write(std::uint32_t offset, std::uint32_t value) {
        if (offset == 0) {
            // Halving keeps the cost of a character constant.
            if (output.size() >= output_kept) output.erase(0, output_kept / 2);
            output.push_back(static_cast<char>(value & 0xff));
            ++printed;
        } else if (offset == 2) {
            interrupt_enabled = value & 1;
        }
    }
    [[nodiscard]] bool line() const { return interrupt_enabled && (!input.empty() || input_ended); }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.input, self.input_ended, self.interrupt_enabled, self.output, self.printed);
    }
};

}  // namespace ringside::machine
