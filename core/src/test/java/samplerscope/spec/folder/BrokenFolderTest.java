package samplerscope.spec.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.SamplerscopeException;
import samplerscope.model.Model;
import samplerscope.model.onnx.NetworkException;
import samplerscope.model.onnx.WeightsMemory;

/// Everything that is wrong with a folder is told with the file, what is wrong, and what to do.
class BrokenFolderTest {

    @TempDir
    Path temporary;

    @ParameterizedTest(name = "{1} -> {2} in {0}")
    @CsvSource(delimiter = '|', value = {
        "scheduler/scheduler_config.json | epsilon | magic | prediction_type is 'magic'",
        "scheduler/scheduler_config.json | linear | sigmoid | beta_schedule is 'sigmoid'",
        "scheduler/scheduler_config.json | \"DDPMScheduler\" | \"EDMEulerScheduler\" | asked in another way",
        "scheduler/scheduler_config.json | 1000 | 3 | steps is 3",
        "scheduler/scheduler_config.json | 1000 | true | num_train_timesteps is true",
        "scheduler/scheduler_config.json | \"DDPMScheduler\" | 7 | _class_name is 7",
        "scheduler/scheduler_config.json | } | '' | ends in the middle",
        "unet/config.json | 3 | 4 | the config asks for samples of [4, 8, 8]",
        "unet/config.json | 8 | 9999 | the config asks for samples of [3, 9999, 9999]",
        "unet/config.json | 8 | -8 | sample_size is -8",
        "model_index.json | { | [ | JSON"})
    void aWrongWordInAConfigIsToldWithItsFile(String file, String from, String to, String expected) throws IOException {
        Path folder = Folders.copy("ddpm", temporary.resolve("model"));
        Path config = folder.resolve(file);
        Files.writeString(config, Files.readString(config).replace(from, to == null ? "" : to));
        var told = assertThrows(FolderException.class, () -> Folders.open(folder));
        assertEquals(config, told.file());
        assertTrue(told.happened().contains(expected), told.happened());
        assertFalse(told.remedy().isBlank());
    }

    @ParameterizedTest
    @CsvSource({"model_index.json", "unet/config.json", "unet/model.onnx", "scheduler/scheduler_config.json"})
    void aMissingFileIsNamed(String file) throws IOException {
        Path folder = Folders.copy("ddpm", temporary.resolve("model"));
        Files.delete(folder.resolve(file));
        assertTrue(assertThrows(FolderException.class, () -> Folders.open(folder)).happened()
            .contains(Path.of(file).getFileName().toString()));
    }

    @Test
    void missingWeightsAreNamed() throws IOException {
        Path folder = Folders.copy("ddpm", temporary.resolve("model"));
        Files.delete(folder.resolve("unet/model.onnx_data"));
        assertTrue(assertThrows(NetworkException.class, () -> Folders.open(folder)).happened()
            .contains("model.onnx_data"));
    }

    @Test
    void aFolderThatIsNoneIsNamed() {
        var nowhere = assertThrows(FolderException.class, () -> Folders.open(temporary.resolve("nowhere")));
        assertTrue(nowhere.happened().contains("there is no such folder"));
        var empty = assertThrows(FolderException.class, () -> Folders.open(temporary));
        assertTrue(empty.happened().contains("no folder unet or transformer"));
    }

