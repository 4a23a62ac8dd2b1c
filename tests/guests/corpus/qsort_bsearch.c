// The library's qsort and bsearch on numbers, structures and strings.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char name[12];
    int age;
    double height;
} Person;

static int by_int(const void* a, const void* b) {
    const int x = *(const int*)a, y = *(const int*)b;
    return (x > y) - (x < y);
}
static int by_age(const void* a, const void* b) { return ((const Person*)a)->age - ((const Person*)b)->age; }
static int by_name(const void* a, const void* b) { return strcmp(((const Person*)a)->name, ((const Person*)b)->name); }
static int by_text(const void* a, const void* b) { return strcmp(*(char* const*)a, *(char* const*)b); }

int main(void) {
    int numbers[500];
    for (int i = 0; i < 500; i++) numbers[i] = i * 7919 % 503;
    qsort(numbers, 500, sizeof *numbers, by_int);
    for (int i = 1; i < 500; i++)
        if (numbers[i - 1] > numbers[i]) return 1;
    for (int key = 0; key < 600; key += 97) {
        const int* found = bsearch(&key, numbers, 500, sizeof *numbers, by_int);
        printf("%d at %d\n", key, found ? (int)(found - numbers) : -1);
    }
    Person people[] = {{"Ada", 36, 1.65}, {"Grace", 85, 1.68}, {"Alan", 41, 1.78}, {"Edsger", 72, 1.8}, {"Barbara", 36, 1.7}, {"Don", 85, 1.9}};
    const size_t count = sizeof people / sizeof *people;
    qsort(people, count, sizeof *people, by_age);
    for (size_t i = 0; i < count; i++) printf("%s %d %.2f\n", people[i].name, people[i].age, people[i].height);
    qsort(people, count, sizeof *people, by_name);
    for (size_t i = 0; i < count; i++) printf("%s ", people[i].name);
    const Person key = {"Grace", 0, 0};
    const Person* found = bsearch(&key, people, count, sizeof *people, by_name);
    printf("\n%s\n", found ? "found" : "missing");
    const char* words[] = {"pear", "apple", "fig", "banana", "kiwi", "cherry", "date"};
    qsort(words, 7, sizeof *words, by_text);
    for (int i = 0; i < 7; i++) printf("%s ", words[i]);
    printf("\n");
    qsort(words, 0, sizeof *words, by_text);
    qsort(words, 1, sizeof *words, by_text);
    return 0;
}
