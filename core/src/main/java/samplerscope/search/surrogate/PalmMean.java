package samplerscope.search.surrogate;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hipparchus.random.HaltonSequenceGenerator;
import samplerscope.search.surrogate.Certificate.Bounds;
import samplerscope.search.surrogate.Certificate.Ending;

/// The global minimum of a kernel sum over a box, by branch and bound, with a proven gap.
///
/// Boxes wait in the order of their lower bounds; the lowest is halved along its longest edge, and a half whose bound
/// is within the gap of the best value is given up. As boxes shrink their bounds tighten, so the gap closes after
/// finitely many nodes.
///
/// Source: Tang, Kudva, Tsay, Paulson 2026, arXiv:2605.00855. There the domain is cut into many boxes at the start,
/// which the bounds used here do not need.
public final class PalmMean {

    private static final int STARTS = 8;
    private static final int DESCENT = 200;
    private static final int MOST_OPEN = 400;
    private static final double THINNING = 1.02;
    /// The difference of two bounds is rounded, and a box given up at just the gap has closed it.
    private static final double ROUNDING = 1 + 1e-9;

    private final LowerBound bound;
    private final Limits limits;
    private final Consumer<Bounds> listener;
    private final BooleanSupplier cancelled;

    /// @param listener  told after every node, on the searching thread; for a chart of the gap
    /// @param cancelled asked before every node
    public PalmMean(LowerBound bound, Limits limits, Consumer<Bounds> listener, BooleanSupplier cancelled) {
        this.bound = bound;
        this.limits = limits;
        this.listener = listener;
        this.cancelled = cancelled;
    }

    /// With the default bounds, unheard, until the thread is interrupted.
    public PalmMean(Limits limits) {
        this(LowerBound.DEFAULT, limits, _ -> { }, () -> Thread.currentThread().isInterrupted());
    }

    /// Blocks until the gap is closed or a limit is met.
    ///
    /// @param domain in coordinates of the sum
    /// @throws InvalidSurrogateException if the domain has other coordinates than the sum
    public Certificate minimum(KernelSum sum, Box domain) {
        if (sum.dimension() != domain.dimension()) {
            throw new InvalidSurrogateException("a domain of %d coordinates for a surrogate of %d"
                .formatted(domain.dimension(), sum.dimension()), "search over the coordinates of the surrogate");
        }
        return new Tree(sum, domain).search();
    }

    private record Node(Box box, double lower) {
    }

    /// One search under way.
    private final class Tree {

        private final long start = System.nanoTime();
        private final KernelSum sum;
        private final Box domain;
        private final PriorityQueue<Node> queue = new PriorityQueue<>(Comparator.comparingDouble(Node::lower));
        private final List<Bounds> course = new ArrayList<>();
        /// As asked for, or what rounding leaves of it.
        private final double gap;
        private double[] best;
        private double upper;
        /// Lowest bound of the boxes given up.
        private double givenUp = Double.POSITIVE_INFINITY;
        private int nodes;

        Tree(KernelSum sum, Box domain) {
            this.sum = sum;
            this.domain = domain;
            this.gap = max(limits.gap(), 4 * LowerBound.margin(sum));
            this.best = domain.centre();
            this.upper = sum.at(best);
        }

        Certificate search() {
            descendFromManyPoints();
            add(domain, Double.NEGATIVE_INFINITY);
            tell();
            Optional<Ending> ending = ending();
            while (ending.isEmpty()) {
                branch(queue.remove());
                tell();
                ending = ending();
            }
            return new Certificate(best, upper, lower(), ending.get(), finished(), open());
        }

        private Optional<Ending> ending() {
            if (upper - lower() <= gap * ROUNDING) {
                return Optional.of(gap > limits.gap() ? Ending.OUT_OF_DIGITS : Ending.CLOSED);
            }
            if (cancelled.getAsBoolean()) {
                return Optional.of(Ending.CANCELLED);
            }
            if (nodes >= limits.nodes()) {
                return Optional.of(Ending.OUT_OF_NODES);
            }
            return elapsed().compareTo(limits.time()) > 0 ? Optional.of(Ending.OUT_OF_TIME) : Optional.empty();
        }

        private void branch(Node node) {
            node.box().halves().forEach(half -> add(half, node.lower()));
        }

        /// A bound of the whole is one of its halves, and sometimes the better one.
        private void add(Box box, double ofWhole) {
            nodes++;
            double[] centre = box.centre();
            if (sum.at(centre) < upper) {
                descendFrom(centre);
            }
            double lower = max(ofWhole, bound.over(sum, box));
            if (lower >= upper - gap) {
                givenUp = min(givenUp, lower);
            } else {
                queue.add(new Node(box, lower));
            }
        }

        private void descendFromManyPoints() {
            descendFrom(best);
            var points = new HaltonSequenceGenerator(domain.dimension());
            points.nextVector(); // the origin
            for (int i = 1; i < STARTS; i++) {
                double[] edges = Vec.minus(domain.high(), domain.low());
                double[] point = domain.low().clone();
                Vec.add(point, 1, Vec.times(points.nextVector(), edges));
                descendFrom(point);
            }
        }

        private void descendFrom(double[] point) {
            Smooth smooth = sum::slopeAt;
            double[] end = smooth.descend(point, domain, DESCENT);
            double value = sum.at(end);
            if (value < upper) {
                best = end;
                upper = value;
            }
        }

        /// A box given up earlier than the last improvement of the best value is covered by its own bound.
        private double lower() {
            double lowest = queue.isEmpty() ? upper : queue.peek().lower();
            return min(upper, min(givenUp, lowest));
        }

        private void tell() {
            Bounds now = now();
            if (course.isEmpty() || nodes >= THINNING * course.getLast().nodes()) {
                course.add(now);
            }
            listener.accept(now);
        }

        private List<Bounds> finished() {
            if (course.getLast().nodes() == nodes) {
                course.removeLast();
            }
            course.add(now());
            return course;
        }

        private Bounds now() {
            return new Bounds(nodes, queue.size(), lower(), upper, elapsed());
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        private List<Box> open() {
            return queue.stream().filter(n -> n.lower() < upper - gap)
                .sorted(Comparator.comparingDouble(Node::lower)).limit(MOST_OPEN).map(Node::box).toList();
        }
    }
}
