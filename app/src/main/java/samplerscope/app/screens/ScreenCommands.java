package samplerscope.app.screens;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import samplerscope.cli.CommandProvider;

/// The commands that need the window's classes.
public final class ScreenCommands implements CommandProvider {

    @Override
    public List<Callable<Integer>> commands() {
        return List.of(new OpenCommand(), new ScreenshotCommand());
    }

    @Override
    public Optional<String> defaultCommand() {
        return Optional.of("open");
    }
}
