#include "visualizer/kit/record.hpp"

namespace ringside::ui {

std::string_view name(Kind kind) {
    switch (kind) {
    case Kind::panel: return "panel";
    case Kind::heading: return "heading";
    case Kind::box: return "box";
    case Kind::text: return "text";
    case Kind::cell: return "cell";
    case Kind::button: return "button";
    case Kind::field: return "field";
    case Kind::chip: return "chip";
    case Kind::key: return "key cap";
    case Kind::mark: return "mark";
    case Kind::lane: return "lane";
    case Kind::plot: return "plot";
    case Kind::backing: return "backing";
    case Kind::line: return "line";
    case Kind::arrow: return "arrow";
    case Kind::tip: return "tip";
    }
    return "";
}

const Record* Recording::find(Kind kind, std::string_view text) const {
    const Record* best = nullptr;
    for (const Record& item : items) {
        if (item.kind == kind && item.text == text && (best == nullptr || item.layer > best->layer)) {
            best = &item;
        }
    }
    return best;
}

const Control* Recording::control(std::string_view name) const {
    const Control* best = nullptr;
    for (const Control& item : controls) {
        if (item.name == name && (best == nullptr || item.layer > best->layer)) {
            best = &item;
        }
    }
    return best;
}

const Record* Recording::panel(std::string_view title) const { return find(Kind::panel, title); }

bool Recording::lies_in(int index, int ancestor) const {
    while (index >= 0) {
        if (index == ancestor) {
            return true;
        }
        index = items[static_cast<std::size_t>(index)].parent;
    }
    return false;
}

}  // namespace ringside::ui
