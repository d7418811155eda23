package samplerscope.masked.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Weighted rules of a context-free grammar in Chomsky's normal form: a symbol becomes two symbols, or one token.
///
/// @param tokens      `V`
/// @param names       of the symbols, in the order of their numbers
/// @param start       symbol that a whole word comes from
/// @param splits      rules with two symbols
/// @param leaves      weights of the rules with one token, shape [N, V]
/// @param unambiguous whether no word has two derivations; then the best derivation is the best word, too
record Grammar(int tokens, List<String> names, int start, List<Split> splits, double[] leaves, boolean unambiguous) {

    /// `whole -> left right` with a weight above 0.
    record Split(int whole, int left, int right, double weight) {}

    int symbols() {
        return names.size();
    }

    /// Writes a grammar with rules of any length, and turns them into the normal form when done.
    ///
    /// On the right of a rule, a character of the alphabet is a token and all else names a symbol. Rules that only rename a
    /// symbol take over its rules; they must not go round in a circle. There are no empty rules.
    static final class Builder {

        private final String alphabet;
        private final Map<String, List<Rule>> rules = new LinkedHashMap<>();
        private final List<String> names = new ArrayList<>();

        private record Rule(double weight, List<String> right) {}

        /// @param alphabet a character for each token
        Builder(String alphabet) {
            this.alphabet = alphabet;
        }

        Builder rule(String left, double weight, String... right) {
            return rule(left, weight, List.of(right));
        }

        private Builder rule(String left, double weight, List<String> right) {
            rules.computeIfAbsent(left, _ -> new ArrayList<>()).add(new Rule(weight, right));
            return this;
        }

        /// The grammar of the words that come from a symbol.
        Grammar unambiguous(String start) {
            return build(start, true);
        }

        /// The same where some words may have several derivations, whose weights add up.
        Grammar ambiguous(String start) {
            return build(start, false);
        }

        private Grammar build(String start, boolean unambiguous) {
            List.copyOf(rules.keySet()).forEach(this::halve);
            names.addAll(rules.keySet());
            var splits = new ArrayList<Split>();
            var leaves = new double[names.size() * alphabet.length()];
            for (String symbol : names) {
                int whole = names.indexOf(symbol);
                for (Rule rule : renamed(symbol, 1)) {
                    if (rule.right.size() == 1) {
                        leaves[whole * alphabet.length() + alphabet.indexOf(rule.right.getFirst())] += rule.weight;
                    } else {
                        int left = names.indexOf(rule.right.getFirst());
                        splits.add(new Split(whole, left, names.indexOf(rule.right.getLast()), rule.weight));
                    }
                }
            }
            return new Grammar(alphabet.length(), List.copyOf(names), names.indexOf(start), splits, leaves, unambiguous);
        }

        /// Longer rules become a first part and a symbol for the rest, which all rules with that rest share.
        private void halve(String symbol) {
            rules.get(symbol).replaceAll(rule -> rule.right.size() == 1 ? rule : new Rule(rule.weight, halves(rule.right)));
        }

        private List<String> halves(List<String> parts) {
            return List.of(single(parts.getFirst()), rest(parts.subList(1, parts.size())));
        }

        private String rest(List<String> parts) {
            if (parts.size() == 1) {
                return single(parts.getFirst());
            }
            String name = String.join(" ", parts);
            if (!rules.containsKey(name)) {
                rule(name, 1, List.copyOf(parts));
                halve(name);
            }
            return name;
        }

        /// A symbol for one part of a longer rule.
        private String single(String part) {
            if (!isToken(part)) {
                return part;
            }
            String name = "'" + part + "'";
            if (!rules.containsKey(name)) {
                rule(name, 1, part);
            }
            return name;
        }

        private boolean isToken(String part) {
            return part.length() == 1 && alphabet.contains(part);
        }

        /// The rules of a symbol, those that rename it replaced by the rules of what they name.
        private List<Rule> renamed(String symbol, double factor) {
            var all = new ArrayList<Rule>();
            for (Rule rule : rules.get(symbol)) {
                if (rule.right.size() == 1 && !isToken(rule.right.getFirst())) {
                    all.addAll(renamed(rule.right.getFirst(), factor * rule.weight));
                } else {
                    all.add(new Rule(factor * rule.weight, rule.right));
                }
            }
            return all;
        }
    }
}
