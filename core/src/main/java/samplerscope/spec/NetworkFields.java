package samplerscope.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import samplerscope.SamplerscopeException;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.NetworkEntry;
import samplerscope.model.onnx.Prediction;
import samplerscope.model.onnx.TimestepLabel;
import samplerscope.schedule.ScheduleName;

/// The fields that describe a network, the same in a manifest and in a sidecar.
final class NetworkFields {

    private static final int MOST = 4096;
    private static final double LARGEST = Double.MAX_VALUE;

    private NetworkFields() {}

    /// @param model leaves other fields alone
    /// @throws SpecException naming the field that is missing or wrong
    static NetworkDescription read(Fields model) {
        var about = new NetworkDescription.About(model.needText("name"), model.needText("source"),
            model.needText("licence"));
        return new NetworkDescription(about, prediction(model),
            schedule(model.path("schedule"), model.need("schedule")), label(model),
            model.needList("shape").stream().map(n -> (int) Fields.whole(model.path("shape"), n, 1, MOST)).toList(),
            model.needList("classes").stream().map(name -> Fields.text(model.path("classes"), name)).toList(),
            model.take("nullClass").map(n -> OptionalInt.of((int) Fields.whole(model.path("nullClass"), n, 0, MOST)))
                .orElse(OptionalInt.empty()), ports(model));
    }

    private static Prediction prediction(Fields model) {
        Prediction.Form form = word(model, "parameterization", Prediction.Form.values(), Prediction.Form::word);
        Optional<Json> given = model.take("sigmaData");
        if (given.isPresent() && form != Prediction.Form.EDM) {
            throw Fields.wrong(model.path("sigmaData"), given.get(),
                "must be left out unless the parameterization is edm");
        }
        return given.map(n -> new Prediction(form, Fields.real(model.path("sigmaData"), n, Double.MIN_VALUE, LARGEST)))
            .orElseGet(() -> Prediction.of(form));
    }

    private static ScheduleName schedule(String path, Json json) {
        Choice choice = SpecReader.choice(path, json);
        var name = new ScheduleName(choice.id(), choice.settings());
        try {
            name.schedule();
            return name;
        } catch (SamplerscopeException e) {
            throw new SpecException(json.at(), path, "%s: %s".formatted(path, e.happened()), e.remedy());
        }
    }

    private static TimestepLabel label(Fields model) {
        Fields label = model.needFields("timestepLabel");
        var made = new TimestepLabel(word(label, "kind", TimestepLabel.Clock.values(), NetworkFields::word),
            label.needReal("scale"), label.take("offset").map(n -> Fields.real(label.path("offset"), n, -LARGEST,
            LARGEST))
                .orElse(0.0));
        label.nothingElse();
        return made;
    }

    private static NetworkEntry.Ports ports(Fields model) {
        Fields inputs = model.needFields("inputs");
        var ports = new NetworkEntry.Ports(inputs.needText("sample"), inputs.needText("timestep"),
            inputs.take("class").map(name -> Fields.text(inputs.path("class"), name)), model.needText("output"));
        inputs.nothingElse();
        return ports;
    }

    private static <E> E word(Fields fields, String name, E[] all, Function<E, String> words) {
        String word = fields.needText(name);
        return Stream.of(all).filter(e -> words.apply(e).equals(word)).findFirst().orElseThrow(
            () -> Fields.wrong(fields.path(name), fields.need(name),
                "must be one of " + Stream.of(all).map(words).collect(Collectors.joining(", "))));
    }

    /// `log-sigma`.
    static String word(TimestepLabel.Clock clock) {
        return clock.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What {@link #read} gives back.
    static Json.Obj json(NetworkDescription said) {
        Json.Obj object = Json.object().with("name", said.about().name()).with("source", said.about().source())
            .with("licence", said.about().licence()).with("parameterization", said.prediction().form().word());
        if (said.prediction().form() == Prediction.Form.EDM) {
            object = object.with("sigmaData", said.prediction().sigmaData());
        }
        object = object.with("schedule", schedule(said.schedule())).with("timestepLabel", label(said.timestep()))
            .with("shape", Json.numbers(said.shape().stream().map(Integer::doubleValue).toList()))
            .with("classes", Json.texts(said.classes()));
        if (said.nullClass().isPresent()) {
            object = object.with("nullClass", said.nullClass().getAsInt());
        }
        return object.with("inputs", inputs(said.ports())).with("output", said.ports().output());
    }

    /// An object even where there are no settings: a manifest has it so.
    private static Json schedule(ScheduleName name) {
        return SpecWriter.choice(new Choice(name.id(), name.settings())) instanceof Json.Obj object ? object
            : Json.object().with("id", name.id());
    }

    private static Json label(TimestepLabel label) {
        Json.Obj object = Json.object().with("kind", word(label.clock())).with("scale", label.scale());
        return label.offset() == 0 ? object : object.with("offset", label.offset());
    }

    private static Json inputs(NetworkEntry.Ports ports) {
        Json.Obj object = Json.object().with("sample", ports.sample()).with("timestep", ports.timestep());
        return ports.label().isPresent() ? object.with("class", ports.label().get()) : object;
    }
}
