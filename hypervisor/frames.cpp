#include "hypervisor/types.hpp"

namespace ringside::hv {

FrameTable::FrameTable(std::uint32_t frames) : owners(frames), free_frames(frames) {
    if (frames == 0) return;
    owners[0].kind = FrameKind::hole;  // no memory behind frame 0, see machine/board.hpp
    --free_frames;
}

std::uint32_t FrameTable::take(const FrameOwner& owner) {
    for (std::uint32_t i = search_from; i < owners.size(); ++i) {
        if (owners[i].kind != FrameKind::free) continue;
        owners[i] = owner;
        --free_frames;
        search_from = i + 1;
        return i;
    }
    search_from = static_cast<std::uint32_t>(owners.size());
    return no_frame;
}

void FrameTable::give_back(std::uint32_t frame) {
    owners[frame] = FrameOwner{};
    ++free_frames;
    if (frame < search_from) search_from = frame;
}

}  // namespace ringside::hv
