package samplerscope.peer.authors;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.peer.Options;
import samplerscope.peer.Peer;
import samplerscope.peer.Playable;
import samplerscope.peer.Problems;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Euler;
import samplerscope.solver.IPndm;
import samplerscope.solver.RhoRungeKutta;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;

/// DEIS as its authors released it: tAB, rhoAB, rhoRK and iPNDM on grids even in a power of time, in a power of rho or in
/// its logarithm.
///
/// Source: Zhang & Chen 2023, arXiv:2204.13902, released code.
record DeisProgram() implements Peer {

    @Override
    public String program() {
        return "deis";
    }

    @Override
    public String sampler() {
        return "deis";
    }

    @Override
    public Playable playable(RecordedRun run, Problems problems) {
        Options o = run.options().knowingOnly("method", "ts_phase", "ts_order", "ab_order", "rk_method", "sampling_T",
            "sampling_eps");
        DeisPath path = DeisPath.of(run);
        double start = o.number("sampling_T", path.startTime());
        double end = o.number("sampling_eps", path.endTime());
        String method = o.text("method", "rho_rk");
        boolean ofOwnTimes = method.equals("ipndm");
        double[] times = times(path, start, end, run.steps(), ofOwnTimes ? 1 : o.number("ts_order", 2),
            ofOwnTimes ? "t" : o.text("ts_phase", "t"));
        var grid = new TimeGrid(Arrays.stream(path instanceof DeisPath.Table ? apart(times, start, end) : times)
            .mapToObj(path::at).toList());
        return Replay.of(Strategy.uniform(path, grid, solver(o, method, path)));
    }

    private static Solver solver(Options o, String method, DeisPath path) {
        return switch (method) {
            case "t_ab" -> new SummedAdamsBashforth(path, o.whole("ab_order", 3), false);
            case "rho_ab" -> new SummedAdamsBashforth(path, o.whole("ab_order", 3), true);
            case "rho_rk" -> rungeKutta(o);
            case "ipndm" -> new IPndm(4);
            default -> throw UnknownOptionException.of(o.owner(), "method", method,
                "use t_ab, rho_ab, rho_rk or ipndm");
        };
    }

    private static Solver rungeKutta(Options o) {
        String name = o.text("rk_method", "3kutta");
        if (name.equals("1euler")) {
            return new Euler();
        }
        return Arrays.stream(RhoRungeKutta.Tableau.values()).filter(t -> t.word().equals(name)).findFirst()
            .map(RhoRungeKutta::new).orElseThrow(() -> UnknownOptionException.of(o.owner(), "rk_method", name,
                "use 1euler, 2heun, 3kutta, 3ral, 3heun, 3vdh, 3ssprk or 4rk"));
    }

    private static double[] times(DeisPath path, double start, double end, int n, double power, String phase) {
        double noisy = path.at(start).rho();
        double clean = path.at(end).rho();
        DoubleUnaryOperator ofRho = rho -> path.timeOfLambda(-log(rho));
        return switch (phase) {
            case "t" -> even(n, pow(start, 1 / power), pow(end, 1 / power), u -> pow(u, power));
            case "rho" -> even(n, pow(noisy, 1 / power), pow(clean, 1 / power), u -> ofRho.applyAsDouble(pow(u, power)));
            case "log" -> even(n, log(noisy), log(clean), u -> ofRho.applyAsDouble(exp(u)));
            default -> throw UnknownOptionException.of("deis", "ts_phase", phase, "use t, rho or log");
        };
    }

    private static double[] even(int n, double first, double last, DoubleUnaryOperator to) {
        return IntStream.rangeClosed(0, n).mapToDouble(i -> to.applyAsDouble(((n - i) * first + i * last) / n)).toArray();
    }

    /// Times that fall into one training step are replaced by whole steps: each once, and the earliest unused ones.
    private static double[] apart(double[] times, double start, double end) {
        List<Integer> whole = Arrays.stream(times).mapToInt(t -> (int) t).distinct().boxed().toList();
        int missing = times.length - whole.size();
        if (missing == 0) {
            return times;
        }
        List<Integer> unused = IntStream.iterate((int) start, i -> i > (int) end, i -> i - 1)
            .filter(i -> !whole.contains(i)).boxed().toList();
        return Stream.concat(whole.stream(), unused.subList(unused.size() - missing, unused.size()).stream())
            .sorted((a, b) -> b - a).mapToDouble(i -> i).toArray();
    }
}
