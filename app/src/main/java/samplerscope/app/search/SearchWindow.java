package samplerscope.app.search;

import samplerscope.library.ExportTarget;
import samplerscope.spec.RunSpec;

/// Where what a search found goes. Called on the FX thread.
public interface SearchWindow {

    /// What the selected lane runs: searches start from it.
    RunSpec.Denoise start();

    /// How the selected lane is called: `A`.
    String letter();

    /// A lane of its own, run at once.
    void open(String name, RunSpec.Denoise spec);

    /// Side by side with what the search started from.
    void compare(RunSpec.Denoise start, String name, RunSpec.Denoise found);

    /// A lane of its own, in the editor of schedules.
    void edit(String name, RunSpec.Denoise spec);

    /// As a program for other people's software.
    void code(RunSpec.Denoise spec, ExportTarget target);

    void save(String name, RunSpec.Denoise spec);

    void copy(RunSpec.Denoise spec);

    void close();
}
