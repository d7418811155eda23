package samplerscope.model.onnx;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.registry.Setting;
import samplerscope.schedule.ScheduleName;

/// A first description of a network, from the names, types and shapes of its ports alone. Every guess has a reason;
/// what nothing speaks for says so.
///
/// @param description what to begin with; sizes that the file does not fix are 0
/// @param reasons     by field of a sidecar, `inputs.sample`
public record PortGuess(NetworkDescription description, Map<String, Reason> reasons) {

    private static final List<String> SAMPLE =
        List.of("sample", "x", "x_t", "xt", "x_noisy", "noisy", "hidden_states", "latent_model_input", "image",
            "images", "input");
    private static final List<String> TIMESTEP =
        List.of("timestep", "timesteps", "t", "time", "sigma", "sigmas", "noise_labels", "c_noise", "noise_level",
            "log_snr");
    private static final List<String> LABEL =
        List.of("class_labels", "class_label", "y", "label", "labels", "class", "classes");
    private static final List<String> OUTPUT =
        List.of("out_sample", "sample", "output", "out", "noise_pred", "prediction");
    /// Enough classes to be told apart in a list; a network does not say how many it knows.
    private static final int UNKNOWN_CLASSES = 10;

    /// How much a guess rests on.
    public enum Sureness {
        /// By a name and a shape that say it.
        SURE,
        /// By a shape or a word that points there.
        LIKELY,
        /// By nothing but what is usual.
        GUESS
    }

    /// @param words why, without a full stop: `named 'timestep', one number per sample`
    public record Reason(String words, Sureness sureness) {}

    public PortGuess {
        reasons = Map.copyOf(reasons);
    }

    /// @param about   what people want to know of it, and the first place to look for a hint
    /// @param inputs  of the file, in its order
    /// @param outputs of the file, in its order
    public static PortGuess of(NetworkDescription.About about, List<Port> inputs, List<Port> outputs) {
        var reasons = new TreeMap<String, Reason>();
        Optional<Port> timestep = timestep(inputs, reasons);
        Optional<Port> sample = sample(inputs.stream().filter(p -> timestep.filter(p::equals).isEmpty()).toList(),
            reasons);
        Optional<Port> label = label(inputs.stream().filter(p -> timestep.filter(p::equals).isEmpty()
            && sample.filter(p::equals).isEmpty()).toList(), reasons);
        Optional<Port> output = output(outputs, sample, reasons);
        var ports = new NetworkEntry.Ports(name(sample), name(timestep), label.map(Port::name), name(output));
        Path path = path(about.name(), name(timestep), name(output), timestep, reasons);
        var described = new NetworkDescription(about, path.prediction(), path.schedule(), path.label(),
            shape(sample, output, reasons), label.isEmpty() ? List.of() : numbered(), OptionalInt.empty(), ports);
        if (label.isPresent()) {
            reasons.put("classes", new Reason("a network does not say how many classes it knows, nor their names",
                Sureness.GUESS));
        }
        return new PortGuess(described, reasons);
    }

    private static String name(Optional<Port> port) {
        return port.map(Port::name).orElse("");
    }

    private static List<String> numbered() {
        return IntStream.range(0, UNKNOWN_CLASSES).mapToObj(String::valueOf).toList();
    }

    private static Optional<Port> timestep(List<Port> inputs, Map<String, Reason> reasons) {
        Optional<Port> named = named(inputs.stream().filter(p -> p.shape().size() <= 1).toList(), TIMESTEP);
        if (named.isPresent()) {
            reasons.put("inputs.timestep", new Reason(
                "named '%s', %s".formatted(named.get().name(), perSample(named.get())), Sureness.SURE));
            return named;
        }
        Optional<Port> flat = inputs.stream().filter(p -> p.shape().size() <= 1)
            .min(Comparator.comparing(p -> LABEL.contains(lower(p))));
        flat.ifPresent(p -> reasons.put("inputs.timestep", new Reason(perSample(p), Sureness.LIKELY)));
        return flat;
    }

    private static String perSample(Port port) {
        return port.shape().isEmpty() ? "a single number" : "one number per sample";
    }

