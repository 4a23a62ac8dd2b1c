#include "tests/equivalence/fuzz_guest.hpp"

#include <algorithm>

#include "isa/disasm.hpp"
#include "tests/machine/rig.hpp"
#include "tests/support/flush_referee.hpp"
#include "tests/support/invariants.hpp"

namespace ringside::fuzz {

namespace {

using isa::Op;
using isa::Psr;
using isa::Pte;
using isa::Special;
using machine::test::ins;
using machine::test::Random;
using machine::test::S;
using namespace test;

enum Register : unsigned { zero, ra, sp, gp, tp, t0, t1, t2, s0, s1, a0, a1, a2, a3, a4, a5 };

// The guest's physical memory, by frames. Each of these is mapped to itself where `kernel_pages` says so.
constexpr U boot_at = 0x10000;     // boot and handler
constexpr U save_at = 0x11000;     // a line of 0x100 per processor: registers put aside, and a count of traps
constexpr U choices_at = 0x11800;  // what the handler chooses from
constexpr U code_first = 0x12, code_frames = 6;
constexpr U data_first = 0x18, data_frames = 8;
constexpr U directories = 0x20, directory_count = 3;
constexpr U tables_first = 0x23, table_count = 6;
constexpr U ram_bytes = 256u << 10;

// Which directory slots the guests use: low memory, two of their own, the configuration page's, and the monitor's window
// with its neighbours.
constexpr U slots[] = {0, 1, 2, 0x3c0, 0x3fd, 0x3fe, 0x3ff};

class Generator {
public:
    Generator(std::uint64_t seed, const Taste& taste) : r_(seed * 0x9e3779b97f4a7c15u + 1), taste_(taste) { case_.seed = seed; }

    Case make() {
        shape();
        case_.entry = boot_at;
        case_.pieces.push_back({boot_at, boot_and_handler(), true, false});
        for (U b = 0; b < code_frames; ++b) blocks_.push_back(code_first * 4096 + b * 4096 + (r_.chance(25) ? 4096 - 4 * r_.below(40) - 8 : r_.below(40) * 4));
        for (U b = 0; b < code_frames; ++b) case_.pieces.push_back({blocks_[b], block(), true, true});
        case_.pieces.push_back({choices_at, choices(), false, true});
        for (U c = 0; c < case_.shape.cpus; ++c) case_.pieces.push_back({save_at + c * 0x100 + 12, {7 + 8 * r_.below(8)}, false, false});
        page_tables();
        for (U f = data_first; f < data_first + data_frames; ++f) {
            std::vector<U> words;
            for (int i = 0; i < 16; ++i) words.push_back(r_.chance(50) ? r_.operand() : random_instruction());
            case_.pieces.push_back({f << 12, words, false, true});
        }
        case_.ticks = 600 + r_.below(3000);
        return case_;
    }

private:
    void shape() {
        Shape& s = case_.shape;
        s.ram = ram_bytes;
        s.cpus = r_.chance(70) ? 1 : 2 + r_.below(2);
        s.asid_tags = r_.chance(75);
        if (r_.chance(20))
            for (const isa::Row& row : isa::table)
                if (static_cast<int>(row.class_) >= static_cast<int>(isa::Class::sensitive) && row.class_ != isa::Class::virtualization && r_.chance(40)) s.traps.set(row.op, false);
        Under& u = case_.under;
        u.rings = r_.chance(75) ? hv::RingAliasing::ring_views : hv::RingAliasing::compressed;
        u.host_harts = 1 + r_.below(2);
        u.vms = r_.chance(80) ? 1 : 2;
        u.host_tags = r_.chance(75);
        u.host_tlb = r_.chance(60) ? 64 : 1 + r_.below(6);
        u.shadow_roots = r_.chance(60) ? 8 : 1 + r_.below(3);
        u.shadow_frames = r_.chance(70) ? 512 : s.cpus * (4 + r_.below(4));
        ring1_ = u.rings == hv::RingAliasing::ring_views || r_.chance(10);
    }

    // ---- words

