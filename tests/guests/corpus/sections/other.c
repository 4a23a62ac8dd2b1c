typedef struct {
    const char* name;
    int (*run)(int);
} Entry;

static int cube(int x) { return x * x * x; }
static const Entry entry_cube __attribute__((section("entries"), used)) = {"cube", cube};

int outside(int x) { return x + 100; }
int never_called(int x) { return x / 0x1000; }
