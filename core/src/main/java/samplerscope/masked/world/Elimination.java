package samplerscope.masked.world;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// An order in which the vertices of a graph can be summed away, one after the other, such that each has at most two
/// neighbours left when its turn comes. It exists exactly for graphs of treewidth 2 and less (Bodlaender 1998, "A partial
/// k-arboretum of graphs with bounded treewidth").
///
/// @param order      all vertices
/// @param neighbours of each vertex when its turn comes, in the order of their own turns, shape [L] of at most 2
record Elimination(int[] order, int[][] neighbours) {

    /// The lowest vertex that can go goes first.
    ///
    /// @param edges pairs of vertices
    /// @throws InvalidParameterException if the treewidth is above 2
    static Elimination of(int vertices, List<int[]> edges) {
        List<TreeSet<Integer>> near = adjacency(vertices, edges);
        var left = new TreeSet<>(IntStream.range(0, vertices).boxed().toList());
        var order = new int[vertices];
        var turn = new int[vertices];
        var neighbours = new int[vertices][];
        for (int n = 0; n < vertices; n++) {
            int next = left.stream().filter(v -> near.get(v).size() <= 2).findFirst()
                .orElseThrow(() -> new InvalidParameterException("pairs", new Setting.Num(edges.size()),
                    "must leave a graph of treewidth 2 at most: take pairs away that cross each other"));
            left.remove(next);
            order[n] = next;
            turn[next] = n;
            neighbours[next] = near.get(next).stream().mapToInt(v -> v).toArray();
            remove(next, near);
        }
        for (int[] two : neighbours) {
            if (two.length == 2 && turn[two[0]] > turn[two[1]]) {
                int first = two[0];
                two[0] = two[1];
                two[1] = first;
            }
        }
        return new Elimination(order, neighbours);
    }

    private static List<TreeSet<Integer>> adjacency(int vertices, List<int[]> edges) {
        var near = new ArrayList<TreeSet<Integer>>();
        IntStream.range(0, vertices).forEach(_ -> near.add(new TreeSet<>()));
        for (int[] edge : edges) {
            near.get(edge[0]).add(edge[1]);
            near.get(edge[1]).add(edge[0]);
        }
        return near;
    }

    /// Those that were next to it depend on each other from now on.
    private static void remove(int vertex, List<TreeSet<Integer>> near) {
        for (int one : near.get(vertex)) {
            near.get(one).remove(vertex);
            for (int other : near.get(vertex)) {
                if (one != other) {
                    near.get(one).add(other);
                }
            }
        }
    }
}
