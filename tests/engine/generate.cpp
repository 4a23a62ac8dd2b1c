#include "tests/engine/generate.hpp"

#include "tests/engine/instructions.hpp"

namespace ringside::machine::test {

namespace {

constexpr U program_pages = 4, devices_table = 0x15000, cluster = 44, tail = 20;
constexpr U roots[] = {0x10000, 0x13000}, tables[] = {0x11000, 0x14000};

class Generator {
public:
    explicit Generator(std::uint64_t seed) : random_(seed), instructions_(random_) {}

    Recipe run() {
        machine();
        for (U space = 0; space < 2; ++space) address_space(space);
        device_table();
        handler();
        program();
        const U harts = random_.chance(60) ? 1 : random_.between(2, 4);
        for (U i = 0; i < harts; ++i) start();
        steps();
        return std::move(r_);
    }

private:
    void put(U address, U value) { r_.words.push_back({address, value}); }

    void machine() {
        static constexpr U sizes[] = {1, 2, 3, 4, 5, 8, 16, 64, 64};
        r_.ram_pages = random_.chance(80) ? 64 : 24;
        r_.tlb_entries = random_.of(sizes);
        r_.locked = random_.chance(40);
        r_.asid_tags = random_.chance(65);
        r_.native = random_.chance(8);
        r_.disk = random_.chance(30);
        r_.console_interrupt = random_.chance(40);
        static constexpr const char* presets[] = {"p4-2005", "core2", "nehalem"};
        if (random_.chance(40)) r_.costs = random_.of(presets);
        r_.traps = random_.chance(40) ? isa::TrapMask::strict() : isa::TrapMask::classic();
        if (random_.chance(35))
            for (const isa::Row& row : isa::table) r_.traps.set(row.op, random_.chance(40));
    }

    // A leaf: mostly what programs have, sometimes anything.
    U leaf(U frame, bool plain) {
        U flags = Rig::all_rights | 0x300 | (random_.chance(30) ? Pte::g : 0);
        if (random_.chance(60)) flags |= Pte::a;
        if (random_.chance(50)) flags |= Pte::a | Pte::d;
        if (!plain && random_.chance(35)) flags = random_.below(0x1000) | (random_.chance(80) ? Pte::v : 0);
        if (!plain && random_.chance(90)) flags &= ~Pte::reserved;
        if (!plain && random_.chance(25)) flags &= ~0x300u;
        return frame << 12 | flags;
    }

    // Low addresses are mapped to themselves but for some pages; 0x40000 on to anything; large pages above.
    void address_space(U space) {
        const U root = roots[space], table = tables[space];
        put(root, table | Pte::v);
        for (U page = 1; page < 64; ++page) {
            const bool handler_page = page == handler_at >> 12;
            const bool program_page = page >= code_at >> 12 && page < (code_at >> 12) + program_pages;
            const bool plain = handler_page || (program_page && random_.chance(90));
            const U frame = plain || random_.chance(75) ? page : random_.below(r_.ram_pages + 2);
            put(table + page * 4, leaf(frame, plain));
        }
        for (U page = 64; page < 96; ++page)
            put(table + page * 4, leaf(random_.below(r_.ram_pages + 1), false));
        put(root + 4, leaf(0, random_.chance(70)) | Pte::l);
        put(root + 8, leaf(random_.chance(80) ? 0 : random_.below(1024), false) | Pte::l);
        put(root + 12, (random_.chance(50) ? tables[0] : tables[1]) | Pte::v);
        put(root + (0xf0000000 >> 22) * 4, devices_table | Pte::v);
    }
    void device_table() {
        for (U page = 0; page < 6; ++page)
            put(devices_table + page * 4, leaf(0xf0000 + page, random_.chance(80)));
        for (U page = 0; page < 2; ++page) put(devices_table + (256 + page) * 4, leaf(0xf1000 + page, true));
    }

    void handler() {
        HandlerTraits traits;
        traits.period = random_.chance(45) ? random_.between(20, 300) : random_.between(300, 9000);
        traits.end_steps = random_.chance(70);
        traits.wander = random_.chance(80);
        traits.other_space = random_.chance(60);
        U at = handler_at;
        for (U word : handler_words(traits)) {
            put(at, word);
            at += 4;
        }
    }

    // Between the clusters of a page: jumps back to one, so that what goes astray comes back.
    void program() {
        for (U page = 0; page < program_pages; ++page) {
            const U from = code_at + page * isa::page_bytes;
            for (U i = 0; i < 1024; ++i) {
                if (i < cluster || i >= 1024 - tail)
                    put(from + i * 4, instructions_.any());
                else if (i < cluster + 8 || i >= 1024 - tail - 8)
                    put(from + i * 4,
                        ins(Op::jal, 0,
                            static_cast<S>(random_.below(program_pages) * 1024 + random_.below(cluster)) -
                                static_cast<S>(page * 1024 + i)));
            }
        }
    }

