package dev.millrace.generator.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EvenSlotsTest {
    private static final int SLOTS = 16;

    private final EvenSlots assignor = new EvenSlots();

    EvenSlotsTest() {
        assignor.configure(Map.of(EvenSlots.SHARDS, Map.of("orders", 6)));
    }

    @Test
    void shouldGiveOneWhoIsAloneAll() {
        assertThat(assign(Map.of("a", List.of())).get("a")).hasSize(SLOTS);
    }

    @Test
    void shouldTakeASlotFromItsHolderBeforeItIsGivenToAnother() {
        var all = assign(Map.of("a", List.of())).get("a");

        var taken = assign(Map.of("a", all, "b", List.of()));
        assertThat(taken.get("b")).isEmpty();
        assertThat(all).containsAll(taken.get("a"));
        assertThat(orders(taken.get("a"))).isEqualTo(3);

        var given = assign(Map.of("a", taken.get("a"), "b", List.of()));
        assertThat(given.get("a")).isEqualTo(taken.get("a"));
        assertThat(orders(given.get("b"))).isEqualTo(3);
        assertThat(given.get("a").size() + given.get("b").size()).isEqualTo(SLOTS);
    }

    @Test
    void shouldBelieveTheOneWhoHeardFromTheGroupLater() {
        var slot = new TopicPartition(ShardSlots.TOPIC, 0);
        var group = new GroupSubscription(Map.of(
                "zombie", subscription(List.of(slot), 3),
                "holder", subscription(List.of(slot), 5)));

        var assigned = assignor.assign(cluster(), group).groupAssignment();

        assertThat(assigned.get("zombie").partitions()).doesNotContain(slot);
    }

    private Map<String, List<TopicPartition>> assign(Map<String, List<TopicPartition>> owned) {
        var members = new HashMap<String, Subscription>();
        owned.forEach((member, slots) -> members.put(member, subscription(slots, 1)));
        var assigned = new HashMap<String, List<TopicPartition>>();
        assignor.assign(cluster(), new GroupSubscription(members))
                .groupAssignment()
                .forEach((member, assignment) -> assigned.put(member, assignment.partitions()));
        return assigned;
    }

    private static Subscription subscription(List<TopicPartition> owned, int generation) {
        return new Subscription(List.of(ShardSlots.TOPIC), null, owned, generation, Optional.<String>empty());
    }

    private static long orders(List<TopicPartition> slots) {
        var plan = new SlotPlan(SLOTS).bySource(Map.of("orders", 6)).getFirst();
        return slots.stream().filter(slot -> plan.contains(slot.partition())).count();
    }

    private static Cluster cluster() {
        var node = new Node(0, "localhost", 1);
        var partitions = new ArrayList<PartitionInfo>();
        for (int slot = 0; slot < SLOTS; slot++) {
            partitions.add(new PartitionInfo(ShardSlots.TOPIC, slot, node, new Node[] {node}, new Node[] {node}));
        }
        return new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
    }
}
