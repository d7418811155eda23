package samplerscope.peer.diffusers;

import java.util.ArrayList;
import samplerscope.peer.UnknownOptionException;

/// Which training steps a scheduler visits, from noise to data, as whole numbers.
///
/// Two families of schedulers count differently: those that take the end of the run as an extra point between the last
/// step and the data (`n + 1` points, the last dropped), and those that place all `n` points.
///
/// Source: Lin et al. 2023, arXiv:2305.08891, Table 2, as the program computes it.
public final class Spacing {

    private Spacing() {}

    /// `n` steps of `n + 1` points whose last is dropped: DPM-Solver, UniPC, DEIS, SA-Solver.
    ///
    /// @param last   training steps that are used, counted from the data; all of them unless lambda is clipped
    /// @param train  length of the table
    /// @param offset added to leading steps
    public static int[] dropping(String spacing, int n, int last, int train, int offset) {
        return switch (spacing) {
            case "linspace" -> {
                var steps = new int[n];
                for (int i = 0; i < n; i++) {
                    steps[i] = (int) StrictMath.rint((last - 1.0) * (n - i) / n);
                }
                yield steps;
            }
            case "leading" -> {
                int ratio = last / (n + 1);
                var steps = new int[n];
                for (int i = 0; i < n; i++) {
                    steps[i] = (n - i) * ratio + offset;
                }
                yield steps;
            }
            case "trailing" -> trailing(n, last, train);
            default -> throw unknown(spacing);
        };
    }

    /// `n` steps that reach both ends: DDIM, DDPM, Euler, LMS, Heun.
    public static double[] reaching(String spacing, int n, int train, int offset) {
        return switch (spacing) {
            case "linspace" -> {
                var steps = new double[n];
                for (int i = 0; i < n; i++) {
                    steps[i] = n == 1 ? 0 : (train - 1.0) * (n - 1 - i) / (n - 1);
                }
                yield steps;
            }
            case "leading" -> {
                int ratio = train / n;
                var steps = new double[n];
                for (int i = 0; i < n; i++) {
                    steps[i] = (n - 1 - i) * ratio + offset;
                }
                yield steps;
            }
            case "trailing" -> {
                int[] whole = trailing(n, train, train);
                var steps = new double[whole.length];
                for (int i = 0; i < steps.length; i++) {
                    steps[i] = whole[i];
                }
                yield steps;
            }
            default -> throw unknown(spacing);
        };
    }

    /// From `last` down in strides of `train / n`, rounded, less one; a clipped table gives fewer than `n`.
    private static int[] trailing(int n, int last, int train) {
        double stride = (double) train / n;
        var steps = new ArrayList<Integer>();
        // As many points as lie in (0, last]: how a range with a real stride is counted.
        int count = (int) StrictMath.ceil(last / stride);
        for (int i = 0; i < count; i++) {
            steps.add((int) StrictMath.rint(last - i * stride) - 1);
        }
        return steps.stream().mapToInt(Integer::intValue).toArray();
    }

    private static UnknownOptionException unknown(String spacing) {
        return UnknownOptionException.of("the scheduler", "timestep_spacing", spacing,
            "use linspace, leading or trailing");
    }
}
