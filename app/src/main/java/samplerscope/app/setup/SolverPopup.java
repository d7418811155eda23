package samplerscope.app.setup;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.layout.Region;
import javafx.stage.Popup;
import samplerscope.app.library.SolverList;
import samplerscope.solver.SolverFamily;

/// The list of solvers in groups, opened below the control that asks for one. Built when first opened.
public final class SolverPopup {

    private static final double WIDTH = 380;
    private static final double HEIGHT = 430;

    private final String id;
    private final List<SolverFamily> families;
    private Optional<Popup> popup = Optional.empty();
    private Optional<SolverList> list = Optional.empty();

    /// @param id node ids are `id-query` and `id-list`
    public SolverPopup(String id, List<SolverFamily> families) {
        this.id = id;
        this.families = families;
    }

    /// Opens where `below` is on the screen; nowhere when it has just left it.
    ///
    /// @param current id of the solver that is selected at first
    void open(Region below, String current, Consumer<SolverFamily> chosen) {
        Point2D at = below.localToScreen(0, below.getHeight() + 2);
        if (at == null) {
            return;
        }
        Popup shown = popup.orElseGet(this::build);
        SolverList solvers = list.orElseThrow();
        solvers.onTaken(1, solver -> {
            shown.hide();
            chosen.accept(solver);
        });
        shown.show(below, at.getX(), at.getY());
        solvers.select(current);
        solvers.begin();
    }

    private Popup build() {
        var solvers = new SolverList(id, families);
        solvers.getStyleClass().add("solver-picker");
        solvers.setPrefSize(WIDTH, HEIGHT);
        var made = new Popup();
        made.setAutoHide(true);
        made.setHideOnEscape(true);
        made.getContent().setAll(solvers);
        list = Optional.of(solvers);
        popup = Optional.of(made);
        return made;
    }
}