    using Words = std::vector<U>;
    static void add(Words& to, const Words& more) { to.insert(to.end(), more.begin(), more.end()); }
    static Words li(unsigned rd, U value) { return machine::test::li(rd, value); }
    unsigned any_register() { return r_.chance(90) ? 5 + r_.below(11) : r_.below(16); }
    U ring() {
        const U ring = r_.below(4);
        return ring == 1 && !ring1_ ? 3 : ring;
    }
    U psr() {
        U p = ring() | ring() << 4 | (r_.word() & 0xff000000);
        if (r_.chance(60)) p |= Psr::ie_bit;
        if (r_.chance(60)) p |= Psr::previous_ie_bit;
        if (r_.chance(10)) p |= Psr::tf_bit;
        if (r_.chance(15)) p |= Psr::previous_tf_bit;
        return r_.chance(3) ? r_.word() : p;
    }
    U directory() { return (directories + r_.below(directory_count)) << 12; }
    U ptb() {
        const U root = directory();
        if (r_.chance(10)) return root;                                         // off
        if (r_.chance(4)) return r_.operand() | 1;                              // tables in no memory, or anywhere
        const U asid = r_.chance(85) ? (root >> 12 & 3) : r_.below(4);          // mostly one per directory
        return root | asid << 4 | 1;
    }
    U physical() {
        switch (r_.below(12)) {
            case 0: return code_first * 4096 + r_.below(code_frames * 4096);
            case 1: return (directories << 12) + r_.below((directory_count + table_count) << 12);
            case 2: return 0xf0000000 + r_.below(40);
            case 3: return r_.below(0x1200);
            case 4: return ram_bytes - 8 + r_.below(16);
            default: return data_first * 4096 + (r_.chance(60) ? r_.below(data_frames) * 4096 + r_.below(64) : r_.below(data_frames * 4096));
        }
    }
    U address() {
        U a = physical();
        if (r_.chance(60)) a = r_.of(slots) << 22 | r_.below(16) << 12 | (r_.chance(60) ? r_.below(64) : r_.below(4096));
        if (r_.chance(3)) a = r_.operand();
        return r_.chance(93) ? a & ~3u : a;
    }
    U code_address() {
        const U a = blocks_.empty() ? boot_at : r_.of(blocks_);
        if (r_.chance(50)) return a;
        return r_.of(slots) << 22 | (a >> 12 & 0xf) << 12 | (a & 0xfff);  // where page tables often have it too
    }
    Special special() {
        static constexpr Special usual[] = {Special::epc,  Special::cause, Special::tval,   Special::scratch, Special::imask,   Special::ipend,   Special::hartid, Special::cycle,
                                            Special::ms0,  Special::ms3,   Special::lraddr, Special::lrvalue, Special::lrstate, Special::instret, Special::icmp,   Special::mctl,
                                            Special::icmph, Special::ptb,  Special::tvec,   Special::cycleh};
        return r_.of(usual);
    }
    U random_instruction() {
        if (r_.chance(5)) return r_.word();
        const isa::Row& row = isa::table[r_.below(isa::op_count)];
        isa::Decoded d{row.op, 0, 0, 0, 0};
        const isa::Fields f = isa::fields_of(row.syntax);
        if (f.rd) d.rd = static_cast<std::uint8_t>(any_register());
        if (f.rs) d.rs = static_cast<std::uint8_t>(any_register());
        if (f.rt) d.rt = static_cast<std::uint8_t>(any_register());
        if (f.imm) {
            const isa::ImmediateRange range = isa::immediate_range(row.syntax);
            const U span = static_cast<U>(range.most - range.least) + 1;
            d.imm = r_.chance(50) ? std::clamp<S>(static_cast<S>(r_.below(32)) - 8, range.least, range.most) : range.least + static_cast<S>(r_.below(span));
        }
        if (row.op == Op::mfs || row.op == Op::mts) d.imm = static_cast<S>(r_.chance(90) ? static_cast<U>(special()) : r_.below(0x40));
        if (row.op == Op::in || row.op == Op::out) {
            d.rs = 0;
            d.imm = port();
        }
        if (row.op == Op::halt && r_.chance(80)) d = {Op::pause, 0, 0, 0, 0};
        if (row.op == Op::mts && (d.imm == static_cast<S>(Special::tvec) || d.imm == static_cast<S>(Special::ptb)) && r_.chance(95)) d.imm = static_cast<S>(Special::scratch);
        return isa::encode(d);
    }
    S port() {
        static constexpr S usual[] = {0x10, 0x11, 0x12, 0x20, 0x21, 0x22, 0x23, 0x24, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x25, 0x41, 0x7f};
        return r_.chance(99) ? r_.of(usual) : 0x40;
    }