    private static Optional<Port> sample(List<Port> inputs, Map<String, Reason> reasons) {
        List<Port> wide = inputs.stream().filter(p -> p.shape().size() >= 2).toList();
        Optional<Port> named = named(wide, SAMPLE);
        Optional<Port> found = named.or(() -> wide.stream().findFirst());
        found.ifPresent(p -> reasons.put("inputs.sample", named.isPresent()
            ? new Reason("named '%s', %s".formatted(p.name(), axes(p)), Sureness.SURE)
            : new Reason(wide.size() == 1 ? "the only input with several axes" : "the first input with several axes",
                wide.size() == 1 ? Sureness.LIKELY : Sureness.GUESS)));
        return found;
    }

    private static String axes(Port port) {
        return switch (port.shape().size()) {
            case 2 -> "numbers per sample";
            case 4 -> "pictures";
            default -> "%d axes".formatted(port.shape().size());
        };
    }

    private static Optional<Port> label(List<Port> inputs, Map<String, Reason> reasons) {
        List<Port> flat = inputs.stream().filter(p -> p.shape().size() == 1).toList();
        Optional<Port> named = named(flat, LABEL);
        Optional<Port> whole = flat.stream().filter(PortGuess::isWhole).findFirst();
        named.ifPresent(p -> reasons.put("inputs.class", new Reason("named '%s'".formatted(p.name()), Sureness.SURE)));
        if (named.isEmpty()) {
            whole.ifPresent(p -> reasons.put("inputs.class", new Reason("one whole number per sample",
                Sureness.LIKELY)));
        }
        return named.or(() -> whole);
    }

    private static boolean isWhole(Port port) {
        return port.element() == Port.Element.INT64 || port.element() == Port.Element.INT32;
    }

    private static Optional<Port> output(List<Port> outputs, Optional<Port> sample, Map<String, Reason> reasons) {
        List<Port> alike = outputs.stream().filter(p -> sample.filter(s -> isLike(s, p)).isPresent()).toList();
        Optional<Port> named = named(alike, OUTPUT);
        Optional<Port> found = named.or(() -> alike.stream().findFirst()).or(() -> outputs.stream().findFirst());
        found.ifPresent(p -> reasons.put("output", alike.isEmpty()
            ? new Reason("the first output, though of another shape than the sample", Sureness.GUESS)
            : new Reason(alike.size() == 1 ? "the only output of the sample's shape" : named.isPresent()
                ? "named '%s', of the sample's shape".formatted(p.name())
                : "the first of several of the sample's shape",
                alike.size() == 1 || named.isPresent() ? Sureness.SURE : Sureness.GUESS)));
        return found;
    }

    /// Of as many axes, with no size that contradicts; twice the channels are a prediction and its variance.
    private static boolean isLike(Port sample, Port output) {
        if (sample.shape().size() != output.shape().size()) {
            return false;
        }
        return IntStream.range(1, sample.shape().size()).allMatch(axis -> {
            long in = sample.shape().get(axis);
            long out = output.shape().get(axis);
            return in == Port.ANY || out == Port.ANY || in == out || axis == 1 && out == 2 * in;
        });
    }

    /// The sizes of one sample that an input fixes; 0 for the others.
    public static List<Integer> shapeOf(Port sample) {
        return sample.shape().stream().skip(1).map(n -> (int) StrictMath.max(0, n)).toList();
    }

    private static List<Integer> shape(Optional<Port> sample, Optional<Port> output, Map<String, Reason> reasons) {
        if (sample.isEmpty()) {
            return List.of();
        }
        List<Long> in = sample.get().shape();
        List<Integer> shape = IntStream.range(1, in.size()).map(axis -> {
            long other = output.filter(o -> o.shape().size() == in.size())
                .map(o -> o.shape().get(axis)).orElse(Port.ANY);
            return (int) StrictMath.max(0, in.get(axis) == Port.ANY && axis > 1 ? other : in.get(axis));
        }).boxed().toList();
        reasons.put("shape", shape.contains(0)
            ? new Reason("the file leaves sizes open, which stand as 0", Sureness.GUESS)
            : new Reason("the file fixes it", Sureness.SURE));
        return shape;
    }

