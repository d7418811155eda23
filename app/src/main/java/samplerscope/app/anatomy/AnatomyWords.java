package samplerscope.app.anatomy;

import java.util.Comparator;
import samplerscope.anatomy.Anatomy;
import samplerscope.anatomy.NetworkErrors.Split;
import samplerscope.anatomy.StepAnatomy;
import samplerscope.anatomy.StepErrors;
import samplerscope.anatomy.StepGain.Verdict;
import samplerscope.app.anatomy.AnatomyModel.View;
import samplerscope.app.study.Labels;

/// What an anatomy says, in a line.
final class AnatomyWords {

    private AnatomyWords() {}

    /// Of all steps.
    static String of(Anatomy anatomy, View view) {
        return switch (view) {
            case ALONG, AT_END -> anatomy.endError().map(error -> error(anatomy, error))
                .orElse("no error per step: the sampler adds noise");
            case STABILITY -> stability(anatomy);
            case NETWORK -> anatomy.endSplit().map(AnatomyWords::split)
                .orElse(anatomy.noNetwork().orElse("no split"));
        };
    }

    private static String error(Anatomy anatomy, double error) {
        StepAnatomy most = anatomy.steps().stream().max(Comparator.comparingDouble(AnatomyWords::endShare)).orElseThrow();
        return "error at the end %s, most of it from step %d".formatted(Labels.number(error), most.index() + 1);
    }

    private static double endShare(StepAnatomy step) {
        return step.errors().map(StepErrors::endShare).orElse(0.0);
    }

    private static String stability(Anatomy anatomy) {
        long unstable = count(anatomy, Verdict.UNSTABLE);
        long amplifying = count(anatomy, Verdict.AMPLIFIES);
        String amplify = "%d of %d steps amplify".formatted(unstable + amplifying, anatomy.steps().size());
        return unstable + amplifying == 0 ? "no step amplifies more than the exact flow"
            : unstable == 0 ? amplify : "%s, %d unstable".formatted(amplify, unstable);
    }

    private static long count(Anatomy anatomy, Verdict verdict) {
        return anatomy.steps().stream().filter(s -> s.gain().verdict() == verdict).count();
    }

    private static String split(Split split) {
        String total = "distance from the ideal %s".formatted(Labels.number(split.total().rms()));
        return split.discretisation().isEmpty() ? total + ", all the network's"
            : "%s = solver %s + network %s".formatted(total, Labels.number(split.discretisationShare()),
                Labels.number(split.networkShare()));
    }

    /// Of one step.
    static String of(StepAnatomy step, View view) {
        String head = "Step %d, \u03bb %s to %s".formatted(step.index() + 1, Labels.number(step.from().lambda()),
            Labels.number(step.to().lambda()));
        return head + switch (view) {
            case ALONG -> step.errors().map(e -> ": made %s, carried %s, error so far %s".formatted(
                Labels.number(e.made().rms()), Labels.number(e.carried().rms()), Labels.number(e.soFar().rms()))).orElse("");
            case AT_END -> step.errors().map(e -> ": local error %s, of which %s is left at the end; its share is %s"
                .formatted(Labels.number(e.made().rms()), Labels.number(e.atEnd().rms()), Labels.number(e.endShare())))
                .orElse("");
            case STABILITY -> ". " + step.gain().words();
            case NETWORK -> step.network().map(n -> ": network %s by itself, share at the end %s%s".formatted(
                Labels.number(n.made().rms()), Labels.number(n.network().share()), n.discretisation().map(d ->
                    ", solver %s".formatted(Labels.number(d.share()))).orElse(""))).orElse("");
        };
    }
}
