package samplerscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.UnmaskText;

/// A spec of masked diffusion in words, instead of a file or on top of one.
final class MaskedOption {

    private static final Path HERE = Path.of("").toAbsolutePath();

    @Option(names = "--model", paramLabel = "ID",
        description = "Masked diffusion: the model, with settings as in chain:length=8; "
            + "see `samplerscope list models --family masked`.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--sampler", paramLabel = "ID",
        description = "Masked diffusion: the sampler, with settings as in klass:kl=0.01; "
            + "see `samplerscope list samplers --family masked`.")
    private List<String> samplers = List.of();

    @Option(names = "--prompt", paramLabel = "TEXT",
        description = "Masked diffusion: what stands on the canvas at first, _ for what is hidden, "
            + "or with a network its own mask token, as <mask>.")
    private Optional<String> prompt = Optional.empty();

    @Option(names = "--samples", paramLabel = "N", description = "Masked diffusion: how many sequences.")
    private Optional<Integer> samples = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Masked diffusion: of all random numbers.")
    private Optional<Long> seed = Optional.empty();

    /// A spec and the folder that relative names in it start from.
    record Asked(RunSpec.Unmask spec, Path base) {}

    /// Samplers in the order given.
    List<String> samplers() {
        return samplers;
    }

    /// How many sequences, where that was said.
    Optional<Integer> samples() {
        return samples;
    }

    private boolean isGiven() {
        return model.isPresent() || !samplers.isEmpty() || prompt.isPresent() || samples.isPresent() || seed.isPresent();
    }

    /// The one spec that file and options ask for; empty where they ask for continuous diffusion.
    ///
    /// @param file    empty for none
    /// @param changes as `--set` has them, made last
    Optional<Asked> one(Session session, Optional<Path> file, List<String> changes) {
        if (samplers.size() > 1) {
            throw new BadInputException("%d samplers are given".formatted(samplers.size()),
                "give one to 'run', several to 'compare'");
        }
        return of(session, file, samplers.stream().findFirst(), changes);
    }

    /// As {@link #one}, with a sampler of these.
    Optional<Asked> of(Session session, Optional<Path> file, Optional<String> sampler, List<String> changes) {
        MaskedCatalog catalog = session.maskedCatalog();
        Optional<RunSpec.Unmask> found = file.flatMap(f -> session.input(() -> UnmaskText.find(f, catalog)));
        if (file.isPresent() && found.isEmpty()) {
            if (isGiven()) {
                throw new BadInputException("%s is of continuous diffusion, and the options are of masked diffusion"
                    .formatted(file.get().getFileName()), "change it with --set, as in --set model=moons");
            }
            return Optional.empty();
        }
        if (file.isEmpty() && model.isEmpty()) {
            return Optional.empty();
        }
        RunSpec.Unmask standard = found.orElseGet(() -> RunSpec.Unmask.of(Choice.of("none")));
        var all = new ArrayList<>(assignments(sampler));
        all.addAll(changes);
        return Optional.of(new Asked(session.input(() -> SpecEdit.apply(standard, all, catalog)),
            file.map(Session::base).orElse(HERE)));
    }

    private List<String> assignments(Optional<String> sampler) {
        var all = new ArrayList<String>();
        model.ifPresent(word -> all.addAll(choice("model", word)));
        sampler.ifPresent(word -> all.addAll(choice("sampler", word)));
        prompt.ifPresent(text -> all.add("prompt=" + text));
        samples.ifPresent(n -> all.add("samples=" + n));
        seed.ifPresent(n -> all.add("seed=" + n));
        return all;
    }

    /// `klass:kl=0.01,history=2` as assignments.
    private static List<String> choice(String place, String word) {
        int colon = word.indexOf(':');
        var all = new ArrayList<>(List.of(place + "=" + (colon < 0 ? word : word.substring(0, colon))));
        if (colon >= 0) {
            List.of(word.substring(colon + 1).split(",")).forEach(setting -> all.add(place + "." + setting));
        }
        return all;
    }
}
