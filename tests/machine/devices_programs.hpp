// Small drivers in assembly, one per device: what the tests run on a whole machine. Registers have the names of
// registers.inc in capitals (tests/machine/devices_rig.hpp).
#pragma once

namespace ringside::machine::test {

// Prints a0 as a decimal digit and turns the power off; fail: exit code 1.
inline constexpr const char* program_end = R"(
print_digit:
    addi a0, a0, 48
    out  a0, 0x10(zero)
    out  zero, 0x40(zero)
fail:
    li   t0, 1
    out  t0, 0x40(zero)
)";

// Writes a pattern to blocks 3 and 4, flushes, reads them back elsewhere and compares; waits in halt, is woken by interrupts.
// Prints how many interrupts came.
inline constexpr const char* disk_program = R"(
    .text
    .globl _start
_start:
    bnez a0, others
    la   t0, handler
    mts  tvec, t0
    li   s1, DISK
    li   s0, 0x20000            # the ring
    sw   s0, DISK_RING(s1)
    li   t0, 4
    sw   t0, DISK_ENTRIES(s1)
    li   t0, 3
    sw   t0, DISK_CONTROL(s1)
    li   t0, 2
    out  t0, 0x31(zero)         # this hart takes source 1
    mts  imask, t0              # external
    li   a2, 0x21000
    li   a3, 256
    li   a4, 0x12345
1:  sw   a4, 0(a2)
    addi a2, a2, 4
    addi a4, a4, 77
    addi a3, a3, -1
    bnez a3, 1b
    # three descriptors: write, flush, read
    li   t0, 1
    sw   t0, 0(s0)
    li   t0, 3
    sw   t0, 4(s0)
    sw   t0, 68(s0)
    li   t0, 2
    sw   t0, 8(s0)
    sw   t0, 72(s0)
    sw   t0, 32(s0)
    li   t0, 0x21000
    sw   t0, 12(s0)
    li   t0, 0x22000
    sw   t0, 76(s0)
    sw   zero, 64(s0)
    li   t0, 3
    sw   t0, DISK_DOORBELL(s1)
wait:                           # interrupts are off here; a pending one ends the halt all the same
    lw   t0, DISK_DONE(s1)
    li   t1, 3
    beq  t0, t1, compare
    halt
    rdpsr t0
    ori  t1, t0, 0x100
    wrpsr t1                    # on: the handler runs
    wrpsr t0                    # off
    j    wait
compare:
    li   t1, 1
    lw   t0, 16(s0)
    bne  t0, t1, fail
    lw   t0, 48(s0)
    bne  t0, t1, fail
    lw   t0, 80(s0)
    bne  t0, t1, fail
    li   a2, 0x21000
    li   a3, 256
2:  lw   t0, 0(a2)
    li   t1, 0x1000
    add  t1, t1, a2
    lw   t1, 0(t1)
    bne  t0, t1, fail
    addi a2, a2, 4
    addi a3, a3, -1
    bnez a3, 2b
    la   t0, interrupts
    lw   a0, 0(t0)
    j    print_digit
others:                         # the other harts only pass the time
    addi t2, t2, 1
    j    others

handler:                        # ra, gp and tp are its own
    in   gp, 0x32(zero)         # claim
    li   tp, DISK
    li   ra, 1
    sw   ra, DISK_STATUS(tp)
    out  gp, 0x33(zero)         # complete
    la   tp, interrupts
    lw   ra, 0(tp)
    addi ra, ra, 1
    sw   ra, 0(tp)
    rets
    .data
interrupts: .word 0
)";

// Sends nine frames of type 0x88b5, each longer than the last, and compares what comes back. Prints 9.
inline constexpr const char* echo_program = R"(
    .text
    .globl _start
