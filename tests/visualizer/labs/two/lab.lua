-- Two virtual machines on one host, the second with two processors, and nothing to do; for the tests of the window.
return {
    title = "Two guests",
    requires = 1,
    summary = "Two virtual machines share one hart.",
    views = {"step"},
    world = function()
        local host = ringside.host{ram = "4M"}
        host:vm{file = "count.s", name = "first", ram = "1M"}
        host:vm{file = "count.s", name = "second", ram = "1M", vcpus = 2}
        return host
    end,
}
