package samplerscope.app.screens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import samplerscope.spec.folder.MaskedNetworks;

/// The bundled network of digits, laid out as somebody else's model folder.
final class SceneFolder {

    private static final Path NETWORK =
        Path.of(System.getProperty("samplerscope.home", "."), "assets", "models", "glyphs-net", "model.onnx");

    private static final Path MASKED =
        MaskedNetworks.bundled(Path.of(System.getProperty("samplerscope.home", "."), "assets"));

    /// A model of latents with random weights, from the tests: only a checkout has it.
    static final Path TEXTS = Path.of(System.getProperty("samplerscope.home", "."), "core", "src", "test", "resources",
        "folders", "sd1");

    private SceneFolder() {}

    static Path make() {
        return make("v_prediction");
    }

    /// With a word in its scheduler config that nobody knows.
    static Path makeWrong() {
        return make("vprediction");
    }

    private static Path make(String prediction) {
        try {
            Path folder = Files.createTempDirectory("samplerscope").resolve("digits");
            for (String part : List.of("unet", "scheduler")) {
                Files.createDirectories(folder.resolve(part));
            }
            Files.writeString(folder.resolve("model_index.json"), "{\"_class_name\": \"DDPMPipeline\"}\n");
            Files.writeString(folder.resolve("unet/config.json"),
                "{\"in_channels\": 1, \"sample_size\": 32, \"num_embeds_ada_norm\": 10}\n");
            Files.writeString(folder.resolve("scheduler/scheduler_config.json"), """
                {"_class_name": "DDPMScheduler", "beta_schedule": "squaredcos_cap_v2", "num_train_timesteps": 1000,
                 "prediction_type": "%s"}
                """.formatted(prediction));
            Files.copy(NETWORK, folder.resolve("unet/model.onnx"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The bundled network of texts as somebody else's.
    static Path makeMasked() {
        return copied(_ -> true);
    }

    /// Its tokenizer alone.
    static Path makeMaskedWithoutNetwork() {
        return copied("tokenizer.json"::equals);
    }

    private static Path copied(Predicate<String> wanted) {
        try (Stream<Path> all = Files.list(MASKED)) {
            Path folder = Files.createDirectory(Files.createTempDirectory("samplerscope").resolve("my-texts"));
            for (Path file : all.filter(f -> wanted.test(f.getFileName().toString())).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The network alone, without anything that says how it is asked.
    static Path makeFile() {
        try {
            return Files.copy(NETWORK, Files.createTempDirectory("samplerscope").resolve("digits.onnx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder.getParent())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
