#include "machine/reference.hpp"

#include "machine/reference_step.hpp"

namespace ringside::machine {

Stop run_reference(Machine& machine, std::uint64_t ticks, NullSink sink) { return Reference(machine, sink).run(ticks); }
Stop run_reference(Machine& machine, std::uint64_t ticks, ListenerSink sink) { return Reference(machine, sink).run(ticks); }

}  // namespace ringside::machine
