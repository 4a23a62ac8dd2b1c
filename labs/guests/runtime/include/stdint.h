#pragma once
#include <stdint-gcc.h>
