// A scanner made of gotos: comments, strings, numbers and names of a little language.
#include <stdio.h>

static void scan(const char* at) {
    const char* start;
    int numbers = 0, names = 0, strings = 0, comments = 0, others = 0;
begin:
    start = at;
    if (*at == '\0') goto done;
    if (*at == ' ' || *at == '\n') {
        at++;
        goto begin;
    }
    if (*at >= '0' && *at <= '9') goto number;
    if ((*at | 32) >= 'a' && (*at | 32) <= 'z') goto name;
    if (*at == '"') goto string;
    if (*at == '/' && at[1] == '*') {
        at += 2;
        goto comment;
    }
    others++;
    at++;
    goto begin;
number:
    at++;
    if ((*at >= '0' && *at <= '9') || *at == '.') goto number;
    numbers++;
    printf("%.*s ", (int)(at - start), start);
    goto begin;
name:
    at++;
    if (((*at | 32) >= 'a' && (*at | 32) <= 'z') || *at == '_') goto name;
    names++;
    printf("%.*s ", (int)(at - start), start);
    goto begin;
string:
    at++;
    if (*at == '\\' && at[1]) {
        at++;
        goto string;
    }
    if (*at && *at != '"') goto string;
    if (!*at) goto unfinished;
    at++;
    strings++;
    printf("%.*s ", (int)(at - start), start);
    goto begin;
comment:
    if (!*at) goto unfinished;
    if (*at == '*' && at[1] == '/') {
        at += 2;
        comments++;
        goto begin;
    }
    at++;
    goto comment;
unfinished:
    printf("(unfinished) ");
done:
    printf("| %d numbers, %d names, %d strings, %d comments, %d others\n", numbers, names, strings, comments, others);
}

int main(void) {
    scan("x = 3.14 * radius_two /* a comment * / */ + \"text \\\" more\" ; y=42");
    scan("/* never closed");
    scan("\"never closed");
    scan("");
    return 0;
}
