/* What compilers make of data: sections of every kind, addresses of parts, strings, thread-local and atomic things,
   constructors, weak and common symbols. */
typedef unsigned char u8;

int zero;
int tentative[30];
static int hidden = 3;
int *pointer = &tentative[7];
const int fixed[] = {1, 2, 3, 0x7fffffff};
const char text[] = "text with \"quotes\", \\ and \001\xff bytes;#\n";
const char *const names[] = {"alpha", "beta", "gamma; delta # epsilon", "", "alpha"};
static const double reals[] = {1.5, -0.25, 1e300};
__thread int mine = 4;
__thread char mine_zero[12];
_Alignas(64) char aligned[3] = {1};
__attribute__((section("special_data"))) int special = 9;
__attribute__((weak)) int maybe;
extern int absent __attribute__((weak));
struct node {
    struct node *next;
    short tag;
    char c;
    long long big;
} nodes[3] = {{&nodes[1], 1, 'a', 1}, {&nodes[2], -1, 'b', -1}, {0, 3, 'c', 0x123456789abcdefll}};
static char large[40000];
extern struct node far_nodes[];

int load(int i) { return zero + tentative[i] + hidden + *pointer + fixed[i & 3] + mine + mine_zero[i] + special; }
void store(int i) {
    zero = i;
    tentative[5] = i;
    hidden = i + 1;
    nodes[2].big = i;
    nodes[1].tag = (short)i;
    mine = i;
    large[39999] = (char)i;
    large[i] = 2;
    far_nodes[3].c = 5;
}
const char *name(int i) { return i < 0 ? text + 5 : names[i]; }
double real(int i) { return reals[i] + 2.5; }
int if_there(void) { return (&absent ? absent : -1) + maybe; }
long long doubled(const struct node *n) { return n->big + n->next->big; }

__attribute__((constructor)) static void first(void) { zero = 1; }
__attribute__((constructor(200))) static void before(void) { zero = 2; }
__attribute__((destructor)) static void last(void) { zero = 3; }
__attribute__((weak)) int overridable(int a) { return a; }
int renamed(int a) __attribute__((alias("overridable")));
__attribute__((visibility("hidden"))) int inside(void) { return overridable(1) + renamed(2); }

int exchange(int *p, int v) {
    int expected = 3;
    __atomic_compare_exchange_n(p, &expected, v, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
    return __atomic_fetch_add(p, v, __ATOMIC_ACQ_REL) + __atomic_exchange_n(p, 7, __ATOMIC_ACQUIRE) +
           __atomic_load_n(p, __ATOMIC_SEQ_CST) + __atomic_fetch_and(p, v, __ATOMIC_RELEASE) + expected;
}
u8 lock(u8 *p) { return __atomic_test_and_set(p, __ATOMIC_ACQUIRE); }
void unlock(int *p) { __atomic_store_n(p, 0, __ATOMIC_RELEASE); }
void copy(struct node *a, const struct node *b) { *a = *b; }
void clear(char *p) { __builtin_memset(p, 0, 37); }
