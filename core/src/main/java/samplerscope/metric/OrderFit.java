package samplerscope.metric;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sqrt;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Order of convergence from errors at several step counts: the slope of `log error` on `log steps`, sign turned.
///
/// Source: least squares; Hairer, Norsett & Wanner 1993, Solving Ordinary Differential Equations I, Sec. II.4 (precision
/// diagrams).
///
/// @param order         `p` in `error ~ steps^-p`
/// @param standardError of `order`, from the scatter around the line
/// @param low           lower end of the 95 % confidence interval
/// @param high          upper end
/// @param last          order between the last two points alone; nearer to the limit, but noisier
/// @param points        what the line was fitted to, by rising step count
public record OrderFit(double order, double standardError, double low, double high, double last, List<Point> points) {

    /// One run: its step count, `>= 1`, and its error at the end, `> 0`.
    public record Point(int steps, double error) {}

    /// An error below so many floors is partly floor.
    private static final double ABOVE_FLOOR = 20;
    /// Errors above this share of the largest are not asymptotic yet.
    private static final double ASYMPTOTIC = 0.1;
    private static final int FEWEST = 3;

    public OrderFit {
        points = List.copyOf(points);
    }

    /// Fits the points that are above 20 floors and below a tenth of the error at the smallest step count; where fewer
    /// than three are, the three of largest step count above the floor. Empty where even those are missing.
    ///
    /// @param floor error of the reference itself, `>= 0`
    public static Optional<OrderFit> of(List<Point> all, double floor) {
        var clear = all.stream().filter(p -> p.error() > ABOVE_FLOOR * floor && p.error() > 0)
            .sorted(Comparator.comparingInt(Point::steps)).toList();
        if (clear.size() < FEWEST) {
            return Optional.empty();
        }
        var asymptotic = clear.stream().filter(p -> p.error() < ASYMPTOTIC * clear.getFirst().error()).toList();
        return Optional.of(line(asymptotic.size() < FEWEST ? clear.subList(clear.size() - FEWEST, clear.size()) : asymptotic));
    }

    private static OrderFit line(List<Point> points) {
        int n = points.size();
        double meanX = points.stream().mapToDouble(OrderFit::x).sum() / n;
        double meanY = points.stream().mapToDouble(OrderFit::y).sum() / n;
        double sxx = points.stream().mapToDouble(p -> (x(p) - meanX) * (x(p) - meanX)).sum();
        double sxy = points.stream().mapToDouble(p -> (x(p) - meanX) * (y(p) - meanY)).sum();
        double slope = sxy / sxx;
        double left = points.stream().mapToDouble(p -> y(p) - meanY - slope * (x(p) - meanX)).map(r -> r * r).sum();
        double error = sqrt(left / (n - 2) / sxx);
        double reach = error * Student.quantile(n - 2);
        Point before = points.get(n - 2);
        Point end = points.get(n - 1);
        double last = -(y(end) - y(before)) / (x(end) - x(before));
        return new OrderFit(-slope, error, -slope - reach, -slope + reach, last, points);
    }

    private static double x(Point p) {
        return log(p.steps());
    }

    private static double y(Point p) {
        return log(p.error());
    }
}