    // ---- snippets: a few words with a meaning

    Words access() {
        static constexpr Op ops[] = {Op::lb, Op::lh, Op::lw, Op::lbu, Op::lhu, Op::lw, Op::sb, Op::sh, Op::sw, Op::sw, Op::sw};
        Words w = li(s0, address());
        for (U i = 0, n = 1 + r_.below(3); i < n; ++i) w.push_back(ins(r_.of(ops), static_cast<S>(any_register()), s0, static_cast<S>(r_.below(3)) * 4 - (r_.chance(5) ? 1 : 0)));
        return w;
    }
    Words atomic() {
        Words w = li(s0, address());
        if (r_.chance(50)) {
            // A reservation, with things between that may end it.
            w.push_back(ins(Op::lr_w, a0, s0));
            for (U i = 0, n = r_.below(3); i < n; ++i) w.push_back(random_instruction());
            if (r_.chance(20)) w.push_back(ins(Op::sw, static_cast<S>(any_register()), s0, 0));
            w.push_back(ins(Op::sc_w, a1, s0, static_cast<S>(any_register())));
        } else {
            const auto op = static_cast<Op>(static_cast<int>(Op::amoswap_w) + static_cast<int>(r_.below(9)));
            w.push_back(ins(op, static_cast<S>(any_register()), s0, static_cast<S>(any_register())));
        }
        return w;
    }
    Words write_special() {
        const Special s = special();
        U value = r_.operand();
        if (s == Special::ptb) value = ptb();
        if (s == Special::tvec) value = boot_at + handler_ * 4;
        if (s == Special::icmp || s == Special::icmph) value = s == Special::icmp ? r_.below(3000) : 0;
        if (s == Special::lraddr) value = address();
        Words w = li(t0, value);
        w.push_back(ins(Op::mts, t0, static_cast<S>(s)));
        if (s == Special::ptb && (r_.chance(50) || !case_.shape.asid_tags)) w.push_back(ins(Op::tlbinv));
        return w;
    }
    Words sensitive() {
        switch (r_.below(7)) {
            case 0: return {ins(Op::rdpsr, static_cast<S>(any_register()))};
            case 1: {
                Words w = li(t0, psr());
                w.push_back(ins(Op::wrpsr, t0));
                return w;
            }
            case 2: return {ins(Op::rdtvec, static_cast<S>(any_register())), ins(Op::rdptb, static_cast<S>(any_register()))};
            case 3: {
                Words w = li(s0, address());
                w.push_back(ins(Op::probe, static_cast<S>(any_register()), s0));
                return w;
            }
            case 4: return {ins(Op::rdring, static_cast<S>(any_register()))};
            case 5: {
                Words w = li(t0, code_address());
                add(w, li(t1, ring()));
                w.push_back(ins(Op::retf, t0, t1));
                return w;
            }
            default: {
                Words w = li(t0, code_address());
                w.push_back(ins(Op::mts, t0, static_cast<S>(Special::epc)));
                add(w, li(t0, psr() & ~Psr::ring_mask));
                w.push_back(ins(Op::wrpsr, t0));
                w.push_back(ins(Op::rets));
                return w;
            }
        }
    }
    Words device() {
        switch (r_.below(5)) {
            case 0: {  // the timer, soon
                return {ins(Op::in, t0, zero, 0x20), ins(Op::addi, t0, t0, static_cast<S>(r_.below(60))), ins(Op::out, t0, zero, 0x22),
                        ins(Op::out, zero, zero, 0x23), ins(Op::addi, t0, zero, 1), ins(Op::out, t0, zero, 0x24)};
            }
            case 1: return {ins(Op::addi, t0, zero, static_cast<S>(r_.below(16))), ins(Op::out, t0, zero, 0x34)};  // to other processors
            case 2: return {ins(Op::addi, t0, zero, static_cast<S>(33 + r_.below(90))), ins(Op::out, t0, zero, 0x10)};
            case 3: return {ins(Op::in, static_cast<S>(any_register()), zero, port())};
            default: return {ins(Op::out, static_cast<S>(any_register()), zero, port() | (r_.chance(99) ? 0 : 0x40))};
        }
    }
    // The compare register, soon; and a halt, mostly with something to wait for.
    Words compare_soon() {
        return {machine::test::mfs(t0, Special::instret), ins(Op::addi, t0, t0, static_cast<S>(r_.below(120))), machine::test::mts(Special::icmp, t0),
                machine::test::mts(Special::icmph, zero), ins(Op::addi, t0, zero, static_cast<S>(2 + r_.below(2))), machine::test::mts(Special::mctl, t0)};
    }
    Words wait() {
        Words w;
        if (r_.chance(30)) w = li(t0, psr() & ~Psr::ring_mask);
        if (!w.empty()) w.push_back(ins(Op::wrpsr, t0));
        if (r_.chance(70)) add(w, {ins(Op::in, t0, zero, 0x20), ins(Op::addi, t0, t0, static_cast<S>(r_.below(40))), ins(Op::out, t0, zero, 0x22), ins(Op::out, zero, zero, 0x23)});
        w.push_back(ins(Op::halt));
        return w;
    }
    Words pte_change() {
        const bool of_directory = r_.chance(25);
        const U slot = r_.of(slots), index = r_.below(18);
        const U at = of_directory ? directory() + slot * 4 : ((tables_first + r_.below(table_count)) << 12) + index * 4;
        Words w = li(s0, at);
        add(w, li(s1, of_directory ? directory_entry(slot, false) : table_entry(index).bits));
        w.push_back(r_.chance(85) ? ins(Op::sw, s1, s0, 0) : ins(Op::amoswap_w, a0, s0, s1));
        const U how = r_.below(10);
        if (how < 5) {
            w.push_back(ins(Op::tlbinv));
        } else if (how < 9) {
            add(w, li(t0, r_.of(slots) << 22 | index << 12));
            w.push_back(ins(how < 8 ? Op::tlbinv_va : Op::tlbinv_as, t0));
        }
        return w;
    }
    Words self_modify() {
        const U at = r_.chance(50) ? code_address() : (r_.of(blocks_) & ~0xfffu) + r_.below(100) * 4;
        Words w = li(s0, at);
        add(w, li(s1, random_instruction()));
        w.push_back(ins(Op::sw, s1, s0, static_cast<S>(r_.below(24)) * 4));
        return w;
    }
    Words go() {
        if (r_.chance(50)) {
            Words w = li(t0, code_address() + (r_.chance(5) ? 2 : 0));
            w.push_back(ins(Op::jalr, r_.chance(50) ? ra : zero, t0, static_cast<S>(r_.below(4)) * 4));
            return w;
        }
        static constexpr Op ops[] = {Op::beq, Op::bne, Op::blt, Op::bge, Op::bltu, Op::bgeu};
        return {ins(r_.of(ops), static_cast<S>(any_register()), static_cast<S>(any_register()), static_cast<S>(r_.below(12)) - 4)};
    }
    Words snippet() {
        const U what = r_.below(100);
        if (what < 12) return {random_instruction()};
        if (what < 30) return access();
        if (what < 42) return atomic();
        if (what < 52) return write_special();
        if (what < 64) return sensitive();
        if (what < 74) return device();
        if (what < 84) return pte_change();
        if (what < 88) return self_modify();
        if (what < 94) return go();
        if (what < 96) return {ins(Op::ecall)};
        if (what < 97) return {ins(Op::ebreak)};
        if (what < 98) return wait();
        if (what < 99) return compare_soon();
        return {ins(r_.chance(50) ? Op::tlbinv : Op::fence_i)};
    }
    Words block() {
        Words w;
        const U snippets = 4 + r_.below(14);
        for (U i = 0; i < snippets; ++i) add(w, taste_.wild && r_.chance(50) ? Words{random_instruction()} : snippet());
        add(w, go());
        add(w, li(t0, code_address()));
        w.push_back(ins(Op::jalr, zero, t0, 0));
        return w;
    }

