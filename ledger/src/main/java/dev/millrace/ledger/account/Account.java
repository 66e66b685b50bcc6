package dev.millrace.ledger.account;

import dev.millrace.event.progress.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The account of every event, as it is folded from what is read. Not thread-safe.
 *
 * <p>It grows with the number of sources and with what is wrong, not with the number of events.
 */
public final class Account {
    /** So many sources may be seen that nobody claims; a flood of made-up names must not fill the memory. */
    static final int UNCLAIMED_SOURCES = 1_000;

    private final Map<SourceKey, Claim> claims;
    private final Set<String> claimedTopics = new HashSet<>();
    private final Map<SourceKey, SourceAccount> sources = new HashMap<>();
    private final Map<String, TopicAccount> topics = new HashMap<>();
    private final Map<TopicPartition, Position> positions;
    private final List<Gap> gaps;

    /** Goes on from an earlier statement. */
    public Account(Statement known) {
        this.claims = new HashMap<>(known.claims());
        known.claims().values().forEach(claim -> claimedTopics.addAll(claim.topics()));
        this.positions = new HashMap<>(known.positions());
        this.gaps = new ArrayList<>(known.gaps());
        known.sources().forEach((key, source) -> sources.put(key, new SourceAccount(source)));
        known.claims().forEach((key, claim) -> own(key, claim.topics()));
        known.topics().forEach((name, topic) -> topics.put(name, new TopicAccount(topic)));
    }

    /** A source has said how far it is. Returns what is wrong with that, if anything; it then does not count. */
    public Optional<String> claim(Progress progress) {
        if (!StorableText.isName(progress.run())
                || !StorableText.isName(progress.source())
                || !progress.topics().stream().allMatch(StorableText::isName)) {
            return Optional.of("run, source or topic is too long or holds control characters");
        }
        var key = new SourceKey(progress.run(), progress.source(), progress.shard());
        claims.merge(key, Claim.of(progress, gaps), (known, first) -> known.then(progress, gaps));
        claimedTopics.addAll(progress.topics());
        own(key, progress.topics());
        return Optional.empty();
    }

    private void own(SourceKey key, Set<String> topics) {
        var source = sources.get(key);
        if (source != null) {
            source.owns(topics);
        }
    }

    /** What a source says it has done, if it ever said anything. */
    public Optional<Claim> claimOf(SourceKey source) {
        return Optional.ofNullable(claims.get(source));
    }

    /** Every topic that a source ever named; a live view that only ever grows. */
    public Set<String> claimedTopics() {
        return Collections.unmodifiableSet(claimedTopics);
    }

    /** The account of a source, opened if need be; empty where its name cannot be kept or there are too many. */
    public Optional<SourceAccount> source(String run, String source) {
        return source(new SourceKey(run, source));
    }

    /** The same for a source that may be split. */
    public Optional<SourceAccount> source(SourceKey key) {
        var known = sources.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        boolean full = sources.size() - claims.size() >= UNCLAIMED_SOURCES && !claims.containsKey(key);
        if (full || !StorableText.isName(key.run()) || !StorableText.isName(key.source())) {
            return Optional.empty();
        }
        var opened = new SourceAccount(SourceStatement.nothing(key));
        sources.put(key, opened);
        claimOf(key).ifPresent(claim -> opened.owns(claim.topics()));
        return Optional.of(opened);
    }

    /** The account of a topic, opened if need be. */
    public TopicAccount topic(String name) {
        return topics.computeIfAbsent(name, topic -> new TopicAccount(TopicStatement.nothing(topic)));
    }

    /** How far a partition was read, if it was. */
    public Optional<Position> position(TopicPartition partition) {
        return Optional.ofNullable(positions.get(partition));
    }

    /** A partition was read up to there, and what was read is in the account. */
    public void readUpTo(TopicPartition partition, Position position) {
        positions.put(partition, position);
    }

    /** Records of a partition were gone; reading goes on at {@link Gap#to()}. */
    public void gap(Gap gap, Position position) {
        gaps.add(gap);
        positions.put(new TopicPartition(gap.topic(), gap.partition()), position);
        switch (gap.cause()) {
            case RETENTION -> {}
            case REPLACED -> sources.values().forEach(source -> source.startOver(gap.topic(), gap.partition()));
        }
    }

    /** The account as it is now. What has not changed since the last statement is the same object in both. */
    public Statement statement() {
        return new Statement(
                claims,
                sources.values().stream()
                        .map(SourceAccount::statement)
                        .collect(Collectors.toMap(SourceStatement::key, Function.identity())),
                topics.values().stream()
                        .map(TopicAccount::statement)
                        .collect(Collectors.toMap(TopicStatement::topic, Function.identity())),
                positions,
                gaps);
    }
}
