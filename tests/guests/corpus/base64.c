// Base64 and hexadecimal there and back; run lengths.
#include <stdio.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode(const unsigned char* in, size_t size, char* out) {
    for (; size >= 3; size -= 3, in += 3, out += 4) {
        out[0] = alphabet[in[0] >> 2];
        out[1] = alphabet[(in[0] & 3) << 4 | in[1] >> 4];
        out[2] = alphabet[(in[1] & 15) << 2 | in[2] >> 6];
        out[3] = alphabet[in[2] & 63];
    }
    if (size) {
        out[0] = alphabet[in[0] >> 2];
        out[1] = alphabet[(in[0] & 3) << 4 | (size == 2 ? in[1] >> 4 : 0)];
        out[2] = size == 2 ? alphabet[(in[1] & 15) << 2] : '=';
        out[3] = '=';
        out += 4;
    }
    *out = '\0';
}
static size_t decode(const char* in, unsigned char* out) {
    unsigned bits = 0, count = 0;
    size_t size = 0;
    for (; *in && *in != '='; in++) {
        bits = bits << 6 | (unsigned)(strchr(alphabet, *in) - alphabet);
        count += 6;
        if (count >= 8) out[size++] = (unsigned char)(bits >> (count -= 8));
    }
    return size;
}

int main(void) {
    static const char* texts[] = {"", "f", "fo", "foo", "foob", "fooba", "foobar", "Many hands make light work."};
    char coded[200];
    unsigned char back[200];
    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
        const size_t size = strlen(texts[i]);
        encode((const unsigned char*)texts[i], size, coded);
        const size_t decoded = decode(coded, back);
        printf("%s -> %s -> %s\n", texts[i], coded, decoded == size && memcmp(back, texts[i], size) == 0 ? "same" : "DIFFERENT");
    }
    unsigned char all[100];
    for (int i = 0; i < 100; i++) all[i] = (unsigned char)(i * 41);
    encode(all, 100, coded);
    printf("%s\n%s\n", coded, decode(coded, back) == 100 && memcmp(all, back, 100) == 0 ? "same" : "DIFFERENT");
    const char* runs = "WWWWWWWWWWWWBWWWWWWWWWWWWBBBWWWWWWWWWWWWWWWWWWWWWWWWBWWWWWWWWWWWWWW";
    for (const char* at = runs; *at;) {
        int length = 1;
        while (at[length] == *at) length++;
        printf("%d%c", length, *at);
        at += length;
    }
    printf("\n");
    return 0;
}
