package samplerscope.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.SamplerscopeException;

/// Weights of PyTorch where a network was meant. They say nothing of what is computed with them, and pickled ones can
/// run any program while they are read: so they are never read.
public final class UnexportedWeightsException extends SamplerscopeException {

    private static final List<String> PICKLED = List.of(".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle");
    private static final String SAFE = ".safetensors";

    private UnexportedWeightsException(String happened, Path weights) {
        super(happened, ("export it to ONNX, with optimum-cli export onnx --model '%s' NEW-FOLDER or "
            + "torch.onnx.export, and open what that writes").formatted(weights));
    }

    /// Refuses a file of pickled weights, and a folder that holds weights and no network. Anything else is left to
    /// whoever knows more of it.
    static void refuse(Path path) {
        if (Files.isRegularFile(path) && isPickled(path)) {
            throw new UnexportedWeightsException(("'%s' holds pickled weights: reading such a file can run any "
                + "program, and no network is in it").formatted(path), path);
        }
        if (Files.isRegularFile(path.resolve("config.json"))) {
            weightsIn(path).ifPresent(found -> {
                throw new UnexportedWeightsException("'%s' holds weights of PyTorch, '%s', and no network in ONNX"
                    .formatted(path, found.getFileName()), path);
            });
        }
    }

    /// The first file of weights of PyTorch in a folder; empty where there is none.
    public static Optional<Path> weightsIn(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(file -> isPickled(file) || name(file).endsWith(SAFE)).sorted().findFirst();
        } catch (IOException e) {
            return Optional.empty(); // opening it says why
        }
    }

    private static boolean isPickled(Path file) {
        return PICKLED.stream().anyMatch(name(file)::endsWith);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
}
