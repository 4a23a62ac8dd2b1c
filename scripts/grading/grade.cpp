#include "scripts/grading/grade.hpp"

#include <algorithm>

#include "scripts/api/handles.hpp"
#include "scripts/files.hpp"
#include "scripts/lua/libraries.hpp"
#include "scripts/lua/stack.hpp"

namespace ringside::scripts {

namespace {

using lua::fail;
using lua::Options;

struct Check {
    CheckResult result;
    int test = LUA_NOREF;
};

// What the functions of grade.lua reach. The pointer to it is an upvalue of each of them.
struct Grader {
    const Lab& lab;
    const SubmissionFile& file;
    const GradeOptions& options;
    std::vector<Check> checks;
    CheckResult* running = nullptr;
    std::string broken;  // the submission does not even open
    bool opened = false;
};

Grader& grader_of(lua_State* l) { return *static_cast<Grader*>(lua_touserdata(l, lua_upvalueindex(1))); }

// A failed expectation travels as this error; nothing else does.
struct FailedExpectation {
    static constexpr const char* type = "failed expectation";
    std::string sentence, expected, found, hint;
};

int raise(lua_State* l, FailedExpectation failed) {
    lua::push_handle(l, std::move(failed));
    return lua_error(l);
}

// check{id, name, points, visible, hint, test}
int check(lua_State* l) {
    Grader& g = grader_of(l);
    const Options o(l, 1, "check", {"id", "name", "points", "visible", "hint", "test"});
    Check c;
    c.result.id = o.text("id").value_or("check" + std::to_string(g.checks.size() + 1));
    const auto name = o.text("name");
    if (!name) fail(l, "check", "name is missing: a sentence that is true when the check passes");
    c.result.name = *name;
    c.result.most = static_cast<double>(o.integer("points", 0, 1000).value_or(1));
    c.result.visible = o.flag("visible").value_or(false);
    c.result.hint = o.text("hint").value_or("");
    if (!o.push("test") || !lua_isfunction(l, -1)) fail(l, "check", "test is missing: a function");
    c.test = luaL_ref(l, LUA_REGISTRYINDEX);
    g.checks.push_back(std::move(c));
    return 0;
}

std::string shown(lua_State* l, int table, const char* name) {
    std::string text;
    if (lua_getfield(l, table, name) != LUA_TNIL)
        text =
            lua_type(l, -1) == LUA_TSTRING ? lua::check_text(l, -1) : lua::text_of(lua::to_value(l, -1), 400);
    lua_pop(l, 1);
    return text;
}

// expect(condition, {"sentence", expected = …, found = …, hint = "…"})
int expect(lua_State* l) {
    luaL_checkany(l, 1);
    luaL_checktype(l, 2, LUA_TTABLE);
    if (lua_toboolean(l, 1)) return 0;
    FailedExpectation failed;
    lua_rawgeti(l, 2, 1);
    failed.sentence = lua_isstring(l, -1) ? lua::check_text(l, -1) : "";
    failed.expected = shown(l, 2, "expected");
    failed.found = shown(l, 2, "found");
    failed.hint = shown(l, 2, "hint");
    return raise(l, std::move(failed));
}

struct SubmissionHandle {
    static constexpr const char* type = "submission";
    std::shared_ptr<Submission> submission;
};

// s.classify(…): upvalues are the grader, the handle and the function's name.
int call_function(lua_State* l) {
    const SubmissionHandle& s = lua::handle<SubmissionHandle>(l, lua_upvalueindex(2));
    const std::string name = lua_tostring(l, lua_upvalueindex(3));
    std::vector<lua::Value> arguments;
    for (int i = 1; i <= lua_gettop(l); ++i) arguments.push_back(lua::to_value(l, i));
    Submission::Answer answer = s.submission->call(name, arguments);
    if (answer.error) {
        std::string called;
        for (const lua::Value& a : arguments) called += (called.empty() ? "" : ", ") + lua::text_of(a, 80);
        return raise(l, {name + "(" + called + ") failed: " + *answer.error, "", "", ""});
    }
    lua::push(l, answer.value);
    return 1;
}

int function_of(lua_State* l) {
    lua::handle<SubmissionHandle>(l, 1);
    luaL_checkstring(l, 2);
    lua_pushvalue(l, lua_upvalueindex(1));
    lua_pushvalue(l, 1);
    lua_pushvalue(l, 2);
    lua_pushcclosure(l, call_function, 3);
    return 1;
}

// submission(parameters): opened afresh, so that no check sees what an earlier one left behind.
int submission(lua_State* l) {
    Grader& g = grader_of(l);
    const lua::Value parameters =
        lua_isnoneornil(l, 1) ? lua::Value(std::vector<lua::Entry>{}) : lua::to_value(l, 1);
    lua::charge(l, 10'000);
    auto opened = std::make_shared<Submission>(g.lab, g.file);
    // Each check opens it anew; what it prints as it opens is shown once.
    if (g.options.print && !g.opened) opened->on_print(g.options.print);
    g.opened = true;
    const auto broken = opened->open(parameters);
    if (g.options.print) opened->on_print(g.options.print);
    if (broken) {
        g.broken = *broken;
        return raise(l, {*broken, "", "", ""});
    }
    lua::push_handle(l, SubmissionHandle{std::move(opened)});
    return 1;
}

template <class Handle>
void open_handle(lua_State* l) {
    luaL_newmetatable(l, Handle::type);
    lua_pushcfunction(l, lua::destroy_handle<Handle>);
    lua_setfield(l, -2, "__gc");
    lua_pushstring(l, Handle::type);
    lua_setfield(l, -2, "__metatable");
    lua_pop(l, 1);
}

void open_grading(lua_State* l, Grader& g) {
    open_handle<FailedExpectation>(l);
    open_handle<SubmissionHandle>(l);
    const auto closure = [&](lua_CFunction f) {
        lua_pushlightuserdata(l, &g);
        lua_pushcclosure(l, f, 1);
    };
    luaL_getmetatable(l, SubmissionHandle::type);
    closure(function_of);
    lua_setfield(l, -2, "__index");
    lua_pop(l, 1);
    closure(check);
    lua_setglobal(l, "check");
    closure(expect);
    lua_setglobal(l, "expect");
    closure(submission);
    lua_setglobal(l, "submission");
    lua_pushinteger(l, static_cast<lua_Integer>(g.options.seed));
    lua_setglobal(l, "seed");
}

// Runs one test. The error is the grader's own.
std::optional<std::string> run_check(lua::State& state, Check& c) {
    CheckResult& r = c.result;
    std::optional<FailedExpectation> failed;
    const auto work = [&](lua_State* l) {
        lua_rawgeti(l, LUA_REGISTRYINDEX, c.test);
        if (lua_pcall(l, 0, 0, 0) == LUA_OK) return;
        if (auto* why = static_cast<FailedExpectation*>(luaL_testudata(l, -1, FailedExpectation::type))) {
            failed = *why;
            lua_pop(l, 1);
            return;
        }
        lua_error(l);
    };
    if (const auto error = state.protect(work)) return error->message;
    r.passed = !failed;
    r.points = r.passed ? r.most : 0;
    if (!failed) return std::nullopt;
    r.sentence = failed->sentence;
    r.expected = failed->expected;
    r.found = failed->found;
    if (!failed->hint.empty()) r.hint = failed->hint;
    return std::nullopt;
}

}  // namespace

double Report::score() const {
    double sum = 0;
    for (const CheckResult& c : checks) sum += c.points;
    return sum;
}
double Report::most() const {
    double sum = 0;
    for (const CheckResult& c : checks) sum += c.most;
    return sum;
}
bool Report::all_passed() const {
    return std::all_of(checks.begin(), checks.end(), [](const CheckResult& c) { return c.passed; });
}

Result<Report> grade(const Lab& lab, const SubmissionFile& file, const GradeOptions& options) {
    using R = Result<Report>;
    const auto broken_lab = [&](const std::string& why) {
        return R::failure("the lab is broken: " + lab.folder + "/" + why);
    };
    Grader g{lab, file, options, {}, nullptr, {}};
    api::Application app;
    app.folder = lab.folder;
    app.trusted = true;
    lua::Limits limits{1'000'000'000, std::size_t{256} << 20, 2'000'000'000, options.seed};
    lua::State state(limits);
    api::open(state, app);
    if (const auto problem = run_lab_file(state, lab.folder)) return broken_lab(*problem);
    const auto set_up = [&](lua_State* l) {
        open_grading(l, g);
        lua_pushvalue(l, 1);
        lua_setglobal(l, "lab");
    };
    if (const auto error = state.protect(set_up, 0, 1)) return broken_lab(error->message);
    const auto text = read_file(lab.path("grade.lua"), 1u << 20);
    if (!text) return R::failure(text.error);
    if (const auto error = state.run("grade.lua", *text)) return broken_lab(error->message);

    Report report;
    report.lab = lab.name;
    report.title = lab.title;
    report.submission = file.name;
    report.version = RINGSIDE_VERSION;
    report.seed = options.seed;
    for (Check& c : g.checks) {
        if (options.only_visible && !c.result.visible) continue;
        const auto problem = run_check(state, c);
        if (!g.broken.empty()) return R::failure(g.broken);
        if (problem) return broken_lab(*problem);
        report.checks.push_back(c.result);
    }
    if (report.checks.empty()) return broken_lab("grade.lua: declares no checks");
    return report;
}

}  // namespace ringside::scripts
