package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnexportedWeightsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"model.ckpt", "model.pt", "model.PTH", "pytorch_model.bin", "model.pkl"})
    void aPickledFileIsRefusedWithHowToExportIt(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "never read");

        var told = assertThrows(UnexportedWeightsException.class, () -> ModelChoice.ofPath(file.toString()));

        assertTrue(told.happened().contains("pickled weights") && told.happened().contains(name), told.happened());
        assertTrue(told.remedy().contains("optimum-cli export onnx"), told.remedy());
    }

    @Test
    void aFolderOfWeightsIsNoFolderOfPictures() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(folder.resolve("model.safetensors"), "never read");

        var told = assertThrows(UnexportedWeightsException.class, () -> ModelChoice.ofPath(folder.toString()));

        assertTrue(told.happened().contains("'model.safetensors'"), told.happened());
    }

    @Test
    void whatIsNoModelAtAllIsLeftToOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("spec.json"), "{}");

        assertEquals(Optional.empty(), ModelChoice.ofPath(file.toString()));
    }

    @Test
    void aFileThatIsNotThereIsNotJudgedByItsName() {
        assertEquals(Optional.empty(), ModelChoice.ofPath(folder.resolve("model.ckpt").toString()));
    }
}