    // ---- page tables

    Pte table_entry(U index) {
        U flags = 0;
        if (r_.chance(88)) flags |= Pte::v;
        if (r_.chance(85)) flags |= Pte::r;
        if (r_.chance(70)) flags |= Pte::w;
        if (r_.chance(75)) flags |= Pte::x;
        if (r_.chance(40)) flags |= Pte::a;
        if (r_.chance(30)) flags |= Pte::d;
        if (r_.chance(15)) flags |= Pte::g;
        if (r_.chance(5)) flags |= Pte::l;
        if (r_.chance(10)) flags |= Pte::soft;
        if (r_.chance(2)) flags |= Pte::reserved;
        U frame = 0x10 + index % 16;
        if (r_.chance(30)) frame = data_first + r_.below(data_frames);
        if (r_.chance(4)) frame = 0xf0000;
        if (r_.chance(4)) frame = r_.chance(50) ? r_.below(0x48) : r_.below(1u << 20);
        if (r_.chance(4)) frame = directories + r_.below(directory_count + table_count);
        return Pte::make(frame, flags, r_.chance(55) ? 3 : r_.below(4));
    }
    U directory_entry(U slot, bool first) {
        if (slot == 0 && r_.chance(first ? 100 : 95)) return tables_first << 12 | Pte::v;
        if (r_.chance(15)) return r_.chance(50) ? 0 : r_.word();
        if (r_.chance(20)) {
            const U base = r_.chance(90) ? 0 : r_.chance(50) ? 0x400 * r_.below(4) : r_.below(0x400);
            return Pte::make(base, Pte::v | Pte::r | Pte::w | Pte::x | Pte::l | (r_.chance(20) ? Pte::g : 0), r_.below(4)).bits;
        }
        const U frame = r_.chance(94) ? tables_first + 1 + r_.below(table_count - 1) : r_.chance(50) ? directories : r_.chance(50) ? 0 : 0x50000;
        return frame << 12 | Pte::v | (r_.word() & 0x77e);
    }
    void page_tables() {
        for (U d = 0; d < directory_count; ++d) {
            const U at = (directories + d) << 12;
            for (const U slot : slots) case_.pieces.push_back({at + slot * 4, {directory_entry(slot, true)}, false, slot != 0});
            if (r_.chance(30)) case_.pieces.push_back({at + 5 * 4, {at | Pte::v}, false, true});  // the directory as a table of its own
        }
        // The kernel's own pages are mapped to themselves, for ring 0, and the rest of low memory for somebody.
        Words kernel;
        constexpr U all = Pte::v | Pte::r | Pte::w | Pte::x;
        for (U f = 0; f < ram_bytes >> 12; ++f) {
            Pte e = Pte::make(f, all, f < code_first ? 0 : f >= directories ? 0 : r_.chance(70) ? 3 : r_.below(4));
            if (f < 0x10) e = Pte{r_.chance(20) ? table_entry(f).bits : 0};
            if (f >= code_first && f < directories && r_.chance(10)) e = table_entry(f - 0x10);
            kernel.push_back(e.bits);
        }
        case_.pieces.push_back({tables_first << 12, kernel, false, false});
        for (U t = 1; t < table_count; ++t) {
            Words words;
            for (U i = 0; i < 18; ++i) words.push_back(table_entry(i).bits);
            case_.pieces.push_back({(tables_first + t) << 12, words, false, true});
        }
    }

