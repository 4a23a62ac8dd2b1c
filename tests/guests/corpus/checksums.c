// CRC-32 bit by bit and by table, CRC-16, Adler, Fletcher, FNV, Jenkins, Luhn.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint32_t table[256];

static uint32_t crc_bitwise(const uint8_t* data, size_t size) {
    uint32_t crc = 0xFFFFFFFF;
    while (size--) {
        crc ^= *data++;
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (0xEDB88320 & -(crc & 1));
    }
    return ~crc;
}
static uint32_t crc_table(const uint8_t* data, size_t size) {
    uint32_t crc = 0xFFFFFFFF;
    while (size--) crc = crc >> 8 ^ table[(crc ^ *data++) & 0xFF];
    return ~crc;
}
static uint16_t crc16(const uint8_t* data, size_t size) {
    uint16_t crc = 0xFFFF;
    while (size--) {
        crc = (uint16_t)(crc ^ *data++ << 8);
        for (int bit = 0; bit < 8; bit++) crc = (uint16_t)(crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1);
    }
    return crc;
}
static uint32_t adler(const uint8_t* data, size_t size) {
    uint32_t a = 1, b = 0;
    while (size--) {
        a = (a + *data++) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}
static uint64_t fnv(const uint8_t* data, size_t size) {
    uint64_t hash = 14695981039346656037u;
    while (size--) hash = (hash ^ *data++) * 1099511628211u;
    return hash;
}
static uint32_t jenkins(const uint8_t* data, size_t size) {
    uint32_t hash = 0;
    while (size--) {
        hash += *data++;
        hash += hash << 10;
        hash ^= hash >> 6;
    }
    hash += hash << 3;
    hash ^= hash >> 11;
    return hash + (hash << 15);
}
static int luhn(const char* digits) {
    int sum = 0, odd = 1;
    for (size_t i = strlen(digits); i-- > 0; odd = !odd) {
        const int digit = digits[i] - '0';
        sum += odd ? digit : digit * 2 % 10 + digit / 5;
    }
    return sum % 10 == 0;
}

int main(void) {
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t crc = i;
        for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        table[i] = crc;
    }
    static uint8_t data[3000];
    for (unsigned i = 0; i < sizeof data; i++) data[i] = (uint8_t)(i * i >> 3);
    const char* text = "123456789";
    printf("%08x %08x\n", (unsigned)crc_bitwise((const uint8_t*)text, 9), (unsigned)crc_table((const uint8_t*)text, 9));
    printf("%08x %08x\n", (unsigned)crc_bitwise(data, sizeof data), (unsigned)crc_table(data, sizeof data));
    printf("%04x %08x %016llx %08x\n", crc16((const uint8_t*)text, 9), (unsigned)adler(data, sizeof data),
           (unsigned long long)fnv(data, sizeof data), (unsigned)jenkins(data, sizeof data));
    printf("%d %d\n", luhn("79927398713"), luhn("79927398710"));
    return 0;
}
