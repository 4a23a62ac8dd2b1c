// No #pragma once: the meaning of assert follows NDEBUG at each inclusion.
#undef assert
#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition) ((condition) ? (void)0 : __assert_fail(#condition, __FILE__, __LINE__, __func__))
#endif

#ifndef RINGSIDE_ASSERT_DECLARED
#define RINGSIDE_ASSERT_DECLARED
_Noreturn void __assert_fail(const char* condition, const char* file, unsigned line, const char* function);
#endif
#if !defined(__cplusplus) && !defined(static_assert)
#define static_assert _Static_assert
#endif
