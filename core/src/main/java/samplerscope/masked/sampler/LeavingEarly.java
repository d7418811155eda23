package samplerscope.masked.sampler;

import samplerscope.masked.MaskedSampler;

/// A sampler that may fill the rest from one prediction; its rule can be asked about decodings of other samplers, see
/// {@link ExitReplay}.
interface LeavingEarly extends MaskedSampler {

    ExitRule exit();

    /// The same rule asked about an answer, where it is one that knows of answers.
    ///
    /// @param from      first position of the answer
    /// @param positions of the answer
    default LeavingEarly about(int from, int positions) {
        return this;
    }
}
