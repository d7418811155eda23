package samplerscope.app.screens;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import samplerscope.app.Main;
import samplerscope.cli.ExitCode;

/// `samplerscope open`: the window, with files opened as if they had been dropped on it.
@Command(name = "open", mixinStandardHelpOptions = true,
    description = "Open the window, with runs and specs as lanes, model folders, tables of points and pictures as "
        + "models; what is of masked diffusion opens in its lab.",
    footer = {"", "Examples:",
        "  samplerscope open out/run.run.json",
        "  samplerscope open points.csv",
        "  samplerscope open path/to/folder"})
final class OpenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "0..*",
        description = "Run files, specs, model folders, tables of points, pictures.")
    private List<Path> files = List.of();

    /// Returns when the window has been closed.
    @Override
    public Integer call() {
        Main.main(files.stream().map(Path::toString).toArray(String[]::new));
        return ExitCode.DONE;
    }
}
