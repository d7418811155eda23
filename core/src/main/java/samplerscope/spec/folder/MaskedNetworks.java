package samplerscope.spec.folder;

import static samplerscope.registry.Parameter.oneOf;
import static samplerscope.registry.Parameter.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.network.OnnxMaskPredictor;
import samplerscope.model.data.AssetFile;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.spec.Manifest;

/// Trained masked networks that can be chosen: the bundled one, and folders of the user's.
public final class MaskedNetworks {

    /// Of the bundled network, and of a folder.
    public static final String BUNDLED = "texts";
    public static final String FOLDER = "folder";

    private static final String NETWORK = "network";
    private static final String LENGTH = "length";
    /// Positions where nobody asks for more: a canvas of thousands is rarely meant.
    private static final int USUAL_LENGTH = 64;

    private MaskedNetworks() {}

    /// @param assets folder of the bundled models
    public static List<MaskedModelFamily> families(Path assets) {
        Path bundled = bundled(assets);
        return List.of(
            new MaskedModelFamily(BUNDLED, "Texts", "a network trained for this project on sorting, sums, brackets, sudoku, "
                + "JSON and equations; Apache-2.0", List.of(
                    whole(LENGTH, LENGTH, "positions, L; the network takes up to 96", 40, 1, 96), network()),
                (s, _) -> open(bundled, s, () -> Manifest.masked(assets, BUNDLED).forEach(AssetFile::read))),
            new MaskedModelFamily(FOLDER, "Model folder (ONNX)", "your own masked network, with its tokenizer", List.of(
                new Parameter("folder", "folder", "folder with masked.json, or model.onnx and tokenizer.json",
                    new Parameter.Kind.Path(List.of())),
                whole(LENGTH, LENGTH, "positions, L; 0 is all that the network takes, but %d at most".formatted(USUAL_LENGTH),
                    0, 0, MaskedCard.LONGEST), network()),
                (s, base) -> open(base.resolve(s.word("folder")), s, () -> {})));
    }

    /// Whether a folder is laid out as a masked network, or as one that was not exported whole, so that what is wrong
    /// with it is worth telling.
    public static boolean isOne(Path folder) {
        Stream<String> others = Stream.of(MaskedCard.FILE, BareNetworkFolder.TOKENIZER);
        return Stream.concat(BareNetworkFolder.NETWORKS.stream(), others)
            .anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /// What the card of a folder says, or would say if there was one; no network is opened.
    ///
    /// @throws samplerscope.SamplerscopeException in one of its kinds if something is wrong that shows already
    public static MaskedCard card(Path folder) {
        return MaskedNetworkFolder.card(folder);
    }

    /// Where the bundled network lies.
    ///
    /// @param assets folder of the bundled models
    public static Path bundled(Path assets) {
        return assets.resolve("models/masked-texts");
    }

    private static Parameter network() {
        return oneOf(NETWORK, "network", "as trained, or distilled to be certain early, where there is one", "plain",
            "certain");
    }

    private static MaskedModel open(Path folder, Settings settings, Runnable check) {
        MaskedNetworkFolder.Variant variant = settings.word(NETWORK).equals("certain") ? MaskedNetworkFolder.Variant.CERTAIN
            : MaskedNetworkFolder.Variant.PLAIN;
        SharedNetworks.Lease lease = SharedNetworks.HERE.lease(folder, variant, check);
        try {
            MaskedNetworkFolder model = lease.model();
            return new MaskedModel(OnnxMaskPredictor.of(model.network(), length(settings.whole(LENGTH), model), lease.end()),
                model.tokens(), model.checksums());
        } catch (RuntimeException e) {
            lease.end().run();
            throw e;
        }
    }

    private static int length(int asked, MaskedNetworkFolder model) {
        int most = model.card().canvas();
        if (asked == 0) {
            return model.fixedLength() > 0 ? model.fixedLength() : StrictMath.min(most, USUAL_LENGTH);
        }
        if (asked > most) {
            throw new InvalidParameterException("model." + LENGTH, new Setting.Num(asked),
                "must be at most %d, the canvas of this network".formatted(most));
        }
        return asked;
    }
}
