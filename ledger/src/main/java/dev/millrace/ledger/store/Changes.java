package dev.millrace.ledger.store;

import dev.millrace.ledger.account.Claim;
import dev.millrace.ledger.account.Gap;
import dev.millrace.ledger.account.LaneStatement;
import dev.millrace.ledger.account.Position;
import dev.millrace.ledger.account.Sighting;
import dev.millrace.ledger.account.Sightings;
import dev.millrace.ledger.account.SourceKey;
import dev.millrace.ledger.account.SourceStatement;
import dev.millrace.ledger.account.Statement;
import dev.millrace.ledger.account.TopicStatement;
import dev.millrace.ledger.account.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What is in one statement of the account and not in an earlier one: what a save has to write. Evidence mostly grows at its
 * end, and then only the new end is here.
 *
 * @param withdrawn evidence that is to be written anew, for some of it has been explained since
 */
record Changes(
        List<Claim> claims,
        List<SourceStatement> sources,
        List<ChangedLane> lanes,
        List<Withdrawn> withdrawn,
        List<NewSighting> sightings,
        List<TopicStatement> topics,
        List<NewUnreadable> unreadable,
        Map<TopicPartition, Position> positions,
        List<NewGap> gaps) {

    record ChangedLane(SourceKey key, LaneStatement lane) {}

    record Withdrawn(SourceKey key, String kind) {}

    record NewSighting(SourceKey key, String kind, int number, Sighting sighting) {}

    record NewUnreadable(String topic, int number, Unreadable unreadable) {}

    record NewGap(int number, Gap gap) {}

    // What has not changed is the same object in both statements.
    @SuppressWarnings("ReferenceEquality")
    static Changes between(Statement before, Statement now) {
        var changes = new Changes(
                now.claims().values().stream()
                        .filter(claim -> claim != before.claims().get(claim.key()))
                        .toList(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new HashMap<>(),
                new ArrayList<>());
        now.sources().forEach((key, source) -> {
            var earlier = before.sources().get(key);
            if (source != earlier) {
                changes.addSource(earlier == null ? SourceStatement.nothing(key) : earlier, source);
            }
        });
        now.topics().forEach((name, topic) -> {
            var earlier = before.topics().get(name);
            if (topic != earlier) {
                changes.addTopic(earlier == null ? TopicStatement.nothing(name) : earlier, topic);
            }
        });
        for (int number = before.gaps().size(); number < now.gaps().size(); number++) {
            changes.gaps.add(new NewGap(number, now.gaps().get(number)));
        }
        now.positions().forEach((partition, position) -> {
            if (!position.equals(before.positions().get(partition))) {
                changes.positions.put(partition, position);
            }
        });
        return changes;
    }

    boolean isEmpty() {
        return claims.isEmpty() && sources.isEmpty() && topics.isEmpty() && positions.isEmpty() && gaps.isEmpty();
    }

    @SuppressWarnings("ReferenceEquality")
    private void addSource(SourceStatement before, SourceStatement now) {
        sources.add(now);
        for (var lane : now.lanes()) {
            if (before.lane(lane.topic()).orElse(null) != lane) {
                lanes.add(new ChangedLane(now.key(), lane));
            }
        }
        addSightings(now.key(), "repeated", before.repeated(), now.repeated());
        addSightings(now.key(), "disordered", before.disordered(), now.disordered());
        addSightings(now.key(), "poisoned", before.poisoned(), now.poisoned());
    }

    private void addSightings(SourceKey key, String kind, Sightings before, Sightings now) {
        int kept = before.first().size();
        boolean longer =
                now.first().size() >= kept && now.first().subList(0, kept).equals(before.first());
        if (!longer) {
            withdrawn.add(new Withdrawn(key, kind));
        }
        for (int number = longer ? kept : 0; number < now.first().size(); number++) {
            sightings.add(new NewSighting(key, kind, number, now.first().get(number)));
        }
    }

    private void addTopic(TopicStatement before, TopicStatement now) {
        topics.add(now);
        for (int number = before.first().size(); number < now.first().size(); number++) {
            unreadable.add(new NewUnreadable(now.topic(), number, now.first().get(number)));
        }
    }
}
