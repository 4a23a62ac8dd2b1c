#include "scripts/lab.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "scripts/api/handles.hpp"
#include "scripts/files.hpp"
#include "scripts/lua/stack.hpp"

namespace ringside::scripts {

namespace {

bool is_folder(const std::string& path) {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode);
}
bool is_lab(const std::string& path) {
    struct stat about {};
    return ::stat((path + "/lab.lua").c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

std::vector<std::string> entries_of(const std::string& folder) {
    std::vector<std::string> names;
    DIR* d = ::opendir(folder.c_str());
    if (!d) return names;
    while (const dirent* e = ::readdir(d)) names.emplace_back(e->d_name);
    ::closedir(d);
    std::sort(names.begin(), names.end());
    return names;
}

// labs/ here, and labs/ beside any folder above the program: a build folder lies within the source tree.
std::vector<std::string> lab_roots() {
    std::vector<std::string> roots{"labs"};
    char self[4096];
    const ::ssize_t size = ::readlink("/proc/self/exe", self, sizeof self - 1);
    std::string at = size > 0 ? folder_of(std::string_view(self, static_cast<std::size_t>(size))) : "";
    while (at.size() > 1 && at != ".") {
        roots.push_back(at + "/labs");
        at = folder_of(at);
    }
    return roots;
}

// "1" and "01" mean the folder that begins with 01-.
bool names_lab(const std::string& folder, const std::string& name) {
    const std::string digits = folder.substr(0, folder.find('-'));
    const auto number = parse_number(digits), wanted = parse_number(name);
    if (number && wanted) return *number == *wanted;
    return folder.rfind(name, 0) == 0;
}

void read_questions(lua_State* l, const lua::Options& o, Lab& lab) {
    if (!o.push("questions")) return;
    if (!lua_istable(l, -1)) lua::fail(l, "lab.lua", "questions must be an array");
    for (lua_Integer i = 1; lua_rawgeti(l, -1, i) != LUA_TNIL; ++i) {
        const lua::Options q(l, lua_gettop(l), "lab.lua: a question", {"text", "choices", "answer", "why"});
        Question question;
        question.text = q.text("text").value_or("");
        question.choices = q.texts("choices").value_or(std::vector<std::string>{});
        const auto count = static_cast<std::int64_t>(question.choices.size());
        if (count < 2) lua::fail(l, "lab.lua", "a question needs two choices at least");
        question.answer = static_cast<std::size_t>(q.integer("answer", 1, count).value_or(1) - 1);
        question.why = q.text("why").value_or("");
        lab.questions.push_back(std::move(question));
        lua_pop(l, 1);
    }
    lua_pop(l, 2);
}

void read_limits(lua_State* l, const lua::Options& o, Lab& lab) {
    if (!o.push("limits")) return;
    const lua::Options limits(l, lua_gettop(l), "lab.lua: limits", {"steps", "ticks", "bytes"});
    lab.limits.steps =
        static_cast<std::uint64_t>(limits.integer("steps", 1000, INT64_MAX).value_or(20'000'000));
    lab.limits.ticks = static_cast<std::uint64_t>(limits.integer("ticks", 0, INT64_MAX).value_or(50'000'000));
    lab.limits.bytes = limits.size("bytes").value_or(lab.limits.bytes);
    lua_pop(l, 1);
}

// Reads the table on top of the stack.
void read_table(lua_State* l, Lab& lab) {
    const lua::Options o(l, lua_gettop(l), "lab.lua",
                         {"title", "summary", "requires", "start", "next", "functions", "views", "questions",
                          "limits", "world", "environment", "shared"});
    const std::int64_t required = o.integer("requires", 1, INT32_MAX).value_or(1);
    if (required > lab_version)
        lua::fail(l, "lab.lua",
                  "this lab requires version " + std::to_string(required) +
                      " of the lab format; this program has " + std::to_string(lab_version) +
                      ", take a newer one");
    const auto title = o.text("title");
    if (!title) lua::fail(l, "lab.lua", "title is missing");
    lab.title = *title;
    lab.summary = o.text("summary").value_or("");
    lab.start = o.text("start").value_or("start.lua");
    lab.next = o.text("next").value_or("");
    lab.functions = o.texts("functions").value_or(std::vector<std::string>{});
    lab.views = o.texts("views").value_or(std::vector<std::string>{"step"});
    lab.has_world = o.has("world");
    read_questions(l, o, lab);
    read_limits(l, o, lab);
}

}  // namespace

Result<std::string> find_lab(const std::string& name) {
    using R = Result<std::string>;
    std::string path = name;
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    if (is_lab(path)) return path;
    if (is_folder(path)) return R::failure(path + ": holds no lab.lua, so it is not a lab folder");
    if (path.find('/') == std::string::npos)
        for (const std::string& root : lab_roots())
            for (const std::string& entry : entries_of(root))
                if (is_lab(root + "/" + entry) && names_lab(entry, path)) return root + "/" + entry;
    return R::failure(path + ": there is no such lab; give its folder, or its number");
}

std::optional<std::string> run_lab_file(lua::State& state, const std::string& folder) {
    const auto text = read_file(folder + "/lab.lua", 1u << 20);
    if (!text) return text.error;
    if (const auto error = state.run("lab.lua", *text, 1)) return error->message;
    if (lua_istable(state.raw(), -1)) return std::nullopt;
    lua_pop(state.raw(), 1);
    return "lab.lua: must return a table";
}

Result<Lab> load_lab(const std::string& folder) {
    using R = Result<Lab>;
    Lab lab;
    lab.folder = folder;
    lab.name = base_name(folder);
    api::Application app;
    app.folder = folder;
    app.trusted = true;
    lua::State state;
    api::open(state, app);
    if (auto problem = run_lab_file(state, folder)) return R::failure(folder + "/" + *problem);
    if (const auto error = state.protect([&lab](lua_State* l) { read_table(l, lab); }, 0, 1))
        return R::failure(folder + "/" + error->message);
    auto handout = read_file(lab.path("README.md"), 4u << 20);
    if (!handout) return R::failure(handout.error);
    lab.handout = std::move(*handout);
    return lab;
}

Result<LabWorld> make_world(const Lab& lab, std::uint64_t seed) {
    using R = Result<LabWorld>;
    if (!lab.has_world) return R::failure(lab.name + ": this lab defines no world");
    api::Application app;
    app.folder = lab.folder;
    app.trusted = true;
    LabWorld made;
    lua::Limits limits;
    limits.seed = seed;
    lua::State state(limits);
    api::open(state, app);
    if (auto problem = run_lab_file(state, lab.folder)) return R::failure(lab.folder + "/" + *problem);
    const auto take = [&](lua_State* l) {
        lua_getfield(l, 1, "world");
        lua_pushinteger(l, static_cast<lua_Integer>(seed));
        lua_call(l, 1, 1);
        const api::Box& box = api::box_at(l, 2);
        made.world = box.world();
        for (const api::GuestProgram& p : box.programs) made.programs.push_back({p.guest, p.program});
        lua_settop(l, 1);
    };
    if (const auto error = state.protect(take, 0, 1)) return R::failure(lab.folder + "/" + error->message);
    made.world.seed = seed;
    return made;
}

}  // namespace ringside::scripts
