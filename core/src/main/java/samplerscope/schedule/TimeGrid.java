package samplerscope.schedule;

import java.util.List;

/// The levels a run visits, in order. `n + 1` levels make `n` steps; neighbours differ in lambda.
public record TimeGrid(List<NoiseLevel> levels) {

    public TimeGrid {
        levels = List.copyOf(levels);
        if (levels.size() < 2) {
            throw new InvalidGridException("a time grid has %d levels".formatted(levels.size()),
                "give at least two: where to start and where to stop");
        }
        for (int i = 1; i < levels.size(); i++) {
            double before = levels.get(i - 1).lambda();
            double here = levels.get(i).lambda();
            if (before == here) {
                throw new InvalidGridException(
                    "levels %d and %d of the time grid both have lambda = %s".formatted(i - 1, i, here),
                    "remove one of the two, or use fewer steps");
            }
        }
    }

    public int steps() {
        return levels.size() - 1;
    }

    public NoiseLevel first() {
        return levels.getFirst();
    }

    public NoiseLevel last() {
        return levels.getLast();
    }

    /// Whether the run as a whole removes noise. A reversed grid is an inversion.
    public boolean rising() {
        return last().lambda() > first().lambda();
    }

    public TimeGrid reversed() {
        return new TimeGrid(levels.reversed());
    }
}
