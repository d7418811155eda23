package samplerscope.bench;

import java.util.List;
import java.util.Optional;
import samplerscope.tensor.simd.KernelTwins;

/// Each hot kernel against its scalar twin, in one thread: a kernel that is not inlined any more shows as a ratio below its
/// bound.
final class GuardRows {

    private GuardRows() {}

    static List<BenchRow> all() {
        return KernelTwins.all().stream().map(twin -> new BenchRow("guard-" + twin.id(), "guard",
            "vector code, " + twin.name(), "its scalar twin", Unit.SECONDS, BenchRow.Scale.QUICK,
            Optional.of(Goal.ratio(twin.bound(), twin.bound())), _ -> open(twin))).toList();
    }

    private static BenchRow.Measured open(KernelTwins.Twin twin) {
        return new Timed(twin.vectors(), () -> {}).beside(twin.scalars(), seconds -> seconds)
            .warning(ratio -> warning(ratio.median(), twin.bound()));
    }

    /// Empty where all is well.
    static String warning(double ratio, double bound) {
        return ratio >= bound ? "" : Unit.format("the vector code is only %.2f times as fast as plain loops", ratio)
            + Unit.format(", below %.2f: look whether the compiler still inlines it", bound);
    }
}
