#include "machine/board.hpp"

#include "isa/special.hpp"

namespace ringside::machine {

namespace {

// Which device a port belongs to, and the offset in it.
enum class Device : std::uint8_t { none, console, timer, interrupts, power };
struct Place {
    Device device = Device::none;
    std::uint32_t offset = 0;
};

struct Range {
    Device device;
    std::uint32_t first, count;
};
constexpr Range ranges[] = {
    {Device::console, port::console, Console::ports},
    {Device::timer, port::timer, Timer::ports},
    {Device::interrupts, port::interrupts, InterruptController::ports},
    {Device::power, port::power, Power::ports},
};

Place find(std::uint32_t port) {
    for (const Range& r : ranges)
        if (port - r.first < r.count) return {r.device, port - r.first};
    return {};
}

}  // namespace

std::uint32_t Board::port_in(std::uint32_t port, std::uint32_t hart, std::uint64_t now) {
    const Place p = find(port);
    std::uint32_t value = 0xffffffffu;
    switch (p.device) {
        case Device::console: value = console.read(p.offset); break;
        case Device::interrupts: value = interrupts.read(p.offset, hart); break;
        default: return peek(port, hart, now);
    }
    settle();
    return value;
}

std::uint32_t Board::peek(std::uint32_t port, std::uint32_t hart, std::uint64_t now) const {
    const Place p = find(port);
    switch (p.device) {
        case Device::console: return console.peek(p.offset);
        case Device::timer: return timers[hart].peek(p.offset, now);
        case Device::interrupts: return interrupts.peek(p.offset, hart);
        case Device::power:
        case Device::none: break;
    }
    return 0xffffffffu;
}

void Board::port_out(std::uint32_t port, std::uint32_t value, std::uint32_t hart, std::uint64_t) {
    const Place p = find(port);
    switch (p.device) {
        case Device::console: console.write(p.offset, value); break;
        case Device::timer: timers[hart].write(p.offset, value); break;
        case Device::interrupts: interrupts.write(p.offset, value, hart); break;
        case Device::power: power.write(p.offset, value); break;
        case Device::none: break;
    }
    settle();
}

std::uint32_t Board::config_word(std::uint32_t offset) const {
    switch (offset & ~3u) {
        case 0: return config_magic;
        case 4: return 1;  // version of this layout
        case 8: return config.ram_bytes;
        case 12: return config.harts;
        case 16: return static_cast<std::uint32_t>(config.clock_hz);
        case 20: return static_cast<std::uint32_t>(config.clock_hz >> 32);
        case 24: return 1u << static_cast<int>(Source::console);  // devices present, a bit per interrupt source
        default: return 0;
    }
}

void Board::settle() { interrupts.drive(Source::console, console.line()); }

std::uint32_t Board::lines(std::uint32_t hart, std::uint64_t now) const {
    return (timers[hart].line(now) ? 1u : 0u) | (interrupts.external_line(hart) ? 2u : 0u) |
           (interrupts.software_line(hart) ? 4u : 0u);
}

std::uint64_t Board::due(std::uint32_t hart, std::uint64_t now) const { return timers[hart].due(now); }

std::uint64_t Board::wakes_at(std::uint32_t hart, std::uint32_t imask, std::uint64_t now) const {
    constexpr std::uint32_t timer = 1u << static_cast<int>(isa::Interrupt::timer);
    return imask & timer ? due(hart, now) : ~std::uint64_t{0};
}

}  // namespace ringside::machine
