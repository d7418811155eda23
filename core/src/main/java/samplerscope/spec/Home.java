package samplerscope.spec;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the program is installed.
public final class Home {

    private static final String PROPERTY = "samplerscope.home";

    private Home() {}

    /// The folder with models and data: under `-Dsamplerscope.home`, else in the nearest folder above the program that
    /// has one.
    public static Path assets() {
        String home = System.getProperty(PROPERTY);
        if (home != null) {
            return Path.of(home, "assets");
        }
        Path start = program();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("assets"))) {
                return folder.resolve("assets");
            }
        }
        return start.resolveSibling("assets");
    }

    private static Path program() {
        try {
            return Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own place is no path", e);
        }
    }
}
