#include "scripts/grading/submission.hpp"

#include <sys/stat.h>

#include "scripts/files.hpp"
#include "scripts/lua/stack.hpp"

namespace ringside::scripts {

namespace {

constexpr std::uint64_t most_submission_bytes = 1u << 20;

std::optional<std::string> not_text(const std::string& bytes) {
    if (bytes.substr(0, 4) == "\x1bLua") return "is compiled Lua; hand in the source";
    if (bytes.find('\0') != std::string::npos)
        return "is not text: it has zero bytes (UTF-16?); save it as UTF-8";
    return std::nullopt;
}

}  // namespace

Result<SubmissionFile> read_submission(const Lab& lab, const std::string& path) {
    using R = Result<SubmissionFile>;
    std::string file = path;
    struct stat about {};
    if (::stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode)) {
        file = path + "/" + lab.start;
        if (::stat(file.c_str(), &about) != 0)
            return R::failure(path + ": is a folder without " + lab.start + "; name the file to grade");
    }
    auto text = read_file(file, most_submission_bytes);
    if (!text) return R::failure(text.error);
    if (text->rfind("\xef\xbb\xbf", 0) == 0) text->erase(0, 3);  // some editors put a mark there
    if (const auto why = not_text(*text)) return R::failure(file + ": " + *why);
    return SubmissionFile{base_name(file), std::move(*text)};
}

Submission::Submission(const Lab& lab, SubmissionFile file) : lab_(lab), file_(std::move(file)) {
    application_.folder = lab.folder;
    state_ = std::make_unique<lua::State>(lab.limits);
    api::open(*state_, application_);
}

void Submission::on_print(std::function<void(std::string_view)> sink) { state_->on_print(std::move(sink)); }

std::optional<std::string> Submission::open_environment(const lua::Value& parameters) {
    if (auto problem = run_lab_file(*state_, lab_.folder)) return problem;
    const auto make = [&](lua_State* l) {
        if (lua_getfield(l, 1, "environment") == LUA_TNIL) return;
        lua::push(l, parameters);
        lua_call(l, 1, 1);
        luaL_checktype(l, 2, LUA_TTABLE);
        lua_pushnil(l);
        while (lua_next(l, 2)) {
            if (lua_type(l, -2) != LUA_TSTRING)
                luaL_error(l, "environment must give a table of named values");
            lua_setglobal(l, lua_tostring(l, -2));
        }
    };
    if (const auto error = state_->protect(make, 0, 1)) return error->message;
    return std::nullopt;
}

std::optional<std::string> Submission::open(const lua::Value& parameters) {
    if (auto problem = open_environment(parameters)) return lab_.folder + "/" + *problem;
    application_.folder.clear();  // what the lab's own files hold is none of its business
    state_->allow(lab_.limits.steps);
    if (const auto error = state_->run(file_.name, file_.text)) return error->message;
    std::optional<std::string> missing;
    const auto look = [&](lua_State* l) {
        for (const std::string& name : lab_.functions)
            if (lua_getglobal(l, name.c_str()) != LUA_TFUNCTION && !missing)
                missing = file_.name + ": does not define the function " + name + ", which this lab asks for";
        lua_settop(l, 0);
    };
    if (const auto error = state_->protect(look)) return error->message;
    return missing;
}

Submission::Answer Submission::call(const std::string& function, const std::vector<lua::Value>& arguments) {
    Answer answer;
    state_->allow(lab_.limits.steps);
    const auto work = [&](lua_State* l) {
        if (lua_getglobal(l, function.c_str()) != LUA_TFUNCTION)
            luaL_error(l, "%s: does not define the function %s", file_.name.c_str(), function.c_str());
        for (const lua::Value& a : arguments) lua::push(l, a);
        lua_call(l, static_cast<int>(arguments.size()), 1);
        answer.value = lua::to_value(l, -1);
        lua_settop(l, 0);
    };
    if (const auto error = state_->protect(work)) {
        answer.value = {};
        answer.error = error->message;
        answer.expired = error->kind == lua::Error::Kind::budget;
    }
    return answer;
}

}  // namespace ringside::scripts
