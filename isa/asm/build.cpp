#include "isa/asm/assembler.hpp"
#include "isa/asm/link.hpp"

namespace ringside::isa::assembler {

Result<Image> build(const std::vector<Source>& sources, const LinkOptions& options) {
    std::vector<Input> inputs;
    std::vector<Diagnostic> errors;
    for (const Source& source : sources) {
        Result<Object> object = assemble(source.name, source.text);
        if (object) inputs.push_back({std::move(*object.value), source.library});
        errors.insert(errors.end(), object.errors.begin(), object.errors.end());
    }
    if (!errors.empty()) return errors;
    return link(std::move(inputs), options);
}

}  // namespace ringside::isa::assembler
