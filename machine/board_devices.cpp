// The part of the board that lies in physical memory: device registers, their memory, and the completion of requests.
#include <algorithm>

#include "machine/board.hpp"

namespace ringside::machine {

namespace {

constexpr std::uint64_t never = ~std::uint64_t{0};
constexpr std::uint32_t framebuffer_frame = framebuffer_memory_base >> 12,
                        boot_rom_frame = boot_rom_base >> 12;

}  // namespace

std::optional<std::string> DeviceConfig::problem() const {
    if (disk_blocks > Disk::most_blocks) return "the disk must have at most 8388608 blocks (4 GiB)";
    if (wire.lost_per_mille > 1000 || wire.repeated_per_mille > 1000 || wire.overtaken_per_mille > 1000)
        return "what a wire loses, repeats or delays must be 0 to 1000 frames of 1000";
    if (boot_rom && disk_blocks == 0) return "the boot ROM needs a disk to load from; give the machine one";
    return std::nullopt;
}

Board::Board(const BoardConfig& c)
    : config(c), timers(c.harts), disk(c.devices.disk_blocks), framebuffer(c.devices.framebuffer) {
    if (c.devices.network) {
        network.mac = c.devices.mac;
        wire = Wire(c.devices.wire);
        network.link_up = wire.connected();
    }
    settle();
}

bool Board::present(Source device) const {
    switch (device) {
    case Source::console: return true;
    case Source::disk: return config.devices.disk_blocks != 0;
    case Source::network: return config.devices.network;
    case Source::framebuffer: return config.devices.framebuffer;
    case Source::iommu: return config.devices.iommu;
    case Source::clock: return config.devices.clock;
    case Source::boot_rom: return config.devices.boot_rom;
    case Source::balloon: break;
    }
    return false;
}

std::uint32_t Board::config_word(std::uint32_t offset) const {
    const std::uint32_t at = offset & ~3u;
    if (at - config_page::bases < device_count * 4) {
        const DeviceRow& d = device_table[(at - config_page::bases) / 4];
        return present(d.source) ? d.base : 0;
    }
    switch (at) {
    case config_page::magic: return config_magic;
    case config_page::version: return 1;
    case config_page::ram_bytes: return config.ram_bytes;
    case config_page::harts: return config.harts;
    case config_page::clock_hz_low: return static_cast<std::uint32_t>(config.clock_hz);
    case config_page::clock_hz_high: return static_cast<std::uint32_t>(config.clock_hz >> 32);
    case config_page::devices: {
        std::uint32_t bits = 0;
        for (const DeviceRow& d : device_table) bits |= present(d.source) ? 1u << number_of(d.source) : 0;
        return bits;
    }
    case config_page::framebuffer_memory: return framebuffer.present() ? framebuffer_memory_base : 0;
    case config_page::framebuffer_bytes: return framebuffer.present() ? framebuffer_memory_bytes : 0;
    default: return 0;
    }
}

const std::uint8_t* Board::bus_page(std::uint32_t frame) const {
    if (frame - framebuffer_frame < framebuffer.memory.pages())
        return framebuffer.memory.page(frame - framebuffer_frame);
    if (frame == boot_rom_frame && config.devices.boot_rom) return boot_rom_page();
    return nullptr;
}

std::uint8_t* Board::writable_bus_page(std::uint32_t frame) {
    if (frame - framebuffer_frame < framebuffer.memory.pages())
        return framebuffer.memory.writable(frame - framebuffer_frame);
    return nullptr;
}

bool Board::executable(std::uint32_t frame) const {
    return frame == boot_rom_frame && config.devices.boot_rom;
}

std::optional<Source> Board::device_at(std::uint32_t address) const {
    for (const DeviceRow& d : device_table)
        if (address - d.base < d.bytes && d.source != Source::boot_rom && present(d.source)) return d.source;
    return std::nullopt;
}

bool Board::answers(std::uint32_t address, isa::Width width) const {
    return width == isa::Width::word && device_at(address).has_value();
}

bool Board::mmio_read(std::uint32_t address, isa::Width width, std::uint64_t now,
                      std::uint32_t& value) const {
    if (!answers(address, width)) return false;
    const Source device = *device_at(address);
    const std::uint32_t offset = address - row(device).base;
    switch (device) {
    case Source::disk: value = disk.read(offset); break;
    case Source::network: value = network.read(offset); break;
    case Source::framebuffer: value = framebuffer.read(offset); break;
    case Source::iommu: value = iommu.read(offset); break;
    case Source::clock: value = clock().read(offset, now); break;
    default: return false;
    }
    return true;
}

bool Board::mmio_write(std::uint32_t address, isa::Width width, std::uint32_t value, std::uint64_t now,
                       Dma& dma) {
    if (!answers(address, width)) return false;
    const Source device = *device_at(address);
    const std::uint32_t offset = address - row(device).base;
    BusMaster bus(iommu, dma, device, now);
    switch (device) {
    case Source::disk:
        disk.write(offset, value, now, {config.times.disk_access, config.times.disk_block}, bus);
        break;
    case Source::network: network.write(offset, value, now, config.times.network_byte, bus); break;
    case Source::framebuffer: framebuffer.write(offset, value); break;
    case Source::iommu: iommu.write(offset, value); break;
    default: break;
    }
    settle();
    return true;
}

std::uint64_t Board::earliest() const { return std::min({disk.due(), network.due(), wire.due()}); }

void Board::complete(std::uint64_t now, Dma& dma) {
    while (devices_due <= now && devices_due != never) {
        step(devices_due, dma);
        settle();
    }
}

// One thing that is due at `at`.
void Board::step(std::uint64_t at, Dma& dma) {
    if (disk.due() <= at) {
        disk.complete(BusMaster(iommu, dma, Source::disk, at));
    } else if (network.due() <= at) {
        if (const auto frame = network.complete(BusMaster(iommu, dma, Source::network, at)))
            wire.send(Wire::Way::to_peer, *frame, at, config.times.network_latency);
    } else if (const auto frame = wire.step(at, config.times.network_latency)) {
        network.receive(*frame, BusMaster(iommu, dma, Source::network, at));
    }
}

bool Board::well_formed() const {
    if (config.harts > most_harts || timers.size() != config.harts || config.devices.problem()) return false;
    if (disk.blocks != config.devices.disk_blocks || framebuffer.present() != config.devices.framebuffer)
        return false;
    const bool wired = config.devices.network && config.devices.wire.peer != PeerKind::none;
    return network.link_up == wired && wire.connected() == wired && devices_due == earliest();
}

}  // namespace ringside::machine
