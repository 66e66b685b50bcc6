package dev.millrace.generator.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;

/**
 * Hands out the slots of a program among its instances, in Kafka's cooperative protocol (KIP-429): a slot that is to move
 * is first taken from who has it, and given to the other in the round that follows. Made by Kafka's consumer, from the
 * name of the class.
 */
public final class EvenSlots implements ConsumerPartitionAssignor, Configurable {
    /** The consumer's property with the shards by source; a map from text to whole numbers. */
    static final String SHARDS = "millrace.shards.by.source";

    private Map<String, Integer> shards = Map.of();

    @Override
    @SuppressWarnings("unchecked") // the property has no other type
    public void configure(Map<String, ?> configs) {
        shards = configs.get(SHARDS) instanceof Map<?, ?> given ? Map.copyOf((Map<String, Integer>) given) : Map.of();
    }

    @Override
    public String name() {
        return "millrace-slots";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
        var subscriptions = group.groupSubscription();
        var members = List.copyOf(new TreeSet<>(subscriptions.keySet()));
        var count = metadata.partitionCountForTopic(ShardSlots.TOPIC);
        int slots = count == null ? 0 : count;
        var assigned = new ArrayList<List<TopicPartition>>();
        members.forEach(member -> assigned.add(new ArrayList<>()));
        if (slots > 0) {
            var owners = owners(members, subscriptions, slots);
            var plan = new SlotPlan(slots).bySource(shards);
            var wanted = new SlotSpread(members.size(), owners, plan).spread();
            for (int slot = 0; slot < slots; slot++) {
                if (owners[slot] < 0 || owners[slot] == wanted[slot]) {
                    assigned.get(wanted[slot]).add(new TopicPartition(ShardSlots.TOPIC, slot));
                }
            }
        }
        var assignments = new HashMap<String, Assignment>();
        for (int i = 0; i < members.size(); i++) {
            assignments.put(members.get(i), new Assignment(assigned.get(i)));
        }
        return new GroupAssignment(assignments);
    }

    /** By slot, who has it now; of two who say so, whoever heard from the group later. */
    private static int[] owners(List<String> members, Map<String, Subscription> subscriptions, int slots) {
        var owners = new int[slots];
        var since = new int[slots];
        Arrays.fill(owners, -1);
        Arrays.fill(since, Integer.MIN_VALUE);
        for (int member = 0; member < members.size(); member++) {
            var subscription = subscriptions.get(members.get(member));
            if (subscription == null) {
                continue;
            }
            int generation = subscription.generationId().orElse(-1);
            for (var owned : subscription.ownedPartitions()) {
                int slot = owned.partition();
                if (slot < slots && generation > since[slot]) {
                    owners[slot] = member;
                    since[slot] = generation;
                }
            }
        }
        return owners;
    }
}
