#include "visualizer/kit/headless.hpp"

#define EGL_EGLEXT_PROTOTYPES
#include <EGL/egl.h>
#include <EGL/eglext.h>
#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

namespace ringside::ui {

// The GL context and its framebuffer; undone in its destructor.
struct Headless::Gl {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    GLuint framebuffer = 0;
    GLuint color = 0;

    Gl() = default;
    Gl(const Gl&) = delete;
    Gl& operator=(const Gl&) = delete;
    ~Gl() {
        if (framebuffer != 0) {
            glDeleteFramebuffers(1, &framebuffer);
            glDeleteRenderbuffers(1, &color);
        }
        if (context != EGL_NO_CONTEXT) {
            eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
            eglDestroyContext(display, context);
        }
    }

    // Empty when all went well.
    std::string open(int width, int height) {
        const std::string advice = "; install libegl1 and libgl1-mesa-dri";
        const auto get_display =
            reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
        if (get_display == nullptr) {
            return "Cannot draw without a display: EGL offers no platforms" + advice + ".";
        }
        display = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) == EGL_FALSE) {
            return "Cannot draw without a display: Mesa's surfaceless platform is missing" + advice + ".";
        }
        if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) {
            return "Cannot draw without a display: this EGL has no desktop OpenGL" + advice + ".";
        }
        constexpr EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT,
                                     EGL_NONE};
        constexpr EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION,
                                      3,
                                      EGL_CONTEXT_MINOR_VERSION,
                                      3,
                                      EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                      EGL_NONE};
        EGLConfig config = EGL_NO_CONFIG_KHR;
        EGLint count = 0;
        eglChooseConfig(display, wanted, &config, 1, &count);
        context = eglCreateContext(display, count > 0 ? config : EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, version);
        if (context == EGL_NO_CONTEXT ||
            eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) == EGL_FALSE) {
            return "Cannot draw without a display: no OpenGL 3.3 context could be made" + advice + ".";
        }
        glGenFramebuffers(1, &framebuffer);
        glGenRenderbuffers(1, &color);
        glBindRenderbuffer(GL_RENDERBUFFER, color);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, color);
        if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
            return "Cannot draw a picture of " + std::to_string(width) + "x" + std::to_string(height) +
                   ": the graphics driver refuses that size; ask for a smaller one.";
        }
        return {};
    }

    void make_current() const { eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context); }
};

Headless::Opened Headless::open(const Look& look, int width, int height, const FontPlaces& fonts) {
    constexpr int most = 16384;
    if (width < 1 || height < 1 || width > most || height > most) {
        return {nullptr, "Cannot draw a picture of " + std::to_string(width) + "x" + std::to_string(height) +
                             ": each side must be from 1 to " + std::to_string(most) + " pixels."};
    }
    auto gl = std::make_unique<Gl>();
    if (std::string error = gl->open(width, height); !error.empty()) {
        return {nullptr, std::move(error)};
    }
    std::unique_ptr<Headless> renderer(new Headless(std::move(gl), look, width, height, fonts));
    renderer->stage_.make_current();
    if (!ImGui_ImplOpenGL3_Init("#version 330 core")) {
        return {nullptr,
                "Cannot draw without a display: Dear ImGui found no OpenGL functions; install libgl1."};
    }
    return {std::move(renderer), {}};
}

Headless::Headless(std::unique_ptr<Gl> gl, const Look& look, int width, int height, const FontPlaces& fonts)
    : gl_(std::move(gl)), stage_(look, fonts), width_(width), height_(height) {}

Headless::~Headless() {
    gl_->make_current();
    stage_.make_current();
    if (ImGui::GetIO().BackendRendererUserData != nullptr) {
        ImGui_ImplOpenGL3_Shutdown();
    }
}

Picture Headless::shoot(const Draw& draw, Recording* recording) {
    constexpr int frames = 3;
    for (int i = 0; i < frames; ++i) {
        frame(draw, recording);
    }
    return paint();
}

void Headless::frame(const Draw& draw, Recording* recording, float seconds) {
    gl_->make_current();
    stage_.make_current();
    // The draw lists name the font texture, so it has to be there before the frame begins.
    if (atlas_painted_ != stage_.atlas_version()) {
        if (atlas_painted_ != 0) {
            ImGui_ImplOpenGL3_DestroyFontsTexture();
            ImGui_ImplOpenGL3_CreateFontsTexture();
        }
        atlas_painted_ = stage_.atlas_version();
    }
    ImGui_ImplOpenGL3_NewFrame();  // makes shaders and the font texture when they are not there yet
    stage_.set_display({static_cast<float>(width_), static_cast<float>(height_)}, seconds);
    stage_.frame(draw, recording);
}

Picture Headless::paint() {
    gl_->make_current();
    stage_.make_current();
    glBindFramebuffer(GL_FRAMEBUFFER, gl_->framebuffer);
    glViewport(0, 0, width_, height_);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    Picture picture{width_, height_, {}};
    const auto row = static_cast<std::size_t>(width_) * 3;
    std::vector<std::uint8_t> upside_down(row * static_cast<std::size_t>(height_));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width_, height_, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
    picture.rgb.reserve(upside_down.size());
    for (auto y = static_cast<std::size_t>(height_); y-- > 0;) {
        picture.rgb.insert(picture.rgb.end(), upside_down.begin() + static_cast<std::ptrdiff_t>(y * row),
                           upside_down.begin() + static_cast<std::ptrdiff_t>((y + 1) * row));
    }
    return picture;
}

}  // namespace ringside::ui
