package samplerscope.app.study;

import java.util.function.UnaryOperator;

/// A study whose place another has taken for a while, with its undo. What was meant for it changes it meanwhile.
final class StudyAside {

    private final UndoStack<Study> undo;
    private final boolean ran;
    private Study study;

    /// @param ran whether all of its lanes had run, so that they are to run when it is back
    StudyAside(Study study, UndoStack<Study> undo, boolean ran) {
        this.study = study;
        this.undo = undo;
        this.ran = ran;
    }

    Study study() {
        return study;
    }

    UndoStack<Study> undo() {
        return undo;
    }

    boolean ran() {
        return ran;
    }

    /// As one undoable step.
    void edit(String words, UnaryOperator<Study> change) {
        Study after = change.apply(study);
        if (!after.equals(study)) {
            undo.note(study, words, "");
            study = after;
        }
    }
}
