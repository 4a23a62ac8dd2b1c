// flags: -ffunction-sections -fdata-sections -g
// Every function and variable in a section of its own, with debugging information; named sections with their bounds.
#include <stdio.h>

typedef struct {
    const char* name;
    int (*run)(int);
} Entry;
#define REGISTER(name) \
    static const Entry entry_##name __attribute__((section("entries"), used)) = {#name, name}

int outside(int x);
int never_called(int x);
extern const Entry __start_entries[], __stop_entries[];

static int twice(int x) { return 2 * x; }
static int square(int x) { return x * x; }
REGISTER(twice);
REGISTER(square);
static int variable = 5, zero;
static const char constant[] = "constant";
__attribute__((section(".data.special"))) static int special = 9;
__attribute__((section(".text.unlikely"), noinline)) static int unlikely(int x) { return x - 1; }
__attribute__((cold, noinline)) static int cold(int x) { return x + 1; }
__attribute__((hot, noinline)) static int hot(int x) { return x + 2; }

int main(void) {
    int total = 0, entries = 0; // their order is the compiler's business
    for (const Entry* entry = __start_entries; entry < __stop_entries; entry++) {
        if (!entry->run) continue;
        entries += entry->name[0] != '\0';
        total += entry->run(10);
    }
    printf("%d entries, %d\n", entries, total);
    printf("%d %d %s %d %d\n", variable++, zero++, constant, special, outside(3));
    printf("%d %d %d\n", unlikely(variable), cold(variable), hot(zero));
    return 0;
}