    @Test
    void operatorsOfTheFutureAreToldWithWhatToDo() throws IOException {
        Path folder = Folders.copy("ddpm", temporary.resolve("model"));
        Files.copy(Path.of("src/test/resources/masked/future/model.onnx"), folder.resolve("unet/model.onnx"),
            StandardCopyOption.REPLACE_EXISTING);
        assertTrue(assertThrows(NetworkException.class, () -> Folders.open(folder)).remedy().contains("opset"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"diffusion_pytorch_model.bin", "diffusion_pytorch_model.safetensors"})
    void weightsOfPyTorchAreNoNetworkAndTheirExportIsTold(String weights) throws IOException {
        Path folder = Folders.copy("ddpm", temporary.resolve("model"));
        Files.delete(folder.resolve("unet/model.onnx"));
        Files.writeString(folder.resolve("unet").resolve(weights), "never read");
        var told = assertThrows(FolderException.class, () -> Folders.open(folder));
        assertTrue(told.happened().contains(weights), told.happened());
        assertTrue(told.remedy().contains("optimum-cli export onnx"), told.remedy());
    }

    /// The file is as long as two memories, and has no content that would take room on the disk.
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no holes there unless one asks for them")
    void aModelThatDoesNotFitIntoTheMachineIsRefusedBeforeItIsLoaded() throws IOException {
        Path folder = Folders.copy("ddpm", temporary.resolve("model"));
        try (var data = new RandomAccessFile(folder.resolve("unet/model.onnx_data").toFile(), "rw")) {
            data.setLength(2 * WeightsMemory.ofThisMachine());
        }
        var told = assertThrows(NetworkException.class, () -> Folders.open(folder));
        assertTrue(told.happened().contains(folder + "' has"), told.happened());
        assertTrue(told.happened().contains("GB of memory"), told.happened());
        var onItsCard = assertThrows(NetworkException.class, () -> FolderSummary.of(folder));
        assertEquals(told.happened(), onItsCard.happened());
    }

    @Test
    void whoeverStopsWaitsForNoOtherNetwork() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> Folders.open(Folders.of("sd1")));
        assertTrue(Thread.interrupted());
    }

    /// A name of the same length keeps the lengths of the file's messages right.
    @Test
    void weightsOutsideTheFolderAreNotRead() throws IOException {
        Path folder = Folders.copy("ddpm", temporary.resolve("model"));
        Files.copy(folder.resolve("unet/model.onnx_data"), temporary.resolve("evil_data"));
        rename(folder.resolve("unet/model.onnx"), "model.onnx_data", "../../evil_data");
        assertTrue(assertThrows(SamplerscopeException.class, () -> Folders.open(folder)).happened()
            .contains("outside the folder of the model"));
    }

    private static void rename(Path file, String from, String to) throws IOException {
        assertEquals(from.length(), to.length());
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains(from));
        Files.writeString(file, bytes.replace(from, to), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
        Path folder = Folders.copy("ddpm", temporary.resolve("model"));
        for (String name : new String[] {"unet/config.json", "unet/model.onnx_data"}) {
            Path file = folder.resolve(name);
            Path outside = Files.move(file, temporary.resolve("outside " + file.getFileName()));
            Files.createSymbolicLink(file, outside);
            assertTrue(assertThrows(FolderException.class, () -> Folders.open(folder)).happened().contains("outside"));
            Files.delete(file);
            Files.move(outside, file);
        }
        Folders.open(folder).close();
    }

    /// Each file of a snapshot is a link to a blob.
    @Test
    void aSnapshotInACacheOfTheHubOpens() throws IOException {
        Files.createDirectories(temporary.resolve("blobs"));
        Path folder = Folders.copy("classes", Files.createDirectories(temporary.resolve("snapshots")).resolve("a1b2"));
        Path network = folder.resolve("unet/model.onnx");
        Path blob = Files.move(network, temporary.resolve("blobs/0123"));
        Files.createSymbolicLink(network, blob);
        try (Model model = Folders.open(folder)) {
            assertEquals(3, model.card().classes().size());
        }
    }

    @Test
    void whatIsNoNetworkIsTold() throws IOException {
        Path folder = Folders.copy("ddpm", temporary.resolve("model"));
        Path network = folder.resolve("unet/model.onnx");
        byte[] whole = Files.readAllBytes(network);
        for (byte[] wrong : new byte[][] {{}, "<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(whole, whole.length / 2)}) {
            Files.write(network, wrong);
            assertTrue(assertThrows(NetworkException.class, () -> Folders.open(folder)).happened()
                .contains("model.onnx"));
        }
    }

    @Test
    void anInputThatNobodyKnowsIsToldWithAllInputs() throws IOException {
        Path folder = Folders.copy("classes", temporary.resolve("model"));
        rename(folder.resolve("unet/model.onnx"), "class_labels", "klass_labels");
        String told = assertThrows(FolderException.class, () -> Folders.open(folder)).happened();
        assertTrue(told.contains("'klass_labels'") && told.contains("sample float32 [?, 1, 8, 8]"), told);
    }

    /// A folder that says it is one of latents lacks what latents need.
    @Test
    void aFolderOfLatentsWithoutADecoderNamesTheFile() throws IOException {
        Path folder = Folders.copy("ddpm", temporary.resolve("model"));
        Path decoder = Files.createDirectory(folder.resolve("vae_decoder"));
        assertEquals(decoder.resolve("config.json"),
            assertThrows(FolderException.class, () -> Folders.open(folder)).file());
    }
}