    // ---- what keeps the guest alive

    // Eight code addresses, eight PSRs, eight page-table bases, eight timer distances.
    Words choices() {
        Words w;
        for (int i = 0; i < 8; ++i) w.push_back(code_address());
        for (int i = 0; i < 8; ++i) w.push_back(psr() & ~(Psr::ring_mask | Psr::ie_bit | Psr::tf_bit));
        for (int i = 0; i < 8; ++i) w.push_back(ptb());
        for (int i = 0; i < 8; ++i) w.push_back(1 + r_.below(r_.chance(50) ? 20 : 400));
        return w;
    }

    struct Assembler {
        Words words;
        void operator()(U w) { words.push_back(w); }
        void li(unsigned rd, U value) { add(words, machine::test::li(rd, value)); }
        [[nodiscard]] std::size_t here() const { return words.size(); }
        // A branch over what comes until `land`.
        std::size_t branch(Op op, unsigned a, unsigned b) {
            words.push_back(ins(op, static_cast<S>(a), static_cast<S>(b), 0));
            return words.size() - 1;
        }
        void land(std::size_t at) { words[at] |= static_cast<U>(words.size() - at) & 0xffff; }
    };

    Words boot_and_handler() {
        Assembler boot;
        Assembler h = handler();
        // Boot comes first; its length must not depend on the handler's address.
        for (int pass = 0; pass < 2; ++pass) {
            Random again = r_;
            boot = {};
            boot.li(t0, boot_at + handler_ * 4);
            boot(machine::test::mts(Special::tvec, t0));
            boot.li(t0, again.chance(80) ? 7 : again.below(8));
            boot(machine::test::mts(Special::imask, t0));
            boot(ins(Op::addi, t0, zero, static_cast<S>(1 + again.below(200))));
            boot(ins(Op::out, t0, zero, 0x22));
            boot(ins(Op::out, zero, zero, 0x23));
            boot(ins(Op::addi, t0, zero, 1));
            if (again.chance(85)) boot(ins(Op::out, t0, zero, 0x24));
            if (again.chance(75)) {
                boot.li(t1, (directories + again.below(directory_count)) << 12 | 1);
                boot(machine::test::mts(Special::ptb, t1));
                boot(ins(Op::tlbinv));
            }
            // Into the first trap: the handler chooses where to go.
            boot(ins(Op::ecall));
            boot(ins(Op::beq, zero, zero, -1));
            handler_ = static_cast<U>(boot.here());
            if (pass == 1) r_ = again;
        }
        add(boot.words, h.words);
        return boot.words;
    }