_start:
    li   s1, NETWORK
    li   s0, 0x20000            # sending ring; the receiving one at +256
    sw   s0, NETWORK_TX_RING(s1)
    addi t0, s0, 256
    sw   t0, NETWORK_RX_RING(s1)
    li   t0, 2
    sw   t0, NETWORK_TX_ENTRIES(s1)
    sw   t0, NETWORK_RX_ENTRIES(s1)
    li   t0, 3
    sw   t0, NETWORK_CONTROL(s1)
    li   t0, 4
    out  t0, 0x31(zero)         # source 2
    li   t0, 2
    mts  imask, t0
    # the frame: to 02:52:53:00:00:01, from the card's own address
    li   a2, 0x21000
    li   t0, 0x00535202
    sw   t0, 0(a2)
    li   t0, 0x0100
    sh   t0, 4(a2)
    lw   t0, NETWORK_MAC_LOW(s1)
    sh   t0, 6(a2)
    srli t0, t0, 16
    sh   t0, 8(a2)
    lw   t0, NETWORK_MAC_HIGH(s1)
    sh   t0, 10(a2)
    li   t0, 0xb588
    sh   t0, 12(a2)
    li   a0, 0                  # frames done
next:
    slli a3, a0, 7
    addi a3, a3, 20             # its length
    addi t0, a0, 100
    sb   t0, 14(a2)
    add  t1, a2, a3
    sb   t0, -1(t1)
    # a buffer
    andi t0, a0, 1
    slli t0, t0, 4
    add  a4, s0, t0             # a4: sending descriptor; receiving one at +256
    li   t1, 0x22000
    sw   t1, 256(a4)
    li   t1, 2000
    sw   t1, 260(a4)
    sw   zero, 264(a4)
    sw   a2, 0(a4)
    sw   a3, 4(a4)
    addi a0, a0, 1
    sw   a0, NETWORK_RX_DOORBELL(s1)
    sw   a0, NETWORK_TX_DOORBELL(s1)
1:  lw   t0, NETWORK_RX_DONE(s1)
    beq  t0, a0, 2f
    halt
    j    1b
2:  li   t0, 1
    sw   t0, NETWORK_STATUS(s1) # the line goes down
    lw   t1, 264(a4)
    bne  t0, t1, fail
    lw   t1, 260(a4)
    bne  t1, a3, fail
    li   t0, 0x22000
    lbu  t1, 14(t0)
    add  t0, t0, a3
    lbu  t2, -1(t0)
    bne  t1, t2, fail
    addi t1, t1, -99
    bne  t1, a0, fail
    li   t0, 9
    bne  t0, a0, next
    j    print_digit
)";

// A key-value server on UDP: answers ARP and requests in place, for ever. Buffers lie at 2 mod 4, so that the payload is aligned.
inline constexpr const char* key_value_program = R"(
    .text
    .globl _start
_start:
    li   s1, NETWORK
    li   s0, 0x20000            # receiving ring of 8; the sending one at +256
    sw   s0, NETWORK_RX_RING(s1)
    addi t0, s0, 256
    sw   t0, NETWORK_TX_RING(s1)
    li   t0, 8
    sw   t0, NETWORK_TX_ENTRIES(s1)
    sw   t0, NETWORK_RX_ENTRIES(s1)
    li   t0, 3
    sw   t0, NETWORK_CONTROL(s1)
    li   t0, 4
    out  t0, 0x31(zero)
    li   t0, 2
    mts  imask, t0
    li   gp, 0                  # gp: frames received
    li   sp, 0                  # sp: frames sent
    li   tp, 0                  # tp: the newest request applied
    li   t0, 0
1:  jal  offer
    addi t0, t0, 1
    li   t1, 8
    bne  t0, t1, 1b
    sw   t0, NETWORK_RX_DOORBELL(s1)

loop:
    lw   t0, NETWORK_RX_DONE(s1)
    bne  t0, gp, frame
    li   t0, 1
    sw   t0, NETWORK_STATUS(s1)
    lw   t0, NETWORK_RX_DONE(s1)
    bne  t0, gp, frame          # one came meanwhile
    halt
    j    loop

