package samplerscope.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import samplerscope.metric.Estimate;
import samplerscope.run.Outcome;
import samplerscope.spec.Json;
import samplerscope.spec.MaskedRunFile;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileWriter;
import samplerscope.spec.RunSpec;
import samplerscope.store.ExactOutput;
import samplerscope.store.MaskedComparison;
import samplerscope.store.MaskedExecuted;
import samplerscope.store.MaskedMetrics;

/// A run of masked diffusion in a few lines.
final class MaskedSummary {

    /// What people are told, in this order; the rest is in the JSON.
    private static final Map<String, String> TOLD = told();

    private MaskedSummary() {}

    private static Map<String, String> told() {
        var words = new LinkedHashMap<String, String>();
        words.put(MaskedMetrics.PATH_KL, "path-KL");
        words.put(MaskedMetrics.NLL, "NLL");
        words.put(MaskedMetrics.SURPRISE, "surprise");
        words.put(MaskedMetrics.PATH_ENTROPY, "path entropy");
        words.put(MaskedMetrics.BIGRAM, "bigram distance");
        words.put(MaskedMetrics.BIGRAM_FLOOR, "of exact samples");
        words.put(MaskedMetrics.MAP_HIT, "most probable");
        words.put(MaskedMetrics.REMASKED, "hidden again");
        words.put(MaskedMetrics.DRIFT, "drift of the cache");
        words.put(MaskedMetrics.DISTINCT, "distinct");
        return words;
    }

    /// `chain-b, klass kl=0.01`.
    static String title(RunSpec.Unmask spec) {
        return "%s, %s".formatted(spec.model().id(), sampler(spec));
    }

    static String sampler(RunSpec.Unmask spec) {
        return (spec.sampler().id() + " " + spec.sampler().settings().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" "))).strip();
    }

    static String text(MaskedExecuted executed) {
        MaskedRunFile file = executed.file();
        var lines = new ArrayList<String>();
        lines.add(title(file.spec()));
        lines.add("%s; %d steps, %d sequences of %d positions".formatted(ending(file.ending()), file.steps().size(),
            file.spec().samples(), file.start().size()));
        metric(file, MaskedMetrics.PASSES).ifPresent(passes -> lines.add("%s passes a sequence, %s tokens a pass".formatted(
            estimate(passes), metric(file, MaskedMetrics.TOKENS_PER_PASS).map(MaskedSummary::estimate).orElse("0"))));
        metric(file, MaskedMetrics.POSITIONS_PER_TOKEN).ifPresent(
            positions -> lines.add("%s positions a token".formatted(estimate(positions))));
        TOLD.forEach((id, words) -> metric(file, id).filter(e -> e.value() > 0 || !id.equals(MaskedMetrics.REMASKED)).ifPresent(e ->
            lines.add("%s %s %s".formatted(words, estimate(e), e.unit()).strip())));
        if (executed.outcome() instanceof Outcome.Completed && !executed.scores().isEmpty()
            && !executed.run().sampler().drawsAsItSays()) {
            lines.add("no path-KL: the sampler draws not as the model says");
        }
        lines.add(String.format(Locale.ROOT, "%.3g s with %d thread%s", file.seconds(), file.environment().threads(),
            file.environment().threads() == 1 ? "" : "s"));
        return String.join(System.lineSeparator(), lines);
    }

    static String text(ExactOutput exact) {
        String how = exact.draws() == 1 ? "exactly" : "as the mean over %d draws of its plan".formatted(exact.draws());
        return "the output, %s: ".formatted(how) + exact.metrics().entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %.6g", e.getKey(), e.getValue().value()))
            .collect(Collectors.joining(", "));
    }

    static Json.Obj json(ExactOutput exact) {
        Json.Obj object = Json.object().with("draws", exact.draws());
        for (var entry : exact.metrics().entrySet()) {
            object = object.with(entry.getKey(), entry.getValue().value());
        }
        return object;
    }

    /// Decoded canvases, one a line.
    static List<String> canvases(MaskedExecuted executed, int most) {
        List<String> texts = executed.texts();
        var lines = new ArrayList<>(texts.subList(0, StrictMath.min(most, texts.size())));
        if (texts.size() > lines.size() && most > 0) {
            lines.add("... and %d more".formatted(texts.size() - lines.size()));
        }
        return lines;
    }

    static Json.Obj json(MaskedExecuted executed) {
        MaskedRunFile file = executed.file();
        Json.Obj metrics = Json.object();
        for (var entry : file.metrics().entrySet()) {
            metrics = metrics.with(entry.getKey(), RunFileWriter.estimate(entry.getValue()));
        }
        return Json.object().with("title", title(file.spec())).with("family", "masked")
            .with("ending", ending(file.ending())).with("steps", file.steps().size()).with("nfe", file.nfe())
            .with("samples", file.spec().samples()).with("seconds", file.seconds())
            .with("end", file.steps().isEmpty() ? "" : file.steps().getLast().sha256())
            .with("texts", Json.texts(executed.texts())).with("metrics", metrics);
    }

    private static Optional<Estimate> metric(MaskedRunFile file, String id) {
        return Optional.ofNullable(file.metrics().get(id));
    }

    private static String estimate(Estimate e) {
        return MaskedComparison.interval(e);
    }

    private static String ending(RunFile.Ending ending) {
        return switch (ending) {
            case RunFile.Ending.Completed _ -> "completed";
            case RunFile.Ending.Cancelled _ -> "cancelled";
            case RunFile.Ending.Failed _ -> "failed";
        };
    }
}
