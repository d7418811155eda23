package samplerscope.tensor;

/// Numbers of a model that no noise level changes, such as the points of a data set. A backend that keeps them in the
/// memory of a device keeps them by identity, so make them once per model.
public final class Constants {

    private final float[] values;

    /// @param values not changed afterwards; not copied
    public Constants(float[] values) {
        this.values = values;
    }

    /// The numbers rounded to float32.
    public static Constants of(double[] values) {
        var singles = new float[values.length];
        for (int i = 0; i < singles.length; i++) {
            singles[i] = (float) values[i];
        }
        return new Constants(singles);
    }

    /// Live, not a copy; not to be written.
    public float[] values() {
        return values;
    }
}
