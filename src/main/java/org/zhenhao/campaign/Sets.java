package org.zhenhao.campaign;

import java.util.HashMap;
import java.util.Map;

/** Disjoint sets (Tarjan); the least element stands for its set, so that the order of joining does not matter. Not thread-safe. */
final class Sets<T extends Comparable<T>> {
    private final Map<T, T> parents = new HashMap<>();

    T root(T element) {
        T root = element;
        for (T up = parents.get(root); up != null; up = parents.get(root)) {
            root = up;
        }
        for (T on = element; !on.equals(root); ) {
            T up = parents.put(on, root);
            on = up == null ? root : up;
        }
        return root;
    }

    void join(T one, T other) {
        T a = root(one);
        T b = root(other);
        if (!a.equals(b)) {
            parents.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
        }
    }
}
