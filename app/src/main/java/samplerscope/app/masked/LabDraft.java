package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.masked.Canvas;
import samplerscope.masked.TokenText;
import samplerscope.masked.task.TextTask;
import samplerscope.masked.task.TextTasks;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelChoice;

/// What the lab is to run. Immutable.
///
/// @param model     by id
/// @param given     tokens that are written before the first step, masks elsewhere; what lies beyond its end is hidden
/// @param sequences of each lane, at least 1
/// @param seed      of all lanes
/// @param lanes     at least one
record LabDraft(Choice model, List<Integer> given, int sequences, long seed, List<LaneSpec> lanes) {

    static final int MOST_SEQUENCES = 512;
    static final int MOST_LANES = 6;

    LabDraft {
        given = List.copyOf(given);
        lanes = List.copyOf(lanes);
    }

    /// With two samplers that begin at the start.
    static LabDraft of(Choice model, List<Choice> samplers) {
        var lanes = new ArrayList<LaneSpec>();
        for (Choice sampler : samplers) {
            lanes.add(new LaneSpec(lanes.size(), sampler, Optional.empty()));
        }
        return new LabDraft(model, List.of(), 32, 1, lanes);
    }

    /// Another model has other tokens, so the prompt goes; forks of the old one with it.
    LabDraft withModel(Choice changed) {
        boolean same = changed.id().equals(model.id()) && ModelChoice.path(changed).equals(ModelChoice.path(model));
        return new LabDraft(changed, same ? given : List.of(), sequences, seed,
            lanes.stream().map(l -> new LaneSpec(l.id(), l.sampler(), Optional.empty())).toList());
    }

    LabDraft withGiven(List<Integer> changed) {
        return new LabDraft(model, trimmed(changed), sequences, seed, lanes);
    }

    /// With a token, or a mask, at a position of the prompt.
    LabDraft withGiven(int position, int token) {
        var changed = new ArrayList<>(given);
        while (changed.size() <= position) {
            changed.add(Canvas.MASK);
        }
        changed.set(position, token);
        return withGiven(changed);
    }

    LabDraft withSequences(int changed) {
        return new LabDraft(model, given, changed, seed, lanes);
    }

    LabDraft withSeed(long changed) {
        return new LabDraft(model, given, sequences, changed, lanes);
    }

    LabDraft withLanes(List<LaneSpec> changed) {
        return new LabDraft(model, given, sequences, seed, changed);
    }

    /// A lane changed in place.
    LabDraft withLane(LaneSpec changed) {
        return withLanes(lanes.stream().map(l -> l.id() == changed.id() ? changed : l).toList());
    }

    LabDraft adding(Choice sampler, Optional<LaneSpec.Fork> fork) {
        int id = lanes.stream().mapToInt(LaneSpec::id).max().orElse(-1) + 1;
        return withLanes(Stream.concat(lanes.stream(), Stream.of(new LaneSpec(id, sampler, fork))).toList());
    }

    /// Forks keep the lane they left as it was, so they stay.
    LabDraft removing(int id) {
        return lanes.size() == 1 ? this : withLanes(lanes.stream().filter(l -> l.id() != id).toList());
    }

    int[] start(int length) {
        int[] start = new int[Math.max(length, given.size())];
        Arrays.fill(start, Canvas.MASK);
        for (int i = 0; i < given.size(); i++) {
            start[i] = given.get(i);
        }
        return start;
    }

    /// The task whose letter begins the prompt; empty where none does.
    Optional<TextTask> task(TokenText tokens) {
        String first = given.isEmpty() || given.getFirst() == Canvas.MASK ? "" : tokens.text(given.getFirst());
        return TextTasks.all().stream().filter(t -> t.id().equals(first)).findFirst();
    }

    /// Letter of a lane: its place, A first.
    String letterOf(int id) {
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).id() == id) {
                return String.valueOf((char) ('A' + i));
            }
        }
        return "?";
    }

    private static List<Integer> trimmed(List<Integer> tokens) {
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1) == Canvas.MASK) {
            end--;
        }
        return tokens.subList(0, end);
    }
}