    // t0 in scratch, the rest in this processor's line. Counts traps; every few of them something changes.
    static Assembler handler() {
        Assembler h;
        h(machine::test::mts(Special::scratch, t0));
        h(machine::test::mfs(t0, Special::hartid));
        h(ins(Op::slli, t0, t0, 8));
        // This processor's line, without another register.
        for (U left = save_at; left > 0; left -= std::min<U>(left, 0x4000)) h(ins(Op::addi, t0, t0, static_cast<S>(std::min<U>(left, 0x4000))));
        h(ins(Op::sw, t1, t0, 0));
        h(ins(Op::sw, t2, t0, 4));
        h(ins(Op::sw, a5, t0, 8));
        h(ins(Op::lw, t1, t0, 12));
        h(ins(Op::addi, t1, t1, 1));
        h(ins(Op::sw, t1, t0, 12));  // t1: traps so far
        h.li(a5, choices_at);
        h(machine::test::mfs(t2, Special::cause));
        const std::size_t exception = h.branch(Op::bge, t2, zero);
        h(ins(Op::andi, t2, t2, 0xff));
        const std::size_t not_timer = h.branch(Op::bne, t2, zero);
        // Timer: again after a while.
        h(ins(Op::andi, t2, t1, 7));
        h(ins(Op::slli, t2, t2, 2));
        h(ins(Op::add, t2, t2, a5));
        h(ins(Op::lw, t2, t2, 96));
        h(ins(Op::in, t1, zero, 0x20));
        h(ins(Op::add, t2, t2, t1));
        h(ins(Op::out, t2, zero, 0x22));
        h(ins(Op::out, zero, zero, 0x23));
        h(ins(Op::lw, t1, t0, 12));
        h(ins(Op::andi, t2, t1, 3));
        const std::size_t away = h.branch(Op::beq, t2, zero);  // out of a loop, now and then
        const std::size_t timer_done = h.branch(Op::beq, zero, zero);
        h.land(not_timer);
        h(ins(Op::out, zero, zero, 0x35));  // software: lowered
        h(ins(Op::in, t2, zero, 0x32));     // external: claimed, completed, and the input read
        h(ins(Op::out, t2, zero, 0x33));
        h(ins(Op::in, t2, zero, 0x10));
        const std::size_t other_done = h.branch(Op::beq, zero, zero);
        h.land(exception);
        h(ins(Op::andi, t2, t2, 0xff));
        h(ins(Op::addi, t2, t2, -11));
        const std::size_t compare = h.branch(Op::beq, t2, zero);
        h(ins(Op::addi, t2, t2, -1));
        const std::size_t lost = h.branch(Op::beq, t2, zero);  // a fetch that faults: elsewhere at once
        h(machine::test::mfs(t2, Special::epc));
        h(ins(Op::addi, t2, t2, 4));
        h(machine::test::mts(Special::epc, t2));
        h(ins(Op::andi, t2, t1, 7));
        const std::size_t stay = h.branch(Op::bne, t2, zero);
        h.land(lost);
        h.land(away);
        h(ins(Op::srli, t2, t1, 1));
        h(ins(Op::andi, t2, t2, 7));
        h(ins(Op::slli, t2, t2, 2));
        h(ins(Op::add, a5, a5, t2));
        h(ins(Op::lw, t2, a5, 0));
        h(machine::test::mts(Special::epc, t2));
        h(ins(Op::lw, t2, a5, 32));
        h(ins(Op::wrpsr, t2));
        h(ins(Op::andi, t2, t1, 0x18));
        const std::size_t same_space = h.branch(Op::bne, t2, zero);
        h(ins(Op::lw, t2, a5, 64));
        h(machine::test::mts(Special::ptb, t2));
        h(ins(Op::andi, t2, t1, 0x40));
        const std::size_t no_flush = h.branch(Op::bne, t2, zero);
        h(ins(Op::tlbinv));
        h.land(no_flush);
        h.land(same_space);
        h(ins(Op::addi, t2, zero, 300));
        const std::size_t young = h.branch(Op::blt, t1, t2);
        h(ins(Op::out, t1, zero, 0x40));
        h.land(young);
        const std::size_t moved = h.branch(Op::beq, zero, zero);
        h.land(compare);
        h(machine::test::mts(Special::mctl, zero));
        h.land(moved);
        h.land(stay);
        h.land(timer_done);
        h.land(other_done);
        h(ins(Op::lw, t1, t0, 0));
        h(ins(Op::lw, t2, t0, 4));
        h(ins(Op::lw, a5, t0, 8));
        h(machine::test::mfs(t0, Special::scratch));
        h(ins(Op::rets));
        return h;
    }

