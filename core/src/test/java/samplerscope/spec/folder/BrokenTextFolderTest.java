package samplerscope.spec.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.SamplerscopeException;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// Everything that is wrong with a folder of a model of texts is told with the file, what is wrong, and what to do.
class BrokenTextFolderTest {

    @TempDir
    Path temporary;

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({"sd1, text_encoder/config.json", "sd1, text_encoder/model.onnx", "sd1, tokenizer/tokenizer_config.json",
        "sd1, vae_decoder/config.json", "sd1, vae_decoder/model.onnx", "xl, text_encoder_2/config.json",
        "xl, text_encoder_2/model.onnx", "xl, tokenizer_2/tokenizer_config.json", "sd3, text_encoder_3/model.onnx"})
    void aMissingFileIsNamed(String folder, String file) throws IOException {
        Path copy = Folders.copy(folder, temporary.resolve("model"));
        Files.delete(copy.resolve(file));
        var told = assertThrows(FolderException.class, () -> Folders.open(copy));
        assertEquals(copy.resolve(file), told.file());
        assertTrue(told.remedy().contains("export it again"), told.remedy());
    }

    @Test
    void aTokenizerWithoutItsFilesIsNamed() throws IOException {
        Path copy = Folders.copy("sd1", temporary.resolve("model"));
        Files.delete(copy.resolve("tokenizer/merges.txt"));
        var told = assertThrows(FolderException.class, () -> Folders.open(copy));
        assertEquals(copy.resolve("tokenizer/tokenizer.json"), told.file());
        assertTrue(told.happened().contains("merges.txt"), told.happened());
    }

    @ParameterizedTest(name = "{2} -> {3} in {1} of {0}")
    @CsvSource(delimiter = ';', value = {
        "sd1 ; tokenizer/tokenizer_config.json ; 24 ; 1.5 ; model_max_length is 1.5",
        "sd1 ; tokenizer/special_tokens_map.json ; pad_token\": \"< ; pad_token\": \"no< ; no number for 'no<",
        "sd1 ; tokenizer/special_tokens_map.json ; <|startoftext|> ; start here ; no number for 'start here'",
        "sd1 ; tokenizer/vocab.json ; { ; [ ; JSON",
        "sd1 ; tokenizer/merges.txt ; t h ; t \u2603 ; cannot be used",
        "sd1 ; vae_decoder/config.json ; block_out_channels ; block ; there are 0 of them",
        "sd1 ; vae_decoder/config.json ; \"latent_channels\": 4 ; \"latent_channels\": 8 ; the latents have 4",
        "sd1 ; unet/config.json ; \"in_channels\": 4 ; \"in_channels\": 9 ; decoder",
        "xl ; model_index.json ; { ; {\"requires_aesthetics_score\": true, ; this is a refiner",
        "xl ; text_encoder/config.json ; hidden_layers\": 3 ; hidden_layers\": 9 ; no output hidden_states.8",
        "xl ; vae_decoder/config.json ; 0.9, ; 0, ; one is 0",
        "sd3 ; transformer/config.json ; joint_attention_dim ; joint ; joint_attention_dim is missing"})
    void aWrongWordIsToldWithItsFile(String name, String file, String from, String to, String expected)
        throws IOException {
        Path copy = Folders.copy(name, temporary.resolve("model"));
        String text = Files.readString(copy.resolve(file)).replaceAll("\\s*\n\\s*", " ");
        text = file.endsWith("txt") ? Files.readString(copy.resolve(file)) : text;
        assertTrue(text.contains(from), text);
        Files.writeString(copy.resolve(file), text.replace(from, to));
        var told = assertThrows(SamplerscopeException.class, () -> Folders.open(copy));
        assertTrue(told.happened().contains(expected), told.happened());
        assertTrue(told.happened().contains(copy.toString()), told.happened());
        assertFalse(told.remedy().isBlank());
    }

    /// A name of the same length keeps the lengths of the file's messages right.
    @Test
    void aNetworkThatIsToldTheGuidanceIsNotAskedWithoutIt() throws IOException {
        Path copy = Folders.copy("xl", temporary.resolve("model"));
        Path network = copy.resolve("unet/model.onnx");
        String bytes = Files.readString(network, StandardCharsets.ISO_8859_1);
        Files.writeString(network, bytes.replace("text_embeds", "timest_cond"), StandardCharsets.ISO_8859_1);
        String told = assertThrows(FolderException.class, () -> Folders.open(copy)).happened();
        assertTrue(told.contains("'timest_cond'"), told);
    }

    @ParameterizedTest
    @CsvSource({"height, 36, a multiple of 8", "width, 4096, at most 192", "height, 4, a multiple of 8"})
    void aTransformerHasPatchesAndKnowsSoManyPositions(String side, int pixels, String remedy) {
        var told = assertThrows(InvalidParameterException.class,
            () -> Folders.open(Folders.of("sd3"), Map.of(side, new Setting.Num(pixels))));
        assertTrue(told.getMessage().contains(remedy), told.getMessage());
    }
}
