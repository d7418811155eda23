package samplerscope.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is worth its cost: the choices of which no other is as good for less, or better for as much.
public final class ParetoFront {

    private ParetoFront() {}

    /// @param id    whoever asks knows what it stands for
    /// @param cost  evaluations or seconds
    /// @param error smaller is better
    public record Point(int id, double cost, double error) {

        boolean isComparable() {
            return Double.isFinite(cost) && Double.isFinite(error);
        }
    }

    /// The points that no other one dominates, in the order of their cost. Of points that are equal in both, all stay;
    /// points with a cost or error that is no finite number are never on the front.
    public static List<Point> of(List<Point> points) {
        List<Point> sorted = points.stream().filter(Point::isComparable)
            .sorted(Comparator.comparingDouble(Point::cost).thenComparingDouble(Point::error)).toList();
        var front = new ArrayList<Point>();
        for (Point p : sorted) {
            boolean best = front.isEmpty() || p.error() < front.getLast().error();
            boolean equal = !front.isEmpty() && p.error() == front.getLast().error() && p.cost() == front.getLast().cost();
            if (best || equal) {
                front.add(p);
            }
        }
        return List.copyOf(front);
    }
}
