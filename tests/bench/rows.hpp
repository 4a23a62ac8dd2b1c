// Figures as rows, and the table and JSON made of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace ringside::bench {

struct Row {
    std::string name;  // stable: others compare runs by it
    double value = 0;
    std::string unit;
    bool higher_is_better = true;
    double goal = 0;   // 0: none
};

class Rows {
public:
    void add(Row row) { rows_.push_back(std::move(row)); }
    [[nodiscard]] const std::vector<Row>& all() const { return rows_; }
    [[nodiscard]] std::string table() const;
    [[nodiscard]] std::string json() const;

private:
    std::vector<Row> rows_;
};

inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

// Seconds of processor time this thread has used: what a loaded machine disturbs least.
double thread_seconds();

// The groups of rows. `wanted`: only rows whose name begins so are needed; a group may skip what is not.
void speed(Rows& rows, const std::string& wanted);

}  // namespace ringside::bench
