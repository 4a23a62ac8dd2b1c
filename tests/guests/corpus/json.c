// A JSON parser that prints what it read with indentation, and reports where it failed.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { J_NULL, J_FALSE, J_TRUE, J_NUMBER, J_STRING, J_ARRAY, J_OBJECT } Kind;
typedef struct Value {
    Kind kind;
    union {
        double number;
        char* text;
        struct {
            struct Value** items;
            char** names;
            size_t count;
        };
    };
} Value;

static const char *start, *at;

static void skip(void) { at += strspn(at, " \t\n\r"); }
static Value* make(Kind kind) {
    Value* value = calloc(1, sizeof *value);
    value->kind = kind;
    return value;
}
static void drop(Value* value) {
    if (!value) return;
    if (value->kind == J_STRING) free(value->text);
    if (value->kind >= J_ARRAY) {
        for (size_t i = 0; i < value->count; i++) {
            drop(value->items[i]);
            if (value->names) free(value->names[i]);
        }
        free(value->items);
        free(value->names);
    }
    free(value);
}
static char* string(void) {
    if (*at != '"') return NULL;
    size_t length = 0;
    char* text = malloc(strlen(at));
    for (at++; *at != '"'; at++) {
        if (!*at) {
            free(text);
            return NULL;
        }
        if (*at == '\\') {
            at++;
            switch (*at) {
            case 'n': text[length++] = '\n'; break;
            case 't': text[length++] = '\t'; break;
            case 'u': {
                unsigned code = 0;
                sscanf(at + 1, "%4x", &code);
                text[length++] = code < 128 ? (char)code : '?';
                at += 4;
                break;
            }
            default: text[length++] = *at; break;
            }
        } else {
            text[length++] = *at;
        }
    }
    at++;
    text[length] = '\0';
    return text;
}
static Value* parse(void);
static Value* group(char close, Kind kind) {
    Value* value = make(kind);
    at++;
    skip();
    if (*at == close) {
        at++;
        return value;
    }
    for (;;) {
        char* name = NULL;
        if (kind == J_OBJECT) {
            skip();
            name = string();
            skip();
            if (!name || *at != ':') {
                free(name);
                drop(value);
                return NULL;
            }
            at++;
        }
        Value* item = parse();
        if (!item) {
            free(name);
            drop(value);
            return NULL;
        }
        value->items = realloc(value->items, (value->count + 1) * sizeof *value->items);
        value->items[value->count] = item;
        if (kind == J_OBJECT) {
            value->names = realloc(value->names, (value->count + 1) * sizeof *value->names);
            value->names[value->count] = name;
        }
        value->count++;
        skip();
        if (*at == close) break;
        if (*at != ',') {
            drop(value);
            return NULL;
        }
        at++;
    }
    at++;
    return value;
}
static Value* parse(void) {
    skip();
    if (*at == '[') return group(']', J_ARRAY);
    if (*at == '{') return group('}', J_OBJECT);
    if (*at == '"') {
        char* text = string();
        if (!text) return NULL;
        Value* value = make(J_STRING);
        value->text = text;
        return value;
    }
    static const char* const words[] = {"null", "false", "true"};
    for (int i = 0; i < 3; i++)
        if (strncmp(at, words[i], strlen(words[i])) == 0) {
            at += strlen(words[i]);
            return make((Kind)i);
        }
    if (*at == '-' || isdigit((unsigned char)*at)) {
        char* end;
        Value* value = make(J_NUMBER);
        value->number = strtod(at, &end);
        at = end;
        return value;
    }
    return NULL;
}
static void print(const Value* value, int depth) {
    switch (value->kind) {
    case J_NULL: printf("null"); break;
    case J_FALSE: printf("false"); break;
    case J_TRUE: printf("true"); break;
    case J_NUMBER: printf("%.15g", value->number); break;
    case J_STRING: printf("\"%s\"", value->text); break;
    default:
        printf(value->kind == J_ARRAY ? "[" : "{");
        for (size_t i = 0; i < value->count; i++) {
            printf("%s\n%*s", i ? "," : "", 2 * depth + 2, "");
            if (value->names) printf("%s: ", value->names[i]);
            print(value->items[i], depth + 1);
        }
        if (value->count) printf("\n%*s", 2 * depth, "");
        printf(value->kind == J_ARRAY ? "]" : "}");
    }
}

int main(void) {
    static const char* const documents[] = {
        "{\"name\": \"ring\", \"levels\": [0, 1, 2, 3], \"nested\": {\"pi\": 3.14159, \"e\": 2.7e0, \"none\": null}, \"ok\": true, \"tab\\there\": \"\\u0041\\\"\"}",
        "[]", "[[],[[]],{}]", "-12.5e-3", "[1, 2,", "{\"a\" 1}", "[1 2]", "\"open"};
    for (unsigned i = 0; i < sizeof documents / sizeof *documents; i++) {
        start = at = documents[i];
        Value* value = parse();
        if (value)
            print(value, 0);
        else
            printf("error at %d", (int)(at - start));
        printf("\n");
        drop(value);
    }
    return 0;
}
