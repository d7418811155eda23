package samplerscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;
import samplerscope.spec.RunSpec;
import samplerscope.spec.SpecEdit;
import samplerscope.spec.SpecReader;

/// What a command is about, in one word: a spec or run file, the id of a model, or the path of a user's data. A model is
/// asked on the schedule that it was trained on.
///
/// @param base folder that relative paths in the spec start from
record Subject(RunSpec.Denoise spec, Path base) {

    private static final Path HERE = Path.of("");

    /// @param changes of fields of the spec, as `--set` has them
    /// @throws BadInputException if the word is none of these, or a change cannot be made
    static Subject of(Session session, String word, List<String> changes) {
        Choice model = session.input(() -> ModelChoice.of(word, session.catalog()));
        boolean known = session.catalog().models().contains(model.id());
        if (!known && Files.exists(Path.of(word))) {
            return new Subject(session.read(Path.of(word), changes), Session.base(Path.of(word)));
        }
        return new Subject(session.input(() -> onItsSchedule(session, model, changes)), HERE);
    }

    private static RunSpec.Denoise onItsSchedule(Session session, Choice model, List<String> changes) {
        session.catalog().models().get(model.id());
        var starter = RunSpec.Denoise.of(model);
        var schedule = session.resolver().scheduleOf(session.resolver().model(model, HERE));
        return SpecEdit.apply(schedule.map(starter::withSchedule).orElse(starter), changes,
            new SpecReader(session.catalog()));
    }
}
