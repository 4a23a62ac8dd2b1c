int overridden(void) { return 2; }
int kept(void);
int call_kept(void) { return kept() + 1; }
int weak_variable = 99;
static int target(int x) { return x * x; }
int aliased(int x) __attribute__((weak, alias("target")));
