package samplerscope.anatomy;

import java.util.Arrays;
import java.util.Locale;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Json;

/// An anatomy as JSON, numbers in full.
public final class AnatomyJson {

    private AnatomyJson() {}

    /// @param title of the run
    /// @param maps  whether each error is given by sample and by element, too
    public static Json.Obj of(Anatomy anatomy, String title, boolean maps) {
        var writer = new Writer(maps);
        Json.Obj object = Json.object().with("title", title).with("samples", anatomy.start().samples());
        for (double error : anatomy.endError().stream().toList()) {
            object = object.with("error", error);
        }
        for (String why : anatomy.noErrors().stream().toList()) {
            object = object.with("noErrors", why);
        }
        for (String why : anatomy.noNetwork().stream().toList()) {
            object = object.with("noNetwork", why);
        }
        if (maps) {
            object = object.with("start", numbers(anatomy.start().toDoubles())).with("end",
                numbers(anatomy.end().toDoubles()));
        }
        return object.with("steps", Json.array(anatomy.steps().stream().map(writer::step).toList()));
    }

    private static Json numbers(double[] values) {
        return Json.numbers(Arrays.stream(values).boxed().toList());
    }

    private record Writer(boolean maps) {

        Json step(StepAnatomy step) {
            Json.Obj object = Json.object().with("step", step.index()).with("solver", step.solver())
                .with("from", level(step.from())).with("to", level(step.to())).with("nfe", step.nfe());
            for (StepErrors e : step.errors().stream().toList()) {
                object = object.with("local", map(e.made())).with("carried", map(e.carried()))
                    .with("soFar", map(e.soFar())).with("atEnd", map(e.atEnd())).with("localShare", e.madeShare())
                    .with("carriedShare", e.carriedShare()).with("endShare", e.endShare());
            }
            object = object.with("gain", gain(step.gain()));
            for (NetworkErrors n : step.network().stream().toList()) {
                object = object.with("network", network(n));
            }
            return object;
        }

        private static Json level(NoiseLevel level) {
            return Json.object().with("alpha", level.alpha()).with("sigma", level.sigma());
        }

        private static Json gain(StepGain gain) {
            Json.Obj object = Json.object().with("step", gains(gain.step()));
            for (Gains flow : gain.flow().stream().toList()) {
                object = object.with("flow", gains(flow));
            }
            for (double own : gain.own().stream().toList()) {
                object = object.with("ownError", own);
            }
            return object.with("verdict", gain.verdict().name().toLowerCase(Locale.ROOT)).with("words", gain.words());
        }

        private static Json gains(Gains gains) {
            return Json.object().with("rms", gains.rms()).with("largest", gains.largest()).with("worst", gains.worst());
        }

        private Json network(NetworkErrors n) {
            Json.Obj object = Json.object().with("made", map(n.made())).with("atEnd", map(n.network().map()))
                .with("share", n.network().share());
            for (NetworkErrors.AtEnd rest : n.discretisation().stream().toList()) {
                object = object.with("discretisationAtEnd", map(rest.map())).with("discretisationShare", rest.share());
            }
            return object.with("after", split(n.after()));
        }

        private Json split(NetworkErrors.Split split) {
            Json.Obj object = Json.object().with("total", map(split.total()));
            for (ErrorMap solver : split.discretisation().stream().toList()) {
                object = object.with("discretisation", map(solver));
            }
            return object.with("network", map(split.network())).with("remainder", split.remainder())
                .with("discretisationShare", split.discretisationShare()).with("networkShare", split.networkShare());
        }

        private Json map(ErrorMap map) {
            Json.Obj object = Json.object().with("rms", map.rms());
            return maps ? object.with("perSample", Json.numbers(map.perSample())).with("perElement", Json.numbers(map.perElement()))
                : object;
        }
    }
}
