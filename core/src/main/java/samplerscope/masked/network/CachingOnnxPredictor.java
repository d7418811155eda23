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

    /// How many positions a request feeds and keeps. Requests of one pass have the same numbers, not the same positions.
    private record Size(int fed, int kept) {}

    private static int[] past(Request request) {
        return IntStream.of(request.kept().positions()).filter(i -> Arrays.binarySearch(request.fed(), i) < 0).toArray();
    }

    @Override
    public List<Fed> evaluateAll(List<Request> requests) {
        Map<Size, List<Integer>> groups = new LinkedHashMap<>();
        for (int r = 0; r < requests.size(); r++) {
            Request request = requests.get(r);
            groups.computeIfAbsent(new Size(request.fed().length, past(request).length), _ -> new ArrayList<>()).add(r);
        }
        var answers = new Fed[requests.size()];
        for (List<Integer> members : groups.values()) {
            for (int from = 0; from < members.size(); from += batch()) {
                List<Integer> part = members.subList(from, StrictMath.min(members.size(), from + batch()));
                List<Fed> told = together(part.stream().map(requests::get).toList());
                for (int k = 0; k < told.size(); k++) {
                    answers[part.get(k)] = told.get(k);
                }
            }
        }
        return Arrays.asList(answers);
    }

    private List<Fed> together(List<Request> requests) {
        int[][] fed = requests.stream().map(Request::fed).toArray(int[][]::new);
        int[][] past = requests.stream().map(CachingOnnxPredictor::past).toArray(int[][]::new);
        int[][] ids = requests.stream().map(r -> Places.ids(network().ids(), r.state(), r.fed())).toArray(int[][]::new);
        Optional<KeptRows> kept = past[0].length == 0 ? Optional.empty()
            : Optional.of(new KeptRows(past, requests.stream().map(Request::kept).toArray(KeyValues[]::new)));
        TextGraph.Answer[] told = network().masked().ask(new TextGraph.Call(ids, fed, kept, Optional.empty(),
            Set.of(TextGraph.Also.KEYS_AND_VALUES)));
        return IntStream.range(0, told.length).mapToObj(r -> new Fed(prediction(requests.get(r).state(), fed[r], told[r]),
            KeyValues.of(length(), fed[r], told[r].fresh().orElseThrow()))).toList();
    }
}
