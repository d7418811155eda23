package samplerscope.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.export.Apng;
import samplerscope.export.FrameSink;
import samplerscope.export.GifAnimation;
import samplerscope.export.NpyArrays;
import samplerscope.export.PngFile;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileWriter;

/// What one run leaves behind: `run.run.json`, `curves.csv`, `samples.npy`, and `end.png` where samples can be shown.
///
/// Each file is replaced as a whole or not at all.
public record RunFolder(Path folder) {

    public Path runFile() {
        return folder.resolve("run" + RunFile.EXTENSION);
    }

    public Path curves() {
        return folder.resolve("curves.csv");
    }

    public Path samples() {
        return folder.resolve("samples.npy");
    }

    public Path picture() {
        return folder.resolve("end.png");
    }

    /// @param file of the run, its relative names as seen from this folder
    /// @return what was written
    /// @throws samplerscope.spec.FileAccessException if something cannot be written
    public List<Path> write(Executed executed, RunFile file) {
        writeNumbers(executed, file);
        var written = new ArrayList<>(List.of(runFile(), curves(), samples()));
        new StatePictures(executed.run()).end(executed.end()).ifPresent(picture -> {
            PngFile.write(picture(), picture, Optional.of(RunFileWriter.text(file)));
            written.add(picture());
        });
        return written;
    }

    /// As {@link #write}, without the picture.
    public void writeNumbers(Executed executed, RunFile file) {
        RunFileWriter.write(file, runFile());
        executed.curve().table().write(curves());
        NpyArrays.write(samples(), executed.end());
    }

    /// Formats of an animation.
    public enum Motion { APNG, GIF }

    public Path animation(Motion motion) {
        return switch (motion) {
            case APNG -> folder.resolve("run.png");
            case GIF -> folder.resolve("run.gif");
        };
    }

    /// The animation of the run, to be filled while it runs.
    public FrameSink open(Motion motion) {
        return switch (motion) {
            case APNG -> Apng.open(animation(motion), 0);
            case GIF -> GifAnimation.open(animation(motion), 0);
        };
    }
}
