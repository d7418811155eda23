package samplerscope.spec.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.masked.CachingPredictor;
import samplerscope.masked.Canvas;
import samplerscope.masked.JointHead;
import samplerscope.masked.KeyValues;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.NextTokenModel;
import samplerscope.masked.Prediction;
import samplerscope.model.data.AssetException;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Fingerprint;
import samplerscope.spec.Home;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// The network that ships, against what PyTorch said of it when it was exported.
class BundledTextsTest {

    private static final int MASK = 63;
    private static final int LENGTH = 24;
    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path assets;

    private static Path bundled() {
        return MaskedNetworks.bundled(Home.assets());
    }

    private static MaskedModel open(Path assets, int length, String network) {
        MaskedModelFamily family = MaskedNetworks.families(assets).getFirst();
        return family.open().open(Settings.of("model", family.parameters(), Map.of("length", new Setting.Num(length),
            "network", new Setting.Word(network))), Path.of(""));
    }

    private static Json.Obj golden(String kind) {
        var all = (Json.Obj) JsonReader.read(FileAccess.readText(bundled().resolve("golden.json")), "golden.json");
        return (Json.Obj) all.get(kind).orElseThrow();
    }

    private static List<int[]> rows() {
        return TinyNetworks.canvases(golden("model"), "input_ids", MASK);
    }

    private static void matches(String kind, List<Prediction> told) {
        for (int r = 0; r < told.size(); r++) {
            for (int i : Canvas.maskedPositions(rows().get(r))) {
                assertArrayEquals(TinyNetworks.law(golden(kind), "logits", r, i, MASK), told.get(r).at(i), TOLERANCE);
            }
        }
    }

    @Test
    void bothNetworksSayWhatPyTorchSaid() {
        for (String network : List.of("plain", "certain")) {
            try (MaskedModel model = open(Home.assets(), LENGTH, network)) {
                assertEquals(63, model.predictor().vocabulary());
                matches(network.equals("plain") ? "model" : "certain", model.predictor().evaluate(rows()));
            }
        }
    }

    @Test
    void whatIsKeptOfTheBeginningIsReadToTheSameBits() {
        try (MaskedModel model = open(Home.assets(), LENGTH, "plain")) {
            var caching = (CachingPredictor) model.predictor();
            int[] all = IntStream.range(0, LENGTH).toArray();
            int[] rest = IntStream.range(8, LENGTH).toArray();
            for (int r = 0; r < rows().size(); r++) {
                CachingPredictor.Fed whole = caching.evaluate(rows().get(r), all, KeyValues.none(LENGTH));
                Prediction part = caching.evaluate(rows().get(r), rest, whole.fresh()).prediction();
                for (int i : rest) {
                    if (rows().get(r)[i] == Canvas.MASK) {
                        assertArrayEquals(TinyNetworks.law(golden("model"), "logits_from_8", r, i - 8, MASK), part.at(i),
                            TOLERANCE);
                        assertArrayEquals(whole.prediction().at(i), part.at(i), 1e-7);
                    }
                }
            }
        }
    }

    @Test
    void theTwinAndTheHeadSayWhatPyTorchSaid() {
        try (MaskedModel model = open(Home.assets(), LENGTH, "plain")) {
            NextTokenModel twin = NextTokenModel.of(model.predictor()).orElseThrow();
            JointHead head = JointHead.of(model.predictor()).orElseThrow();
            List<JointHead.Features> begun = head.beginAll(rows());
            var renewed = IntStream.range(0, begun.size())
                .mapToObj(r -> new JointHead.Renewal(rows().get(r), begun.get(r))).toList();

            matches("head", head.renewAll(renewed).stream().map(JointHead.Features::prediction).toList());
            double[] law = twin.next(rows().getFirst(), new int[] {LENGTH - 1}).getFirst();
            assertArrayEquals(TinyNetworks.law(golden("autoregressive"), "logits", 0, LENGTH - 2, MASK), law, TOLERANCE);
        }
    }

    @Test
    void promptsOfEveryTaskAreRead() {
        try (MaskedModel model = open(Home.assets(), 40, "plain")) {
            for (String prompt : List.of("S31415926>", "A478+256=", "D", "Q13____312413_12_>", "Jid,on>", "E")) {
                int[] tokens = model.tokens().tokens(prompt);
                assertEquals(prompt.length(), tokens.length);
                assertEquals(0, Canvas.masked(tokens), "_ is a token like any other");
            }
            assertEquals("<eos>", model.tokens().text(model.tokens().end().orElseThrow()));
        }
    }

    @Test
    void aFileThatTheManifestDoesNotVouchForIsRefused() throws IOException {
        Path folder = Files.createDirectories(MaskedNetworks.bundled(assets));
        TinyNetworks.copy("kept", folder);
        Path manifest = assets.resolve("manifest.json");
        String entry = """
            {"version": 1, "models": [], "masked": [{"id": "texts", "folder": "models/masked-texts",
              "files": {"model.onnx": "%s"}}]}""";
        FileAccess.writeText(manifest, entry.formatted(Fingerprint.of(folder.resolve("model.onnx"))));
        open(assets, 4, "plain").close();
        FileAccess.writeText(manifest, entry.formatted("0".repeat(64)));

        assertThrows(AssetException.class, () -> open(assets, 4, "plain"));
    }
}
