package dev.millrace.flow.limit;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A limit's log in plain Java: what {@code lease.lua} does in Redis, step by step, as its readable reference. The tests
 * hold the two to the same answers, and run the simulations on this one. Not thread-safe.
 */
final class LeaseLog {
    static final int CALLS_BETWEEN_RECOUNTS = 1024;

    /** An instance that has not been heard of for this long is gone. */
    static final long KNOWN_MICROS = 5_000_000;

    /** Looking through many instances takes its time: with more than these, it is done the less often. */
    static final long INSTANCES_AT_ONCE = 100;

    private record Member(long score, long seq, String instance, long weight) {}

    private record Instance(long knownUntil, long activeUntil, long demand) {}

    private final NavigableSet<Member> members =
            new TreeSet<>(Comparator.comparingLong(Member::score).thenComparingLong(Member::seq));
    private final Map<String, Instance> instances = new TreeMap<>();
    private long now = -1;
    private long skew;
    private long epoch = -1;
    private long used;
    private long seq;
    private long level;
    private long levelAt;
    private long live;

    /**
     * Answers one request.
     *
     * @param clock the server's, in microseconds; may go back
     */
    LeaseReply lease(LeaseRequest request, long clock) {
        tick(clock);
        long lease = ++seq;
        purge(request);
        if (seq % CALLS_BETWEEN_RECOUNTS == 0) {
            used = members.stream().mapToLong(Member::weight).sum();
        }
        takeBack(request);
        enter(request);
        greet(request);
        long granted = Math.max(0, Math.min(request.want(), request.permits() - used));
        if (granted > 0) {
            members.add(
                    new Member(now + request.leadMicros() + request.lifeMicros(), lease, request.instance(), granted));
            used += granted;
        }
        return new LeaseReply(granted, await(request), used, live, level, now, epoch, lease);
    }

    private void tick(long clock) {
        long read = clock + skew;
        if (read < now) {
            skew = now - clock;
        }
        now = Math.max(now, read);
        if (epoch < 0) {
            epoch = now;
        }
    }

    private void purge(LeaseRequest request) {
        long gone = now + request.leadMicros() - request.windowMicros();
        while (!members.isEmpty() && members.first().score <= gone) {
            used -= members.removeFirst().weight;
        }
    }

    /** What was spent of a lease counts on until its time; the rest no longer. */
    private void takeBack(LeaseRequest request) {
        for (var returned : request.returned()) {
            var found = members.stream()
                    .filter(member -> member.seq == returned.lease()
                            && member.weight == returned.granted()
                            && member.instance.equals(request.instance()))
                    .findFirst();
            found.ifPresent(member -> {
                members.remove(member);
                if (returned.spent() > 0) {
                    members.add(new Member(member.score, member.seq, member.instance, returned.spent()));
                }
                used -= returned.left();
            });
        }
    }

    private void enter(LeaseRequest request) {
        long gone = now + request.leadMicros() - request.windowMicros();
        for (var spent : request.spent()) {
            long score = now - spent.ageMicros();
            if (score > gone) {
                seq++;
                members.add(new Member(score, seq, request.instance(), spent.count()));
                used += spent.count();
            }
        }
    }

    private void greet(LeaseRequest request) {
        var isNew = !instances.containsKey(request.instance());
        if (request.leaving()) {
            instances.remove(request.instance());
        } else {
            instances.put(
                    request.instance(),
                    new Instance(
                            now + Math.max(KNOWN_MICROS, request.activeMicros()),
                            now + request.activeMicros(),
                            request.demand()));
        }
        if (isNew || request.leaving() || now >= levelAt) {
            instances.values().removeIf(instance -> instance.knownUntil <= now);
            live = instances.size();
            levelAt = now + request.leadMicros() * Math.max(1, live / INSTANCES_AT_ONCE);
            level = fairLevel(request.permits());
        }
    }

    /** The level up to which demands are met, so that all of the limit is used and who wants less gets it; in thousandths. */
    private long fairLevel(long permits) {
        long[] demands = instances.values().stream()
                .filter(instance -> instance.activeUntil > now)
                .mapToLong(Instance::demand)
                .sorted()
                .toArray();
        long left = permits * 1_000;
        for (int i = 0; i < demands.length; i++) {
            long share = left / (demands.length - i);
            if (demands[i] * 1_000 > share) {
                return share;
            }
            left -= demands[i] * 1_000;
        }
        return demands.length == 0 ? permits * 1_000 : demands[demands.length - 1] * 1_000 + left / demands.length;
    }

    private long await(LeaseRequest request) {
        if (used < request.permits() || members.isEmpty()) {
            return 0;
        }
        long first = members.first().score;
        return Math.max(1, first + request.windowMicros() - request.leadMicros() - now);
    }
}
