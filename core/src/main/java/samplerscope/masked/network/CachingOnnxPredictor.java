package samplerscope.masked.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import samplerscope.masked.CachingPredictor;
import samplerscope.masked.KeyValues;

/// A network that reads keys and values kept from before. Attention has no order, since positions are inside the keys.
final class CachingOnnxPredictor extends OnnxMaskPredictor implements CachingPredictor {

    CachingOnnxPredictor(TextNetwork network, int length, Runnable release) {
        super(network, length, release);
    }

    @Override
    public Fed evaluate(int[] state, int[] fed, KeyValues kept) {
        return evaluateAll(List.of(new Request(state, fed, kept))).getFirst();
    }

    /// Positions that requests of one pass share.
    private record Shared(List<Integer> fed, List<Integer> kept) {

        static Shared of(Request request) {
            var fed = IntStream.of(request.fed()).boxed().toList();
            return new Shared(fed, IntStream.of(request.kept().positions()).boxed().filter(i -> !fed.contains(i)).toList());
        }
    }

    @Override
    public List<Fed> evaluateAll(List<Request> requests) {
        Map<Shared, List<Integer>> groups = new LinkedHashMap<>();
        for (int r = 0; r < requests.size(); r++) {
            groups.computeIfAbsent(Shared.of(requests.get(r)), _ -> new ArrayList<>()).add(r);
        }
        var answers = new Fed[requests.size()];
        groups.forEach((shared, members) -> {
            for (int from = 0; from < members.size(); from += batch()) {
                List<Integer> part = members.subList(from, StrictMath.min(members.size(), from + batch()));
                List<Fed> told = together(shared, part.stream().map(requests::get).toList());
                for (int k = 0; k < told.size(); k++) {
                    answers[part.get(k)] = told.get(k);
                }
            }
        });
        return Arrays.asList(answers);
    }

    private List<Fed> together(Shared shared, List<Request> requests) {
        int[] fed = shared.fed.stream().mapToInt(i -> i).toArray();
        int[] past = shared.kept.stream().mapToInt(i -> i).toArray();
        int[][] ids = Places.ids(network().ids(), requests.stream().map(Request::state).toList(), fed);
        Optional<KeptRows> kept = past.length == 0 ? Optional.empty() : Optional.of(
            new KeptRows(past, requests.stream().map(Request::kept).toArray(KeyValues[]::new)));
        TextGraph.Answer[] told = network().masked().ask(new TextGraph.Call(ids, fed, kept, Optional.empty(),
            Set.of(TextGraph.Also.KEYS_AND_VALUES)));
        return IntStream.range(0, told.length).mapToObj(r -> new Fed(prediction(requests.get(r).state(), fed, told[r]),
            KeyValues.of(length(), fed, told[r].fresh().orElseThrow()))).toList();
    }
}
