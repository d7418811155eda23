package samplerscope.store;

import java.nio.file.Path;
import java.util.List;
import samplerscope.spec.FileAccess;
import samplerscope.spec.MaskedRunFile;
import samplerscope.spec.MaskedRunFileWriter;
import samplerscope.spec.RunFile;

/// What one run of masked diffusion leaves behind: `run.run.json`, the step map `steps.csv` and the decoded canvases in
/// `canvases.txt`, one a line.
///
/// Each file is replaced as a whole or not at all.
public record MaskedFolder(Path folder) {

    public Path runFile() {
        return folder.resolve("run" + RunFile.EXTENSION);
    }

    public Path stepMap() {
        return folder.resolve("steps.csv");
    }

    public Path canvases() {
        return folder.resolve("canvases.txt");
    }

    /// @param file of the run, its relative names as seen from this folder
    /// @return what was written
    /// @throws samplerscope.spec.FileAccessException if something cannot be written
    public List<Path> write(MaskedExecuted executed, MaskedRunFile file) {
        MaskedRunFileWriter.write(file, runFile());
        new StepMap(file, executed.run().model().tokens()).table().write(stepMap());
        FileAccess.writeText(canvases(), String.join("\n", executed.texts()) + "\n");
        return List.of(runFile(), stepMap(), canvases());
    }
}
