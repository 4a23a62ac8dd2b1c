-- The checks of lab 1. What an instruction is follows here from the table of instructions and the strap of the machine; a
-- submission has only the experiment. Every witness is run again.

local shared = lab.shared
local instructions = shared.instructions()
local by_name = {}
for _, insn in ipairs(instructions) do by_name[insn.name] = insn end

-- What makes an instruction sensitive in this lab's state of ring and relocation, wherever it completes.
local reads_ring = {rdpsr = true, probe = true, rdring = true}
local reads_relocation = {rdtvec = true, rdptb = true, mfs = true}
local changes_control = {wrpsr = true, retf = true, mts = true, rets = true, halt = true}

-- The machine of a check: which instructions trap outside ring 0, and what follows from that.
local function machine(strap)
    local traps = {}
    if type(strap) == "table" then
        for _, name in ipairs(strap) do traps[name] = true end
    else
        local always = strap == "strict" and {reads_ring, reads_relocation, changes_control} or {{mfs = true, mts = true, rets = true, halt = true}}
        for _, set in ipairs(always) do
            for name in pairs(set) do traps[name] = true end
        end
    end
    local m = {strap = strap}
    function m.privileged(name) return traps[name] == true end
    function m.sensitive(name)
        -- What completes in ring 0 only cannot show the ring to anybody.
        return changes_control[name] == true or reads_relocation[name] == true or (reads_ring[name] == true and not traps[name])
    end
    return m
end

local function run(m, insn, state, what)
    expect(type(state) == "table", {insn.name .. ": " .. what .. " must be a state, a table", found = state})
    local ok, outcome = pcall(ringside.trial, {word = insn.word, strap = m.strap, ring = state.ring, relocation = state.relocation,
                                               regs = state.regs, psr = state.psr})
    expect(ok, {insn.name .. ": " .. what .. " is not a state that can be run: " .. tostring(outcome):gsub("^[^:]+:%d+: ringside%.trial: ", "")})
    return outcome
end

local function same(a, b)
    if type(a) ~= "table" or type(b) ~= "table" then return a == b end
    for key, value in pairs(a) do
        if not same(value, b[key]) then return false end
    end
    for key in pairs(b) do
        if a[key] == nil then return false end
    end
    return true
end

local function shown(state)
    return {ring = state.ring, relocation = state.relocation, regs = state.regs, psr = state.psr}
end

local function verify_control(m, insn, state)
    local outcome = run(m, insn, state, "the witness")
    expect(not outcome.trap, {insn.name .. ": the witness traps, so it shows nothing", expected = "an outcome without a trap",
        found = "trap \"" .. tostring(outcome.trap) .. "\" from " .. insn.text,
        hint = "run the witness with try before you return it; look in ring 0, too"})
    expect(outcome.ring ~= (state.ring or 0) or outcome.moved or outcome.halted, {
        insn.name .. ": the witness completes, but changes neither ring nor relocation, and the processor runs on",
        expected = "another ring, moved = true or halted = true", found = {ring = outcome.ring, moved = outcome.moved, halted = outcome.halted},
        hint = "what would have to be in a1, or in the previous-ring digit of psr?"})
end

local function verify_behaviour(m, insn, witness)
    expect(type(witness) == "table" and type(witness.first) == "table" and type(witness.second) == "table",
        {insn.name .. ": a witness of behaviour sensitivity is a pair {first = state, second = state}", found = witness})
    local a, b = witness.first, witness.second
    local first, second = run(m, insn, a, "witness.first"), run(m, insn, b, "witness.second")
    local twins = same(a.regs or {}, b.regs or {}) and (a.psr or 0) == (b.psr or 0)
    expect(twins, {insn.name .. ": the two states differ in more than ring and relocation", found = {first = shown(a), second = shown(b)},
        hint = "two states prove something only if nothing differs but what the monitor changes"})
    for _, outcome in ipairs{first, second} do
        expect(not outcome.trap, {insn.name .. ": one of the two states traps, so the pair shows nothing",
            expected = "two outcomes without a trap", found = "trap \"" .. tostring(outcome.trap) .. "\"",
            hint = "the monitor takes over where an instruction traps, and can make it right; compare outcomes that both complete"})
    end
    local equal = first.pc == second.pc and same(first.regs, second.regs) and same(first.memory, second.memory)
    expect(not equal, {insn.name .. ": the program sees the same in both states", found = {first = shown(a), second = shown(b)},
        hint = "compare registers, memory and pc of the two outcomes"})
end

local function classified(s, name)
    local answer = s.classify(by_name[name])
    expect(type(answer) == "table", {"classify(" .. name .. ") must give a table", found = answer})
    return answer
end

local function judge_privileged(m, s, name)
    local answer = classified(s, name)
    expect(answer.privileged == m.privileged(name), {
        m.privileged(name) and name .. " traps with cause privileged in every state outside ring 0, and in none of ring 0"
            or name .. " completes in some state outside ring 0, or traps in ring 0 as well",
        expected = "privileged = " .. tostring(m.privileged(name)), found = "privileged = " .. tostring(answer.privileged)})
