package samplerscope.app.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samplerscope.spec.RunSpec;

/// What the user works on: lanes and how they are shown. Immutable, so undo is a list of studies.
///
/// @param lanes   in the order of the columns; never empty
/// @param focused id of the lane that the inspector shows
/// @param linked  whether model, guidance, samples and seed are changed in all lanes at once
/// @param clock   how lanes with different grids share a cursor
/// @param nextId  id for the next lane
/// @param marks   what the user did to rows of the run table, by run; the runs themselves no undo can take back
/// @param probes  states that every lane's solver is followed from
public record Study(List<Lane> lanes, int focused, boolean linked, Clock clock, Layers layers, Shown shown, int nextId,
                    Map<Integer, RunMark> marks, List<StudyProbe> probes) {

    public Study {
        lanes = List.copyOf(lanes);
        marks = Map.copyOf(marks);
        probes = List.copyOf(probes);
        if (lanes.isEmpty()) {
            throw new IllegalArgumentException("a study has at least one lane");
        }
    }

    public static Study of(List<RunSpec.Denoise> specs) {
        var lanes = new ArrayList<Lane>();
        for (int i = 0; i < specs.size(); i++) {
            lanes.add(new Lane(i, "", i, specs.get(i), false));
        }
        return new Study(lanes, 0, true, Clock.LAMBDA, Layers.STANDARD, Shown.BOTH, specs.size(), Map.of(), List.of());
    }

    public Optional<Lane> lane(int id) {
        return lanes.stream().filter(l -> l.id() == id).findFirst();
    }

    public Lane focusedLane() {
        return lane(focused).orElse(lanes.getFirst());
    }

    /// Column of a lane, from 0; -1 when it is gone.
    public int indexOf(int id) {
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    /// `A`, `B`, ... by column.
    public String letterOf(int id) {
        int index = indexOf(id);
        return index < 0 ? "" : String.valueOf((char) ('A' + index % 26));
    }

    public Study withLane(int id, UnaryOperator<Lane> change) {
        return withLanes(lanes.stream().map(l -> l.id() == id ? change.apply(l) : l).toList());
    }

    public Study withEachLane(UnaryOperator<Lane> change) {
        return withLanes(lanes.stream().map(change).toList());
    }

    /// Adds a lane at the end, focused, with the first style that no other lane has.
    public Study adding(RunSpec.Denoise spec) {
        int style = 0;
        while (hasStyle(style)) {
            style++;
        }
        var more = new ArrayList<>(lanes);
        more.add(new Lane(nextId, "", style, spec, false));
        return new Study(more, nextId, linked, clock, layers, shown, nextId + 1, marks, probes);
    }

    /// New lanes in the place of all there are, the first one focused.
    public Study comparing(List<RunSpec.Denoise> specs) {
        var others = new ArrayList<Lane>();
        for (int i = 0; i < specs.size(); i++) {
            others.add(new Lane(nextId + i, "", i, specs.get(i), false));
        }
        return new Study(others, nextId, linked, clock, layers, shown, nextId + specs.size(), marks, probes);
    }

    /// Removes a lane; the last one stays.
    public Study removing(int id) {
        if (lanes.size() == 1 || indexOf(id) < 0) {
            return this;
        }
        var fewer = lanes.stream().filter(l -> l.id() != id).toList();
        int neighbour = fewer.get(Math.min(indexOf(id), fewer.size() - 1)).id();
        return new Study(fewer, focused == id ? neighbour : focused, linked, clock, layers, shown, nextId, marks, probes);
    }

    /// Moves a lane to a column.
    public Study moving(int id, int column) {
        var order = new ArrayList<>(lanes);
        Lane lane = order.remove(indexOf(id));
        order.add(Math.clamp(column, 0, order.size()), lane);
        return withLanes(order);
    }

    public Study focusing(int id) {
        return new Study(lanes, id, linked, clock, layers, shown, nextId, marks, probes);
    }

    public Study withLinked(boolean changed) {
        return new Study(lanes, focused, changed, clock, layers, shown, nextId, marks, probes);
    }

    public Study withClock(Clock changed) {
        return new Study(lanes, focused, linked, changed, layers, shown, nextId, marks, probes);
    }

    public Study withLayers(Layers changed) {
        return new Study(lanes, focused, linked, clock, changed, shown, nextId, marks, probes);
    }

    public Study withShown(Shown changed) {
        return new Study(lanes, focused, linked, clock, layers, changed, nextId, marks, probes);
    }

    /// What the user did to a row of the run table.
    public RunMark markOf(int run) {
        return marks.getOrDefault(run, RunMark.NONE);
    }

    public Study withMark(int run, UnaryOperator<RunMark> change) {
        var changed = new HashMap<>(marks);
        changed.put(run, change.apply(markOf(run)));
        return new Study(lanes, focused, linked, clock, layers, shown, nextId, changed, probes);
    }

    public Optional<StudyProbe> probe(int id) {
        return probes.stream().filter(p -> p.id() == id).findFirst();
    }

    public Study withProbes(UnaryOperator<List<StudyProbe>> change) {
        return new Study(lanes, focused, linked, clock, layers, shown, nextId, marks, change.apply(probes));
    }

    private Study withLanes(List<Lane> changed) {
        return new Study(changed, focused, linked, clock, layers, shown, nextId, marks, probes);
    }

    private boolean hasStyle(int style) {
        return lanes.stream().anyMatch(l -> l.style() == style);
    }
}
