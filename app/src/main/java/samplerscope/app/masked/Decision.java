package samplerscope.app.masked;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import samplerscope.masked.TokenText;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnmaskStep.Detail;
import samplerscope.masked.UnmaskStep.RuleView;

/// What a rule weighed in one step, in the order in which it is drawn.
///
/// @param view   the rule's own scores
/// @param step   that it decided
/// @param tokens how tokens read
record Decision(RuleView view, UnmaskStep step, TokenText tokens) {

    /// One position.
    ///
    /// @param value  that is drawn as a bar
    /// @param marked whether the step did with it what the bars are about: wrote it, or hid it again
    /// @param token  that is guessed there, or stands
    record Bar(int position, double value, boolean marked, String token) {}

    /// Eligible positions, the best score first.
    List<Bar> scores() {
        var all = new ArrayList<Bar>();
        for (int i = 0; i < view.positions().size(); i++) {
            all.add(bar(view.positions().get(i), view.scores().get(i), written()));
        }
        all.sort(Comparator.comparingDouble(Bar::value).reversed());
        return all;
    }

    /// Positions in their turns, with what has added up by then.
    List<Bar> turns(Detail.Running running) {
        var all = new ArrayList<Bar>();
        for (int turn = 0; turn < running.order().size(); turn++) {
            all.add(bar(running.order().get(turn), running.values().get(turn), written()));
        }
        return all;
    }

    /// Positions that stood, the largest fall first.
    List<Bar> falls(Detail.Fallen fallen) {
        var all = new ArrayList<Bar>();
        for (int i = 0; i < fallen.positions().size(); i++) {
            all.add(bar(fallen.positions().get(i), fallen.falls().get(i), Set.copyOf(step.remasked())));
        }
        all.sort(Comparator.comparingDouble(Bar::value).reversed());
        return all;
    }

    /// What else the rule looked at, in the order of the positions of the view.
    List<Double> also(Detail.Below below) {
        return view.also().getOrDefault(below.name(), List.of());
    }

    Set<Integer> written() {
        return step.committed().stream().map(UnmaskStep.Commit::position).collect(Collectors.toUnmodifiableSet());
    }

    private Bar bar(int position, double value, Set<Integer> marked) {
        return new Bar(position, value, marked.contains(position), token(position));
    }

    String token(int position) {
        Optional<Integer> written = step.committed().stream().filter(c -> c.position() == position)
            .map(UnmaskStep.Commit::token).findFirst();
        int token = written.or(() -> step.prediction().map(p -> p.top(position))).orElse(step.state()[position]);
        return token < 0 ? "" : tokens.text(token);
    }
}
