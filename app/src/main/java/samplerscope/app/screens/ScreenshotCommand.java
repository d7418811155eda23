package samplerscope.app.screens;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import samplerscope.app.Preferences;
import samplerscope.app.Settings;
import samplerscope.app.Start;
import samplerscope.app.study.Services;
import samplerscope.app.theme.Theme;
import samplerscope.cli.ExitCode;
import samplerscope.export.PngFile;
import samplerscope.spec.Catalog;
import samplerscope.spec.FileAccessException;

/// `samplerscope screenshot`: every screen of the window as a picture, made by driving the real window.
@Command(name = "screenshot", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Take pictures of every screen of the window, without a display.",
    footer = {"", "Examples:",
        "  samplerscope screenshot -o docs/screens",
        "  samplerscope screenshot -o out --only done,export --size 1280x800 --scale 2"})
final class ScreenshotCommand implements Callable<Integer> {

    private static final int SMALLEST = 640;
    private static final int LARGEST = 8192;

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "DIR", description = "Folder for the pictures.")
    private Path out = Path.of(".");

    @Option(names = "--only", split = ",", paramLabel = "SCENE", description = "Scenes by name; all when not given.")
    private List<String> only = List.of();

    @Option(names = "--size", split = ",", paramLabel = "WxH", defaultValue = "1280x800,1920x1080",
        description = "Sizes of the window; ${DEFAULT-VALUE} when not given.")
    private List<String> sizes = List.of();

    @Option(names = "--theme", split = ",", paramLabel = "THEME", defaultValue = "light,dark",
        description = "light, dark or both.")
    private List<Theme.Choice> themes = List.of();

    @Option(names = "--scale", paramLabel = "N", defaultValue = "1", description = "Pixels per unit, 1 to 4.")
    private int scale = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private record Size(int width, int height) {}

    @Override
    public Integer call() {
        Map<String, Consumer<Stagehand>> scenes = chosen();
        List<Size> windows = sizes.stream().map(this::size).toList();
        if (scale < 1 || scale > 4) {
            throw new ParameterException(spec.commandLine(), "--scale is " + scale + "; it must be 1 to 4");
        }
        createFolder();
        Headless.start();
        var preferences = Headless.get(ScreenshotCommand::preferences);
        Services services = Start.services(catalog(), assets(), preferences, Path.of("").toAbsolutePath());
        for (Size window : windows) {
            scenes.forEach((name, script) -> shoot(name, script, services, preferences, window));
        }
        return ExitCode.DONE;
    }

    private void shoot(String name, Consumer<Stagehand> script, Services services, Preferences preferences, Size window) {
        var start = Scenes.start(name, Catalog.ids(services.resolver().catalog().models()));
        if (start.isEmpty()) {
            print("%s: left out, because no image model is installed".formatted(name));
            return;
        }
        try (var history = new SceneHistory(services.resolver().catalog());
             var hand = Stagehand.open(start.get(), services, preferences, history.desk(), window.width(),
                 window.height())) {
            script.accept(hand);
            for (Theme.Choice theme : themes) {
                Path file = out.resolve("%s-%s-%dx%d%s.png".formatted(name, theme.name().toLowerCase(Locale.ROOT),
                    window.width(), window.height(), scale == 1 ? "" : "@" + scale + "x"));
                PngFile.write(file, hand.picture(theme, scale), Optional.empty());
                print(file.toString());
            }
        }
    }

    private Map<String, Consumer<Stagehand>> chosen() {
        var scenes = Scenes.all();
        for (String name : only) {
            if (!scenes.containsKey(name)) {
                throw new ParameterException(spec.commandLine(),
                    "no scene is called '%s'; use %s".formatted(name, String.join(", ", scenes.keySet())));
            }
        }
        if (!only.isEmpty()) {
            scenes.keySet().retainAll(only);
        }
        return scenes;
    }

    private Size size(String text) {
        if (text.matches("\\d{3,5}x\\d{3,5}")) {
            String[] parts = text.split("x");
            var size = new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            if (Math.min(size.width(), size.height()) >= SMALLEST && Math.max(size.width(), size.height()) <= LARGEST) {
                return size;
            }
        }
        throw new ParameterException(spec.commandLine(),
            "--size is '%s'; it must be WIDTHxHEIGHT, from %d to %d".formatted(text, SMALLEST, LARGEST));
    }

    private void createFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw FileAccessException.writing(out, e);
        }
    }

    private static Preferences preferences() {
        return new Preferences(Settings.standard(), catalog().backends());
    }

    private static Catalog catalog() {
        return Catalog.standard(assets());
    }

    private static Path assets() {
        return Path.of(System.getProperty("samplerscope.home", ".")).resolve("assets");
    }

    private void print(String line) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(line);
        writer.flush();
    }
}