    void start() {
        Recipe::Start s;
        HartRegisters& h = s.registers;
        const U page = random_.below(program_pages);
        h.pc = code_at + page * isa::page_bytes + random_.below(cluster) * 4;
        if (random_.chance(25))
            h.pc = code_at + page * isa::page_bytes + (1024 - 1 - random_.below(tail)) * 4;
        for (unsigned r = 1; r < 16; ++r)
            h.x[r] = random_.chance(70) ? random_.operand() : instructions_.any();
        h.x[s0] = data_at + random_.below(0x100) * 4;
        h.x[s1] = random_.chance(50)   ? 0x40000 + random_.below(32) * 0x1000
                  : random_.chance(50) ? 0x00408000
                                       : 0xc000;
        h.x[a5] = code_at + random_.below(program_pages) * isa::page_bytes;
        h.x[a4] = (random_.chance(60) ? tables[0] : tables[1]) + 32;
        h.x[tp] = 0xf0000000 + random_.below(6) * 0x1000 + (random_.chance(20) ? 0x1000000 : 0);
        const U asid = random_.below(3);
        h.x[gp] = Ptb::make(roots[random_.below(2)] >> 12, asid).bits;
        if (random_.chance(80)) h.ptb = Ptb::make(roots[random_.below(2)] >> 12, asid);
        h.ms[3] = Ptb::make(roots[random_.below(2)] >> 12, random_.chance(70) ? asid + 1 : asid).bits;
        h.tvec = handler_at;
        h.ms[2] = code_at + random_.below(program_pages) * isa::page_bytes;
        h.scratch = random_.word();
        h.psr.bits =
            random_.below(4) | (random_.chance(75) ? Psr::ie_bit : 0) | (random_.chance(8) ? Psr::tf_bit : 0);
        if (r_.native && h.psr.ring() == 0) h.psr.bits |= 1;
        h.imask = random_.chance(80) ? 7 : random_.below(8);
        h.icmp = random_.below(300);
        h.mctl = random_.below(4);
        if (random_.chance(75)) s.timer = random_.below(random_.chance(50) ? 200 : 4000);
        s.sources = random_.chance(60) ? 3 : 0;
        r_.harts.push_back(s);
    }

    U ticks() {
        switch (random_.below(6)) {
        case 0: return random_.below(4);
        case 1: return random_.between(4, 40);
        case 2:
        case 3: return random_.between(40, 400);
        default: return random_.between(400, 1500);
        }
    }
    void steps() {
        using Act = Recipe::Act;
        const U count = random_.between(1, 14);
        for (U i = 0; i < count; ++i) {
            Recipe::Step s;
            s.ticks = ticks();
            if (random_.chance(70)) s.act = static_cast<Act>(random_.below(static_cast<U>(Act::disk) + 1));
            s.a = random_.below(8);
            s.b = random_.operand();
            s.c = random_.operand();
            switch (s.act) {
            case Act::word: word(s); break;
            case Act::reg: s.b = random_.between(1, 15); break;
            case Act::pc: s.b = code_at + random_.below(program_pages * 1024) * 4; break;
            case Act::ptb:
                s.b =
                    random_.chance(70) ? Ptb::make(roots[random_.below(2)] >> 12, random_.below(3)).bits : 0;
                break;
            case Act::psr: s.b &= Psr::all & ~(random_.chance(80) ? Psr::tf_bit : 0); break;
            case Act::disk:
                s.a = (random_.chance(70) ? code_at + random_.below(program_pages) * isa::page_bytes
                                          : random_.of(tables)) +
                      random_.below(8) * 512;
                s.b = random_.below(32);
                s.c = random_.between(1, 4);
                break;
            case Act::vmid: s.b = random_.below(3); break;
            case Act::drop:
            case Act::retarget:
                s.b = random_.below(64);
                s.c = random_.below(128);
                break;
            default: break;
            }
            r_.steps.push_back(s);
        }
    }
    // Into the code, a page table or the data.
    void word(Recipe::Step& s) {
        switch (random_.below(3)) {
        case 0:
            s.a = code_at + random_.below(program_pages) * isa::page_bytes + random_.below(cluster) * 4;
            s.b = instructions_.any();
            break;
        case 1:
            s.a = tables[random_.below(2)] + random_.between(3, 95) * 4;
            s.b = leaf(random_.below(r_.ram_pages), false);
            break;
        default: s.a = data_at + random_.below(0x1000); break;
        }
    }

    Random random_;
    Instructions instructions_;
    Recipe r_;
};

}  // namespace

Recipe generate(std::uint64_t seed) { return Generator(seed).run(); }

}  // namespace ringside::machine::test
