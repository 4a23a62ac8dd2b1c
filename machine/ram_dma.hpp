// Devices' way to the machine's own RAM, on bare metal.
//
// An engine that keeps derived things about pages (decoded code, host addresses) listens to EventKind::dma_write: the bytes
// of that page have changed, and the host address of the page may have, too.
#pragma once

#include <cstdint>
#include <cstring>

#include "machine/devices/dma.hpp"
#include "machine/machine.hpp"

namespace ringside::machine {

class RamDma : public Dma {
public:
    explicit RamDma(Machine& machine) : m_(machine) {}

    bool read(isa::Gpa from, std::uint8_t* to, std::uint32_t bytes) override {
        if (!m_.is_ram(isa::Hpa{from.value})) return false;
        std::memcpy(to, m_.ram.page(from.frame()) + from.offset(), bytes);
        return true;
    }
    bool write(isa::Gpa to, const std::uint8_t* from, std::uint32_t bytes) override {
        if (!m_.is_ram(isa::Hpa{to.value})) return false;
        std::memcpy(m_.ram.writable(to.frame()) + to.offset(), from, bytes);
        return true;
    }

protected:
    Machine& m_;
};

// The same, telling a sink of events. What devices do happens between instructions; it is put down to hart 0, at its own time.
template <class Sink>
class TellingDma final : public RamDma {
public:
    TellingDma(Machine& machine, Sink& sink) : RamDma(machine), sink_(sink) {}

    [[nodiscard]] bool listening() const override { return Sink::listening; }
    void note(std::uint64_t at, EventKind kind, std::uint32_t a, std::uint32_t b, std::uint32_t c,
              std::uint32_t d) override {
        if constexpr (Sink::listening) sink_.on(Event{kind, 0, no_vm, 0, m_.harts[0].pc, at, a, b, c, d});
    }

private:
    Sink& sink_;
};

}  // namespace ringside::machine
