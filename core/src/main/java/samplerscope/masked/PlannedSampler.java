package samplerscope.masked;

/// A sampler that can say what its next step may do, with probabilities, before it does it.
///
/// One plan serves two readers. A {@link Decoding} draws from it; {@link samplerscope.masked.law.OutputLaw} goes through
/// all that may come of it. So what is measured exactly is what runs.
public interface PlannedSampler extends MaskedSampler {

    /// The course of one sequence.
    ///
    /// @param start  a whole canvas, shape [L]; tokens in it never change
    /// @param model  for its sizes and conventions; it is not asked here
    /// @param random for what is drawn before the first step, such as the times of events; most draw nothing
    /// @throws samplerscope.SamplerscopeException in one of its kinds if the settings do not fit canvas or model
    Course<?> course(int[] start, MaskPredictor model, Streams random);

    @Override
    default Decoding begin(int[] start, Passes model, Streams random) {
        int[] canvas = Canvas.starting(start, model.model());
        return new PlannedDecoding<>(course(canvas, model.model(), random), canvas, model, random);
    }
}
