package samplerscope.bench;

/// How far two results of the same work are apart.
final class Difference {

    private Difference() {}

    /// Root mean square difference, as a share of the root mean square of the second; infinite where the sizes differ, NaN
    /// where a number is none.
    ///
    /// Not the largest difference: a sample that starts between two modes falls to either by rounding alone.
    static double of(double[] ours, double[] theirs) {
        if (ours.length != theirs.length) {
            return Double.POSITIVE_INFINITY;
        }
        double apart = 0;
        double size = 0;
        for (int i = 0; i < ours.length; i++) {
            apart += (ours[i] - theirs[i]) * (ours[i] - theirs[i]);
            size += theirs[i] * theirs[i];
        }
        return apart == 0 ? 0 : StrictMath.sqrt(apart / size);
    }
}
