#include "machine/machine.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "isa/causes.hpp"

namespace ringside::machine {

std::optional<std::string> MachineConfig::problem() const {
    if (ram_bytes % isa::page_bytes != 0) return "the size of RAM must be a multiple of 4096 bytes";
    if (ram_bytes < 64u << 10) return "RAM must be at least 64 KiB";
    if (ram_bytes > most_ram) return "RAM must be at most 3840 MiB; the addresses above belong to devices";
    if (harts < 1 || harts > most_harts) return "the number of harts must be 1 to 8";
    if (tlb_entries < 1 || tlb_entries > 1024) return "the number of TLB entries must be 1 to 1024";
    if (const auto p = devices.problem()) return p;
    return costs.problem();
}

std::string explain(const MachineCheck& check) {
    char text[320];
    const isa::CauseRow* cause = isa::find_cause(check.cause);
    const char* title = isa::is_interrupt(check.cause) ? "interrupt" : cause ? cause->title.data() : "trap";
    if (check.kind == CheckKind::vector)
        std::snprintf(text, sizeof text,
                      "machine check on hart %u: %s at pc 0x%08x (tval 0x%08x), but the trap vector TVEC = 0x%08x is not "
                      "memory that ring 0 may execute; set TVEC to a handler first",
                      check.hart, title, check.pc, check.tval, check.tvec);
    else
        std::snprintf(text, sizeof text,
                      "machine check on hart %u: %s at pc 0x%08x (tval 0x%08x), which is the first instruction of the trap "
                      "handler itself; mend the handler",
                      check.hart, title, check.pc, check.tval);
    return text;
}

BoardConfig board_config(const MachineConfig& c) {
    const DeviceTimes times{c.costs.disk_access, c.costs.disk_block, c.costs.network_latency, c.costs.network_byte};
    return {c.ram_bytes, c.harts, c.costs.clock_hz, c.devices, times};
}

Machine::Machine(const MachineConfig& c)
    : config(c), ram(c.ram_bytes / isa::page_bytes), harts(c.harts), board(board_config(c)) {
    for (Hart& h : harts) {
        h.itlb.entries.resize(c.tlb_entries);
        h.dtlb.entries.resize(c.tlb_entries);
    }
}

bool Machine::well_formed() const {
    if (harts.size() != config.harts || ram.pages() != config.ram_bytes / isa::page_bytes || !(board.config == board_config(config))) return false;
    if (locked_turn.who >= config.harts || locked_turn.left > turn_steps || cycle_turn.who >= config.harts) return false;
    if (check && check->hart >= config.harts) return false;
    return std::all_of(harts.begin(), harts.end(), [this](const Hart& h) { return h.itlb.entries.size() == config.tlb_entries; });
}

bool Machine::read(isa::Hpa pa, isa::Width width, std::uint32_t& value) const {
    if (is_ram(pa)) {
        value = 0;
        std::memcpy(&value, ram.page(pa.frame()) + pa.offset(), isa::bytes_of(width));
        return true;
    }
    if (pa.frame() == isa::Hpa{config_page_base}.frame()) {
        const std::uint32_t word = board.config_word(pa.offset());
        const std::uint32_t keep = width == isa::Width::word ? ~0u : (1u << isa::bytes_of(width) * 8) - 1;
        value = word >> (pa.offset() & 3) * 8 & keep;
        return true;
    }
    if (const std::uint8_t* page = board.bus_page(pa.frame())) {
        value = 0;
        std::memcpy(&value, page + pa.offset(), isa::bytes_of(width));
        return true;
    }
    return false;
}

bool Machine::write(isa::Hpa pa, isa::Width width, std::uint32_t value) {
    std::uint8_t* page = is_ram(pa) ? ram.writable(pa.frame()) : board.writable_bus_page(pa.frame());
    if (!page) return false;
    std::memcpy(page + pa.offset(), &value, isa::bytes_of(width));
    return true;
}

}  // namespace ringside::machine
