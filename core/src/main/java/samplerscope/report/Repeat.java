package samplerscope.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import samplerscope.spec.SpecWriter;
import samplerscope.spec.UnmaskText;
import samplerscope.store.Comparison;
import samplerscope.store.MaskedComparison;

/// How a report is made again: its specs as files, and a command. Run beside the page, so that files of models that the
/// specs name are found.
///
/// @param names   of the lanes
/// @param specs   one per lane, as JSON
/// @param options of `samplerscope compare`, one word each
public record Repeat(List<String> names, List<String> specs, List<String> options) {

    /// Where a script puts the specs and the results.
    public static final String FOLDER = "repeat";

    /// What no shell takes for anything but letters.
    private static final String PLAIN_NAME = "[A-Za-z0-9_][A-Za-z0-9._-]{0,99}";
    private static final String END = "END_OF_SPEC";

    public Repeat {
        names = List.copyOf(names);
        specs = List.copyOf(specs);
        options = List.copyOf(options);
    }

    public static Repeat of(Report report) {
        return new Repeat(report.comparison().lanes().stream().map(Comparison.Lane::name).toList(),
            report.specs().stream().map(spec -> SpecWriter.json(spec).pretty()).toList(), report.options());
    }

    public static Repeat of(MaskedReport report) {
        return new Repeat(report.comparison().lanes().stream().map(MaskedComparison.Lane::name).toList(),
            report.specs().stream().map(spec -> UnmaskText.json(spec).pretty()).toList(), List.of());
    }

    /// A spec as a file of {@link #FOLDER}.
    public record SpecFile(String name, String text) {}

    /// One per lane. Named as the lanes, or numbered where a name could mean something to a shell.
    public List<SpecFile> files() {
        boolean plain = names.stream().allMatch(n -> n.matches(PLAIN_NAME))
            && names.stream().map(n -> n.toLowerCase(Locale.ROOT)).distinct().count() == names.size();
        return IntStream.range(0, names.size()).mapToObj(i -> new SpecFile(
            (plain ? names.get(i) : "run-" + (i + 1)) + ".json",
            specs.get(i) + "\n")).toList();
    }

    /// Of `samplerscope`, one word each.
    public List<String> arguments() {
        var words = new ArrayList<>(List.of("compare"));
        files().forEach(file -> words.add(FOLDER + "/" + file.name()));
        words.addAll(options);
        words.addAll(List.of("-o", FOLDER + "/out", "--report", FOLDER + "/report.html"));
        return words;
    }

    /// As it is typed.
    public String command() {
        return "samplerscope " + arguments().stream()
            .map(word -> word.matches("[A-Za-z0-9._/:=-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    }

    /// For a POSIX shell.
    public String shell() {
        var script = new StringBuilder("#!/bin/sh\n# Makes the report again, in the folder %s beside this file.\n"
            .formatted(FOLDER)).append("set -e\ncd \"$(dirname \"$0\")\"\nmkdir -p ").append(FOLDER).append('\n');
        for (SpecFile file : files()) {
            // JSON has no line of its own that could end the text early: line breaks in strings are escaped.
            script.append("cat > ").append(FOLDER).append('/').append(file.name()).append(" <<'").append(END)
                .append("'\n").append(file.text()).append(END).append('\n');
        }
        return script.append(command()).append('\n').toString();
    }

    /// For Windows. The specs are in base 64, in which its shell sees nothing to interpret.
    public String windows() {
        var script = new StringBuilder("@echo off\r\ncd /d \"%~dp0\"\r\nif not exist ").append(FOLDER)
            .append(" mkdir ").append(FOLDER).append("\r\n");
        for (SpecFile file : files()) {
            String path = FOLDER + "\\" + file.name();
            script.append("(\r\n");
            Base64.getMimeEncoder().encodeToString(file.text().getBytes(StandardCharsets.UTF_8)).lines()
                .forEach(line -> script.append("echo ").append(line).append("\r\n"));
            script.append(")>").append(path).append(".b64\r\ncertutil -f -decode ").append(path).append(".b64 ")
                .append(path).append(" >nul || exit /b 1\r\ndel ").append(path).append(".b64\r\n");
        }
        return script.append("call samplerscope ").append(arguments().stream()
            .map(word -> "\"" + word + "\"").collect(Collectors.joining(" "))).append("\r\n").toString();
    }
}
