_Thread_local int shared = 37;
_Thread_local char text[16] = "thread";
static _Thread_local int calls;

int bump(int by) {
    calls++;
    shared += by * calls;
    return shared;
}

int* where(void) { return &shared; }
