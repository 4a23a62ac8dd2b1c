-- Wrong on purpose. Fails: false-alarm.
-- Misconception: only memory traps are left out, as the paper says, so an instruction that traps for its ring and
-- completes in another behaves differently: every privileged instruction is sensitive.
-- Registers and status words to try an instruction with. a1 is a value for PSR, an address that only ring 0 may touch,
-- or what try sets by itself; psr 0x30 says that the last trap came from ring 3.
local registers = {{}, {a1 = 3}, {a1 = 0x600000}}
local statuses = {0, 0x30}

-- Calls f with every state of this ring and relocation; stops at the first result that is not nil.
local function each_state(insn, ring, relocation, f)
    for _, regs in ipairs(registers) do
        for _, psr in ipairs(statuses) do
            local state = {insn = insn, ring = ring, relocation = relocation, regs = regs, psr = psr}
            local result = f(state, try(state))
            if result ~= nil then return result end
        end
    end
end

-- Privileged: traps for its ring in every state outside ring 0, and in none of ring 0.
local function is_privileged(insn)
    for ring = 0, 3 do
        local exception = each_state(insn, ring, 0, function(_, outcome)
            if (outcome.trap == "privileged") ~= (ring > 0) then return true end
        end)
        if exception then return false end
    end
    return true
end

-- Control-sensitive: completes, and changes the ring or the relocation, or stops the processor.
local function control_witness(insn)
    for ring = 0, 3 do
        local witness = each_state(insn, ring, 0, function(state, outcome)
            if not outcome.trap and (outcome.ring ~= ring or outcome.moved or outcome.halted) then return state end
        end)
        if witness then return witness end
    end
end

local function same_table(a, b)
    for key, value in pairs(a) do
        if b[key] ~= value then return false end
    end
    for key in pairs(b) do
        if a[key] == nil then return false end
    end
    return true
end

-- What a program can see of an outcome: registers, memory and where it goes on. Not the ring and the relocation, which
-- differ by construction.
local function same_for_program(a, b)
    return a.pc == b.pc and same_table(a.regs, b.regs) and same_table(a.memory, b.memory)
end

-- Behaviour-sensitive: two states that differ in ring or relocation alone, both complete, and the program sees a difference.
local function behaviour_witness(insn)
    local twins = {}
    for ring = 0, 3 do
        for _, other in ipairs{{ring = (ring + 1) % 4, relocation = 0}, {ring = ring, relocation = 1}} do
            twins[#twins + 1] = {ring = ring, other = other}
        end
    end
    for _, twin in ipairs(twins) do
        local witness = each_state(insn, twin.ring, 0, function(state, outcome)
            local second = {insn = insn, ring = twin.other.ring, relocation = twin.other.relocation, regs = state.regs, psr = state.psr}
            local other = try(second)
            local function memory_trap(o) return o.trap and o.trap ~= "privileged" end
            if memory_trap(outcome) or memory_trap(other) then return nil end
            if not same_for_program(outcome, other) then return {first = state, second = second} end
        end)
        if witness then return witness end
    end
end

function classify(insn)
    local answer = {privileged = is_privileged(insn), sensitive = "no"}
    answer.witness = control_witness(insn)
    if answer.witness then
        answer.sensitive = "control"
        return answer
    end
    answer.witness = behaviour_witness(insn)
    if answer.witness then answer.sensitive = "behaviour" end
    return answer
end

function critical()
    local names = {}
    for _, insn in ipairs(instructions) do
        local answer = classify(insn)
        if answer.sensitive ~= "no" and not answer.privileged then names[#names + 1] = insn.name end
    end
    return names
end