    Random r_;
    Taste taste_;
    Case case_;
    bool ring1_ = true;
    U handler_ = 0;  // in words from boot_at
    std::vector<U> blocks_;
};

}  // namespace

Case generate(std::uint64_t seed, const Taste& taste) { return Generator(seed, taste).make(); }

machine::BootImage image_of(const Case& c) {
    machine::BootImage image;
    image.entry = c.entry;
    for (const Piece& p : c.pieces) {
        machine::BootSegment s;
        s.address = p.address;
        for (const U w : p.words)
            for (int i = 0; i < 4; ++i) s.bytes.push_back(static_cast<std::uint8_t>(w >> 8 * i));
        s.memory_size = static_cast<U>(s.bytes.size());
        image.segments.push_back(std::move(s));
    }
    return image;
}

namespace {

// In the compressed form protection between virtual rings 0 and 1 is lost, as it was: nothing is said about guests there.
class RingOne : public machine::Listener {
public:
    explicit RingOne(const machine::Machine& m) : m_(m) {}
    void on(const machine::Event& e) override { seen = seen || m_.harts[e.hart].psr.ring() == 1; }
    bool seen = false;

private:
    const machine::Machine& m_;
};

// Notes how long the trace was when the referee first complained.
class Cut : public machine::Listener {
public:
    Cut(const machine::Machine& m, const TraceLog& log, bool no_ring_one) : referee_(m), ring_(m), log_(log), no_ring_one_(no_ring_one) {}
    void on(const machine::Event& e) override {
        if (at != none) return;
        referee_.on(e);
        ring_.on(e);
        // The entry that was just made may be the one in doubt.
        if (referee_.breached() || (no_ring_one_ && ring_.seen)) at = log_.entries.empty() ? 0 : log_.entries.size() - 1;
    }
    static constexpr std::size_t none = ~std::size_t{0};
    std::size_t at = none;

private:
    FlushReferee referee_;
    RingOne ring_;
    const TraceLog& log_;
    bool no_ring_one_;
};

}  // namespace

Verdict judge(const Case& c) {
    Verdict verdict;
    const machine::BootImage image = image_of(c);
    const World bare = on_bare_metal(c.shape, image), virtual_ = in_vm(c.shape, c.under, image);
    Run first(bare, bare_guest);
    Cut cut(first.world().hosts[0].machine, first.log, c.under.rings == hv::RingAliasing::compressed);
    first.log.next = &cut;
    first.go(c.ticks);
    verdict.cut = cut.at != Cut::none;
    verdict.ended = !verdict.cut && first.ended();
    verdict.entries = std::min(cut.at, first.log.entries.size());

    for (U id = 0; id < c.under.vms && !verdict.failed(); ++id) {
        Run v(virtual_, {0, id});
        InvariantWatch watch(v.world(), 7);
        v.log.next = &watch;
        v.go(c.ticks * 40 + 10'000, verdict.ended ? ~std::size_t{0} : verdict.entries);
        std::size_t at = 0;
        const std::size_t both = std::min(verdict.entries, v.log.entries.size());
        while (at < both && first.log.entries[at].hash == v.log.entries[at].hash) ++at;
        if (at < verdict.entries)
            verdict.difference = explain_difference(bare, virtual_, {0, id}, at) + "bare: " + ending(first) + "; vm: " + ending(v) + "\n";
        else if (verdict.ended)
            verdict.difference = end_difference(first, v, c.shape.ram);
        verdict.broken = watch.broken;
        verdict.exits += vm(v.world(), id).exits;
        // Nobody listening, the other engine runs; cuts and listeners change nothing.
        if (!verdict.failed() && c.seed % 4 == 0) {
            Session again(virtual_);
            again.run(world::ticks(v.world()) + v.ended());
            if (!(again.world() == v.world())) verdict.difference = "the VM's world differs when nobody listens and the run is not cut\n";
        }
    }
    return verdict;
}

Case shrink(const Case& start) {
    Case best = start;
    const auto try_it = [&best](const Case& c) {
        if (!judge(c).failed()) return false;
        best = c;
        return true;
    };
    // A simpler house first.
    const auto simpler = [&](auto change) {
        Case c = best;
        change(c);
        try_it(c);
    };
    simpler([](Case& c) { c.under.vms = 1; });
    simpler([](Case& c) { c.under.host_harts = 1; });
    simpler([](Case& c) { c.shape.cpus = 1; });
    simpler([](Case& c) { c.under.host_tags = true; });
    simpler([](Case& c) { c.shape.asid_tags = true; });
    simpler([](Case& c) { c.under.host_tlb = 64; });
    simpler([](Case& c) { c.under.shadow_roots = 8; });
    simpler([](Case& c) { c.under.shadow_frames = 512; });
    simpler([](Case& c) { c.under.rings = hv::RingAliasing::ring_views; });
    simpler([](Case& c) { c.shape.traps = isa::TrapMask::strict(); });
    // Then less and less of what is free, in runs of halving length.
    for (std::size_t run = 64; run > 0; run /= 2)
        for (std::size_t p = 0; p < best.pieces.size(); ++p) {
            if (!best.pieces[p].free) continue;
            const U nothing = best.pieces[p].code ? ins(Op::addi) : 0;
            for (std::size_t i = 0; i < best.pieces[p].words.size(); i += run) {
                Case c = best;
                bool changed = false;
                for (std::size_t k = i; k < std::min(i + run, c.pieces[p].words.size()); ++k) {
                    changed = changed || c.pieces[p].words[k] != nothing;
                    c.pieces[p].words[k] = nothing;
                }
                if (changed) try_it(c);
            }
        }
    return best;
}

std::string report(const Case& c) {
    const Verdict v = judge(c);
    std::string text = format("seed %llu: cpus %u tags %u, %s, host harts %u tags %u tlb %u, roots %u frames %u, vms %u\n",
                              static_cast<unsigned long long>(c.seed), c.shape.cpus, c.shape.asid_tags,
                              c.under.rings == hv::RingAliasing::compressed ? "compressed" : "views", c.under.host_harts, c.under.host_tags, c.under.host_tlb,
                              c.under.shadow_roots, c.under.shadow_frames, c.under.vms);
    for (const Piece& p : c.pieces) {
        if (!p.free) continue;
        for (std::size_t i = 0; i < p.words.size(); ++i) {
            const U at = p.address + static_cast<U>(i) * 4;
            if (p.words[i] == (p.code ? ins(Op::addi) : 0)) continue;
            text += format("  %08x %08x %s\n", at, p.words[i], p.code ? isa::disassemble(p.words[i], at).c_str() : "");
        }
    }
    return text + v.difference + v.broken;
}

}  // namespace ringside::fuzz
