package samplerscope.search;

import samplerscope.spec.Choice;
import samplerscope.spec.References;

/// What a search makes small.
public sealed interface Objective {

    NoiseBanks banks();

    /// Held-out noises on which solvers of the library are left out that are far behind; all where a few of them do not
    /// tell that.
    default int firstLook() {
        return banks().heldOut();
    }

    /// The distance of a run's last state to the converged path from the same noise: per sample the root mean square
    /// over elements, over samples one number.
    ///
    /// @param truth whose probability-flow ODE is the truth
    record ToPath(Aggregate aggregate, References.Truth truth, NoiseBanks banks) implements Objective {

        /// The median over noises of the distance to the model's own path.
        public static final ToPath STANDARD = new ToPath(Aggregate.MEDIAN, References.Truth.MODEL, NoiseBanks.STANDARD);

        private static final int PARTS = 4;
        /// On as many a median is known to some fifth.
        private static final int LEAST = 32;

        /// A quarter, of a number that a few large errors do not make.
        @Override
        public int firstLook() {
            boolean robust = aggregate == Aggregate.MEDIAN || aggregate == Aggregate.TRIMMED;
            int part = banks.heldOut() / PARTS;
            return robust && part >= LEAST ? part : banks.heldOut();
        }

        public ToPath with(NoiseBanks changed) {
            return new ToPath(aggregate, truth, changed);
        }

        public ToPath with(Aggregate changed) {
            return new ToPath(changed, truth, banks);
        }
    }

    /// A distance of the set of samples to as many exact draws of the law behind the model; which sample is which does
    /// not matter. Noisier than {@link ToPath}, so it wants larger banks.
    ///
    /// @param metric a metric of sets by id, such as `sliced-wasserstein`
    record ToSamples(Choice metric, NoiseBanks banks) implements Objective {}
}
