-- Lab 1. You write classify and critical; README.md says what they must do.
--
-- You have
--   instructions   an array of {name = "rdring", text = "rdring a0", word = 0xd5a00000}
--   try(state)     runs one instruction once on a fresh machine and gives the outcome
--
-- A state:    {insn = insn, ring = 0..3, relocation = 0..7, regs = {a1 = 0x500040}, psr = 0}     (insn is needed)
-- An outcome: {trap = "privileged" or nil, regs = {a0 = ...}, memory = {[address] = word}, pc = ..., ring = ...,
--              psr = ..., moved = false, halted = false}

-- An experiment to begin with: the same instruction in all four rings.
for _, insn in ipairs(instructions) do
    if insn.name == "rdring" then
        for ring = 0, 3 do
            local outcome = try{insn = insn, ring = ring}
            print(insn.text, "in ring " .. ring, outcome.trap or "a0 = " .. outcome.regs.a0)
        end
    end
end

-- Gives {privileged = true or false, sensitive = "no" or "control" or "behaviour", witness = ...}.
function classify(insn)
    return {privileged = false, sensitive = "no"}
end

-- Gives the names of all instructions that are sensitive and not privileged, as an array.
function critical()
    return {}
end
