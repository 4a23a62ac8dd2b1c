#include "isa/asm/expression.hpp"

namespace ringside::isa::assembler {

namespace {

enum class Operator : std::uint8_t {
    none,
    multiply,
    divide,
    modulo,
    add,
    subtract,
    shift_left,
    shift_right,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    and_bits,
    xor_bits,
    or_bits,
    and_logical,
    or_logical,
};

struct OperatorRow {
    const char* text;
    Operator op;
    int precedence;  // higher binds tighter, as in C
};

// Two-character operators first, so that the longest match wins.
constexpr OperatorRow operators[] = {
    {"<<", Operator::shift_left, 8}, {">>", Operator::shift_right, 8},
    {"<=", Operator::less_equal, 7}, {">=", Operator::greater_equal, 7},
    {"==", Operator::equal, 6},      {"!=", Operator::not_equal, 6},
    {"<>", Operator::not_equal, 6},  {"&&", Operator::and_logical, 2},
    {"||", Operator::or_logical, 1}, {"*", Operator::multiply, 10},
    {"/", Operator::divide, 10},     {"%", Operator::modulo, 10},
    {"+", Operator::add, 9},         {"-", Operator::subtract, 9},
    {"<", Operator::less, 7},        {">", Operator::greater, 7},
    {"&", Operator::and_bits, 5},    {"^", Operator::xor_bits, 4},
    {"|", Operator::or_bits, 3},
};

const OperatorRow* peek_operator(Unit& unit) {
    unit.in.blanks();
    const char a = unit.in.peek();
    if (unit.in.at_statement_end()) return nullptr;
    for (const OperatorRow& row : operators)
        if (row.text[0] == a && (row.text[1] == '\0' || row.text[1] == unit.in.peek(1))) return &row;
    return nullptr;
}

// Arithmetic wraps around at 64 bits, without ever overflowing a signed type.
std::int64_t wrap(std::uint64_t v) { return static_cast<std::int64_t>(v); }
std::uint64_t bits(std::int64_t v) { return static_cast<std::uint64_t>(v); }

std::optional<std::int64_t> compute(Operator op, std::int64_t a, std::int64_t b) {
    switch (op) {
    case Operator::multiply: return wrap(bits(a) * bits(b));
    case Operator::divide:
        if (b == 0) return std::nullopt;
        return b == -1 ? wrap(0 - bits(a)) : a / b;
    case Operator::modulo:
        if (b == 0) return std::nullopt;
        return b == -1 ? 0 : a % b;
    case Operator::shift_left: return bits(b) < 64 ? wrap(bits(a) << b) : 0;
    case Operator::shift_right: return bits(b) < 64 ? wrap(bits(a) >> b) : 0;
    case Operator::less: return a < b;
    case Operator::less_equal: return a <= b;
    case Operator::greater: return a > b;
    case Operator::greater_equal: return a >= b;
    case Operator::equal: return a == b;
    case Operator::not_equal: return a != b;
    case Operator::and_bits: return a & b;
    case Operator::xor_bits: return a ^ b;
    case Operator::or_bits: return a | b;
    case Operator::and_logical: return a && b;
    case Operator::or_logical: return a || b;
    default: return std::nullopt;
    }
}

std::optional<Value> parse_binary(Unit& unit, int least_precedence, int depth);

// A nesting that no person writes; keeps hostile input from exhausting the stack.
constexpr int most_nesting = 200;

std::optional<Value> nothing(Unit& unit, Spot at, const char* message) {
    unit.fail(at, message);
    return std::nullopt;
}

std::optional<Value> parse_number(Unit& unit, Spot at) {
    // 1f and 1b name the next and the last label `1:`.
    std::ptrdiff_t n = 0;
    while (is_digit(unit.in.peek(n))) ++n;
    const char suffix = unit.in.peek(n);
    if ((suffix == 'f' || suffix == 'b') && !continues_name(unit.in.peek(n + 1))) {
        const std::string_view digits = unit.in.digits();
        unit.in.advance();
        const std::int32_t label = unit.local_label(digits, suffix == 'f', at);
        if (label >= 0) return Value::symbol(label);
        unit.fail(at, "no label '" + std::string(digits) + ":' comes before this");
        return std::nullopt;
    }
    const auto number = unit.in.number();
    if (!number) return nothing(unit, at, "malformed number");
    return Value::constant(wrap(*number));
}

std::optional<Value> parse_character(Unit& unit, Spot at) {
    unit.in.advance();
    const auto c = unit.in.character('\'');
    if (!c) return nothing(unit, at, "a character is missing between quotes, as in 'a'");
    if (unit.in.peek() == '\'') unit.in.advance();
    return Value::constant(*c);
}

std::optional<Value> parse_unary(Unit& unit, int depth) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    const char c = unit.in.peek();
    if (depth > most_nesting) return nothing(unit, at, "this expression is nested too deeply");
    if (c == '(') {
        unit.in.advance();
        auto inner = parse_binary(unit, 1, depth + 1);
        if (inner && !unit.in.accept(')')) return nothing(unit, unit.in.spot(), "')' expected");
        return inner;
    }
    if (c == '-' || c == '+' || c == '~' || c == '!') {
        unit.in.advance();
        auto v = parse_unary(unit, depth + 1);
        if (!v || c == '+') return v;
        if (c == '-') {
            if (v->plus != Value::none) {
                if (v->minus == Value::none) return nothing(unit, at, "a symbol cannot be negated");
            }
            return fold(unit, Value{v->minus, v->plus, wrap(0 - bits(v->addend))});
        }
        if (!v->is_constant()) return nothing(unit, at, "this operator needs a number, not an address");
        return Value::constant(c == '~' ? ~v->addend : !v->addend);
    }
    if (is_digit(c)) return parse_number(unit, at);
    if (c == '\'') return parse_character(unit, at);
    if (c == '.' && !continues_name(unit.in.peek(1))) {
        unit.in.advance();
        return Value::symbol(unit.dot());
    }
    const std::string_view name = unit.in.name();
    if (name.empty()) {
        unit.expected("a number or a symbol");
        return std::nullopt;
    }
    const std::int32_t index = unit.find_symbol(name);
    Symbol& symbol = unit.object.symbols[static_cast<std::size_t>(index)];
    if (symbol.used.line == 0) symbol.used = at;
    return fold(unit, Value::symbol(index));
}

std::optional<Value> combine(Unit& unit, Operator op, const Value& a, const Value& b, Spot at) {
    if (op == Operator::add || op == Operator::subtract) {
        const bool minus = op == Operator::subtract;
        const std::int32_t b_plus = minus ? b.minus : b.plus, b_minus = minus ? b.plus : b.minus;
        if ((a.plus != Value::none && b_plus != Value::none) ||
            (a.minus != Value::none && b_minus != Value::none))
            return nothing(unit, at, "two addresses cannot be added; only their difference is a number");
        Value v;
        v.plus = a.plus != Value::none ? a.plus : b_plus;
        v.minus = a.minus != Value::none ? a.minus : b_minus;
        v.addend = wrap(minus ? bits(a.addend) - bits(b.addend) : bits(a.addend) + bits(b.addend));
        return fold(unit, v);
    }
    // Comparing two places is comparing their difference with zero.
    Value left = a, right = b;
    if (!left.is_constant() || !right.is_constant()) {
        const auto difference = combine(unit, Operator::subtract, a, b, at);
        const bool compares = op >= Operator::less && op <= Operator::not_equal;
        if (!difference) return std::nullopt;
        if (!compares || !difference->is_constant())
            return nothing(unit, at, "this operator needs numbers that are known here, not addresses");
        left = *difference;
        right = Value::constant(0);
    }
    const auto result = compute(op, left.addend, right.addend);
    if (!result) return nothing(unit, at, "division by zero");
    return Value::constant(*result);
}

std::optional<Value> parse_binary(Unit& unit, int least_precedence, int depth) {
    auto left = parse_unary(unit, depth);
    while (left) {
        const OperatorRow* row = peek_operator(unit);
        if (!row || row->precedence < least_precedence) return left;
        const Spot at = unit.in.spot();
        unit.in.advance(row->text[1] ? 2 : 1);
        const auto right = parse_binary(unit, row->precedence + 1, depth + 1);
        if (!right) return std::nullopt;
        left = combine(unit, row->op, *left, *right, at);
    }
    return left;
}

}  // namespace

