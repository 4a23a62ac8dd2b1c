// Structures and unions of many sizes as arguments, results, members and array elements.
#include <stdio.h>
#include <string.h>

typedef struct { char c; } One;
typedef struct { short s; char c; } Three;
typedef struct { int a, b; } Two;
typedef struct { int a; double d; } Mixed;
typedef struct { float x, y; } Pair;
typedef struct { int values[20]; } Many;
typedef struct { char text[7]; } Odd;
typedef struct { Two two; Pair pair; One one; } Nested;
typedef union { int i; float f; char c[4]; } Either;
typedef struct { long long l; } Long;
typedef struct { } Empty;

static One next_one(One x) { x.c++; return x; }
static Three three(int a, Three x, int b) { return (Three){(short)(x.s + a), (char)(x.c + b)}; }
static Two swap(Two x) { return (Two){x.b, x.a}; }
static Mixed mix(Two a, Mixed b, double c) { return (Mixed){a.a + b.a, a.b + b.d + c}; }
static Pair turn(Pair p) { return (Pair){-p.y, p.x}; }
static Many doubled(Many m) { for (int i = 0; i < 20; i++) m.values[i] *= 2; return m; }
static Odd reversed(Odd o) { Odd r; for (int i = 0; i < 7; i++) r.text[i] = o.text[6 - i]; return r; }
static Nested nest(int a, Nested n, One o, Long l) { n.two.a += a; n.pair.x += (float)l.l; n.one = next_one(o); return n; }
static Either either(Either e) { e.i += 1; return e; }
static Long add(Long a, int between, Long b) { return (Long){a.l + b.l + between}; }
static int registers_full(int a, int b, int c, int d, int e, int f, Two g, long long h, Three i, double j) {
    return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g.a + 8 * g.b + (int)(9 * h) + 10 * i.s + 11 * i.c + (int)(12 * j);
}
static Empty nothing(Empty e, int* x) { ++*x; return e; }

int main(void) {
    printf("%c\n", next_one((One){'a'}).c);
    const Three t = three(5, (Three){1000, 3}, 7);
    printf("%d %d\n", t.s, t.c);
    const Two s = swap((Two){1, 2});
    printf("%d %d\n", s.a, s.b);
    const Mixed m = mix(s, (Mixed){10, 0.5}, 100);
    printf("%d %.2f\n", m.a, m.d);
    Pair p = {1, 2};
    for (int i = 0; i < 3; i++) p = turn(p);
    printf("%g %g\n", p.x, p.y);
    Many many;
    for (int i = 0; i < 20; i++) many.values[i] = i;
    many = doubled(doubled(many));
    printf("%d %d %d\n", many.values[0], many.values[10], doubled(many).values[19]);
    Odd o;
    memcpy(o.text, "abcdef", 7);
    o = reversed(o);
    printf("%d%.6s\n", o.text[0], o.text + 1);
    const Nested n = nest(5, (Nested){{1, 2}, {3, 4}, {'q'}}, (One){'y'}, (Long){1000});
    printf("%d %d %g %g %c\n", n.two.a, n.two.b, n.pair.x, n.pair.y, n.one.c);
    printf("%d\n", either((Either){41}).i);
    printf("%lld\n", add((Long){40000000000ll}, 5, (Long){2}).l);
    printf("%d\n", registers_full(1, 2, 3, 4, 5, 6, (Two){7, 8}, 9, (Three){10, 11}, 12.5));
    int x = 1;
    nothing((Empty){}, &x);
    Two array[4] = {{1, 2}, {3, 4}};
    array[2] = array[1];
    array[3] = swap(array[2]);
    const Two* const where = &array[3];
    printf("%d %d %d %d\n", x, array[2].a, where->a, where->b);
    return 0;
}
