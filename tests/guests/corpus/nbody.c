// Planets pull at each other; energy must stay.
#include <math.h>
#include <stdio.h>

typedef struct {
    double x[3], v[3], mass;
} Body;

enum { BODIES = 5 };
static Body bodies[BODIES] = {
    {{0, 0, 0}, {0, 0, 0}, 39.47841760435743},
    {{4.84143144246472090, -1.16032004402742839, -0.10362204447112311}, {0.60632639299583202, 2.81198684491626021, -0.02521836165988763}, 0.03769367487038949},
    {{8.34336671824457987, 4.12479856412430479, -0.40352341711432138}, {-1.01077434617879236, 1.82566237123041186, 0.00841576137658415}, 0.01128632613196877},
    {{12.8943695621391310, -15.1111514016986312, -0.22330757889265573}, {1.08279100644153536, 0.86871301816960822, -0.01083263740136364}, 0.00172372405705971},
    {{15.3796971148509165, -25.9193146099879641, 0.17925877295037118}, {0.97909073224389798, 0.59469899864767617, -0.03475595555078104}, 0.00203368686992463},
};

static double energy(void) {
    double sum = 0;
    for (int i = 0; i < BODIES; i++) {
        const Body* a = &bodies[i];
        sum += 0.5 * a->mass * (a->v[0] * a->v[0] + a->v[1] * a->v[1] + a->v[2] * a->v[2]);
        for (int j = i + 1; j < BODIES; j++) {
            double square = 0;
            for (int k = 0; k < 3; k++) square += (a->x[k] - bodies[j].x[k]) * (a->x[k] - bodies[j].x[k]);
            sum -= a->mass * bodies[j].mass / sqrt(square);
        }
    }
    return sum;
}

static void advance(double step) {
    for (int i = 0; i < BODIES; i++)
        for (int j = i + 1; j < BODIES; j++) {
            double d[3], square = 0;
            for (int k = 0; k < 3; k++) {
                d[k] = bodies[i].x[k] - bodies[j].x[k];
                square += d[k] * d[k];
            }
            const double pull = step / (square * sqrt(square));
            for (int k = 0; k < 3; k++) {
                bodies[i].v[k] -= d[k] * bodies[j].mass * pull;
                bodies[j].v[k] += d[k] * bodies[i].mass * pull;
            }
        }
    for (int i = 0; i < BODIES; i++)
        for (int k = 0; k < 3; k++) bodies[i].x[k] += step * bodies[i].v[k];
}

int main(void) {
    for (int k = 0; k < 3; k++) {
        double momentum = 0;
        for (int i = 0; i < BODIES; i++) momentum += bodies[i].v[k] * bodies[i].mass;
        bodies[0].v[k] = -momentum / bodies[0].mass;
    }
    printf("%.9f\n", energy());
    for (int i = 0; i < 200; i++) advance(0.01);
    printf("%.9f\n", energy());
    return 0;
}
