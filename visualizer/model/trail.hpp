// Who had the processor when: the bounded record behind the timeline's lanes.
//
// The most recent stretches are kept one by one. The whole run is kept as well, in bins that double their width
// whenever there are too many of them, so that memory stays the same however long a run lasts.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

namespace ringside::ui {

enum class Layer : std::uint8_t { user, kernel, monitor, device, idle };
inline constexpr std::size_t lane_count = 4;  // idle has no lane

// Cycles [from, to) of one hart.
struct Stretch {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    Layer layer = Layer::idle;
    std::uint8_t guest = 0;  // index of the guest that ran, or for which the monitor worked
};

// divergence: an instruction that should have trapped did not, and the guest was told something else.
enum class MarkKind : std::uint8_t { hidden_fault, true_fault, interrupt, divergence, end };

struct TrailMark {
    std::uint64_t time = 0;
    MarkKind kind{};
    std::uint8_t guest = 0;
    std::uint32_t pc = 0;
    std::uint32_t about = 0;  // the address of a fault, the cause of an interrupt, the word of an instruction
};

class Trail {
public:
    void add(const Stretch& stretch);
    void add(const TrailMark& mark);

    // How much of one column of the timeline each lane takes, 0 to 1.
    struct Column {
        std::array<float, lane_count>
            lanes{};       // of the guest that is asked about; the monitor's work for anybody
        float others = 0;  // other guests ran
    };
    // Cuts [from, to) into `count` columns. `present`: stretches that are not over yet and so not in the trail.
    std::vector<Column> columns(std::uint8_t guest, std::uint64_t from, std::uint64_t to, std::size_t count,
                                const std::vector<Stretch>& present = {}) const;
    // Marks of the guest in [from, to), by rising time.
    std::vector<TrailMark> marks(std::uint8_t guest, std::uint64_t from, std::uint64_t to) const;

    static constexpr std::size_t most_stretches = 32768;
    static constexpr std::size_t most_marks = 16384;
    static constexpr std::size_t most_bins = 2048;

private:
    struct Bin {
        std::array<std::uint64_t, lane_count> cycles{};
    };
    void add_to_bins(const Stretch& stretch);

    std::deque<Stretch> recent_;
    std::deque<TrailMark> marks_;
    std::vector<std::vector<Bin>> bins_;  // by guest
    std::uint64_t bin_width_ = 64;
    std::uint64_t forgotten_ = 0;  // stretches that end before this time are no longer in recent_
};

}  // namespace ringside::ui
