package samplerscope.tensor.simd;

/// The table of a {@link PlaneMixtureKernel} as its loops want it: with `u = a x + s` and `v = b x + c y + t`, the energy
/// of a component is `u^2 + v^2 + e`, the negative of its logit in units of `log 2`.
///
/// Here `a`, `b` and `c` are those of the table times `sqrt(log2(e) / 2)`. The offsets are rounded once from float64, which
/// moves `u` and `v` by no more than the rounding of the means in the table has.
///
/// @param numbers    [K * STRIDE]: `a s b c t e shift_x shift_y gain_xx gain_xy gain_yy`
/// @param components `K`
record PlaneEnergies(float[] numbers, int components) {

    static final int STRIDE = 11;

    private static final double LOG2_E = 1 / StrictMath.log(2);
    private static final double SCALE = StrictMath.sqrt(LOG2_E / 2);
    /// Of what follows the law of a component in both tables.
    private static final int MEANS = 6;

    /// @param table as {@link PlaneMixtureKernel} documents it
    static PlaneEnergies of(float[] table) {
        var numbers = new float[table.length];
        for (int at = 0; at < table.length; at += STRIDE) {
            float a = (float) (SCALE * table[at + 2]);
            float b = (float) (SCALE * table[at + 3]);
            float c = (float) (SCALE * table[at + 4]);
            numbers[at] = a;
            numbers[at + 1] = (float) (-(double) a * table[at]);
            numbers[at + 2] = b;
            numbers[at + 3] = c;
            numbers[at + 4] = (float) (-(double) b * table[at] - (double) c * table[at + 1]);
            numbers[at + 5] = (float) (-LOG2_E * table[at + 5]);
            System.arraycopy(table, at + MEANS, numbers, at + MEANS, STRIDE - MEANS);
        }
        return new PlaneEnergies(numbers, table.length / STRIDE);
    }
}
