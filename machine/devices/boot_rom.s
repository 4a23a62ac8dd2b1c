# The boot ROM: loads a program from the disk and starts it.
#
# Every hart starts here with paging and interrupts off, a0 = its number, a1 = the configuration page. Hart 0 reads the boot
# record in block 0, then the blocks it names, and starts all harts at the program's entry, as if the program had been loaded
# directly: ring 0, a0 and a1 as above, the other registers zero except t0, which holds the entry.
# The last page of RAM is the ROM's own: the disk's ring, the boot record at +512, the entry for the other harts at +1024.
#
# Boot record: 0 magic "BOOT"   4 first block   8 number of blocks   12 physical address to load at   16 entry
#
# tests/machine/devices_boot_test.cpp assembles this text and compares it with boot_rom.inc.
    .equ CONFIG_RAM, 8
    .equ CONFIG_HARTS, 12
    .equ CONFIG_DEVICES, 24
    .equ CONFIG_DISK_BASE, 0x24
    .equ DISK_STATUS, 0x04
    .equ DISK_CONTROL, 0x08
    .equ DISK_RING, 0x10
    .equ DISK_ENTRIES, 0x14
    .equ DISK_DOORBELL, 0x18
    .equ DISK_DONE, 0x1c
    .equ RECORD, 512
    .equ ENTRY, 1024
    .equ PORT_PRINT, 0x10
    .equ PORT_SEND, 0x34
    .equ PORT_CLEAR, 0x35
    .equ PORT_POWER, 0x40
    .equ SOFTWARE, 4

    .text
    .globl _start
_start:
    lw   s0, CONFIG_RAM(a1)
    li   t0, 4096
    sub  s0, s0, t0             # s0: the last page of RAM
    bnez a0, wait

    la   a2, no_disk
    lw   t0, CONFIG_DEVICES(a1)
    andi t0, t0, 2
    beqz t0, fail
    lw   s1, CONFIG_DISK_BASE(a1)   # s1: the disk's registers
    sw   s0, DISK_RING(s1)
    li   t0, 2
    sw   t0, DISK_ENTRIES(s1)
    li   t0, 1
    sw   t0, DISK_CONTROL(s1)

    li   tp, 0                  # tp: requests made
    li   a3, 0
    li   a4, 1
    addi a5, s0, RECORD
    jal  read
    la   a2, no_record
    lw   t0, 0(a5)
    li   t1, 0x544f4f42
    bne  t0, t1, fail
    la   a2, bad_record
    lw   t0, 16(a5)
    sw   t0, ENTRY(s0)
    andi t0, t0, 3
    bnez t0, fail
    lw   a3, 4(a5)              # a3: next block
    lw   gp, 8(a5)              # gp: blocks left
    lw   sp, 12(a5)             # sp: where the next block goes
    li   t0, 4096
    bltu sp, t0, fail
    bltu s0, sp, fail
    sub  t0, s0, sp
    srli t0, t0, 9
    bltu t0, gp, fail

load:
    beqz gp, loaded
    li   a4, 128                # the most that one request takes
    bgeu gp, a4, 1f
    mv   a4, gp
1:  mv   a5, sp
    jal  read
    sub  gp, gp, a4
    add  a3, a3, a4
    slli t0, a4, 9
    add  sp, sp, t0
    j    load

loaded:
    li   t0, 8
    sw   t0, DISK_CONTROL(s1)   # reset: the program finds the disk as after power on
    lw   t0, CONFIG_HARTS(a1)
    li   t1, 1
    sll  t1, t1, t0
    addi t1, t1, -2
    out  t1, PORT_SEND(zero)    # every hart but this one
go:
    lw   t0, ENTRY(s0)
    li   ra, 0
    li   sp, 0
    li   gp, 0
    li   tp, 0
    li   t1, 0
    li   t2, 0
    li   s0, 0
    li   s1, 0
    li   a2, 0
    li   a3, 0
    li   a4, 0
    li   a5, 0
    jr   t0

wait:                           # until hart 0 has loaded the program
    li   t0, SOFTWARE
    mts  imask, t0
    halt
    mts  imask, zero
    out  zero, PORT_CLEAR(zero)
    j    go

# Reads a4 blocks from block a3 to a5. Changes t0, t1, t2.
read:
    andi t0, tp, 1
    slli t0, t0, 5
    add  t0, t0, s0
    sw   zero, 0(t0)
    sw   a3, 4(t0)
    sw   a4, 8(t0)
    sw   a5, 12(t0)
    sw   zero, 16(t0)
    addi tp, tp, 1
    sw   tp, DISK_DOORBELL(s1)
1:  lw   t1, DISK_STATUS(s1)
    andi t1, t1, 2
    bnez t1, 2f
    lw   t1, DISK_DONE(s1)
    bne  t1, tp, 1b
    lw   t0, 16(t0)
    li   t1, 1
    bne  t0, t1, 2f
    ret
2:  la   a2, disk_error

fail:                           # prints the text at a2 and turns the power off
    lbu  t0, 0(a2)
    beqz t0, 1f
    out  t0, PORT_PRINT(zero)
    addi a2, a2, 1
    j    fail
1:  li   t0, 1
    out  t0, PORT_POWER(zero)

no_disk:    .asciz "boot ROM: this machine has no disk; give it one, or a program\n"
no_record:  .asciz "boot ROM: block 0 of the disk is no boot record; make the disk bootable, or give a program\n"
bad_record: .asciz "boot ROM: what the boot record names does not fit in RAM, or its entry is no address of an instruction\n"
disk_error: .asciz "boot ROM: the disk reports an error while the program is loaded\n"
