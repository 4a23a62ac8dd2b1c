// Sine, cosine and tangent share the reduction to the first octant.
#pragma once

#include "extended.h"

// x = rest + quadrant · π/2 (modulo 2π), |rest| <= π/4. Exact enough for every finite x.
X __x_reduce(X x, int* quadrant);
X __x_sin_of_octant(X x);
X __x_cos_of_octant(X x);

// The angle of the point (x, y), y >= 0, x > 0: from 0 to π/2. Not both zero.
X __x_angle(X y, X x);
