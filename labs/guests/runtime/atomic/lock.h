// The lock behind atomic accesses wider than a word. One for all: they are rare. An interrupt handler that uses such
// an access must not interrupt a hart that is inside one.
#pragma once

void __atomic_lock_wide(void);
void __atomic_unlock_wide(void);
