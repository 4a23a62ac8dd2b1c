// A hart's load or store that is not plain bytes: device registers. Both engines do it through these.
#pragma once

#include <cstdint>

#include "machine/machine.hpp"
#include "machine/schedule.hpp"

namespace ringside::machine {

// False: no register answers, a bus fault; nothing has happened. The time of a register access passes before the device sees it, as with ports.
inline bool load_device(Machine& m, std::uint32_t hart, isa::Hpa pa, isa::Width width, std::uint32_t& value) {
    if (!m.board.answers(pa.value, width)) return false;
    m.harts[hart].book(Spent::device, m.config.costs.device_register);
    return m.board.mmio_read(pa.value, width, m.now(hart), value);
}

inline bool store_device(Machine& m, std::uint32_t hart, isa::Hpa pa, isa::Width width, std::uint32_t value,
                         Dma& dma) {
    if (!m.board.answers(pa.value, width)) return false;
    m.harts[hart].book(Spent::device, m.config.costs.device_register);
    catch_up_halted(m, m.harts[hart].cycle);  // a wire may go up or down
    return m.board.mmio_write(pa.value, width, value, m.now(hart), dma);
}

}  // namespace ringside::machine
