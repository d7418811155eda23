package samplerscope.run;

/// What a run copies out for others to see, decided before it starts.
///
/// @param every   record every n-th step and always the last, `>= 1`
/// @param samples record the first so many samples; 0 is all
public record Recording(int every, int samples) {

    public static final Recording ALL = new Recording(1, 0);

    public Recording {
        if (every < 1 || samples < 0) {
            throw new InvalidRecordingException(every, samples);
        }
    }

    /// How many of a batch are recorded.
    public int rows(int batch) {
        return samples == 0 ? batch : StrictMath.min(samples, batch);
    }
}
