package samplerscope.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.model.ModelSummary;
import samplerscope.model.onnx.DescribedNetwork;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.WeightsMemory;
import samplerscope.registry.Setting;
import samplerscope.spec.folder.FolderModel;
import samplerscope.spec.folder.FolderSummary;

/// What is known of any model that can be chosen, from its files but without opening it.
public final class ModelSummaries {

    private ModelSummaries() {}

    /// Reads small files at most.
    ///
    /// @param base folder that relative paths start from
    /// @throws samplerscope.SamplerscopeException if something is wrong with the model that shows already
    public static ModelSummary of(Choice choice, Catalog catalog, Path base) {
        ModelFamily family = catalog.models().get(choice.id());
        if (family.summary().isPresent()) {
            return family.summary().get();
        }
        Path path = ModelChoice.path(choice).map(p -> base.resolve(p).toAbsolutePath().normalize()).orElseThrow(
            () -> new SpecException(Json.Position.NOWHERE, "model", "'%s' has no file yet".formatted(family.name()),
                "choose one in the setup"));
        if (!Files.exists(path)) {
            throw new FileAccessException(path, "'%s' is not there any more".formatted(path),
                "put it back, or remove it from the list");
        }
        return switch (choice.id()) {
            case DescribedNetwork.ID -> network(path);
            case FolderModel.ID -> FolderSummary.of(path);
            default -> data(family, choice, catalog, base, path);
        };
    }

    private static ModelSummary network(Path file) {
        NetworkDescription said = Sidecar.read(file);
        long bytes = NetworkFile.bytesOf(file, file.getParent());
        WeightsMemory.check(file.toString(), bytes);
        return new ModelSummary(said.card(DescribedNetwork.ID, "A network from the file %s.".formatted(file)),
            Optional.of(said.prediction().form().word()), Optional.of(said.schedule()),
            OptionalLong.of(bytes), OptionalLong.of(NetworkFile.parametersOf(file)), Optional.empty());
    }

    /// Only opening them says what shape they have.
    private static ModelSummary data(ModelFamily family, Choice choice, Catalog catalog, Path base, Path path) {
        long bytes = ModelFiles.of(RunSpec.Denoise.of(choice), catalog, base).values().stream()
            .mapToLong(ModelSummaries::size).sum();
        String law = choice.settings().get("law") instanceof Setting.Word(String word) ? word : "ideal denoiser";
        var card = new ModelCard(family.id(), String.valueOf(path.getFileName()), ModelCard.Kind.EXACT, List.of(),
            List.of(), "%s: %s.".formatted(family.name(), law), family.source(), "that of the data");
        return new ModelSummary(card, Optional.empty(), Optional.empty(), OptionalLong.of(bytes), OptionalLong.empty(),
            Optional.empty());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw FileAccessException.reading(file, e);
        }
    }
}
