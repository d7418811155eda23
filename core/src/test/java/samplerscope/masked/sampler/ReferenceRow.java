package samplerscope.masked.sampler;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.TinyChain;
import samplerscope.masked.measure.Mean;
import samplerscope.masked.measure.Measurement;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.PairLaw;
import samplerscope.masked.measure.Prompts;
import samplerscope.masked.measure.SequenceScore;
import samplerscope.masked.world.MixtureOfProducts;
import samplerscope.tensor.Workers;

/// A row of a reference table, measured by another program with other random numbers.
///
/// A number agrees when it is within three standard errors of both and half a unit of its last printed digit. The error of
/// the reference is ours, scaled to its number of sequences.
///
/// @param share of a prompt that is shown; 0 for none
/// @param count sequences behind the reference
record ReferenceRow(String name, MaskedWorld world, double share, MaskedSampler sampler, int count,
                    List<Printed> printed) {

    /// Eight tokens, 32 positions.
    static final MaskedWorld CHAIN = TinyChain.b();
    /// Six products of eight tokens, 32 positions.
    static final MaskedWorld MIXTURE = MixtureOfProducts.random(4, 8, 32, 6, 0.08);

    private static final Set<String> OF_SETS = Set.of("bigram", "four apart", "distinct");
    private static final double PROMPTED_SHARE = 0.25;
    /// Parts that are left out in turn for the error of what is no mean.
    private static final int PARTS = 20;

    /// A printed number.
    ///
    /// @param digits after the point
    record Printed(String quantity, double value, int digits) {}

    @Override
    public String toString() {
        return name;
    }

    static ReferenceRow drawn(String name, MaskedWorld world, int count, MaskedSampler sampler, Printed... printed) {
        return new ReferenceRow(name, world, 0, sampler, count, List.of(printed));
    }

    /// Greedy from prompts of the chain; the reference has 2000.
    static ReferenceRow prompted(String name, MaskedSampler sampler, double passes, double gap, double hit) {
        return new ReferenceRow(name, CHAIN, PROMPTED_SHARE, sampler, 2000, List.of(new Printed("passes", passes, 2),
            gap(gap), hit(hit)));
    }

    /// Of `log p` to the most probable completion.
    static Printed gap(double nats) {
        return new Printed("gap", nats, nats > 10 ? 1 : 3);
    }

    static Printed hit(double share) {
        return new Printed("hit", share, 3);
    }

    /// The same with more numbers.
    ReferenceRow and(Printed... more) {
        return new ReferenceRow(name, world, share, sampler, count, Stream.concat(printed.stream(), Stream.of(more)).toList());
    }

    static Printed passes(double value, int digits) {
        return new Printed("passes", value, digits);
    }

    static Printed rows(double value) {
        return new Printed("rows", value, 1);
    }

    static Printed rows(double value, int digits) {
        return new Printed("rows", value, digits);
    }

    /// Positions hidden again, a sequence.
    static Printed remasked(double value) {
        return new Printed("remasked", value, 1);
    }

    static Printed nll(double perToken, int digits) {
        return new Printed("nll/token", perToken, digits);
    }

    static Printed surprise(double nats, int digits) {
        return new Printed("nll", nats, digits);
    }

    static Printed pathKl(double nats, int digits) {
        return new Printed("path kl", nats, digits);
    }

    /// Distance of the averaged law of neighbours from the exact one.
    static Printed bigram(double distance, int digits) {
        return new Printed("bigram", distance, digits);
    }

    /// The same of tokens four apart.
    static Printed fourApart(double distance, int digits) {
        return new Printed("four apart", distance, digits);
    }

    /// Different sequences, as a share of all.
    static Printed distinct(double share) {
        return new Printed("distinct", share, 3);
    }

    /// The numbers that do not agree, in words.
    ///
    /// @param sequences to measure
    /// @param aloud     whether every number is printed
    List<String> off(int sequences, boolean aloud) {
        Prompts prompts = share == 0 ? Prompts.none(world.length()) : Prompts.revealed(world, share, 1);
        var many = new MonteCarlo(world, prompts, sequences, 2027);
        boolean sets = printed.stream().allMatch(number -> OF_SETS.contains(number.quantity()));
        List<SequenceScore> scores;
        Optional<Measurement> found;
        try (var workers = new Workers(2)) {
            scores = many.scores(sampler, workers);
            // Exact samples cost more than most samplers, and sets do without them.
            found = sets ? Optional.empty() : Optional.of(many.summary(scores, sampler.drawsAsItSays(), workers));
        }
        return off(scores.stream().map(SequenceScore::tokens).toList(), found, aloud);
    }

    /// The same of whole sequences, for what is of sets of them.
    List<String> off(List<int[]> sequences) {
        return off(sequences, Optional.empty(), false);
    }

    private List<String> off(List<int[]> sequences, Optional<Measurement> found, boolean aloud) {
        var off = new ArrayList<String>();
        for (Printed number : printed) {
            Mean ours = OF_SETS.contains(number.quantity()) ? ofSet(sequences, number.quantity())
                : ours(found.orElseThrow(), number.quantity());
            double error = error(number, ours) * Math.sqrt(1 + (double) sequences.size() / count);
            double allowed = 3 * error + 0.5 * Math.pow(10, -number.digits());
            String line = "%s, %s: printed %s, found %.4f +- %.4f, %.1f standard errors of both".formatted(name,
                number.quantity(), number.value(), ours.value(), ours.standardError(), (ours.value() - number.value()) / error);
            if (aloud) {
                System.out.println(line);
            }
            if (Math.abs(ours.value() - number.value()) > allowed) {
                off.add(line);
            }
        }
        return off;
    }

    /// Of our mean. A share of hits has the spread that the printed one implies: ours may be 0.
    private static double error(Printed number, Mean ours) {
        return number.quantity().equals("hit") ? Math.sqrt(number.value() * (1 - number.value()) / ours.count())
            : ours.standardError();
    }

    /// What is no mean, and has a bias that falls with the number of sequences: only as many as printed can be compared.
    private Mean ofSet(List<int[]> sequences, String quantity) {
        if (sequences.size() != count) {
            throw new IllegalArgumentException("%s of %d sequences, not %d".formatted(quantity, count, sequences.size()));
        }
        ToDoubleFunction<List<int[]>> of = switch (quantity) {
            case "bigram" -> distance(1);
            case "four apart" -> distance(4);
            case "distinct" -> x -> (double) x.stream().map(IntBuffer::wrap).distinct().count() / x.size();
            default -> throw new IllegalArgumentException(quantity);
        };
        int part = count / PARTS;
        double[] without = IntStream.range(0, PARTS).mapToDouble(k -> of.applyAsDouble(Stream.concat(
            sequences.subList(0, k * part).stream(), sequences.subList((k + 1) * part, count).stream()).toList())).toArray();
        double middle = Arrays.stream(without).average().orElseThrow();
        double spread = Arrays.stream(without).map(v -> (v - middle) * (v - middle)).sum();
        return new Mean(of.applyAsDouble(sequences), Math.sqrt(spread * (PARTS - 1) / PARTS), count);
    }

    private ToDoubleFunction<List<int[]>> distance(int lag) {
        PairLaw exact = PairLaw.of(world, lag);
        return sequences -> PairLaw.of(sequences, world.vocabulary(), lag).distance(exact);
    }

    private static Mean ours(Measurement found, String quantity) {
        return switch (quantity) {
            case "passes" -> found.passes();
            case "rows" -> found.rows();
            case "remasked" -> found.remasked();
            case "nll/token" -> found.nllPerToken();
            case "nll" -> found.surprise();
            case "path kl" -> found.pathKl().orElseThrow();
            case "gap" -> found.mapGap().orElseThrow();
            case "hit" -> found.mapHit().orElseThrow();
            default -> throw new IllegalArgumentException(quantity);
        };
    }
}
