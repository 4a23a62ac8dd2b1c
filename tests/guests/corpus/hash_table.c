// An open-addressing hash table of words that grows, with deletion.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char* key;
    int value;
} Slot;
typedef struct {
    Slot* slots;
    unsigned size, used;
} Table;
static char gone[] = "";

static unsigned hash(const char* text) {
    unsigned h = 2166136261u;
    for (; *text; text++) h = (h ^ (unsigned char)*text) * 16777619u;
    return h;
}
static Slot* find(Table* table, const char* key) {
    Slot* free_slot = NULL;
    for (unsigned i = hash(key) & (table->size - 1);; i = (i + 1) & (table->size - 1)) {
        Slot* slot = &table->slots[i];
        if (!slot->key) return free_slot ? free_slot : slot;
        if (slot->key == gone) {
            if (!free_slot) free_slot = slot;
        } else if (strcmp(slot->key, key) == 0) {
            return slot;
        }
    }
}
static void grow(Table* table) {
    Table larger = {calloc(table->size * 2, sizeof(Slot)), table->size * 2, 0};
    for (unsigned i = 0; i < table->size; i++)
        if (table->slots[i].key && table->slots[i].key != gone) {
            *find(&larger, table->slots[i].key) = table->slots[i];
            larger.used++;
        }
    free(table->slots);
    *table = larger;
}
static int* at(Table* table, const char* key) {
    if (table->used * 4 >= table->size * 3) grow(table);
    Slot* slot = find(table, key);
    if (!slot->key || slot->key == gone) {
        slot->key = strdup(key);
        slot->value = 0;
        table->used++;
    }
    return &slot->value;
}
static int erase(Table* table, const char* key) {
    Slot* slot = find(table, key);
    if (!slot->key || slot->key == gone) return 0;
    free(slot->key);
    slot->key = gone;
    return 1;
}

int main(void) {
    Table table = {calloc(8, sizeof(Slot)), 8, 0};
    char word[16];
    for (int i = 0; i < 1000; i++) {
        snprintf(word, sizeof word, "w%d", i * i % 317);
        ++*at(&table, word);
    }
    unsigned sum = 0, keys = 0;
    for (unsigned i = 0; i < table.size; i++)
        if (table.slots[i].key) {
            sum += (unsigned)table.slots[i].value;
            keys++;
        }
    printf("%u keys, %u in all, table of %u\n", keys, sum, table.size);
    printf("w0 %d w1 %d w4 %d w316 %d\n", *at(&table, "w0"), *at(&table, "w1"), *at(&table, "w4"), *at(&table, "w316"));
    int erased = 0;
    for (int i = 0; i < 317; i += 2) {
        snprintf(word, sizeof word, "w%d", i);
        erased += erase(&table, word);
    }
    printf("%d erased, w1 %d w4 %d\n", erased, *at(&table, "w1"), *at(&table, "w4"));
    return 0;
}
