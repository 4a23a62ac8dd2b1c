#pragma once
void stack_push(int value);
int stack_pop(void);
int stack_empty(void);
void queue_put(int value);
int queue_get(void);
int queue_size(void);
void log_number(const char* what, int value);
extern int log_lines;
extern const char version[];
extern const int limits[2];
