package samplerscope.masked.sampler;

import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;

/// How many positions each step of a block writes: as even as whole numbers allow, the larger ones first.
///
/// Source: Nie et al. 2025, arXiv:2502.09992 (LLaDA): `n div T`, and one more in the first `n mod T` steps.
///
/// @param steps of the whole canvas; 0 for one position a step
/// @param block positions of a block; 0 for the whole canvas
public record StepCounts(int steps, int block) {

    static final Parameter STEPS = Parameter.whole("steps", "steps", "of the whole canvas; 0 writes one token a step", 0, 0,
        1 << 20);
    static final Parameter BLOCK = Parameter.whole("block", "block", "positions of a block; 0 for the whole canvas", 0, 0,
        1 << 20);

    public StepCounts {
        Checked.atLeast("steps", steps, 0);
        Checked.atLeast("block", block, 0);
    }

    /// @throws InvalidParameterException unless the steps divide evenly among the blocks
    void check(int toWrite) {
        int blocks = blocks(toWrite);
        if (steps % blocks != 0) {
            throw new InvalidParameterException("steps", new Setting.Num(steps),
                "must be a multiple of the %d blocks".formatted(blocks));
        }
    }

    /// Steps that a canvas takes at most.
    int total(int toWrite) {
        return steps == 0 ? toWrite : StrictMath.min(steps, toWrite);
    }

    /// @param masked hidden in the block when it began
    /// @param step   of the block, from 0
    int at(int masked, int step, int toWrite) {
        if (steps == 0) {
            return 1;
        }
        int own = steps / blocks(toWrite);
        return StrictMath.max(1, masked / own + (step < masked % own ? 1 : 0));
    }

    private int blocks(int toWrite) {
        return block == 0 ? 1 : StrictMath.max(1, StrictMath.ceilDiv(toWrite, block));
    }
}