frame:
    andi t0, gp, 7
    slli t1, t0, 11
    li   a0, 0x30002
    add  a0, a0, t1             # a0: the frame
    slli t1, t0, 4
    add  a1, s0, t1             # a1: its descriptor
    lw   t1, 8(a1)
    li   t2, 1
    bne  t1, t2, done
    lhu  t1, 12(a0)
    li   t2, 0x0608
    beq  t1, t2, arp
    li   t2, 0x0008
    bne  t1, t2, done

    lw   t1, 42(a0)
    li   t2, 0x3130564b
    bne  t1, t2, done
    lw   a2, 50(a0)             # id
    bltu a2, tp, done           # older than one that was applied
    mv   tp, a2
    lbu  t1, 58(a0)             # the last digit of the key
    andi t1, t1, 15
    slli t1, t1, 4
    la   a3, table
    add  a3, a3, t1
    lw   t1, 46(a0)
    li   t2, 2
    beq  t1, t2, set
    lw   t2, 0(a3)
    xori t2, t2, 1
    sw   t2, 54(a0)             # status
    lw   t2, 4(a3)
    sw   t2, 66(a0)
    lw   t2, 8(a3)
    sw   t2, 70(a0)
    j    answer
set:
    li   t2, 1
    sw   t2, 0(a3)
    lw   t2, 66(a0)
    sw   t2, 4(a3)
    lw   t2, 70(a0)
    sw   t2, 8(a3)
    sw   zero, 54(a0)
answer:
    li   t2, 0x80000000
    or   t1, t1, t2
    sw   t1, 46(a0)
    lw   t1, 26(a0)             # addresses and ports change places; the header's checksum stays right
    lw   t2, 30(a0)
    sw   t1, 30(a0)
    sw   t2, 26(a0)
    lhu  t1, 34(a0)
    lhu  t2, 36(a0)
    sh   t1, 36(a0)
    sh   t2, 34(a0)
    sh   zero, 40(a0)           # no checksum
    j    send

arp:
    lhu  t1, 20(a0)
    li   t2, 0x0100
    bne  t1, t2, done           # no request
    lhu  t1, 38(a0)
    lhu  t2, 40(a0)
    slli t2, t2, 16
    or   t1, t1, t2
    li   t2, 0x0200000a
    bne  t1, t2, done           # not for 10.0.0.2
    li   t1, 0x0200
    sh   t1, 20(a0)
    lhu  t1, 22(a0)             # the asker becomes the target
    sh   t1, 32(a0)
    lhu  t1, 24(a0)
    sh   t1, 34(a0)
    lhu  t1, 26(a0)
    sh   t1, 36(a0)
    lhu  t1, 28(a0)
    sh   t1, 38(a0)
    lhu  t1, 30(a0)
    sh   t1, 40(a0)
    lw   t1, NETWORK_MAC_LOW(s1)
    sh   t1, 22(a0)
    srli t1, t1, 16
    sh   t1, 24(a0)
    lw   t1, NETWORK_MAC_HIGH(s1)
    sh   t1, 26(a0)
    li   t1, 0x000a
    sh   t1, 28(a0)
    li   t1, 0x0200
    sh   t1, 30(a0)

send:                           # back to where it came from
    lhu  t1, 6(a0)
    sh   t1, 0(a0)
    lhu  t1, 8(a0)
    sh   t1, 2(a0)
    lhu  t1, 10(a0)
    sh   t1, 4(a0)
    lw   t1, NETWORK_MAC_LOW(s1)
    sh   t1, 6(a0)
    srli t1, t1, 16
    sh   t1, 8(a0)
    lw   t1, NETWORK_MAC_HIGH(s1)
    sh   t1, 10(a0)
    andi t1, sp, 7
    slli t1, t1, 4
    add  t1, t1, s0
    sw   a0, 256(t1)
    lw   t2, 4(a1)
    sw   t2, 260(t1)
    addi sp, sp, 1
    sw   sp, NETWORK_TX_DOORBELL(s1)
done:
    andi t0, gp, 7
    jal  offer
    addi gp, gp, 1
    addi t1, gp, 8
    sw   t1, NETWORK_RX_DOORBELL(s1)
    j    loop

offer:                          # fills receiving descriptor t0; changes t1, t2
    slli t1, t0, 4
    add  t1, t1, s0
    slli t2, t0, 11
    sw   ra, 12(t1)             # the driver's own word, used as a place for ra
    li   ra, 0x30002
    add  t2, t2, ra
    sw   t2, 0(t1)
    li   t2, 2000
    sw   t2, 4(t1)
    sw   zero, 8(t1)
    lw   ra, 12(t1)
    ret
    .data
table: .space 256
)";

}  // namespace ringside::machine::test
