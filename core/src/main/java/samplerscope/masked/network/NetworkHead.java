package samplerscope.masked.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.masked.JointHead;

/// A head in a graph of its own, which is given the hidden states of the network, or its own from before.
final class NetworkHead implements JointHead {

    private final OnnxMaskPredictor network;
    private final TextGraph head;

    NetworkHead(OnnxMaskPredictor network, TextGraph head) {
        this.network = network;
        this.head = head;
    }

    @Override
    public Features begin(int[] state) {
        return beginAll(List.of(state)).getFirst();
    }

    @Override
    public Features renew(int[] state, Features before) {
        return renewAll(List.of(new Renewal(state, before))).getFirst();
    }

    @Override
    public List<Features> beginAll(List<int[]> states) {
        return inParts(states, part -> ask(network.network().masked(), part, Optional.empty()));
    }

    @Override
    public List<Features> renewAll(List<Renewal> asked) {
        return inParts(asked, part -> ask(head, part.stream().map(Renewal::state).toList(),
            Optional.of(part.stream().map(r -> r.before().hidden()).toArray(float[][]::new))));
    }

    @FunctionalInterface
    private interface Pass<T> {
        List<Features> of(List<T> part);
    }

    private <T> List<Features> inParts(List<T> all, Pass<T> pass) {
        var answers = new ArrayList<Features>();
        for (int from = 0; from < all.size(); from += network.batch()) {
            answers.addAll(pass.of(all.subList(from, StrictMath.min(all.size(), from + network.batch()))));
        }
        return answers;
    }

    private List<Features> ask(TextGraph graph, List<int[]> states, Optional<float[][]> before) {
        int[] places = Places.all(network.length());
        TextGraph.Call call = TextGraph.Call.of(Places.ids(network.network().ids(), states, places), places)
            .telling(TextGraph.Also.HIDDEN_STATES);
        TextGraph.Answer[] told = graph.ask(before.map(call::with).orElse(call));
        var answers = new ArrayList<Features>();
        for (int r = 0; r < told.length; r++) {
            answers.add(new Features(network.prediction(states.get(r), places, told[r]),
                told[r].hidden().orElseThrow(() -> new UnusableNetworkException("the network tells no hidden states",
                    "export it with the output 'hidden', or take the head out of the card"))));
        }
        return answers;
    }
}