end

-- The witness of a sensitive instruction included.
local function judge_sensitive(m, s, name)
    local answer, insn = classified(s, name), by_name[name]
    local kinds = {no = true, control = true, behaviour = true}
    expect(kinds[answer.sensitive], {"classify(" .. name .. ").sensitive must be \"no\", \"control\" or \"behaviour\"", found = answer.sensitive})
    if not m.sensitive(name) then
        expect(answer.sensitive == "no", {name .. " is not sensitive on this machine: no witness exists", expected = "no", found = answer.sensitive})
    else
        expect(answer.sensitive ~= "no", {name .. " is sensitive on this machine", expected = "control or behaviour, and a witness", found = "no"})
        local verify = answer.sensitive == "control" and verify_control or verify_behaviour
        verify(m, insn, answer.witness)
    end
end

local function names_where(holds)
    local names = {}
    for _, insn in ipairs(instructions) do
        if holds(insn.name) then names[#names + 1] = insn.name end
    end
    return names
end

local classic, strict, shuffled = machine("classic"), machine("strict"), machine(shared.strap_of(seed))

local function visible(id, points, name, names, hint)
    check{id = id, name = name, points = points, visible = true, hint = hint, test = function()
        local s = submission{strap = "classic"}
        for _, one in ipairs(names) do
            judge_privileged(classic, s, one)
            judge_sensitive(classic, s, one)
        end
    end}
end

visible("ring", 2, "On the classic machine, rdring is found sensitive and not privileged, with two states to prove it", {"rdring"},
    "run it in two rings, with everything else equal, and compare what it left in a0")
visible("status", 2, "So are rdpsr and wrpsr: one shows the ring, the other changes it", {"rdpsr", "wrpsr"},
    "wrpsr does its work in ring 0; what must a1 hold to change the ring?")
visible("special", 2, "mts is found privileged and control-sensitive", {"mts"}, "an instruction can be both; that is the good case")
visible("innocuous", 1, "add, lw and sw are found innocuous", {"add", "lw", "sw"},
    "which fields of the two outcomes differ by construction, and must not be compared?")
visible("syscall", 1, "ecall, which traps in every ring, is not called privileged", {"ecall"},
    "a privileged instruction does not trap in ring 0; look at the cause of the trap as well")

local function hidden(id, points, name, hint, test)
    check{id = id, name = name, points = points, hint = hint, test = function() test(submission{strap = shuffled.strap}) end}
end

local function sensitivity_where(s, holds)
    for _, name in ipairs(names_where(holds)) do judge_sensitive(shuffled, s, name) end
end

hidden("privileged", 3, "On a machine with shuffled traps, exactly the instructions that trap are called privileged",
    "ask the machine: which instruction traps is not a fact of its name", function(s)
        for _, insn in ipairs(instructions) do judge_privileged(shuffled, s, insn.name) end
    end)
hidden("false-alarm", 3, "There, no instruction is called sensitive that is not, even if it traps",
    "privileged does not mean sensitive: compare only outcomes that both complete", function(s)
        sensitivity_where(s, function(name) return not shuffled.sensitive(name) end)
    end)
hidden("mode", 3, "There, the instructions that show the ring are found, each with a witness", "every pair of rings counts", function(s)
        sensitivity_where(s, function(name) return reads_ring[name] and shuffled.sensitive(name) end)
    end)
hidden("relocation", 3, "There, the instructions that show where the machine's tables and vectors lie are found, each with a witness",
    "a state has a relocation as well as a ring", function(s)
        sensitivity_where(s, function(name) return reads_relocation[name] end)
    end)
hidden("control", 3, "There, the instructions that change ring or relocation or stop the processor are found, each with a witness",
    "try more than one value in a1, and a previous ring in psr", function(s)
        sensitivity_where(s, function(name) return changes_control[name] end)
    end)
hidden("critical", 3, "critical() names exactly the instructions of that machine that a monitor would never hear of",
    "sensitive and not privileged: the set that theorem 1 wants empty", function(s)
        local found = s.critical()
        expect(type(found) == "table", {"critical() must give an array of names", found = found})
        local expected = names_where(function(name) return shuffled.sensitive(name) and not shuffled.privileged(name) end)
        table.sort(expected)
        local sorted = {}
        for _, name in ipairs(found) do sorted[#sorted + 1] = tostring(name) end
        table.sort(sorted)
        expect(same(sorted, expected), {"critical() on the machine of this seed", expected = table.concat(expected, " "), found = table.concat(sorted, " ")})
    end)
check{id = "strict", name = "On the strict machine critical() is empty: theorem 1 holds there", points = 2,
    hint = "an instruction that always traps outside ring 0 cannot escape the monitor", test = function()
        local found = submission{strap = "strict"}.critical()
        expect(type(found) == "table" and #found == 0, {"critical() on the strict machine", expected = "an empty array", found = found})
        -- and it is not empty everywhere
        local classic_found = submission{strap = "classic"}.critical()
        expect(type(classic_found) == "table" and #classic_found == 7, {"critical() on the classic machine",
            expected = "seven names", found = classic_found})
    end}
