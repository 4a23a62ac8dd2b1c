#include "visualizer/model/trail.hpp"

#include <algorithm>

namespace ringside::ui {

namespace {

// Adds the cycles that [from, to) has in each column of the window to what `put` collects.
template <class Put>
void spread(std::uint64_t from, std::uint64_t to, std::uint64_t window_from, double column_width,
            std::size_t count, Put put) {
    const double a = (static_cast<double>(from) - static_cast<double>(window_from)) / column_width;
    const double b = (static_cast<double>(to) - static_cast<double>(window_from)) / column_width;
    const auto first = static_cast<std::size_t>(std::max(0.0, a));
    for (std::size_t i = first; i < count && static_cast<double>(i) <= b; ++i) {
        const double left = std::max(a, static_cast<double>(i));
        const double right = std::min(b, static_cast<double>(i + 1));
        // Something short is still something.
        put(i, static_cast<float>(std::max(right - left, from == to ? 0.01 : 0.0)));
    }
}

}  // namespace

void Trail::add(const Stretch& stretch) {
    if (stretch.layer == Layer::idle || stretch.to < stretch.from) {
        return;
    }
    add_to_bins(stretch);
    if (!recent_.empty()) {
        Stretch& last = recent_.back();
        if (last.layer == stretch.layer && last.guest == stretch.guest && last.to == stretch.from) {
            last.to = stretch.to;
            return;
        }
    }
    recent_.push_back(stretch);
    if (recent_.size() > most_stretches) {
        forgotten_ = std::max(forgotten_, recent_.front().to);
        recent_.pop_front();
    }
}

void Trail::add(const TrailMark& mark) {
    marks_.push_back(mark);
    if (marks_.size() > most_marks) {
        marks_.pop_front();
    }
}

void Trail::add_to_bins(const Stretch& stretch) {
    if (bins_.size() <= stretch.guest) {
        bins_.resize(stretch.guest + std::size_t{1});
    }
    while (stretch.to / bin_width_ >= most_bins) {
        for (std::vector<Bin>& bins : bins_) {
            std::vector<Bin> wider((bins.size() + 1) / 2);
            for (std::size_t i = 0; i < bins.size(); ++i) {
                for (std::size_t lane = 0; lane < lane_count; ++lane) {
                    wider[i / 2].cycles[lane] += bins[i].cycles[lane];
                }
            }
            bins.swap(wider);
        }
        bin_width_ *= 2;
    }
    std::vector<Bin>& bins = bins_[stretch.guest];
    const auto lane = static_cast<std::size_t>(stretch.layer);
    for (std::uint64_t at = stretch.from; at < stretch.to;) {
        const std::uint64_t bin = at / bin_width_;
        const std::uint64_t end = std::min(stretch.to, (bin + 1) * bin_width_);
        if (bins.size() <= bin) {
            bins.resize(bin + 1);
        }
        bins[bin].cycles[lane] += end - at;
        at = end;
    }
}

std::vector<Trail::Column> Trail::columns(std::uint8_t guest, std::uint64_t from, std::uint64_t to,
                                          std::size_t count, const std::vector<Stretch>& present) const {
    std::vector<Column> columns(count);
    if (count == 0 || to <= from) {
        return columns;
    }
    const double width = static_cast<double>(to - from) / static_cast<double>(count);
    const auto put = [&](std::uint8_t owner, std::size_t lane, std::size_t column, float share) {
        if (owner == guest || lane == static_cast<std::size_t>(Layer::monitor)) {
            columns[column].lanes[lane] += share;
        } else if (lane <= static_cast<std::size_t>(Layer::kernel)) {
            columns[column].others += share;
        }
    };
    const auto put_stretch = [&](const Stretch& s) {
        if (s.layer != Layer::idle && s.to >= from && s.from < to) {
            spread(s.from, s.to, from, width, count, [&](std::size_t column, float share) {
                put(s.guest, static_cast<std::size_t>(s.layer), column, share);
            });
        }
    };
    std::for_each(present.begin(), present.end(), put_stretch);
    if (from < forgotten_) {
        for (std::size_t owner = 0; owner < bins_.size(); ++owner) {
            const std::uint64_t first = from / bin_width_;
            const std::uint64_t last = std::min<std::uint64_t>(bins_[owner].size(), to / bin_width_ + 1);
            for (std::uint64_t bin = first; bin < last; ++bin) {
                for (std::size_t lane = 0; lane < lane_count; ++lane) {
                    const float part =
                        static_cast<float>(bins_[owner][bin].cycles[lane]) / static_cast<float>(bin_width_);
                    if (part > 0) {
                        spread(bin * bin_width_, (bin + 1) * bin_width_, from, width, count,
                               [&](std::size_t column, float share) {
                                   put(static_cast<std::uint8_t>(owner), lane, column, share * part);
                               });
                    }
                }
            }
        }
    } else {
        // Harts and devices are recorded as they come, so the order by end is only nearly one.
        constexpr std::size_t disorder = 64;
        auto at = std::partition_point(recent_.begin(), recent_.end(),
                                       [&](const Stretch& s) { return s.to < from; });
        at -= std::min<std::ptrdiff_t>(at - recent_.begin(), disorder);
        std::for_each(at, recent_.end(), put_stretch);
    }
    for (Column& column : columns) {
        for (float& share : column.lanes) {
            share = std::min(share, 1.0F);
        }
        column.others = std::min(column.others, 1.0F);
    }
    return columns;
}

std::vector<TrailMark> Trail::marks(std::uint8_t guest, std::uint64_t from, std::uint64_t to) const {
    std::vector<TrailMark> found;
    auto at =
        std::partition_point(marks_.begin(), marks_.end(), [&](const TrailMark& m) { return m.time < from; });
    for (; at != marks_.end() && at->time < to; ++at) {
        if (at->guest == guest) {
            found.push_back(*at);
        }
    }
    return found;
}

}  // namespace ringside::ui
