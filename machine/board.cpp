#include "machine/board.hpp"

#include <algorithm>

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

void Board::settle() {
    interrupts.drive(Source::console, console.line());
    interrupts.drive(Source::disk, disk.line());
    interrupts.drive(Source::network, network.line());
    interrupts.drive(Source::iommu, iommu.line());
    devices_due = earliest();
}

std::uint32_t Board::lines(std::uint32_t hart, std::uint64_t now) const {
    return (timers[hart].line(now) ? 1u : 0u) | (interrupts.external_line(hart) ? 2u : 0u) |
           (interrupts.software_line(hart) ? 4u : 0u);
}

std::uint64_t Board::due(std::uint32_t hart, std::uint64_t now) const { return std::min(timers[hart].due(now), devices_due); }

std::uint64_t Board::wakes_at(std::uint32_t hart, std::uint32_t imask, std::uint64_t now) const {
    constexpr std::uint32_t timer = 1u << static_cast<int>(isa::Interrupt::timer);
    constexpr std::uint32_t external = 1u << static_cast<int>(isa::Interrupt::external);
    std::uint64_t at = imask & timer ? timers[hart].due(now) : ~std::uint64_t{0};
    if ((imask & external) && interrupts.enabled[hart] != 0) at = std::min(at, devices_due);
    return at;
}

}  // namespace ringside::machine