    /// What is trained together: a path, what is predicted on it, and how the network is told where it stands.
    private record Path(Prediction prediction, ScheduleName schedule, TimestepLabel label) {}

    private static Path path(String file, String timestep, String output, Optional<Port> port,
                             Map<String, Reason> reasons) {
        String words = "%s %s %s".formatted(file, timestep, output).toLowerCase(Locale.ROOT);
        Optional<String> flow = hint(words, "flow", "rectified");
        Optional<String> sigma = hint(timestep.toLowerCase(Locale.ROOT), "sigma");
        Optional<String> edm = hint("%s %s".formatted(timestep, output).toLowerCase(Locale.ROOT), "c_noise",
            "noise_labels", "f_x");
        if (edm.isPresent()) {
            told(reasons, Sureness.LIKELY,
                "'%s' is a word of EDM networks without their scalings".formatted(edm.get()));
            return new Path(Prediction.of(Prediction.Form.EDM), name("edm"),
                new TimestepLabel(TimestepLabel.Clock.LOG_SIGMA, 0.25, 0));
        }
        if (sigma.isPresent()) {
            told(reasons, Sureness.LIKELY, "the network is told sigma, as whole EDM denoisers are");
            return new Path(form(words, reasons, Prediction.Form.DATA), name("edm"),
                new TimestepLabel(TimestepLabel.Clock.SIGMA, 1, 0));
        }
        if (flow.isPresent()) {
            told(reasons, Sureness.LIKELY, "'%s' is in a name".formatted(flow.get()));
            return new Path(Prediction.of(Prediction.Form.FLOW), name("flow"),
                new TimestepLabel(TimestepLabel.Clock.SIGMA, port.filter(PortGuess::isWhole).isPresent() ? 1000 : 1, 0));
        }
        boolean cosine = words.contains("cosine");
        boolean whole = port.filter(PortGuess::isWhole).isPresent();
        told(reasons, Sureness.GUESS, "usual for networks of pictures, and nothing in the file says otherwise");
        if (whole) {
            reasons.put("timestepLabel", new Reason("a whole number counts training steps from 0", Sureness.LIKELY));
        }
        return new Path(form(words, reasons, Prediction.Form.NOISE), name(cosine ? "squared-cosine" : "ddpm"),
            new TimestepLabel(TimestepLabel.Clock.TIME, 1000, -1));
    }

    private static void told(Map<String, Reason> reasons, Sureness sureness, String words) {
        for (String field : List.of("parameterization", "schedule", "timestepLabel")) {
            reasons.put(field, new Reason(words, sureness));
        }
    }

    /// By a word in one of the names.
    private static Prediction form(String words, Map<String, Reason> reasons, Prediction.Form usual) {
        Map<Prediction.Form, List<String>> speaking = Map.of(
            Prediction.Form.VELOCITY, List.of("velocity", "v_pred", "vpred"),
            Prediction.Form.NOISE, List.of("noise_pred", "eps"),
            Prediction.Form.DATA, List.of("x0", "denoised", "pred_original"));
        for (var entry : new TreeMap<>(speaking).entrySet()) {
            Optional<String> found = hint(words, entry.getValue().toArray(String[]::new));
            if (found.isPresent()) {
                reasons.put("parameterization", new Reason("'%s' is in a name".formatted(found.get()),
                    Sureness.LIKELY));
                return Prediction.of(entry.getKey());
            }
        }
        return Prediction.of(usual);
    }

    private static Optional<String> hint(String words, String... any) {
        return Stream.of(any).filter(words::contains).findFirst();
    }

    private static ScheduleName name(String id) {
        return new ScheduleName(id, Map.<String, Setting>of());
    }

    /// The port with the name that stands first in a list.
    private static Optional<Port> named(List<Port> ports, List<String> names) {
        return ports.stream().filter(p -> names.contains(lower(p)))
            .min(Comparator.comparingInt(p -> names.indexOf(lower(p))));
    }

    private static String lower(Port port) {
        return port.name().toLowerCase(Locale.ROOT);
    }
}
