package samplerscope.app.export;

import java.util.List;
import java.util.Locale;

/// What can be exported, and as which kinds of file.
public enum Target {
    CHART("Chart", "The curves on screen, with a legend", List.of(Format.SVG, Format.PNG, Format.CSV)),
    LANES("Lanes", "All lanes as they look now", List.of(Format.PNG)),
    WINDOW("Window", "Everything, as it is arranged now", List.of(Format.PNG)),
    REPORT("Report", "All lanes on one page: tables, figures, pictures, specs, and a script that repeats it",
        List.of(Format.HTML)),
    ANIMATION("Animation", "The run, from noise to data", List.of(Format.APNG, Format.GIF)),
    SAMPLES("Samples", "The numbers of the focused lane under the cursor", List.of(Format.NPY)),
    RUN("Run file", "Everything that repeats the focused lane to the bit", List.of(Format.JSON));

    /// A kind of file.
    public enum Format {
        PNG("png"), SVG("svg"), CSV("csv"), APNG("png"), GIF("gif"), NPY("npy"), JSON("run.json"), HTML("html");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        /// Without the first dot.
        public String extension() {
            return extension;
        }

        /// For a list.
        public String words() {
            return this == JSON ? "JSON" : this == NPY ? "NumPy array" : name().toUpperCase(Locale.ROOT);
        }
    }

    private final String words;
    private final String help;
    private final List<Format> formats;

    Target(String words, String help, List<Format> formats) {
        this.words = words;
        this.help = help;
        this.formats = formats;
    }

    public String words() {
        return words;
    }

    public String help() {
        return help;
    }

    /// The first is the proposal.
    public List<Format> formats() {
        return formats;
    }
}
