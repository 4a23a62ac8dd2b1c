-- Lab 1: which instructions are privileged, which are sensitive, and what happens where the two differ.

-- The instructions of this lab, with fixed operands. Popek and Goldberg's machine has no devices and no TLB, so neither
-- have we: in, out, tlbinv and the virtualization extension are left out.
local texts = {
    "add a0, a1, a2", "addi a0, a1, 4", "lui a0, 0x1234", "auipc a0, 0", "mul a0, a1, a2", "div a0, a1, a2",
    "lw a0, 0(a1)", "sw a2, 0(a1)", "beq a1, a2, .+8", "jal a0, .+8", "jalr a0, 0(a1)",
    "lr.w a0, (a1)", "sc.w a0, a2, (a1)", "amoadd.w a0, a2, (a1)", "fence", "ecall", "ebreak",
    "rdpsr a0", "wrpsr a1", "rdtvec a0", "rdptb a0", "probe a0, a1", "rdring a0", "retf a1, a2",
    "mfs a0, ptb", "mts ptb, a1", "rets", "halt",
}

local function instructions()
    local list = {}
    for i, text in ipairs(texts) do
        list[i] = {name = text:match("^%S+"), text = text, word = ringside.assemble(text)}
    end
    return list
end

-- Instructions that may trap outside ring 0, by what makes them sensitive where they do not.
local candidates = {
    ring = {"rdpsr", "probe", "rdring"},
    relocation = {"rdtvec", "rdptb", "mfs"},
    control = {"wrpsr", "retf", "mts", "rets", "halt"},
}

-- The strap of a seed: of each kind some trap and some do not, other ones than on the classic strap.
local function strap_of(seed)
    math.randomseed(seed)
    local traps = {}
    for _, kind in ipairs{"ring", "relocation", "control"} do
        local left = table.move(candidates[kind], 1, #candidates[kind], 1, {})
        for _ = 1, math.random(1, #left - 1) do
            traps[#traps + 1] = table.remove(left, math.random(#left))
        end
    end
    table.sort(traps)
    return traps
end

return {
    title = "Lab 1: Popek and Goldberg",
    requires = 1,
    summary = [[A virtual machine monitor runs its guest's kernel outside ring 0 and waits for traps. That works if every
        instruction whose meaning depends on the ring, or on what the monitor keeps for itself, does trap. In this lab you write
        a program that finds out which instructions do not, by experiment.]],
    next = [[read the hand-out, then edit start.lua and run this command again. When all visible checks pass, try
        `ringside grade 1 start.lua --seed 1` (and other seeds): each is a machine whose traps somebody has shuffled.]],
    start = "start.lua",
    functions = {"classify", "critical"},
    views = {"step", "lab"},
    limits = {steps = 20000000, ticks = 1000000},

    questions = {
        {
            text = "A guest kernel runs in real ring 1 of the classic machine and executes `rdring a0`. What happens?",
            choices = {"It traps, and the monitor answers 0", "a0 becomes 1, and nobody notices", "a0 becomes 0, because the guest is a kernel"},
            answer = 2,
            why = "rdring does not trap on the classic strap. It answers for the real ring, as PUSH CS does on an x86, and the monitor never hears of it.",
        },
        {
            text = "The same kernel turns interrupts off with `wrpsr`, to be alone for a moment. What happens?",
            choices = {"Interrupts are off in its virtual machine", "It traps with cause `privileged`", "Nothing: they stay on, without a word"},
            answer = 3,
            why = "Outside ring 0 wrpsr writes the user flags only. POPF does the same on an x86: the guest goes on, and is not alone.",
        },
        {
            text = "On the strict strap `rdring` traps outside ring 0. Is it sensitive there?",
            choices = {"Yes: it reads the ring", "No: where it completes, it can only ever say 0", "Only in ring 3"},
            answer = 2,
            why = "An instruction that completes in ring 0 alone cannot show the ring to anybody else. Trapping is the cure, not a symptom.",
        },
    },

    -- The probe on bare metal, and the same program in a virtual machine on the classic strap.
    world = function()
        local w = ringside.world{}
        w:bare{file = "probe.s", name = "real", ram = "1M", strap = "classic"}
        w:host{name = "monitored", ram = "1M", strap = "classic"}:vm{file = "probe.s", name = "probe", ram = "1M"}
        return w
    end,

    -- What a submission finds: parameters is {strap = "classic"} or the like, chosen by the check.
    environment = function(parameters)
        local list = instructions()
        local trial, strap = ringside.trial, parameters.strap or "classic"
        local function try(state)
            if type(state) ~= "table" or type(state.insn) ~= "table" then
                error("try takes a state such as {insn = insn, ring = 3}", 2)
            end
            local s = {strap = strap, word = state.insn.word, ring = state.ring, relocation = state.relocation,
                       regs = state.regs, psr = state.psr}
            for name in pairs(state) do
                if name ~= "insn" and s[name] == nil then error("try: a state has no field '" .. tostring(name) .. "'", 2) end
            end
            local ok, outcome = pcall(trial, s)
            -- A wrong ring or register is a mistake of the caller's line, not of this one.
            if not ok then error((outcome:gsub("^[^:]+:%d+: ringside%.trial", "try")), 2) end
            return outcome
        end
        return {try = try, instructions = list}
    end,

    shared = {instructions = instructions, strap_of = strap_of},
}