Value fold(const Unit& unit, Value value) {
    const auto& symbols = unit.object.symbols;
    for (int hops = 0; hops < 32 && value.plus != Value::none; ++hops) {
        const Symbol& s = symbols[static_cast<std::size_t>(value.plus)];
        if (s.kind != Symbol::Kind::value) break;
        if (s.value.minus != Value::none && value.minus != Value::none) break;
        value.plus = s.value.plus;
        if (s.value.minus != Value::none) value.minus = s.value.minus;
        value.addend = wrap(bits(value.addend) + bits(s.value.addend));
    }
    for (int hops = 0; hops < 32 && value.minus != Value::none; ++hops) {
        const Symbol& s = symbols[static_cast<std::size_t>(value.minus)];
        if (s.kind != Symbol::Kind::value || s.value.minus != Value::none) break;
        value.minus = s.value.plus;
        value.addend = wrap(bits(value.addend) - bits(s.value.addend));
    }
    if (value.plus == Value::none || value.minus == Value::none) return value;
    if (value.plus == value.minus) return Value::constant(value.addend);
    const Symbol& p = symbols[static_cast<std::size_t>(value.plus)];
    const Symbol& m = symbols[static_cast<std::size_t>(value.minus)];
    const bool fixed = p.kind == Symbol::Kind::label && m.kind == Symbol::Kind::label &&
                       p.section == m.section && p.place.sites == m.place.sites;
    if (!fixed) return value;
    return Value::constant(wrap(bits(value.addend) + p.place.offset - m.place.offset));
}

std::optional<Value> parse_expression(Unit& unit) { return parse_binary(unit, 1, 0); }

std::optional<std::int64_t> parse_constant(Unit& unit, const char* what) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    const auto value = parse_expression(unit);
    if (!value) return std::nullopt;
    if (value->is_constant()) return value->addend;
    unit.fail(at, std::string(what) + " must be a number that is known here");
    return std::nullopt;
}

}  // namespace ringside::isa::assembler
