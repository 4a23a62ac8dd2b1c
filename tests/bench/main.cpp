// ringside-bench [--json FILE] [--only PREFIX]: prints a table of figures, medians, and writes them as JSON.
#include <sys/stat.h>
#include <time.h>

#include <cstdio>
#include <cstring>
#include <fstream>

#include "tests/bench/rows.hpp"

namespace ringside::bench {

double thread_seconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

std::string Rows::table() const {
    std::string text;
    char line[200];
    for (const Row& r : rows_) {
        std::snprintf(line, sizeof line, "%-44s %12.4g %-8s", r.name.c_str(), r.value, r.unit.c_str());
        text += line;
        if (r.goal != 0) {
            const bool met = r.higher_is_better ? r.value >= r.goal : r.value <= r.goal;
            std::snprintf(line, sizeof line, "  goal %s %.4g%s", r.higher_is_better ? ">=" : "<=", r.goal, met ? "" : "  (missed)");
            text += line;
        }
        text += '\n';
    }
    return text;
}

std::string Rows::json() const {
    std::string text = "[\n";
    char line[300];
    for (const Row& r : rows_) {
        std::snprintf(line, sizeof line, "  {\"name\": \"%s\", \"value\": %.6g, \"unit\": \"%s\", \"better\": \"%s\"", r.name.c_str(), r.value,
                      r.unit.c_str(), r.higher_is_better ? "higher" : "lower");
        text += line;
        if (r.goal != 0) {
            std::snprintf(line, sizeof line, ", \"goal\": %.6g", r.goal);
            text += line;
        }
        text += &r == &rows_.back() ? "}\n" : "},\n";
    }
    return text + "]\n";
}

}  // namespace ringside::bench

int main(int argc, char** argv) {
    std::string json, only;
    for (int i = 1; i < argc; ++i) {
        const bool more = i + 1 < argc;
        if (std::strcmp(argv[i], "--json") == 0 && more) {
            json = argv[++i];
        } else if (std::strcmp(argv[i], "--only") == 0 && more) {
            only = argv[++i];
        } else {
            std::fprintf(stderr, "ringside-bench: unknown argument `%s`; usage: ringside-bench [--json FILE] [--only PREFIX]\n", argv[i]);
            return 2;
        }
    }
    std::ifstream cpu("/proc/cpuinfo");
    for (std::string line; std::getline(cpu, line);)
        if (line.rfind("model name", 0) == 0) {
            std::fprintf(stderr, "processor: %s\n", line.substr(line.find(':') + 2).c_str());
            break;
        }
    ringside::bench::Rows rows;
    ringside::bench::speed(rows, only);
    std::fputs(rows.table().c_str(), stdout);
    if (json.empty()) return 0;
    const std::string temporary = json + ".part";
    std::ofstream out(temporary);
    out << rows.json();
    out.close();
    if (!out || std::rename(temporary.c_str(), json.c_str()) != 0) {
        std::remove(temporary.c_str());
        std::fprintf(stderr, "ringside-bench: cannot write %s\n", json.c_str());
        return 2;
    }
    return 0;
}
