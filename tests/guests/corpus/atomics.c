// _Atomic objects of every width, the __atomic and __sync built-ins, flags, fences.
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

static _Atomic uint8_t bytes[4];
static _Atomic int16_t halves[2];
static _Atomic int32_t word = 100;
static _Atomic uint64_t wide = 0xFFFFFFFF;
static _Atomic(int*) pointer;
static atomic_flag flag = ATOMIC_FLAG_INIT;
static atomic_bool on;
typedef struct {
    int a, b, c;
} Triple;
static _Atomic Triple triple;

int main(void) {
    for (int i = 0; i < 300; i++) {
        bytes[i & 3] += (uint8_t)i;
        bytes[1] ^= (uint8_t)i;
        halves[1] -= 7;
        halves[0] |= (int16_t)i;
        word += i;
        wide += (uint64_t)i << 20;
    }
    printf("%d %d %d %d %d %d %d %llx\n", bytes[0], bytes[1], bytes[2], bytes[3], halves[0], halves[1], (int)word, (unsigned long long)wide);
    int previous = atomic_fetch_sub(&word, 50);
    printf("%d %d\n", previous, (int)atomic_load(&word));
    previous = atomic_exchange(&halves[1], 1234);
    printf("%d %d %d\n", previous, halves[0], halves[1]);
    uint8_t expected = 1;
    bool done = atomic_compare_exchange_strong(&bytes[2], &expected, 9);
    printf("%d %d\n", done, expected);
    done = atomic_compare_exchange_strong(&bytes[2], &expected, 9);
    printf("%d %d %d %d %d\n", done, bytes[0], bytes[1], bytes[2], bytes[3]);
    uint64_t old = 5;
    done = atomic_compare_exchange_strong(&wide, &old, 7);
    printf("%d %llx\n", done, (unsigned long long)old);
    done = atomic_compare_exchange_strong(&wide, &old, 7);
    printf("%d %llu\n", done, (unsigned long long)atomic_fetch_or(&wide, 1ull << 40));
    printf("%llx\n", (unsigned long long)atomic_load(&wide));
    int targets[3] = {1, 2, 3};
    atomic_store(&pointer, targets);
    pointer++;
    printf("%d\n", *atomic_load(&pointer));
    done = atomic_flag_test_and_set(&flag);
    printf("%d", done);
    done = atomic_flag_test_and_set(&flag);
    printf("%d", done);
    atomic_flag_clear(&flag);
    done = atomic_flag_test_and_set(&flag);
    printf("%d %d", done, atomic_exchange(&on, true));
    printf(" %d\n", atomic_load(&on));
    atomic_store(&triple, ((Triple){1, 2, 3}));
    Triple seen = atomic_load(&triple), wanted = {1, 2, 4};
    printf("%d %d %d ", seen.a, seen.b, seen.c);
    done = atomic_compare_exchange_strong(&triple, &wanted, ((Triple){7, 8, 9}));
    printf("%d %d ", done, wanted.c);
    done = atomic_compare_exchange_strong(&triple, &wanted, ((Triple){7, 8, 9}));
    seen = atomic_exchange(&triple, ((Triple){0, 0, 0}));
    printf("%d %d\n", done, seen.c);
    atomic_thread_fence(memory_order_seq_cst);
    atomic_signal_fence(memory_order_acquire);
    int16_t half = 5;
    int32_t plain = 6;
    uint64_t eight = 9;
    int r = __sync_fetch_and_add(&half, 3);
    printf("%d ", r);
    r = __sync_sub_and_fetch(&half, 10);
    printf("%d ", r);
    r = __sync_fetch_and_xor(&plain, 3);
    printf("%d ", r);
    r = __sync_bool_compare_and_swap(&plain, 5, 77);
    printf("%d %d ", r, (int)plain);
    r = __sync_val_compare_and_swap(&half, -2, 4);
    printf("%d %d ", r, half);
    r = __sync_lock_test_and_set(&plain, 1);
    printf("%d ", r);
    __sync_lock_release(&plain);
    printf("%d ", (int)plain);
    uint64_t e = __sync_or_and_fetch(&eight, 6);
    printf("%llu ", (unsigned long long)e);
    e = __atomic_fetch_nand(&eight, 3, __ATOMIC_RELAXED);
    printf("%llu %llx ", (unsigned long long)e, (unsigned long long)eight);
    uint8_t byte = 0xF0;
    r = __atomic_and_fetch(&byte, 0x3C, __ATOMIC_ACQ_REL);
    printf("%x ", (unsigned)r);
    r = __atomic_fetch_nand(&byte, 0x10, __ATOMIC_SEQ_CST);
    printf("%x %x ", (unsigned)r, byte);
    byte = 0;
    r = __atomic_test_and_set(&byte, __ATOMIC_ACQUIRE);
    printf("%d %d\n", r, byte);
    __sync_synchronize();
    return 0;
}
