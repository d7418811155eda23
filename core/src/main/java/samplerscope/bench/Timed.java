package samplerscope.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/// Work that is timed, alone or beside another that does as much.
final class Timed implements BenchRow.Measured {

    /// Seconds in which the compiler sees the vector code that the first calls do without.
    static final double WARM_UP = 0.5;

    private final Stopwatch ours;
    private final Runnable close;
    private Optional<Stopwatch> peer = Optional.empty();
    private DoubleUnaryOperator ofPeer = seconds -> seconds;
    private DoubleFunction<List<BenchResult.Figure>> figures = _ -> List.of();
    private Warning warning = _ -> "";

    /// Looks at the spread of the ratio, or of the time where there is no ratio.
    interface Warning {
        String of(Spread shown);
    }

    /// @param close gives back what the work holds
    Timed(Runnable once, Runnable close) {
        this.ours = new Stopwatch(once);
        this.close = close;
    }

    /// @param scale from seconds of one call of the other to seconds of as much work as ours
    Timed beside(Runnable other, DoubleUnaryOperator scale) {
        peer = Optional.of(new Stopwatch(other));
        ofPeer = scale;
        return this;
    }

    /// @param more from seconds of one call
    Timed with(DoubleFunction<List<BenchResult.Figure>> more) {
        figures = more;
        return this;
    }

    Timed warning(Warning sentence) {
        warning = sentence;
        return this;
    }

    @Override
    public double warmUp() {
        return ours.warmUp(WARM_UP) + peer.map(p -> p.warmUp(WARM_UP)).orElse(0.0);
    }

    @Override
    public BenchRow.Round round() {
        return new BenchRow.Round(ours.round(), peer.map(p -> ofPeer.applyAsDouble(p.round())).orElse(Double.NaN));
    }

    @Override
    public List<BenchResult.Figure> figures(Spread spread) {
        return figures.apply(spread.median());
    }

    @Override
    public String remark(Spread shown) {
        return warning.of(shown);
    }

    @Override
    public void close() {
        close.run();
    }
}
