#include <stdio.h>

#include "modules.h"

int log_lines;
const char version[] = "1.2";
void log_number(const char* what, int value) { printf("%d %s %d\n", ++log_lines, what, value); }
