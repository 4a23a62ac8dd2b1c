const char* from_other(int which) { return which ? "bet" : "alpha"; }
double constant_from_other(void) { return 3.14159265358979 * 2; }
