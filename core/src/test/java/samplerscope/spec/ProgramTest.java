package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void theVersionInRunFilesIsTheVersionOfTheBuild() throws Exception {
        String build = Files.readString(Path.of(System.getProperty("samplerscope.home"), "pom.xml"));

        assertTrue(build.contains("<artifactId>samplerscope</artifactId>\n    <version>%s</version>".formatted(
            Program.VERSION)));
    }
}
