package dev.millrace.generator.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Spreads slots over members: each source's shards as evenly as can be, then all shards together, and what a member has
 * stays with it unless it has too much. Within a source no member has two shards more than another, where no slot is
 * shared by several sources. Deterministic; used once.
 */
final class SlotSpread {
    private static final int NOBODY = -1;

    private final int members;
    private final int[] owners;
    private final List<List<Integer>> sources;
    /** Of each slot, the sources that have a shard in it. */
    private final List<List<Integer>> sourcesOfSlot = new ArrayList<>();
    /** Of each source and member, how many shards. */
    private final int[][] held;
    /** Of each member, how many shards, and how many slots. */
    private final int[] shards;

    private final int[] slots;

    /**
     * @param members how many there are, at least one
     * @param owners  by slot, which member has it; negative for none
     * @param sources of each source, the slots of its shards
     */
    SlotSpread(int members, int[] owners, List<List<Integer>> sources) {
        this.members = members;
        this.owners = new int[owners.length];
        this.sources = sources;
        this.held = new int[sources.size()][members];
        this.shards = new int[members];
        this.slots = new int[members];
        for (int slot = 0; slot < owners.length; slot++) {
            sourcesOfSlot.add(new ArrayList<>());
        }
        for (int source = 0; source < sources.size(); source++) {
            for (int slot : sources.get(source)) {
                sourcesOfSlot.get(slot).add(source);
            }
        }
        Arrays.fill(this.owners, NOBODY);
        for (int slot = 0; slot < owners.length; slot++) {
            if (owners[slot] >= 0) {
                give(slot, owners[slot]);
            }
        }
    }

    /** By slot, which member is to have it. */
    int[] spread() {
        for (int slot = 0; slot < owners.length; slot++) {
            if (owners[slot] == NOBODY) {
                give(slot, neediest(slot));
            }
        }
        // Each move makes one source or the whole more even; the bound is for sources that share slots and disagree.
        int moves = owners.length * (sources.size() + 1);
        while (moves-- > 0 && (evenOutASource() || evenOutAll())) {
            // Until nothing is left to be moved.
        }
        return owners.clone();
    }

    private int neediest(int slot) {
        int best = 0;
        for (int member = 1; member < members; member++) {
            if (isNeedier(member, best, slot)) {
                best = member;
            }
        }
        return best;
    }

    private boolean isNeedier(int member, int than, int slot) {
        for (int source : sourcesOfSlot.get(slot)) {
            int difference = held[source][member] - held[source][than];
            if (difference != 0) {
                return difference < 0;
            }
        }
        int difference = shards[member] - shards[than];
        return difference != 0 ? difference < 0 : slots[member] < slots[than];
    }

    private boolean evenOutASource() {
        for (int source = 0; source < held.length; source++) {
            int most = most(held[source]);
            int least = least(held[source]);
            if (held[source][most] - held[source][least] > 1) {
                for (int slot : sources.get(source)) {
                    if (owners[slot] == most && weight(slot, source) < held[source][most] - held[source][least]) {
                        give(slot, least);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean evenOutAll() {
        int most = most(shards);
        int least = least(shards);
        for (int slot = 0; slot < owners.length; slot++) {
            int weight = sourcesOfSlot.get(slot).size();
            if (owners[slot] == most && weight > 0 && weight < shards[most] - shards[least] && mayMove(slot, least)) {
                give(slot, least);
                return true;
            }
        }
        return false;
    }

    /** Whether no source would be the less even for it. */
    private boolean mayMove(int slot, int to) {
        int from = owners[slot];
        return sourcesOfSlot.get(slot).stream()
                .allMatch(source -> held[source][from] - held[source][to] >= weight(slot, source));
    }

    private int weight(int slot, int source) {
        return (int) sourcesOfSlot.get(slot).stream()
                .filter(other -> other == source)
                .count();
    }

    private void give(int slot, int member) {
        count(slot, owners[slot], -1);
        count(slot, member, 1);
        owners[slot] = member;
    }

    private void count(int slot, int member, int change) {
        if (member != NOBODY) {
            sourcesOfSlot.get(slot).forEach(source -> held[source][member] += change);
            shards[member] += change * sourcesOfSlot.get(slot).size();
            slots[member] += change;
        }
    }

    private static int most(int[] counts) {
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return most;
    }

    private static int least(int[] counts) {
        int least = 0;
        for (int i = 1; i < counts.length; i++) {
            least = counts[i] < counts[least] ? i : least;
        }
        return least;
    }
}
