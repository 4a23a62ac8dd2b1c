// fib: recursive Fibonacci. Calls, returns, a little arithmetic.
static __attribute__((noinline)) unsigned fib(unsigned n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

unsigned KERNEL(void) { return fib(31); }
