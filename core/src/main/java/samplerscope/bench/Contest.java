package samplerscope.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import samplerscope.spec.Json;

/// The same work here and in Python, compared before it is timed.
///
/// @param id        stable, lower case with hyphens
/// @param title     the work with its sizes, for people
/// @param kind      the function of the script
/// @param opponents variants of the script, in order
/// @param tolerance largest root mean square difference of both results, as a share of the root mean square of the peer's
/// @param opening   makes our side ready
record Contest(String id, String title, String kind, List<Opponent> opponents, double tolerance, Opening opening) {

    static final String GROUP = "peer";

    /// @param variant as the script knows it: `eager`, `compile`, `onnxruntime`
    /// @param against for people
    record Opponent(String variant, String against, Optional<Goal> goal) {
        static Opponent eager(double reach, double aim) {
            return new Opponent("eager", "torch eager", Optional.of(Goal.ratio(reach, aim)));
        }

        static Opponent compiled(double reach, double aim) {
            return new Opponent("compile", "torch.compile", Optional.of(Goal.ratio(reach, aim)));
        }

        /// Quoted beside the eager one, without a goal.
        static Opponent compiled() {
            return new Opponent("compile", "torch.compile", Optional.empty());
        }

        static Opponent onnxRuntime(double reach, double aim) {
            return new Opponent("onnxruntime", "ONNX Runtime in Python", Optional.of(Goal.ratio(reach, aim)));
        }
    }

    @FunctionalInterface
    interface Opening {
        /// @throws SkippedException where this installation cannot
        Side open(BenchPlace place);
    }

    /// Our side, and what the other must know to do the same.
    ///
    /// @param once    the work
    /// @param output  of the last call
    /// @param numbers for the script
    /// @param floats  arrays for the script, by name
    /// @param release gives back what the work holds
    record Side(Runnable once, Supplier<double[]> output, Json.Obj numbers, Map<String, float[]> floats, Runnable release)
        implements AutoCloseable {
        @Override
        public void close() {
            release.run();
        }
    }

    /// The result when an opponent could not be met.
    BenchResult skipped(Opponent opponent, String why) {
        return new BenchResult(id, GROUP, title, opponent.against(), Unit.SECONDS, Optional.empty(), Optional.empty(),
            Optional.empty(), opponent.goal(), List.of(), "skipped: " + why);
    }
}
