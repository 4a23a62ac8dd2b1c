// The text form: a page of records, in words.
#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "visualizer/kit/pen.hpp"
#include "visualizer/kit/record.hpp"

namespace ringside::ui {

namespace {

std::size_t columns_of(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        pen::next_code_point(text, at);
    }
    return count;
}

// Things that are read out; what they stand in is told by their lines.
bool is_read(const Record& item) {
    switch (item.kind) {
    case Kind::text:
    case Kind::cell:
    case Kind::heading:
    case Kind::field:
    case Kind::mark:
    case Kind::lane:
    case Kind::plot: return !item.text.empty();
    default: return false;
    }
}

class Writer {
public:
    explicit Writer(const Recording& seen) : seen_(seen) {}

    // The items below record `root` that are read, except those of panels inside it; -1 = the page.
    std::string lines_below(int root) {
        std::vector<const Record*> items;
        for (const Record& item : seen_.items) {
            if (is_read(item) && panel_of(item) == root) {
                items.push_back(&item);
            }
        }
        measure_columns(items);
        // What scrolls is read as a whole, at the place where its region stands.
        const auto place = [](const Record* item) {
            const float y = item->box.centre().y;
            return std::tuple(item->scroll == 0 ? y : item->clip.y0, item->scroll, y);
        };
        std::stable_sort(items.begin(), items.end(),
                         [&](const Record* a, const Record* b) { return place(a) < place(b); });
        std::string text;
        for (std::size_t at = 0; at < items.size();) {
            // One line: everything whose middle lies at the height of the first.
            std::size_t end = at + 1;
            constexpr float same_line = 7;
            while (end < items.size() && items[end]->scroll == items[at]->scroll &&
                   items[end]->box.centre().y - items[at]->box.centre().y < same_line) {
                ++end;
            }
            std::sort(items.begin() + static_cast<std::ptrdiff_t>(at),
                      items.begin() + static_cast<std::ptrdiff_t>(end),
                      [](const Record* a, const Record* b) { return a->box.x0 < b->box.x0; });
            text += "  " +
                    line({items.begin() + static_cast<std::ptrdiff_t>(at),
                          items.begin() + static_cast<std::ptrdiff_t>(end)}) +
                    "\n";
            at = end;
        }
        return text;
    }

private:
    int panel_of(const Record& item) const {
        int parent = item.parent;
        while (parent >= 0 && seen_.items[static_cast<std::size_t>(parent)].kind != Kind::panel) {
            parent = seen_.items[static_cast<std::size_t>(parent)].parent;
        }
        return parent;
    }

    // The room of a table's column, in characters: its longest entry and its widest mark.
    struct Width {
        std::size_t entry = 0;
        std::size_t mark = 0;
    };
    using ColumnKey = std::pair<int, int>;  // table, column

    void measure_columns(const std::vector<const Record*>& items) {
        for (const Record* item : items) {
            if (item->place.table != 0) {
                Width& width = widths_[{item->place.table, item->place.column}];
                std::size_t& part = item->kind == Kind::mark ? width.mark : width.entry;
                part = std::max(part, columns_of(item->text));
            }
        }
    }

    std::string line(const std::vector<const Record*>& items) const {
        std::string text;
        const Record* before = nullptr;
        for (const Record* item : items) {
            if (item->place.table != 0) {
                add_cell(text, *item, before);
            } else {
                const float gap = before == nullptr ? 0 : item->box.x0 - before->box.x1;
                const bool apart = before != nullptr && (gap >= 5 || before->place.table != 0);
                text += (apart ? "  " : gap >= 1.5F ? " " : "") + item->text;
            }
            before = item;
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return text;
    }

    void add_cell(std::string& text, const Record& item, const Record* before) const {
        const CellPlace& place = item.place;
        const bool same_table = before != nullptr && before->place.table == place.table;
        if (!same_table || before->place.column != place.column) {
            // Columns that are empty in this row keep their room.
            for (int column = same_table ? before->place.column + 1 : 0; column < place.column; ++column) {
                const auto skipped = widths_.find({place.table, column});
                if (skipped != widths_.end()) {
                    text += (text.empty() ? "" : "  ") +
                            std::string(skipped->second.entry + skipped->second.mark, ' ');
                }
            }
            text += text.empty() ? "" : "  ";
        }
        const Width& width = widths_.at({place.table, place.column});
        if (item.kind == Kind::mark) {
            text += item.text + std::string(width.mark - columns_of(item.text), ' ');
            return;
        }
        const bool marked = same_table && before->place.column == place.column;
        text += std::string(marked ? 0 : width.mark, ' ');
        const std::string padding(width.entry - columns_of(item.text), ' ');
        text += place.align == Align::right ? padding + item.text : item.text + padding;
    }

    const Recording& seen_;
    std::map<ColumnKey, Width> widths_;
};

// The panel's heading is the first line below it, so the title is not told twice.
std::string panel_text(const Recording& recording, int index) {
    std::string text = Writer(recording).lines_below(index);
    return text.size() > 2 ? text.substr(2) : text;
}

}  // namespace

std::string text_form(const Recording& recording) {
    std::string text = Writer(recording).lines_below(-1);
    for (std::size_t i = 0; i < recording.items.size(); ++i) {
        if (recording.items[i].kind == Kind::panel) {
            text += "\n" + panel_text(recording, static_cast<int>(i));
        }
    }
    return text;
}

std::string text_form(const Recording& recording, std::string_view title) {
    const Record* panel = recording.panel(title);
    return panel == nullptr ? std::string()
                            : panel_text(recording, static_cast<int>(panel - recording.items.data()));
}

}  // namespace ringside::ui
