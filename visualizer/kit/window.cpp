#include "visualizer/kit/window.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#define GLFW_INCLUDE_NONE
#include <GL/gl.h>
#include <GLFW/glfw3.h>

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

namespace ringside::ui {

namespace {

std::string why_not(const std::string& what) {
    const char* reason = nullptr;
    glfwGetError(&reason);
    return "Cannot open a window: " + what + (reason != nullptr ? " (" + std::string(reason) + ")" : "") +
           ". `ringside shot` draws pictures without a display.";
}

struct CloseGlfw {
    bool open = false;
    ~CloseGlfw() {
        if (open) {
            glfwTerminate();
        }
    }
};

// Dear ImGui's two backends, undone in reverse order.
struct Backends {
    bool platform = false;
    bool renderer = false;
    ~Backends() {
        if (renderer) {
            ImGui_ImplOpenGL3_Shutdown();
        }
        if (platform) {
            ImGui_ImplGlfw_Shutdown();
        }
    }
};

// Key events between two frames. Dear ImGui before 1.87 looks only at the state of the keys, so a quick tap on a
// slow machine, or a modifier let go of in the same instant, would be lost. Hence a frame is given events only up to
// a press; releases and other modifiers after it wait for the next frame.
class KeyQueue {
public:
    explicit KeyQueue(GLFWwindow* window) : window_(window) {
        glfwSetWindowUserPointer(window, this);
        glfwSetKeyCallback(window, [](GLFWwindow* from, int key, int scancode, int action, int modifiers) {
            static_cast<KeyQueue*>(glfwGetWindowUserPointer(from))
                ->events_.push_back({key, scancode, action, modifiers});
        });
    }

    bool empty() const { return events_.empty(); }

    void feed_one_frame() {
        const Event* pressed = nullptr;
        std::size_t fed = 0;
        for (; fed < events_.size(); ++fed) {
            const Event& event = events_[fed];
            if (pressed != nullptr &&
                (event.action == GLFW_RELEASE || event.modifiers != pressed->modifiers)) {
                break;
            }
            ImGui_ImplGlfw_KeyCallback(window_, event.key, event.scancode, event.action, event.modifiers);
            if (event.action == GLFW_PRESS && !is_modifier(event.key)) {
                pressed = &event;
            }
        }
        events_.erase(events_.begin(), events_.begin() + static_cast<std::ptrdiff_t>(fed));
    }

private:
    struct Event {
        int key;
        int scancode;
        int action;
        int modifiers;
    };
    static bool is_modifier(int key) { return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER; }

    GLFWwindow* window_;
    std::vector<Event> events_;
};

class Loop {
public:
    Loop(GLFWwindow* window, Stage& stage, App& app)
        : window_(window), keys_(window), stage_(stage), app_(app) {}

    void run() {
        while (glfwWindowShouldClose(window_) == 0 && !app_.wants_to_close()) {
            await();
            int width = 0;
            int height = 0;
            glfwGetFramebufferSize(window_, &width, &height);
            if (width > 0 && height > 0) {
                draw(width, height);
            } else {
                glfwWaitEvents();  // minimised
            }
        }
    }

private:
    // Sleeps until there is a reason to draw. After an event a few frames follow at once, for what hangs behind by
    // a frame: hovering, scroll bars.
    void await() {
        if (frames_due_ > 0 || !keys_.empty()) {
            frames_due_ = std::max(0, frames_due_ - 1);
            glfwPollEvents();
            return;
        }
        const float app = app_.next_frame_in();
        const float canvas = stage_.canvas().wants_frame_in();
        const float wait = app < 0 ? canvas : canvas < 0 ? app : std::min(app, canvas);
        constexpr int frames_after_event = 3;
        if (wait < 0) {
            glfwWaitEvents();
            frames_due_ = frames_after_event;
        } else if (wait == 0) {
            glfwPollEvents();
        } else {
            const double start = glfwGetTime();
            glfwWaitEventsTimeout(wait);
            const bool event = glfwGetTime() - start < static_cast<double>(wait) * 0.9;
            frames_due_ = event ? frames_after_event : 0;
        }
    }

    void draw(int width, int height) {
        if (app_.look() != stage_.look()) {
            stage_.set_look(app_.look());
        }
        stage_.make_current();
        if (atlas_painted_ != stage_.atlas_version()) {
            if (atlas_painted_ != 0) {
                ImGui_ImplOpenGL3_DestroyFontsTexture();
                ImGui_ImplOpenGL3_CreateFontsTexture();
            }
            atlas_painted_ = stage_.atlas_version();
        }
        keys_.feed_one_frame();
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        ImGuiIO& io = ImGui::GetIO();
        io.DeltaTime = std::min(io.DeltaTime, 0.1F);  // a long sleep is not a long frame
        stage_.frame([this](Canvas& canvas) { app_.draw(canvas); });
        glViewport(0, 0, width, height);
        glClearColor(0, 0, 0, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
        glfwSwapBuffers(window_);
    }

    GLFWwindow* window_;
    KeyQueue keys_;  // in place of the backend's own key callback
    Stage& stage_;
    App& app_;
    int frames_due_ = 3;
    int atlas_painted_ = 0;
};

}  // namespace

std::string run_window(const WindowOptions& options, App& app) {
    CloseGlfw glfw;
    glfw.open = glfwInit() == GLFW_TRUE;
    if (!glfw.open) {
        return why_not("there is no display");
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    const std::unique_ptr<GLFWwindow, void (*)(GLFWwindow*)> window(
        glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr),
        [](GLFWwindow* handle) {
            if (handle != nullptr) {
                glfwDestroyWindow(handle);
            }
        });
    if (window == nullptr) {
        return why_not("the display offers no OpenGL 3.3");
    }
    glfwSetWindowSizeLimits(window.get(), 640, 480, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(window.get());
    glfwSwapInterval(1);
    Stage stage(app.look(), options.fonts);
    Backends backends;
    backends.platform = ImGui_ImplGlfw_InitForOpenGL(window.get(), true);
    backends.renderer = ImGui_ImplOpenGL3_Init("#version 330 core");
    if (!backends.platform || !backends.renderer) {
        return why_not("Dear ImGui found no OpenGL functions");
    }
    Loop(window.get(), stage, app).run();
    return {};
}

void wake_window() { glfwPostEmptyEvent(); }

}  // namespace ringside::ui
